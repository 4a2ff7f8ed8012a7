"""Base forms of Russian phrases that name institutions and places: the head and what agrees with it go to the nominative,
the rest stays («Центра стратегических исследований при Президенте …» to «Центр стратегических исследований при Президенте …»).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from pipeline.languages.lemmas import is_known, parses
from pipeline.lexicon import lexicon

_CASE_OF = {"gen1": "gent", "gen2": "gent", "loc1": "loct", "loc2": "loct", "acc2": "accs", "voct": "nomn"}
_AGREEING = frozenset({"ADJF", "PRTF", "NUMR"})
_ACRONYM = re.compile(r"^([А-ЯЁ]{2,}[А-ЯЁ0-9-]*)(?:а|у|ом|е|ы|ов|ами|ах|ам|-?[аеу]|ой)?$")
_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
# A preference where forms coincide: «организации» is the genitive singular before the nominative plural.
_CASE_RANK = {"nomn": 0, "gent": 1, "loct": 2, "datv": 3, "ablt": 4, "accs": 5}
_INDECLINABLE_PLACES = re.compile(r"(?:[оеэиуюы]|алматы)$", re.IGNORECASE)

Word = tuple[int, int]


def phrase_base(phrase: str, *, case: str | None = None, number: str | None = None) -> str:
    """The phrase with its head in the nominative. `case` and `number` (pymorphy's) are those a tagger gave the head, as hints."""
    return _phrase_base(" ".join(phrase.split()), case, number)


@lru_cache(maxsize=50_000)
def _phrase_base(phrase: str, case: str | None, number: str | None) -> str:
    words = [(m.start(), m.end()) for m in _WORD.finditer(phrase)]
    if not words:
        return phrase
    first = phrase[: words[0][1]]
    acronym = _ACRONYM.match(first[words[0][0] :])
    if acronym and (len(words) == 1 or not first.isupper()):
        return phrase[: words[0][0]] + acronym[1] + phrase[words[0][1] :]
    group = _adjunct_and_head(phrase, words) or _agreeing_words(phrase, words)
    if not group:
        return phrase
    choice = _best_reading(phrase, group, case, number)
    if choice is None:
        return phrase
    return _rewritten(phrase, group, choice)


def _adjunct_and_head(phrase: str, words: list[Word]) -> list[Word]:
    """«Назарбаев Университета», «Жогорку Кенеша»: a name that stays, and the word for the institution that declines."""
    if len(words) < 2 or phrase[words[0][1] : words[1][0]] != " " or not phrase[words[1][0]].isupper():
        return []
    first, second = phrase[slice(*words[0])], phrase[slice(*words[1])]
    best = _parses(first)[0]
    proper = (
        not any(is_known(p.word) and not {"Surn", "Name", "Geox"} & p.tag.grammemes for p in _parses(first))
        and best.tag.POS == "NOUN"
    )
    is_head = any(p.normal_form in _declining_heads() and str(p.tag.case) != "nomn" for p in _parses(second))
    return [words[1]] if (proper or first.lower() in ("жогорку", "олий", "назарбаев")) and is_head else []


@cache
def _declining_heads() -> frozenset[str]:
    return frozenset(word for kind in lexicon("ru/institutions")["heads"].values() for word in kind) | {"кенеш", "мажлис", "сенат"}


def _agreeing_words(phrase: str, words: list[Word]) -> list[Word]:
    """The adjectives that begin the phrase and the noun they lead to; nothing where the head stands in quotation marks."""
    group: list[Word] = []
    for start, end in words:
        if phrase[group[-1][1] if group else 0 : start].strip(" ") not in ("", "и") or phrase[start:end] == "и":
            if phrase[start:end] == "и" and group:
                continue
            break
        group.append((start, end))
        if not _may_be_adjective(phrase[start:end]):
            return group
        if _certain_noun(phrase[start:end]):
            return group
    return group


def _may_be_adjective(word: str) -> bool:
    return any(p.tag.POS in _AGREEING for p in _parses(word))


def _certain_noun(word: str) -> bool:
    return bool(_parses(word)[0].tag.POS == "NOUN")


def _parses(word: str) -> tuple[Any, ...]:
    return parses(word.lower())


def _best_reading(phrase: str, group: list[Word], case: str | None, number: str | None) -> tuple[list[Any], str] | None:
    """For each word of the group a parse, all in one case, number and gender; and that number."""
    *adjectives, noun = group
    best: tuple[float, list[Any], str] | None = None
    for parse in _parses(phrase[noun[0] : noun[1]]):
        tag = parse.tag
        its_case = _CASE_OF.get(str(tag.case), str(tag.case))
        if its_case not in _CASE_RANK or tag.POS not in ("NOUN", *_AGREEING):
            continue
        companions = [_agreeing(phrase[a:b], its_case, tag) for a, b in adjectives]
        if any(c is None for c in companions):
            continue
        score = -_CASE_RANK[its_case] + 3.0 * parse.score + (2.5 if "Geox" in tag or tag.POS == "NOUN" else 0)
        score += (4 if its_case == case else 0) + (3 if str(tag.number) == number else 0) - (2 if tag.number == "plur" else 0)
        score += 3 if parse.normal_form in _declining_heads() else 0
        score -= 3 if {"Name", "Surn", "Patr"} & tag.grammemes else 0
        score += (
            0.5 if not is_known(parse.word) and "Geox" in tag else -1.0 if not is_known(parse.word) and tag.animacy == "anim" else 0
        )
        if best is None or score > best[0]:
            best = (score, [*companions, parse], str(tag.number))
    return None if best is None else (best[1], best[2])


def _agreeing(word: str, case: str, noun: Any) -> Any:
    for parse in _parses(word):
        tag = parse.tag
        same_case = _CASE_OF.get(str(tag.case), str(tag.case)) == case
        same_gender = tag.number == "plur" or noun.gender is None or tag.gender == noun.gender
        if tag.POS in _AGREEING and same_case and tag.number in (noun.number, None) and same_gender:
            return parse
    return None


def _rewritten(phrase: str, group: list[Word], choice: tuple[list[Any], str]) -> str:
    parses, number = choice
    out, at = [], 0
    for (start, end), parse in zip(group, parses, strict=True):
        out += [phrase[at:start], _nominative(phrase[start:end], parse, number)]
        at = end
    return "".join(out) + phrase[at:]


def _nominative(word: str, parse: Any, number: str) -> str:
    if ("Fixd" in parse.tag and parse.tag.POS == "NOUN") or str(parse.tag.case) == "nomn":
        return word
    if "Supr" in parse.tag:  # «Высшей» is a form of «высокий» to the dictionary
        ending = "ие" if number == "plur" else {"femn": "ая", "neut": "ее"}.get(str(parse.tag.gender), "ий")
        return re.sub(r"(?<=ш)(?:ий|его|ему|им|ем|ая|ей|ую|ее|ие|их|ими)$", ending, word)
    form = parse.inflect({"nomn", number}) if number in ("sing", "plur") else parse.inflect({"nomn"})
    if form is None or (parse.tag.POS == "NOUN" and not is_known(parse.word) and _INDECLINABLE_PLACES.search(word)):
        return word
    return _with_capitals(word, form.word)


def _with_capitals(model: str, word: str) -> str:
    if model.isupper() and len(model) > 1:
        return word.upper()
    shapes, parts = model.split("-"), word.split("-")
    if len(shapes) != len(parts):
        return word.capitalize() if model[0].isupper() else word
    return "-".join(
        "".join(c.upper() if i < len(shape) and shape[i].isupper() else c for i, c in enumerate(part))
        for shape, part in zip(shapes, parts, strict=True)
    )

"""Digits and numeral words that are no numbers: dates, times, telephones, references, versions, names, enumerators.

Each trap is a named pattern; all of them run over the text once. Their repeats are bounded, so hostile text costs linear time.
What looks like a year is judged by its neighbours (`is_year`), what looks like part of a name by the run it is glued to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extraction.numbers.literals import is_whole
from pipeline.extraction.numbers.money import is_code
from pipeline.extraction.numbers.tokens import Token, run_starts
from pipeline.extraction.numbers.trap_patterns import ENGLISH, GENERAL, NEEDED, RUSSIAN
from pipeline.extraction.numbers.words import is_genitive_noun, lemmas
from pipeline.lexicon import lexicon


@cache
def function_words() -> frozenset[str]:
    """Function words of both languages: what stands before a number without naming it, and what is no noun behind it."""
    return frozenset(word for lang in ("en", "ru") for word in lexicon(f"{lang}/number_traps")["function_words"])


@cache
def _patterns(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = lexicon(f"{lang}/number_traps")
    months = _month_case(sorted(data["months"], key=len, reverse=True))
    table = [(name, "|".join(parts)) for name, parts in GENERAL.items()]
    table += [(name, "|".join(parts).replace("MONTH", months)) for name, parts in (RUSSIAN if lang == "ru" else ENGLISH).items()]
    return tuple((name, re.compile(pattern)) for name, pattern in table)


@cache
def _set_phrases(lang: str) -> re.Pattern[str]:
    """Phrases in lower case: without the flag that ignores case `re` passes over other words at their first letter."""
    phrases = sorted({phrase.lower() for phrase in lexicon(f"{lang}/number_traps")["phrases"]}, key=lambda p: (-len(p), p))
    pattern = "|".join(re.escape(phrase).replace(r"\ ", r"[\s-]") for phrase in phrases)
    return re.compile(rf"\b(?:{pattern})\b")


def _month_case(months: list[str]) -> str:
    return "|".join(form for month in months for form in (month, month.capitalize(), month.upper()))


def trap_spans(text: str, lang: str) -> Iterator[tuple[int, int, str]]:
    """Places of `text` whose digits and numeral words are no numbers, with the trap's name."""
    plain = text.replace("ё", "е").replace("Ё", "Е")
    low = plain.replace("İ", "I").lower()  # the one letter whose lower case is two characters
    digits = any(c.isdigit() for c in plain)
    for match in _set_phrases(lang).finditer(low):
        yield match.start(), match.end(), "set phrase"
    for k, (name, pattern) in enumerate(_patterns(lang)):
        needed = NEEDED.get(name)
        if (not digits and k < len(GENERAL)) or (needed and not any(part in low for part in needed)):
            continue
        for match in pattern.finditer(plain):
            if name != "month and day" or not _may_is_a_verb(match.group()):
                yield match.start(), match.end(), name


def _may_is_a_verb(found: str) -> bool:
    """ "may 5 countries": the month is written with a capital."""
    return found.startswith(("may ", "march ", "mar ", "dec ", "sep "))


def blocked_tokens(text: str, lang: str, tokens: list[Token]) -> set[int]:
    """Indices of tokens inside a trap, inside a glued name ("HPP-1") or behind a word of reference ("Article 5")."""
    blocked = set(_inside(list(trap_spans(text, lang)), tokens))
    starts = run_starts(tokens)
    data = lexicon(f"{lang}/number_traps")
    hard, soft = frozenset(data["references"]), frozenset(data["soft_references"])
    for i, token in enumerate(tokens):
        if token.kind != "num":
            continue
        if (
            _goes_on_from(tokens, i, blocked)
            or _is_name(tokens, starts, i)
            or _is_reference(tokens, i, hard, soft, lang)
            or _first_of_line(tokens, i)
        ):
            blocked.add(i)
    return blocked


def _inside(spans: list[tuple[int, int, str]], tokens: list[Token]) -> Iterator[int]:
    spans.sort()
    k, reach, k0 = 0, -1, 0
    for i, token in enumerate(tokens):
        while k < len(spans) and spans[k][0] < token.end:
            reach = max(reach, spans[k][1])
            k += 1
        if token.start < reach and k > k0:
            yield i


def _is_name(tokens: list[Token], starts: list[int], i: int) -> bool:
    """Digits in a run that begins with letters ("COVID-19", "C5+1", «Ту-154»), unless these are a currency ("USD3.14")."""
    first = starts[i]
    if first == i or tokens[first].kind != "word":
        return False
    return first < i - 1 or not is_code(tokens[first].text)


def _goes_on_from(tokens: list[Token], i: int, blocked: set[int]) -> bool:
    """ "pages 12-14", "Articles 5 and 6": digits joined to digits that are none."""
    if i < 2 or i - 2 not in blocked or tokens[i - 2].kind != "num":
        return False
    joint, following = tokens[i - 1], tokens[i + 1] if i + 1 < len(tokens) else None
    if joint.text in "-–—":
        return not joint.gap or not tokens[i].gap
    noun = following is not None and (following.text.islower() or following.text in "%$€") and following.low not in function_words()
    return joint.low in ("and", "to", "or", "и", "или", ",") and not noun and len(tokens[i].text) <= len(tokens[i - 2].text) + 1


def _is_reference(tokens: list[Token], i: int, hard: frozenset[str], soft: frozenset[str], lang: str) -> bool:
    """ "Article 5", "pages 12-14", «пункт 3»: digits behind a word of reference.

    A `soft` word is one only where nothing that can be counted follows the digits ("on day 5", but "that day 5 ministers").
    """
    j = i - 1
    if j >= 0 and tokens[j].text == "." and not tokens[j].gap:
        j -= 1
    if j < 0 or tokens[j].kind == "num":
        return False
    word, following = tokens[j], tokens[i + 1] if i + 1 < len(tokens) else None
    if word.low not in hard and (lang != "ru" or word.kind != "word" or not lemmas(word.low) & hard):
        return False
    if word.kind == "word" and len(word.low) <= 2 and j == i - 1:
        return False  # «с», «п», "p" are references with their point only
    is_soft = word.low in soft
    if is_soft and not is_whole(tokens[i].text):
        return False
    if following is None:
        return True
    if following.text in "%$€" or following.low in _SCALED:
        return False
    noun = following.kind == "word" and following.text.islower() and following.low not in function_words()
    return not is_soft or not noun or (word.text[:1].isupper() and j > 0)


_SCALED = frozenset(["percent", "per", "million", "billion", "thousand", "млн", "млрд", "тыс", "процентов", "процента"])


def _first_of_line(tokens: list[Token], i: int) -> bool:
    """ "1. Trade", "2) Energy" at the beginning of a paragraph or, with a capital behind, of a sentence: an enumerator."""
    if i + 2 >= len(tokens) or "," in tokens[i].text or len(tokens[i].text) > 4:
        return False
    mark, following = tokens[i + 1], tokens[i + 2]
    if mark.text not in (".", ")") or mark.gap or not following.gap or following.kind != "word":
        return False
    starts = i == 0 or (tokens[i - 1].text in ".;:!?)" and tokens[i].gap and len(tokens[i].text) < 3)
    return i == 0 or (starts and following.text[:1].isupper())


def is_year(tokens: list[Token], i: int, lang: str) -> bool:
    """Whether a bare literal of four digits is a year, by its neighbours and by what is counted after it."""
    text = tokens[i].text
    if len(text) != 4 or not "1000" <= text <= "2199":
        return False
    data = lexicon(f"{lang}/number_traps")
    before = tokens[i - 1].low if i else ""
    after = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if after in data["year_after"]:
        return True
    recent, counts = "1900" <= text <= "2100", is_counted(after, lang)
    if recent and before in data["year_sure"]:
        return True
    if before in ("the", "’s", "s", "this") and "1980" <= text <= "2040":  # "the 2022 sanctions"
        return True
    return not counts and (recent or before in data["year_before"])


def is_counted(word: str, lang: str) -> bool:
    """Whether a word behind a number can be what it counts: an English plural, a Russian genitive."""
    if not word.isalpha() or len(word) < 3:
        return False
    if lang == "ru":
        return is_genitive_noun(word)
    return word in _PLURALS or (word.endswith("s") and word not in _NO_PLURALS and word not in function_words())


_PLURALS = frozenset(["people", "men", "women", "children", "new", "young", "more"])
_NO_PLURALS = frozenset(["plus", "versus", "sees", "marks", "brings", "shows", "means"])

"""Base forms of Russian names of people: «Марии Захаровой» to «Мария Захарова», «Касым-Жомарта Токаева» to «Касым-Жомарт Токаев».

Each word of a name has several readings (base form, gender, case, weight): those of pymorphy3's dictionary where it knows the
word as a name, and those of its ending where it does not. A name is read as the gender and case in which all its words agree
best; what the sentence tells (a tagger's case and gender) weighs in as a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.languages.lemmas import is_known, parses
from pipeline.languages.ru_endings import CASES, STEM_ADJECTIVE, STEM_POSSESSIVE, WordReading, noun_readings, surname_readings

UD_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
_CASE_WEIGHT = {"nomn": 1.0, "gent": 0.5, "datv": 0.35, "accs": 0.4, "ablt": 0.4, "loct": 0.25}
_GENDER_WEIGHT = {"m": 1.0, "f": 0.9}
_PYMORPHY_GENDER = {"masc": "m", "femn": "f"}
_HINT = 2.0
_UNREAD = 0.02  # a word that cannot be read in the gender and case that the others have

# Words inside a name that never change.
_PARTICLES = frozenset(
    [
        "фон",
        "ван",
        "вон",
        "де",
        "да",
        "ди",
        "дю",
        "ла",
        "ле",
        "дер",
        "ден",
        "дель",
        "дос",
        "ду",
        "аль",
        "эль",
        "ибн",
        "бин",
        "бен",
        "бинт",
        "оглы",
        "оглу",
        "кызы",
        "гызы",
        "кизи",
        "улы",
        "ұлы",
        "уулу",
        "заде",
        "абу",
        "ас",
        "ад",
        "ат",
        "аш",
        "ар",
        "ан",
        "тер",
        "тен",
        "сан",
        "санта",
        "мак",
        "о'",
        "д'",
        "и",
    ]
)
_MALE_PARTICLES = frozenset(["оглы", "оглу", "улы", "ұлы", "уулу", "ибн", "бин"])
_FEMALE_PARTICLES = frozenset(["кызы", "гызы", "кизи", "бинт"])

_INITIAL = re.compile(r"^(?:[А-ЯЁA-ZҚӘІҢҒҮҰӨҺ][а-яёa-z]?\.-?)+$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A name in one gender and case. `gender` is `m` or `f`; `score` compares readings of the same words only."""

    base: str
    gender: str
    case: str
    score: float


_UNCHANGING = re.compile(r"(?:зода|заде|швили|дзе)$")


def person_readings(name: str, *, case: str | None = None, gender: str | None = None) -> list[Reading]:
    """All readings of a name in Cyrillic letters, best first; at least one (the name as it stands, where nothing fits).

    `case` (pymorphy's: `nomn`, `gent`, ...) and `gender` (`m`, `f`) are hints from the sentence; they raise, never force.
    """
    return list(_readings(name, case, gender))


@lru_cache(maxsize=20_000)
def surname_bases(word: str) -> frozenset[str]:
    """Every base form that one word of a name can have, in small letters; the unlikely ones left out."""
    table = _word_table(word)
    return frozenset(base.lower() for base, weight in table.values() if weight >= 0.3) or frozenset([word.lower()])


def person_base(name: str, *, case: str | None = None, gender: str | None = None) -> tuple[str, str | None]:
    """The nominative of a person's name and the gender it shows (None where the name fits both)."""
    found = person_readings(name, case=case, gender=gender)
    best = found[0]
    both = any(r.base == best.base and r.gender != best.gender and r.score > best.score * 0.5 for r in found)
    return best.base, gender if both else best.gender


@lru_cache(maxsize=50_000)
def _readings(name: str, case: str | None, gender: str | None) -> tuple[Reading, ...]:
    words = name.split()
    tables = [_word_table(word) for word in words]
    found = []
    for g in ("m", "f"):
        for c in CASES:
            score = _CASE_WEIGHT[c] * _GENDER_WEIGHT[g] * (_HINT if c == case else 1) * (_HINT if g == gender else 1)
            bases = []
            for word, table in zip(words, tables, strict=True):
                base, weight = table.get((g, c), (word, 1.0 if not table else _UNREAD))
                bases.append(base)
                score *= weight
            found.append(Reading(" ".join(bases), g, c, score))
    return tuple(sorted(found, key=lambda r: -r.score))


@lru_cache(maxsize=50_000)
def _word_table(word: str) -> dict[tuple[str, str], tuple[str, float]]:
    """For each gender and case the best base form of one word, in the capitals of the word; empty for what never changes."""
    if _INITIAL.match(word) or not re.search("[а-яё]", word.lower()) or word.lower().strip(".") in _PARTICLES:
        return _particle_table(word)
    if "." in word.rstrip("."):  # «Н.Назарбаева»: initials and surname without a blank
        head, _, tail = word.rpartition(".")
        return {key: (f"{head}.{base}", weight) for key, (base, weight) in _word_table(tail).items()}
    table: dict[tuple[str, str], tuple[str, float]] = {}
    for base, gender, case, weight in _hyphened(word) if "-" in word else _word_readings(word.lower()):
        for g in gender:
            if weight > table.get((g, case), ("", 0.0))[1]:
                table[g, case] = (_like(word, base), weight)
    return table


def _particle_table(word: str) -> dict[tuple[str, str], tuple[str, float]]:
    plain = word.lower()
    if plain in _MALE_PARTICLES or plain in _FEMALE_PARTICLES:
        return {("m" if plain in _MALE_PARTICLES else "f", case): (word, 1.0) for case in CASES}
    return {}


def _hyphened(word: str) -> Iterator[WordReading]:
    """A double surname declines in both parts («Петрова-Водкина»), any other double name in the last («Касым-Жомарта»)."""
    head, _, tail = word.lower().rpartition("-")
    known = {(g, c): (base, w) for base, gender, c, w in _hyphen_head(head) for g in gender}
    for base, gender, case, weight in _word_readings(tail):
        for g in gender:
            if (g, case) in known:
                yield f"{known[g, case][0]}-{base}", g, case, weight * max(known[g, case][1], 0.1)
            else:
                yield f"{head}-{base}", g, case, weight * 0.6


def _hyphen_head(head: str) -> Iterable[WordReading]:
    if STEM_POSSESSIVE.match(head) or STEM_ADJECTIVE.match(head):
        return surname_readings(head)
    # A known given name before the hyphen declines by itself («Анны-Марии»), save in the form of the nominative («Жан-Жака»).
    readings = [r for r in _dictionary_readings(head) if r[3] >= 0.5]
    return [] if any(r[2] == "nomn" for r in readings) else readings


def _word_readings(word: str) -> list[WordReading]:
    if _UNCHANGING.search(word):
        return [(word, "mf", case, 1.0) for case in CASES]
    known = list(_dictionary_readings(word))
    guessed = list(surname_readings(word)) or [*_adjective_readings(word), *noun_readings(word)]
    if any(is_known(word) and {"Name", "Patr", "Surn"} & parse.tag.grammemes for parse in parses(word)):
        return known + [(b, g, c, w * 0.3) for b, g, c, w in guessed]
    return known + guessed


def _adjective_readings(word: str) -> Iterator[WordReading]:
    """Bynames and surnames that are adjectives of the dictionary: «Грозного», «Великой», «Толстым»."""
    for parse in parses(word):
        if is_known(word) and parse.tag.POS == "ADJF" and parse.tag.number == "sing" and parse.tag.gender in _PYMORPHY_GENDER:
            form = parse.inflect({"nomn", "sing", str(parse.tag.gender)})
            if form is not None and str(parse.tag.case) in CASES:
                yield form.word, _PYMORPHY_GENDER[str(parse.tag.gender)], str(parse.tag.case), 0.8


def _dictionary_readings(word: str) -> Iterator[WordReading]:
    """Readings as given name, patronymic or surname that the dictionary of pymorphy3 knows."""
    shares = _gender_shares(word)
    declines = any("Name" in parse.tag and "Fixd" not in parse.tag for parse in parses(word))
    for parse in parses(word):
        tag = parse.tag
        kind = next((k for k in ("Name", "Patr", "Surn") if k in tag), None)
        gender = _PYMORPHY_GENDER.get(str(tag.gender))
        if kind is None or tag.number == "plur" or tag.case == "voct":  # the vocative «Тамар» of «Тамара» is spoken language
            continue
        sure = (0.4 if declines else 0.7) if "Fixd" in tag else 1.0 if is_known(word) or kind == "Patr" else 0.35
        weight = sure * (0.3 + 0.7 * shares.get(gender, 1.0))
        genders = [gender] if gender else ["m", "f"]
        for g in genders:
            form = parse.inflect({"nomn", "sing", {"m": "masc", "f": "femn"}[g]}) or parse.inflect({"nomn", "sing"})
            case = {"gen1": "gent", "gen2": "gent", "loc1": "loct", "loc2": "loct", "acc2": "accs"}.get(
                tag.case, tag.case
            )
            if form is not None and case in CASES:
                yield form.word, g, str(case), weight


def _gender_shares(word: str) -> dict[str | None, float]:
    """How much of the dictionary's weight goes to each gender: «Вячеслава» is a man's far more often than a woman's."""
    found = [
        (_PYMORPHY_GENDER.get(str(p.tag.gender)), float(p.score))
        for p in parses(word)
        if {"Name", "Patr", "Surn"} & p.tag.grammemes
    ]
    total = sum(score for _, score in found) or 1.0
    shares: dict[str | None, float] = {}
    for gender, score in found:
        shares[gender] = shares.get(gender, 0.0) + score / total
    return {gender: 1.0 if gender is None else share for gender, share in shares.items()}


def _like(model: str, word: str) -> str:
    """`word` with the capitals of `model` («аль-Хаджа» keeps its small first letter)."""
    if model.isupper() and len(model) > 2:
        return word.upper()
    parts = zip(word.split("-"), (model.split("-") + [""] * 9)[: word.count("-") + 1], strict=True)
    return "-".join(_capitals(part, shape) for part, shape in parts)


def _capitals(word: str, shape: str) -> str:
    inner = [i for i, c in enumerate(shape) if c.isupper() and i < len(word)]
    return "".join(c.upper() if i in inner else c for i, c in enumerate(word))

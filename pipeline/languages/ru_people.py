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

from pipeline.languages.lemmas import parses

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
UD_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
_CASE_WEIGHT = {"nomn": 1.0, "gent": 0.5, "datv": 0.35, "accs": 0.4, "ablt": 0.4, "loct": 0.25}
_GENDER_WEIGHT = {"m": 1.0, "f": 0.9}
_PYMORPHY_GENDER = {"masc": "m", "femn": "f"}
_HINT = 2.0
_UNREAD = 0.02  # a word that cannot be read in the gender and case that the others have

# Words inside a name that never change.
_PARTICLES = frozenset(
    ["фон", "ван", "вон", "де", "да", "ди", "дю", "ла", "ле", "дер", "ден", "дель", "дос", "ду", "аль", "эль", "ибн", "бин", "бен", "бинт", "оглы", "оглу", "кызы", "гызы", "кизи", "улы", "ұлы", "уулу", "заде", "абу", "ас", "ад", "ат", "аш", "ар", "ан", "тер", "тен", "сан", "санта", "мак", "о'", "д'", "и"]
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


WordReading = tuple[str, str, str, float]  # base in lower case, gender, case, weight


# (ending, base ending, gender, cases): surnames that decline by a pattern of their own.
_POSSESSIVE = [("", "", "m", "nomn"), ("а", "", "m", "gent accs"), ("у", "", "m", "datv"), ("ым", "", "m", "ablt"),
               ("е", "", "m", "loct"), ("а", "а", "f", "nomn"), ("ой", "а", "f", "gent datv ablt loct"), ("у", "а", "f", "accs")]  # fmt: skip
_ADJECTIVE = [("ий", "ий", "m", "nomn"), ("ого", "ий", "m", "gent accs"), ("ому", "ий", "m", "datv"), ("им", "ий", "m", "ablt"),
              ("ом", "ий", "m", "loct"), ("ая", "ая", "f", "nomn"), ("ой", "ая", "f", "gent datv ablt loct"), ("ую", "ая", "f", "accs")]  # fmt: skip
_STEM_POSSESSIVE = re.compile(r"^(.*(?:[оеё]в|(?<!дд)[иы]н))(|а|у|ым|е|ой)$")
_STEM_ADJECTIVE = re.compile(r"^(.*(?:с|ц)к)(ий|ого|ому|им|ом|ая|ой|ую)$")
_INDECLINABLE = re.compile(r"(?:ко|[оеэиыуюё]|их|ых|аго|яго)$")
_UNCHANGING = re.compile(r"(?:зода|заде|швили|дзе)$")
_LIKE_OBLIQUE = re.compile(r"(?:[оеы]м|[оеы]й|ою)$")
_CONSONANT = "бвгджзклмнпрстфхцчшщ"
_PATRONYMIC = re.compile(r"^(.*(?:ович|евич|ьич|[лмк]ич))(|а|у|ем|е)$|^(.*(?:овн|евн|ичн))(а|ы|е|у|ой)$")

# Nouns: endings of the stem in a hard or soft consonant, in -й, -ь, -а, -я, -ия.
_NOUN: list[tuple[str, str, str, str, float]] = [
    ("а", "", "m", "gent accs", 0.8), ("у", "", "m", "datv", 0.8), ("ом", "", "m", "ablt", 0.9), ("ем", "", "m", "ablt", 0.6),
    ("е", "", "m", "loct", 0.8),
    ("я", "й", "m", "gent accs", 0.5), ("ю", "й", "m", "datv", 0.5), ("ем", "й", "m", "ablt", 0.7), ("е", "й", "m", "loct", 0.4),
    ("я", "ь", "m", "gent accs", 0.5), ("ю", "ь", "m", "datv", 0.5), ("ем", "ь", "m", "ablt", 0.5), ("е", "ь", "m", "loct", 0.3),
    ("а", "а", "mf", "nomn", 0.35), ("ы", "а", "mf", "gent", 0.9), ("и", "а", "mf", "gent", 0.6), ("е", "а", "mf", "datv loct", 0.4),
    ("у", "а", "mf", "accs", 0.4), ("ой", "а", "mf", "ablt", 0.7), ("ою", "а", "mf", "ablt", 0.3),
    ("ия", "ия", "mf", "nomn", 0.6), ("ии", "ия", "mf", "gent datv loct", 0.9),
    ("я", "я", "mf", "nomn", 0.2), ("и", "я", "mf", "gent datv loct", 0.4), ("е", "я", "mf", "datv loct", 0.3),
    ("ю", "я", "mf", "accs", 0.4), ("ей", "я", "mf", "ablt", 0.6),
]  # fmt: skip


def person_readings(name: str, *, case: str | None = None, gender: str | None = None) -> list[Reading]:
    """All readings of a name in Cyrillic letters, best first; at least one (the name as it stands, where nothing fits).

    `case` (pymorphy's: `nomn`, `gent`, ...) and `gender` (`m`, `f`) are hints from the sentence; they raise, never force.
    """
    return list(_readings(name, case, gender))


@lru_cache(maxsize=20_000)
def surname_bases(word: str) -> frozenset[str]:
    """Every base form that one word of a name can have, in small letters; guesses below a tenth left out."""
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
    """For each gender and case the best base form of one word, written with the capitals of the word; empty for what never changes."""
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
    if _STEM_POSSESSIVE.match(head) or _STEM_ADJECTIVE.match(head):
        return _surname_readings(head)
    # A known given name before the hyphen declines by itself («Анны-Марии»), save in the form of the nominative («Жан-Жака»).
    readings = [r for r in _dictionary_readings(head) if r[3] >= 0.5]
    return [] if any(r[2] == "nomn" for r in readings) else readings


def _word_readings(word: str) -> list[WordReading]:
    if _UNCHANGING.search(word):
        return [(word, "mf", case, 1.0) for case in CASES]
    known = list(_dictionary_readings(word))
    guessed = list(_surname_readings(word)) or [*_adjective_readings(word), *_noun_readings(word)]
    if any(parse.is_known and {"Name", "Patr", "Surn"} & parse.tag.grammemes for parse in parses(word)):
        return known + [(b, g, c, w * 0.3) for b, g, c, w in guessed]
    return known + guessed


def _adjective_readings(word: str) -> Iterator[WordReading]:
    """Bynames and surnames that are adjectives of the dictionary: «Грозного», «Великой», «Толстым»."""
    for parse in parses(word):
        if parse.is_known and parse.tag.POS == "ADJF" and parse.tag.number == "sing" and parse.tag.gender in _PYMORPHY_GENDER:
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
        if kind is None or tag.number == "plur":
            continue
        sure = (0.4 if declines else 0.7) if "Fixd" in tag else 1.0 if parse.is_known or kind == "Patr" else 0.35
        weight = sure * (0.3 + 0.7 * shares.get(gender, 1.0))
        genders = [gender] if gender else ["m", "f"]
        for g in genders:
            form = parse.inflect({"nomn", "sing", {"m": "masc", "f": "femn"}[g]}) or parse.inflect({"nomn", "sing"})
            case = {"gen1": "gent", "gen2": "gent", "loc1": "loct", "loc2": "loct", "voct": "nomn", "acc2": "accs"}.get(tag.case, tag.case)
            if form is not None and case in CASES:
                yield form.word, g, str(case), weight


def _gender_shares(word: str) -> dict[str | None, float]:
    """How much of the dictionary's weight of a name goes to each gender («Вячеслава» is Вячеслав's far more often than a woman's)."""
    found = [(_PYMORPHY_GENDER.get(str(p.tag.gender)), float(p.score)) for p in parses(word) if {"Name", "Patr", "Surn"} & p.tag.grammemes]
    total = sum(score for _, score in found) or 1.0
    shares: dict[str | None, float] = {}
    for gender, score in found:
        shares[gender] = shares.get(gender, 0.0) + score / total
    return {gender: 1.0 if gender is None else share for gender, share in shares.items()}


def _surname_readings(word: str) -> Iterator[WordReading]:
    """Surnames in -ов, -ин, -ский and patronymics, by their endings."""
    patronymic = _PATRONYMIC.match(word)
    if patronymic:
        stem, ending = (patronymic[1], patronymic[2]) if patronymic[1] else (patronymic[3], patronymic[4])
        endings = {"": "nomn", "а": "gent accs", "у": "datv", "ем": "ablt", "е": "loct"} if patronymic[1] else {
            "а": "nomn", "ы": "gent", "е": "datv loct", "у": "accs", "ой": "ablt"}  # fmt: skip
        base, gender = (stem, "m") if patronymic[1] else (stem + "а", "f")
        yield from ((base, gender, case, 1.0) for case in endings[ending].split())
    for pattern, rows in ((_STEM_POSSESSIVE, _POSSESSIVE), (_STEM_ADJECTIVE, _ADJECTIVE)):
        match = pattern.match(word)
        if match and len(match[1]) > 2:
            for ending, base_ending, gender, cases in rows:
                if match[2] == ending:
                    yield from ((match[1] + base_ending, gender, case, 1.0) for case in cases.split())
            if pattern is _STEM_POSSESSIVE and match[2] == "":
                yield from ((word, "f", case, 0.1) for case in CASES)


def _noun_readings(word: str) -> Iterator[WordReading]:
    """Any other name by its ending, as a noun declines; foreign ones and women's names in a consonant do not."""
    last = word[-1]
    if _INDECLINABLE.search(word):
        weight = 0.1 if word.endswith("ии") else 0.25 if re.search("[гкхжчшщ]и$|[бвгджзклмнпрстфхцчшщ][ую]$", word) else 0.7 if last in "оеэуюиё" else 0.4
        yield from ((word, "mf", case, weight) for case in CASES)
    if last in _CONSONANT + "йь":
        yield word, "m", "nomn", 0.25 if len(word) > 4 and _LIKE_OBLIQUE.search(word) else 1.0
        yield from ((word, "f", case, 0.1 if len(word) > 4 and _LIKE_OBLIQUE.search(word) else 0.5) for case in CASES)
        yield from ((word, "m", case, 0.12) for case in CASES[1:])
    for ending, base_ending, genders, cases, weight in _NOUN:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 2 or not _stem_fits(stem[-1], ending, base_ending):
            continue
        yield from ((stem + base_ending, genders, case, weight) for case in cases.split())


def _stem_fits(last: str, ending: str, base_ending: str) -> bool:
    if base_ending == "й":
        return last in "аеиоуыэюя"
    if base_ending == "" and ending == "ем":
        return last in "жцчшщ"
    if base_ending == "а" and ending == "и":
        return last in "гкхжчшщ"
    if base_ending in ("я", "ия"):
        return last not in "гкхжцчшщ"
    return last in _CONSONANT


def _like(model: str, word: str) -> str:
    """`word` with the capitals of `model` («аль-Хаджа» keeps its small first letter)."""
    if model.isupper() and len(model) > 2:
        return word.upper()
    parts = zip(word.split("-"), (model.split("-") + [""] * 9)[: word.count("-") + 1], strict=True)
    return "-".join(_capitals(part, shape) for part, shape in parts)


def _capitals(word: str, shape: str) -> str:
    inner = [i for i, c in enumerate(shape) if c.isupper() and i < len(word)]
    return "".join(c.upper() if i in inner else c for i, c in enumerate(word))

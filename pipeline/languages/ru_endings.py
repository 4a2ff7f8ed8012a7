"""How Russian surnames, patronymics and foreign names decline, read backwards: from a form to its nominative."""

from __future__ import annotations

import re
from collections.abc import Iterator

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
WordReading = tuple[str, str, str, float]
"""Base form in small letters, gender (`m`, `f` or `mf`), case, weight."""

# (ending, base ending, gender, cases): surnames in -ов and -ин, and those in -ский.
_POSSESSIVE = [("", "", "m", "nomn"), ("а", "", "m", "gent accs"), ("у", "", "m", "datv"), ("ым", "", "m", "ablt"),
               ("е", "", "m", "loct"), ("а", "а", "f", "nomn"), ("ой", "а", "f", "gent datv ablt loct"),
               ("у", "а", "f", "accs")]  # fmt: skip

_ADJECTIVE = [("ий", "ий", "m", "nomn"), ("ого", "ий", "m", "gent accs"), ("ому", "ий", "m", "datv"), ("им", "ий", "m", "ablt"),
              ("ом", "ий", "m", "loct"), ("ая", "ая", "f", "nomn"), ("ой", "ая", "f", "gent datv ablt loct"),
              ("ую", "ая", "f", "accs")]  # fmt: skip

STEM_POSSESSIVE = re.compile(r"^(.*(?:[оеё]в|(?<!дд)[иы]н))(|а|у|ым|е|ой)$")

STEM_ADJECTIVE = re.compile(r"^(.*(?:с|ц)к)(ий|ого|ому|им|ом|ая|ой|ую)$")

_INDECLINABLE = re.compile(r"(?:ко|[оеэиыуюё]|их|ых|аго|яго)$")

_LIKE_OBLIQUE = re.compile(r"(?:[оеы]м|[оеы]й|ою)$")

CONSONANTS = "бвгджзклмнпрстфхцчшщ"

_PATRONYMIC = re.compile(r"^(.*(?:ович|евич|ьич|[лмк]ич))(|а|у|ем|е)$|^(.*(?:овн|евн|ичн))(а|ы|е|у|ой)$")

# Nouns (with a weight): stems in a hard or soft consonant, in -й, -ь, -а, -ия, -я.
_NOUN: list[tuple[str, str, str, str, float]] = [
    ("а", "", "m", "gent accs", 0.8), ("у", "", "m", "datv", 0.8), ("ом", "", "m", "ablt", 0.9), ("ем", "", "m", "ablt", 0.6),
    ("е", "", "m", "loct", 0.8),
    ("я", "й", "m", "gent accs", 0.5), ("ю", "й", "m", "datv", 0.5), ("ем", "й", "m", "ablt", 0.7), ("е", "й", "m", "loct", 0.4),
    ("я", "ь", "m", "gent accs", 0.5), ("ю", "ь", "m", "datv", 0.5), ("ем", "ь", "m", "ablt", 0.5), ("е", "ь", "m", "loct", 0.3),
    ("а", "а", "mf", "nomn", 0.35), ("ы", "а", "mf", "gent", 0.9), ("и", "а", "mf", "gent", 0.6),
    ("е", "а", "mf", "datv loct", 0.4),
    ("у", "а", "mf", "accs", 0.4), ("ой", "а", "mf", "ablt", 0.7), ("ою", "а", "mf", "ablt", 0.3),
    ("ия", "ия", "mf", "nomn", 0.6), ("ией", "ия", "mf", "ablt", 0.9),
    ("ию", "ия", "mf", "accs", 0.7), ("ии", "ия", "mf", "gent datv loct", 0.9),
    ("я", "я", "mf", "nomn", 0.2), ("и", "я", "mf", "gent datv loct", 0.4), ("е", "я", "mf", "datv loct", 0.3),
    ("ю", "я", "mf", "accs", 0.4), ("ей", "я", "mf", "ablt", 0.6),
]  # fmt: skip


def surname_readings(word: str) -> Iterator[WordReading]:
    """Surnames in -ов, -ин, -ский and patronymics, by their endings."""
    patronymic = _PATRONYMIC.match(word)
    if patronymic:
        stem, ending = (patronymic[1], patronymic[2]) if patronymic[1] else (patronymic[3], patronymic[4])
        endings = {"": "nomn", "а": "gent accs", "у": "datv", "ем": "ablt", "е": "loct"} if patronymic[1] else {
            "а": "nomn", "ы": "gent", "е": "datv loct", "у": "accs", "ой": "ablt"}  # fmt: skip
        base, gender = (stem, "m") if patronymic[1] else (stem + "а", "f")
        yield from ((base, gender, case, 1.0) for case in endings[ending].split())
    for pattern, rows in ((STEM_POSSESSIVE, _POSSESSIVE), (STEM_ADJECTIVE, _ADJECTIVE)):
        match = pattern.match(word)
        if match and len(match[1]) > 2:
            for ending, base_ending, gender, cases in rows:
                if match[2] == ending:
                    yield from ((match[1] + base_ending, gender, case, 1.0) for case in cases.split())
            if pattern is STEM_POSSESSIVE and match[2] == "":
                yield from ((word, "f", case, 0.1) for case in CASES)


def noun_readings(word: str) -> Iterator[WordReading]:
    """Any other name by its ending, as a noun declines; foreign ones and women's names in a consonant do not."""
    last = word[-1]
    if _INDECLINABLE.search(word):
        weight = (
            0.1
            if word.endswith("ии")
            else 0.25
            if re.search("[гкхжчшщ]и$|[бвгджзклмнпрстфхцчшщ][ую]$", word)
            else 0.7
            if last in "оеэуюиё"
            else 0.4
        )
        yield from ((word, "mf", case, weight) for case in CASES)
    if last in CONSONANTS + "йь":
        weight = 0.03 if word.endswith(("ией", "ием")) else 0.25 if len(word) > 4 and _LIKE_OBLIQUE.search(word) else 1.0
        yield word, "m", "nomn", weight
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
    return last in CONSONANTS

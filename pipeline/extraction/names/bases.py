"""The base form of each name: Russian in the nominative, English without article and possessive."""

from __future__ import annotations

import re
from collections import defaultdict

from pipeline.extraction.names.draft import Draft, Name
from pipeline.languages.ru_people import Reading, person_readings
from pipeline.languages.ru_phrases import phrase_base

_QUOTE_PAIRS = (("«", "»"), ("“", "”"), ('"', '"'), ("„", "“"))


def base_forms(draft: Draft) -> dict[Name, str]:
    """The base form of every name. People of a Russian text are read together: the form that fits most mentions wins."""
    bases = {name: _plain_base(draft, name) for name in draft.names if name.type != "PER" or draft.lang != "ru"}
    if draft.lang == "ru":
        bases |= _people(draft)
    return bases


def tidy(text: str) -> str:
    """One line, no article, no quotation mark that is not closed; initials stand apart from the surname."""
    text = re.sub(r"^(?:the|The|THE)\s+", "", " ".join(text.split()))
    text = re.sub(r"['’]s$", "", text)
    for opening, closing in _QUOTE_PAIRS:
        if opening != closing and text.count(opening) > text.count(closing):
            text += closing
        elif opening == closing and text.count(opening) == 1:
            text = text + closing if not text.endswith(opening) else text.replace(opening, "")
    return text


def spaced_initials(name: str) -> str:
    """«Н.Назарбаев» as «Н. Назарбаев»."""
    return re.sub(r"(?<=[A-ZА-ЯЁ]\.)(?=[A-ZА-ЯЁ][a-zа-яё])", " ", name)


def _plain_base(draft: Draft, name: Name) -> str:
    text = tidy(draft.name_text(name))
    if name.type == "PER":
        return spaced_initials(text)
    if draft.lang != "ru" or not re.search("[а-яё]", text.lower()):
        return text
    in_quotes = name.start > 0 and draft.words[name.start - 1] in ("«", '"', "“", "„")
    case = draft.case(_head(draft, name))
    # What stands in quotation marks behind a word for its kind is in the nominative already.
    if in_quotes and name.type in ("ORG", "WORK", "EVENT") and _kind_before(draft, name.start - 2):
        return text
    number = {"Sing": "sing", "Plur": "plur"}.get((draft.doc[_head(draft, name)].morph.get("Number") or [""])[0])
    return phrase_base(text, case=case, number=number)


def _head(draft: Draft, name: Name) -> int:
    return next((i for i in range(name.start, name.end) if draft.pos[i] in ("NOUN", "PROPN")), name.start)


def _kind_before(draft: Draft, token: int) -> bool:
    return token >= 0 and draft.pos[token] in ("NOUN", "PROPN")


def _people(draft: Draft) -> dict[Name, str]:
    readings = {name: _readings(draft, name) for name in draft.of_type("PER")}
    support: dict[str, float] = defaultdict(float)
    for found in readings.values():
        total = sum(r.score for r in found) or 1.0
        for surname, score in _by_surname(found).items():
            support[surname] += score / total
    return {
        name: max(found, key=lambda r: r.score * (0.3 + support[_surname(r.base)])).base for name, found in readings.items()
    }


def _by_surname(found: list[Reading]) -> dict[str, float]:
    best: dict[str, float] = defaultdict(float)
    for reading in found:
        best[_surname(reading.base)] += reading.score
    return best


def _surname(base: str) -> str:
    words = [w for w in base.split() if not w.endswith(".")]
    return words[-1] if words else base


def _readings(draft: Draft, name: Name) -> list[Reading]:
    text = spaced_initials(tidy(draft.name_text(name)))
    if not re.search("[а-яё]", text.lower()):
        return [Reading(text, "m", "nomn", 1.0)]
    case, gender = _hints(draft, name)
    return person_readings(text, case=case, gender=gender)


def _hints(draft: Draft, name: Name) -> tuple[str | None, str | None]:
    """The case and gender that most words of the name have by the tagger."""
    tokens = [i for i in range(name.start, name.end) if len(draft.words[i]) > 2]
    cases = [c for i in tokens if (c := draft.case(i))]
    genders = [g for i in tokens if (g := draft.gender(i))]
    return (max(cases, key=cases.count) if cases else None), (max(genders, key=genders.count) if genders else None)

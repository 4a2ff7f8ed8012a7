"""The base form of each name: Russian in the nominative, English without article and possessive."""

from __future__ import annotations

import re
from collections import defaultdict

from pipeline.extraction.names.draft import Draft, Name
from pipeline.extraction.names.vocabulary import known_organisation
from pipeline.extraction.titles import title_words
from pipeline.geography import city_name
from pipeline.languages.ru_people import Reading, person_readings
from pipeline.languages.ru_phrases import phrase_base

_QUOTE_PAIRS = (("«", "»"), ("“", "”"), ('"', '"'), ("„", "“"))


def base_forms(draft: Draft) -> dict[Name, str]:
    """The base form of every name. People of a Russian text are read together: the form that fits most mentions wins."""
    plain = (name for name in [*draft.names, *draft.nested] if name.type != "PER" or draft.lang != "ru")
    bases = {name: _plain_base(draft, name) for name in plain}
    if draft.lang == "ru":
        bases |= _people(draft)
    return bases


def tidy(text: str) -> str:
    """One line, no article, no quotation mark that is not closed; initials stand apart from the surname."""
    text = re.sub(r"^(?:the|The|THE)\s+", "", " ".join(text.split()))
    text = re.sub(r"['’]s$", "", text).strip("/\\|*#_=~")
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
    if name.type == "LOC" and text.isupper() and len(text) > 4:
        text = text.title()
    if name.type == "PER":
        return spaced_initials(text)
    if draft.lang != "ru" or not re.search("[а-яё]", text.lower()):
        return text
    agency = _agency(draft, name, text)
    if agency:
        return agency
    if name.type == "LOC" and len(name) == 1 and not text.isupper() and (city := city_name(text)) is not None:
        return city
    in_quotes = name.start > 0 and draft.words[name.start - 1] in ("«", '"', "“", "„")
    case = draft.case(_head(draft, name))
    # What stands in quotation marks behind a word for its kind is in the nominative already.
    if in_quotes and name.type in ("ORG", "WORK", "EVENT") and _kind_before(draft, name.start - 2):
        return text
    number = {"Sing": "sing", "Plur": "plur"}.get("".join(draft.doc[_head(draft, name)].morph.get("Number", [])))
    return phrase_base(text, case=case, number=number)


def _agency(draft: Draft, name: Name, text: str) -> str | None:
    """«РИА «Новости»»: a medium whose name holds the short word before the quotation mark."""
    if (
        name.type != "ORG"
        or name.start < 2
        or draft.words[name.start - 1] not in ("«", '"', "“")
        or not draft.words[name.start - 2].isupper()
    ):
        return None
    row = known_organisation(f"{draft.words[name.start - 2]} {text}")
    return row.ru if row is not None else None


def _head(draft: Draft, name: Name) -> int:
    return next((i for i in range(name.start, name.end) if draft.pos[i] in ("NOUN", "PROPN")), name.start)


def _kind_before(draft: Draft, token: int) -> bool:
    return token >= 0 and draft.pos[token] in ("NOUN", "PROPN")


def _people(draft: Draft) -> dict[Name, str]:
    readings = {name: _readings(draft, name) for name in [*draft.of_type("PER"), *draft.nested]}
    support: dict[str, float] = defaultdict(float)
    for name, found in readings.items():
        total = sum(r.score for r in found) or 1.0
        weight = 4.0 if _verb_gender(draft, name) or title_cases(draft, name) else 1.0
        for surname, score in _by_surname(found).items():
            support[surname] += weight * score / total
    return {
        name: max(found, key=lambda r: r.score * (0.1 + support[_surname(r.base)]) ** 2).base for name, found in readings.items()
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
    titled = title_cases(draft, name)
    found = person_readings(text, case=titled[0] if titled else case, gender=gender)
    if titled:
        return [reading for reading in found if reading.case in titled]
    if (verb := _verb_gender(draft, name)) is not None and _is_subject(draft, name):
        return [reading for reading in found if reading.case == "nomn" and reading.gender == verb] or found
    return found


def _is_subject(draft: Draft, name: Name) -> bool:
    """No noun and no preposition before the name could make the verb's subject another («книга Хамидова вышла»), and the tagger
    sees no other case than the nominative where the verb stands first."""
    i = name.start - 1
    first = name.start in draft.breaks or i < 0 or draft.pos[i] in ("PUNCT", "SCONJ", "CCONJ", "ADV", "PART")
    if first:
        return True
    return draft.pos[i] == "VERB" and draft.case(name.start) == "nomn"


def title_cases(draft: Draft, name: Name) -> tuple[str, ...]:
    """The cases that a title before the name allows it: «директор ИИБА Бахром Юлдашев» is a nominative, since a title in its
    dictionary form is one (people are animate); «министра Кира Стармера» a genitive or accusative. Empty where no title stands."""
    heads = title_words("ru").heads
    for i in range(name.start - 1, max(name.start - 10, -1), -1):
        if i + 1 in draft.breaks or draft.pos[i] in ("VERB", "AUX") or draft.words[i] in ",.;:!?–—(":
            return ()
        if (draft.lemmas[i],) in heads:
            case = draft.case(i)
            if draft.lower[i] == draft.lemmas[i]:
                return ("nomn",) if case in ("nomn", None) else ()
            alone = i == 0 or draft.pos[i - 1] not in ("NOUN", "PROPN")  # not «советником генсека Петером ...»
            return ("gent", "accs") if case in ("gent", "accs") and alone else ()
        if draft.pos[i] == "ADP" and draft.lower[i] not in ("по", "при", "в", "на", "из"):
            return ()
    return ()



def _verb_gender(draft: Draft, name: Name) -> str | None:
    """The gender of a past tense right behind the name or right before it («Захарова сообщила», «отметил Узаков»): its subject."""
    lo, hi = draft.paragraph_bounds(name.start)
    behind = next((i for i in range(name.end, min(name.end + 3, hi)) if draft.pos[i] not in ("ADV", "PART")), None)
    for i in (behind, name.start - 1):
        if i is None or not lo <= i < hi or draft.pos[i] != "VERB":
            continue
        morph = draft.doc[i].morph
        if "Past" in morph.get("Tense", []) and "Fin" in morph.get("VerbForm", ["Fin"]) and "Sing" in morph.get("Number", []):
            if i < name.start and draft.case(name.end - 1) not in ("nomn", None):
                continue
            return draft.gender(i)
    return None


def _hints(draft: Draft, name: Name) -> tuple[str | None, str | None]:
    """The case and gender that most words of the name have by the tagger."""
    verb = _verb_gender(draft, name)
    if verb is not None:
        return "nomn", verb
    tokens = [i for i in range(name.start, name.end) if len(draft.words[i]) > 2]
    cases = [c for i in tokens if (c := draft.case(i))]
    genders = [g for i in tokens if (g := draft.gender(i))]
    return (max(cases, key=cases.count) if cases else None), (max(genders, key=genders.count) if genders else None)

"""People's names that a model glued to a title, an institution or a country before them (English)."""

from __future__ import annotations

from pipeline.extraction.names.boundaries import split_glued
from pipeline.extraction.names.draft import Draft
from pipeline.extraction.names.people import INITIAL, SURNAME
from pipeline.extraction.names.vocabulary import given_names, institution_kinds, is_department, known_organisation
from pipeline.extraction.titles import Title
from pipeline.geography import country_of, nationality_of

_BOTH = frozenset(["Chad", "Jordan", "Georgia", "Israel", "Kenya", "India", "Cuba", "China"])


def split_from_institution(draft: Draft) -> None:
    """As in "Institute for Central Asia Anna Petrova": a given name after an institution begins a new name."""
    heads = institution_kinds(draft.lang)
    for name in draft.of_type("ORG"):
        for i in range(name.start + 1, name.end - 1):
            tied = draft.words[i - 1] in ("of", "and", "for", "&")
            given = draft.words[i] in given_names() and draft.words[i + 1] not in heads and i + 2 == name.end
            if given and not tied and _head_before(draft, name.start, i):
                split_glued(draft, name, i, "ORG", "PER", "split_from_institution")
                break


def split_from_place(draft: Draft, titles: list[Title]) -> None:
    """As in "President of Kazakhstan Kassym-Jomart Tokayev": behind a country inside one span a person begins."""
    offices = {t.end for t in titles}
    for name in draft.of_type("ORG", "PER", "LOC"):
        after_office = name.start > 1 and draft.lower[name.start - 1] == "of" and name.start - 1 in offices
        for i in range(name.start + 1, name.end - 1):
            place = draft.shown(name.start, i)
            if not country_of(place, draft.lang) or nationality_of(place, draft.lang):
                continue
            given = draft.words[i] in given_names() and draft.words[name.start] not in _BOTH
            if given or (after_office and all(SURNAME.match(draft.words[k]) for k in range(i, name.end))):
                split_glued(draft, name, i, "LOC", "PER", "split_from_place")
                break


def trailing_titles(draft: Draft, titles: list[Title]) -> None:
    """As in "Central Bank Governor": an office at the end of an institution's name is none of it."""
    ends = {t.end: t for t in titles if t.kinds & {"state", "office"} and not t.plural}
    for name in draft.of_type("ORG"):
        title = ends.get(name.end)
        if title is None or name.start >= title.start:
            continue
        left = draft.shown(name.start, title.start)
        if _head_before(draft, name.start, title.start) or left.isupper() or known_organisation(left) is not None:
            draft.resize(name, name.start, title.start, "trailing_titles")


def titled_people(draft: Draft, titles: list[Title]) -> None:
    """As in "Presidents Kassym-Jomart Tokayev" called a body: the title goes, a person stays; "Heads of ..." is nothing."""
    starts = {t.start: t for t in titles}
    for name in draft.of_type("ORG", "LOC", "WORK"):
        title = starts.get(name.start)
        if (
            title is None
            or title.end > name.end
            or (name.trusted and title.end == name.end)
            or not (title.kinds & {"state", "office"})
        ):
            continue
        if title.end == name.end or (title.plural and draft.lower[title.end] == "of"):
            draft.drop(name)
        elif draft.lower[title.end] == "of" and title.end + 2 == name.end and is_department(draft.words[title.end + 1]):
            draft.drop(name)  # "Head of Highways"
        elif draft.words[title.end] in given_names() or INITIAL.match(draft.words[title.end]):
            draft.resize(name, title.end, name.end, "titled_people")
            draft.retype(name, "PER", "titled_people", sure=True)


def _head_before(draft: Draft, start: int, end: int) -> bool:
    heads = institution_kinds(draft.lang)
    return any(draft.words[i] in heads or draft.lemmas[i] in heads for i in range(start, end))

"""English institutions, by what is not their head word: titles before them, legal forms, and what must be cut off or dropped."""

from __future__ import annotations

from functools import cache

from pipeline.extraction.names.boundaries import split_glued
from pipeline.extraction.names.draft import Draft
from pipeline.extraction.names.people import SURNAME_ENDING
from pipeline.extraction.names.vocabulary import institution_kinds, is_department, known_organisation, known_organisations, words
from pipeline.extraction.titles import Title
from pipeline.geography import country_of, nationality_of

_TIES = frozenset(["of", "for", "on", "and", "&"])
_OF_BODIES = words("en/name_words", "of_bodies")
_STOP_LEFT = words("en/name_words", "stop_left")


def bodies_after_titles(draft: Draft, titles: list[Title]) -> None:
    """As in "Director of KazISS": what an office of an institution is "of" or "at", written with a capital, is an institution."""
    for title in titles:
        at = title.end
        if draft.lower[title.end - 1] not in _OF_BODIES or at + 1 >= len(draft) or draft.lower[at] not in ("of", "at", "for"):
            continue
        at += 1 + (draft.lower[at + 1] == "the")
        name = draft.at(at) if at < len(draft) else None
        if at >= len(draft) or not draft.capital(at) or at in draft.breaks or is_department(draft.words[at]):
            continue
        if name is not None and name.type == "PER" and not name.sure and len(name) == 1:
            draft.retype(name, "ORG", "bodies_after_titles")
        elif name is None and draft.pos[at] == "PROPN" and (at + 1 >= len(draft) or not draft.capital(at + 1)):
            draft.add(at, at + 1, "ORG", "bodies_after_titles")


def split_at_surnames(draft: Draft) -> None:
    """In "Centre for Water Research Aliya Nurlanova" a surname, by its ending or known from elsewhere, is cut off."""
    heads = institution_kinds("en")
    known = {draft.words[n.end - 1] for n in draft.of_type("PER")}
    for name in draft.of_type("ORG"):
        first, last = name.end - 2, name.end - 1
        if len(name) < 4 or draft.words[first] in heads or draft.lower[first] in _TIES or not draft.capital(first):
            continue
        surname = draft.words[last] in known or SURNAME_ENDING.search(draft.words[last])
        if surname and any(draft.words[i] in heads for i in range(name.start, first)) and draft.words[last] not in heads:
            split_glued(draft, name, first, "ORG", "PER", "split_at_surnames")


def split_at_titles(draft: Draft, titles: list[Title]) -> None:
    """As in "EU Special Representative for Central Asia Eduards": a title inside a span ends the institution before it."""
    for title in titles:
        name = draft.at(title.start)
        if name is None or name.type != "ORG" or title.start == name.start or title.plural or not title.kinds & {"state", "office"}:
            continue
        before = draft.shown(name.start, title.start)
        if before.isupper() or country_of(before, "en") or known_organisation(before) is not None:
            draft.resize(name, name.start, title.start, "split_at_titles")
            if country_of(before, "en"):
                draft.retype(name, "LOC", "split_at_titles")


def general_words(draft: Draft) -> None:
    """As in "the Centre", "Ministry" alone: a word for an institution is a description, no name."""
    heads = institution_kinds("en")
    for name in draft.of_type("ORG", "LOC"):
        if (
            len(name) == 1
            and not name.sure
            and draft.words[name.start] in heads
            and draft.words[name.start] not in words("en/institutions", "proper")
        ):
            draft.drop(name)


def branch_offices(draft: Draft) -> None:
    """As in "Office of the Konrad Adenauer Foundation": the institution whose office it is acts."""
    heads = institution_kinds("en")
    for name in draft.of_type("ORG"):
        at = name.start + 1
        if (
            draft.words[name.start] not in ("Office", "Branch", "Representation", "Headquarters")
            or at + 1 >= name.end
            or draft.lower[at] != "of"
        ):
            continue
        at += 1 + (draft.lower[at + 1] == "the")
        if any(draft.words[i] in heads for i in range(at, name.end)):
            draft.resize(name, at, name.end, "branch_offices")


def legal_forms(draft: Draft) -> None:
    """As in "Smith & Sons Ltd": capitalised words before a legal form are a company."""
    forms = words("en/institutions", "legal")
    for i, word in enumerate(draft.words):
        own = draft.at(i)
        if word not in forms or i in draft.breaks or (own is not None and own.trusted and own.type == "ORG"):
            continue
        start = i
        lo, _ = draft.paragraph_bounds(i)
        while start > lo and (
            (draft.capital(start - 1) and draft.lower[start - 1] not in _STOP_LEFT and not _person_at(draft, start - 1))
            or (draft.words[start - 1] in "&,-" and start - 1 > lo and draft.capital(start - 2))
        ):
            start -= 1
        while start < i and draft.words[start] in "&,-":
            start += 1
        name = draft.at(i - 1)
        if start < i and (name is not None or word not in ("SA", "AG", "AB", "LP", "AO")):
            draft.add(start, i + 1, "ORG", "legal_forms", sure=True)


def _person_at(draft: Draft, token: int) -> bool:
    """A person stands here whose name goes on no further than this (a signature above a company)."""
    name = draft.at(token)
    return name is not None and name.type == "PER" and name.end == token + 1 and len(name) > 1


def drop_nationalities(draft: Draft) -> None:
    """Peoples, languages and adjectives of nationality are no names of places, people or institutions."""
    for name in draft.sorted():
        parts = [draft.shown(name.start, name.end)]
        if len(name) == 3 and draft.words[name.start + 1] == "-":
            parts = [draft.words[name.start], draft.words[name.end - 1]]
        if all(nationality_of(part, draft.lang) for part in parts) and not all(
            country_of(p, draft.lang) and not nationality_of(p, draft.lang) for p in parts
        ):
            draft.drop(name)


def known_names(draft: Draft) -> None:
    """International organisations and media that the lexicons know by two words or more, where no model saw them."""
    longest = _known_starts()
    for i, word in enumerate(draft.words):
        for size in range(longest.get(word, 1), 1, -1):
            end = i + size
            if end <= len(draft) and draft.free(i, end) and known_organisation(draft.shown(i, end)) is not None:
                draft.add(i, end, "ORG", "known_names", source="lexicon", sure=True)
                break


@cache
def _known_starts() -> dict[str, int]:
    """First tokens of the known names of several words, to the most tokens that such a name has."""
    starts: dict[str, int] = {}
    for row in known_organisations():
        for name in row.names:
            tokens = name.replace("-", " - ").replace("'", " '").split()
            if len(tokens) > 1 and name.isascii():
                starts[tokens[0]] = max(starts.get(tokens[0], 1), len(tokens))
    return starts

"""People whom no model marked: behind titles, in bylines, given names left of a surname."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extraction.names.draft import Draft, Name
from pipeline.extraction.names.people import SURNAME, SURNAME_ENDING
from pipeline.extraction.names.vocabulary import given_names, institution_kinds, is_department, words
from pipeline.extraction.titles import Title, title_words
from pipeline.geography import country_of, nationality_of
from pipeline.languages.lemmas import parses

_RU_SURNAME = re.compile(
    r"(?:[оеё]в|[оеё]ва|[иы]н|[иы]на|ск(?:ий|ая)|енко|швили|дзе|зода|заде|ян|бек|улы|кызы|уулу)$", re.IGNORECASE
)


def unseen_people(draft: Draft, titles: list[Title]) -> None:
    """As in "Ministers Galym Agzhigaliyev and ...", "Mr. Saidov": capitalised words right behind a title that no model marked."""
    behind = [t.end for t in titles if draft.capital(t.head) and (t.kinds & {"state", "office"} or draft.capital(t.start))]
    honorifics = title_words(draft.lang).honorifics
    behind += [
        i + 1 for i, w in enumerate(draft.lower) if w in honorifics and draft.capital(i) and w not in ("st", "st.", "hon", "miss")
    ]
    behind += [b.end for t in titles if (b := _body_behind(draft, t)) is not None]
    behind += [end for t in titles if (end := field_end(draft, t)) is not None]
    for start in behind:
        end = start
        while end < len(draft) and end - start < 4 and end not in draft.breaks and _plain_name(draft, end):
            end += 1
        if end > start and (end - start > 1 or draft.words[start - 1].endswith(".") or SURNAME_ENDING.search(draft.words[start])):
            draft.add(start, end, "PER", "unseen_people", sure=True)


def fields_are_no_bodies(draft: Draft, titles: list[Title]) -> None:
    """As in "Minister of Energy": what a minister is of is his field, even where a model calls it a body."""
    for title in titles:
        whole = draft.at(title.start)
        if whole is not None and not whole.sure and title.start <= whole.start and whole.end < title.end and whole.type != "LOC":
            draft.drop(whole)
        before = draft.at(title.start - 1) if title.start and title.start not in draft.breaks else None
        if before is not None and not before.sure and draft.name_text(before) in words("en/name_words", "fields"):
            draft.drop(before)  # "Energy Minister"
        inside = draft.at(title.end - 1)
        several = title.end - title.start > 1  # "Secretary of State of Kazakhstan"
        if several and inside is not None and inside.start > title.start and inside.end > title.end:
            start = next((i for i in range(title.end, inside.end) if draft.capital(i)), inside.end)
            draft.resize(inside, start, inside.end, "fields_are_no_bodies")
        end = field_end(draft, title)
        if end is None:
            continue
        for i in range(title.end, end):
            if (name := draft.at(i)) is not None and not name.sure:
                draft.resize(name, max(name.start, end), name.end, "fields_are_no_bodies")


def field_end(draft: Draft, title: Title) -> int | None:
    """The token behind "of Energy and Water Resources" after a title; None where no field follows."""
    fields = words("en/name_words", "fields")
    at = title.end
    if draft.lang != "en" or at + 1 >= len(draft) or draft.lower[at] != "of" or at in draft.breaks:
        return None
    at += 1 + (draft.lower[at + 1] == "the")
    end = at
    while end < len(draft):
        size = next((n for n in (2, 1) if end + n <= len(draft) and draft.shown(end, end + n) in fields), 0)
        if size:
            end += size
        elif end > at and draft.lower[end] in ("and", ",") and end + 1 < len(draft) and draft.words[end + 1] in fields:
            end += 1
        else:
            break
    if end == at and is_department(draft.words[at]) and not (end + 1 < len(draft) and draft.capital(end + 1)):
        end += 1
    return end if end > at and end <= len(draft) else None


def appositions(draft: Draft, titles: list[Title]) -> None:
    """As in "Odile Renaud-Basso, President of ...": what stands before a comma and an office, written like a name, is a person."""
    starts = {t.start for t in titles if not t.plural and t.kinds & {"state", "office"}}
    for name in draft.of_type("ORG", "LOC", "WORK"):
        at = name.end + 1
        tied = name.start > 0 and draft.lower[name.start - 1] in ("of", "the", "in", "at", "for")
        if name.sure or name.trusted or tied or not 2 <= len(name) <= 5 or at >= len(draft) or draft.words[name.end] != ",":
            continue
        if draft.lower[at] in ("a", "an", "the"):
            at += 1
        parts = [i for i in range(name.start, name.end) if draft.words[i] != "-"]
        if at in starts and all(SURNAME.match(draft.words[i]) and not _means_something_but(draft, i, name) for i in parts):
            draft.retype(name, "PER", "appositions", sure=True)


def _means_something_but(draft: Draft, token: int, name: Name) -> bool:
    """A head word of an institution or a title inside the name."""
    word = draft.words[token]
    return word in institution_kinds("en") or (draft.lower[token],) in title_words("en").heads or (word.isupper() and len(word) > 2)


def _body_behind(draft: Draft, title: Title) -> Name | None:
    """The institution that an office is of: behind it a name may follow without a comma."""
    at = title.end
    if at + 1 >= len(draft) or draft.lower[at] not in ("of", "at") or at in draft.breaks:
        return None
    at += 1 + (draft.lower[at + 1] == "the")
    body = draft.at(at)
    return body if body is not None and body.type in ("ORG", "LOC") and body.end not in draft.breaks else None


def _plain_name(draft: Draft, token: int) -> bool:
    """A proper noun that no name holds and that is no institution's word, nationality or title."""
    word = draft.words[token]
    if draft.at(token) is not None or draft.pos[token] != "PROPN" or not SURNAME.match(word) or word.isupper():
        return False
    common = word in institution_kinds(draft.lang) or (word.lower(),) in title_words(draft.lang).heads
    return not common and not nationality_of(word, draft.lang)


def bylines(draft: Draft) -> None:
    """As in "By Navbahor Imamova" at the beginning of a paragraph."""
    for start in draft.breaks:
        if start + 2 >= len(draft) or draft.lower[start] != "by" or not draft.capital(start + 1):
            continue
        end = start + 1
        while (
            end < len(draft)
            and end not in draft.breaks
            and draft.capital(end)
            and SURNAME.match(draft.words[end])
            and end - start < 5
        ):
            end += 1
        ends = (
            end >= len(draft)
            or end in draft.breaks
            or draft.words[end] in (",", "|", "-", "–", "—")
            or draft.lower[end] in ("and", "in", "on", "for")
        )
        if end - start > 2 and ends and not any(draft.words[i] in institution_kinds("en") for i in range(start, end)):
            draft.add(start + 1, end, "PER", "bylines", sure=True)


def first_names_before(draft: Draft) -> None:
    """A capitalised word right before a lone surname of a person is the given name, unless it is something else."""
    for name in draft.of_type("PER"):
        i = name.start - 1
        if len(name) != 1 or i < 0 or name.start in draft.breaks or draft.glued(name.start):
            continue
        given = _plain_name(draft, i) or (i in draft.breaks and _written_like_name(draft, i))
        if given and SURNAME_ENDING.search(draft.words[name.start]):
            draft.resize(name, i, name.end, "first_names_before")


def _written_like_name(draft: Draft, token: int) -> bool:
    """At the beginning of a line a tagger errs: there the spelling decides."""
    word = draft.words[token]
    known = (
        word in institution_kinds(draft.lang)
        or (word.lower(),) in title_words(draft.lang).heads
        or nationality_of(word, draft.lang)
    )
    return draft.at(token) is None and bool(SURNAME.match(word)) and not known and draft.pos[token] in ("PROPN", "NOUN", "ADJ", "X")


def first_names_ru(draft: Draft) -> None:
    """«Талант САПАРОВ, ректор ...»: at the beginning of a paragraph the word before a lone surname is the given name."""
    for name in draft.of_type("PER"):
        i = name.start - 1
        if len(name) != 1 or i not in draft.breaks or name.start in draft.breaks or not draft.capital(i) or draft.at(i) is not None:
            continue
        ends = name.end in draft.breaks or name.end >= len(draft) or draft.words[name.end] in ",–—"
        if (
            ends
            and draft.pos[i] in ("NOUN", "PROPN", "ADJ", "X")
            and (draft.words[name.start].isupper() or draft.case(i) in (draft.case(name.start), None))
            and draft.lemmas[i] not in institution_kinds("ru")
        ):
            draft.resize(name, i, name.end, "first_names_ru")


def name_lines(draft: Draft) -> None:
    """A paragraph that holds nothing but names: «Талант САПАРОВ», "Farkhod Rakhmatov and Muhabbat Nazarzoda"."""
    for start in draft.breaks:
        _, end = draft.paragraph_bounds(start)
        if not 2 <= end - start <= 12:
            continue
        pieces = list(_pieces(draft, start, end))
        if pieces and all(_like_a_name(draft, a, b) for a, b in pieces) and any(_surely(draft, a, b) for a, b in pieces):
            for a, b in pieces:
                if (found := draft.at(a)) is None or (found.start, found.end) != (a, b):
                    draft.add(a, b, "PER", "name_lines", sure=True)


def _pieces(draft: Draft, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a line between commas and "and"."""
    at = start
    for i in range(start, end + 1):
        if i == end or draft.words[i] in (",", ";", "&") or draft.lower[i] in ("and", "и"):
            if i > at:
                yield at, i
            at = i + 1


def _like_a_name(draft: Draft, start: int, end: int) -> bool:
    """Two to four capitalised words, none of them a title or part of an institution or a place."""
    if not 2 <= end - start <= 4 or country_of(draft.shown(start, end), draft.lang) is not None:
        return False
    return all(SURNAME.match(draft.words[i]) and not _means_something(draft, i) for i in range(start, end))


def _means_something(draft: Draft, token: int) -> bool:
    heads, titles = institution_kinds(draft.lang), title_words(draft.lang).heads
    name = draft.at(token)
    common = draft.words[token] in heads or draft.lemmas[token] in heads or (draft.lemmas[token],) in titles
    return common or (name is not None and name.type != "PER")


def _surely(draft: Draft, start: int, end: int) -> bool:
    """The first word is a given name, or the last has the ending of a surname and the first is none of common words."""
    first, last = draft.words[start], draft.words[end - 1]
    if draft.lang == "en":
        return first in given_names() or SURNAME_ENDING.search(last.lower()) is not None
    return any("Name" in p.tag for p in parses(first)[:2]) or _RU_SURNAME.search(last) is not None

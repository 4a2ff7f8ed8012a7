"""Roles that a verb tells: "X, who heads Y", «X возглавляет Y», «его возглавлял X»."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extraction.names.vocabulary import words
from pipeline.extraction.records import Role
from pipeline.extraction.roles.described import described, nearest_organisation
from pipeline.extraction.roles.marked import Marked, Placed

_HEADING = words("en/name_words", "heading") | words("ru/name_words", "heading")
_PAST = words("en/name_words", "heading_past") | words("ru/name_words", "heading_past")


def headed(doc: Marked) -> Iterator[Role]:
    """As in "X, who heads Y", «X, возглавляющая департамент Y»: a role with the verb's place."""
    tokens = doc.tokens
    for i, word in enumerate(tokens.lower):
        if word not in _HEADING or i in tokens.breaks:
            continue
        at = i
        while (
            at > 0
            and at not in tokens.breaks
            and tokens.lower[at - 1] in (",", "who", "который", "которая", "also", "currently", "ныне", "сейчас")
        ):
            at -= 1
        while (
            at > 0
            and at not in tokens.breaks
            and tokens.lower[at - 1] in ("has", "had", "have", "been", "сам", "сама", "ранее", "ныне")
        ):
            at -= 1
        person = doc.ending(at, "PER") or _nominative_before(doc, at)
        body = _body_behind(doc, i + 1)
        if body is None and i > 0 and tokens.lower[i - 1] in ("его", "ее", "её"):
            person, body = doc.starting(i + 1, "PER"), nearest_organisation(doc, i)
        if person is not None and body is not None:
            country = doc.entity(body).country
            role = "head" if doc.lang == "en" else "руководитель" if word.startswith("руковод") else "глава"
            former = word in _PAST and tokens.lower[i - 1] not in ("has", "have")
            yield Role(person.mention.entity, role, tokens.starts[i], tokens.ends[i], body, country, former)


def _body_behind(doc: Marked, token: int) -> int | None:
    """The organisation that is headed: named within four words, or by a common noun."""
    tokens = doc.tokens
    for k in range(token, min(token + 8, len(tokens))):
        if k in tokens.breaks:
            return None
        placed = doc.at.get(k)
        if tokens.lower[k] in ("of", "at"):
            continue
        if placed is not None:
            return placed.mention.entity if placed.mention.type == "ORG" else None
        if tokens.pos[k] not in ("NOUN", "ADJ", "DET", "PROPN", "PUNCT"):
            return None
        further = k + 1 < len(tokens) and (tokens.lower[k + 1] in ("of", "at") or k + 1 in doc.at)
        if not further and (number := described(doc, k)) is not None:
            return number
    return None


def _nominative_before(doc: Marked, at: int) -> Placed | None:
    """The subject of a verb of heading that stands further left (Russian): the last nominative person of the sentence."""
    if doc.lang != "ru" or at == 0:
        return None
    sentence = doc.doc[at].sent.start
    found = [
        p for p in doc.placed if p.mention.type == "PER" and sentence <= p.start < at and doc.tokens.case(p.start) in ("nomn", None)
    ]
    return found[-1] if found else None

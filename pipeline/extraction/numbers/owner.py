"""Whose a number is: the country or organisation."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from pipeline.extraction.numbers.measured import MAX_CLIMB, subject_of
from pipeline.extraction.numbers.nouns import head_outside, noun_phrase
from pipeline.extraction.records import Entity, Mention, Number


def owner(doc: Doc, number: Number, span: Span, taken: frozenset[int]) -> int | None:
    """The local number of the country or organisation whose number it is.

    In order: a possessor or complement inside what is measured, the subject of the verb, a place named in the same clause.
    """
    inside = _mentions_in(doc, *number.measured) if number.measured else []
    if inside:
        return _best(doc, inside)
    subject = _subject_above(span, taken)
    if subject is not None:
        place = noun_phrase(subject, taken)
        found = _mentions_in(doc, *place) if place else []
        if found:
            return _best(doc, found)
    sentence = span[0].sent
    around = [m for m in _mentions_in(doc, sentence.start_char, sentence.end_char) if _in_place(doc, m)]
    if not around:
        return None
    nearest = min(around, key=lambda m: min(abs(m.start - number.end), abs(number.start - m.end)))
    return nearest.entity if min(abs(nearest.start - number.end), abs(number.start - nearest.end)) <= 60 else None


def _subject_above(span: Span, taken: frozenset[int]) -> Token | None:
    token = head_outside(span)
    for _ in range(MAX_CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            return subject_of(token, taken)
        if token.head is token:
            return None
        token = token.head
    return None


def _mentions_in(doc: Doc, start: int, end: int) -> list[Mention]:
    return [
        m
        for m in doc._.mentions
        if start <= m.start and m.end <= end and m.entity < len(doc._.entities) and _owns(doc._.entities[m.entity])
    ]


def _owns(entity: Entity) -> bool:
    return entity.type in ("place", "organisation")


def _best(doc: Doc, mentions: list[Mention]) -> int:
    """A possessor first, then a country or organisation, then a region; the first of its kind."""

    def rank(mention: Mention) -> tuple[bool, bool, int]:
        possessive = doc.text[mention.end : mention.end + 2] in ("'s", "’s") or doc.text[mention.end : mention.end + 1] in (
            "'",
            "’",
        )
        entity = doc._.entities[mention.entity]
        return not possessive, entity.type == "place" and entity.country is None, mention.start

    return min(mentions, key=rank).entity


def _in_place(doc: Doc, mention: Mention) -> bool:
    """Whether a place is named with "in"."""
    before = doc.text[max(0, mention.start - 5) : mention.start].lower()
    return mention.type == "LOC" and before.rstrip().endswith((" in", " в", " во", "in the", "in", "в"))

"""Whose a number is: the country or organisation."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from pipeline.extraction.numbers.measured import MAX_CLIMB, subject_of
from pipeline.extraction.numbers.nouns import SUBJECTS, head_outside, noun_phrase
from pipeline.extraction.parties import party_at
from pipeline.extraction.records import Entity, Mention, Number

_NEAR = 60
"""How many characters may lie between a number and the place it is said to be in."""


def owner(doc: Doc, number: Number, span: Span, taken: frozenset[int]) -> int | None:
    """The local number of the country or organisation whose number it is.

    In order: a possessor in what is measured ("Kazakhstan's trade", «товарооборот Казахстана»), the subject of the verb,
    whoever else what is measured names, a place of the same sentence named with "in".
    """
    inside = _mentions_in(doc, *number.measured) if number.measured else []
    possessors = [m for m in inside if _possesses(doc, m)]
    if possessors:
        return _best(doc, possessors)
    subject = _subject_above(span, taken)
    if subject is not None:
        party = party_at(doc, subject)
        if party is not None and party.entity is not None and _owns(doc._.entities[party.entity]):
            return party.entity
        place = noun_phrase(subject, taken)
        inside += _mentions_in(doc, *place) if place else []
    if inside:
        return _best(doc, inside)
    sentence = span[0].sent
    around = [m for m in _mentions_in(doc, sentence.start_char, sentence.end_char) if _in_place(doc, m)]
    near = [(min(abs(m.start - number.end), abs(number.start - m.end)), m) for m in around]
    distance, mention = min(near, key=lambda pair: pair[0], default=(_NEAR + 1, None))
    return mention.entity if mention is not None and distance <= _NEAR else None


def _possesses(doc: Doc, mention: Mention) -> bool:
    """ "Kazakhstan's", "of Kazakhstan", a Russian genitive without a preposition, or the whole of what is measured."""
    behind = doc.text[mention.end : mention.end + 2]
    if behind[:1] in ("'", "’"):
        return True
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return False
    before = doc[span.start - 1] if span.start else None
    if doc.lang_ == "ru":
        return "Case=Gen" in str(span.root.morph) and not any(c.dep_ == "case" for c in span.root.children)
    article = before is not None and before.lower_ == "the" and span.start > 1
    return before is not None and (doc[span.start - 2] if article else before).lower_ == "of"


def _subject_above(span: Span, taken: frozenset[int]) -> Token | None:
    """The subject of the verb that governs the number; a pronoun too, which `party_at` resolves."""
    token = head_outside(span)
    for _ in range(MAX_CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            pronouns = [c for c in token.children if c.dep_ in SUBJECTS and c.pos_ == "PRON"]
            return pronouns[0] if pronouns else subject_of(token, taken)
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
    """A country or organisation before a region; the first of its kind."""

    def rank(mention: Mention) -> tuple[bool, int]:
        entity = doc._.entities[mention.entity]
        return entity.type == "place" and entity.country is None, mention.start

    return min(mentions, key=rank).entity


def _in_place(doc: Doc, mention: Mention) -> bool:
    """Whether a place is named with "in"."""
    before = doc.text[max(0, mention.start - 5) : mention.start].lower()
    return mention.type == "LOC" and before.rstrip().endswith((" in", " в", " во", "in the", "in", "в"))

"""Whose a number is: the country or organisation."""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Doc, Span, Token

from pipeline.extraction.numbers.measured import MAX_CLIMB, subject_of
from pipeline.extraction.numbers.nouns import SUBJECTS, head_outside, noun_phrase
from pipeline.extraction.parties import party_at
from pipeline.extraction.records import Entity, Mention, Number, text_of

_IN = re.compile(r"(?:^|\s)(?:in|across|throughout|в|во|по)\s(?:the\s|all\s|all of\s|whole of\s|всем\s|всей\s)?$")
_SORTED = "numbers.mentions"
_NEAR = 60
"""How many characters may lie between a number and the place it is said to be in."""


_RECALL = 600
"""How far back, in characters, "the bank" reaches for the bank that was named; a pronoun reaches half as far."""
_IT = frozenset(["it", "оно", "он", "она"])
_THEIRS = frozenset(["its", "его", "ее", "её"])


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
        meant = _stands_for(doc, subject)
        if meant is not None:
            return meant
        place = noun_phrase(subject, taken)
        inside += _mentions_in(doc, *place) if place else []
    sentence = span[0].sent
    words = text_of(doc)[slice(*number.measured)].lower().split() if number.measured else []
    if any(word in ("country", "country's", "country’s", "страны", "республики") for word in words):
        countries = [m for m in _mentions_in(doc, sentence.start_char, number.start) if doc._.entities[m.entity].country]
        if countries:
            return countries[0].entity
    if inside:
        return _best(doc, inside)
    possessive = next((t for t in sentence[: max(0, span.start - sentence.start)] if t.lower_ in _THEIRS), None)
    if possessive is not None and (meant := _recalled(doc, possessive)) is not None:
        return meant
    around = [m for m in _mentions_in(doc, sentence.start_char, sentence.end_char) if _in_place(doc, m)]
    near = [(min(abs(m.start - number.end), abs(number.start - m.end)), m) for m in around]
    distance, mention = min(near, key=lambda pair: pair[0], default=(_NEAR + 1, None))
    return mention.entity if mention is not None and distance <= _NEAR else None


def _stands_for(doc: Doc, subject: Token) -> int | None:
    """The country or organisation that a subject stands for: by name or title, or "the bank", "it" by what went before."""
    party = party_at(doc, subject)
    if party is not None and party.entity is not None:
        return party.entity if _owns(doc._.entities[party.entity]) else None
    return _recalled(doc, subject)


def _recalled(doc: Doc, token: Token) -> int | None:
    """What "the bank", "it" or "its" recalls: the last organisation named before, for a noun one whose name has that noun."""
    noun = token.lemma_.lower() if token.pos_ == "NOUN" else None
    if noun is None and token.lower_ not in _IT | _THEIRS:
        return None
    for mention in reversed(mentions_from(doc, max(0, token.idx - _RECALL), token.idx)):
        entity = doc._.entities[mention.entity] if mention.entity < len(doc._.entities) else None
        if mention.start >= token.idx or entity is None or entity.type != "organisation":
            continue
        if token.idx - mention.end > (_RECALL if noun else _RECALL // 2):
            return None
        if noun is None or noun[:5] in entity.name.lower():
            return int(mention.entity)
    return None


def _possesses(doc: Doc, mention: Mention) -> bool:
    """ "Kazakhstan's", "of Kazakhstan", a Russian genitive without a preposition, or the whole of what is measured."""
    behind = text_of(doc)[mention.end : mention.end + 2]
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
    inside = (m for m in mentions_from(doc, start, end) if m.end <= end and m.entity < len(doc._.entities))
    return [m for m in inside if _owns(doc._.entities[m.entity])]


def mentions_from(doc: Doc, start: int, end: int) -> list[Mention]:
    """The mentions that begin in `doc.text[start:end]`, in order; a document's mentions are sorted once."""
    kept = doc.user_data.get(_SORTED)
    if kept is None or len(kept) != len(doc._.mentions):
        kept = doc.user_data[_SORTED] = sorted(doc._.mentions, key=_place)
    return kept[bisect_left(kept, (start, 0), key=_place) : bisect_left(kept, (end, 0), key=_place)]


def _place(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


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
    return mention.type == "LOC" and _IN.search(text_of(doc)[max(0, mention.start - 20) : mention.start].lower()) is not None

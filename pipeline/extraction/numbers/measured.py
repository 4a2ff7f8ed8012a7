"""What a number measures, and whose it is."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from pipeline.extraction.numbers.nouns import NOUNS, OBJECTS, SUBJECTS, head_outside, noun_after, noun_phrase
from pipeline.extraction.records import Entity, Mention, Number

Place = tuple[int, int]
_MOVES = frozenset({"to", "by", "at", "from", "with", "up", "in", "of", "for"})
_MAX_CLIMB = 6
_LABEL = re.compile(r"(?P<label>[^:;.!?]{2,80}?)\s?(?::|\s[–—-])\s*$")


def counted_noun(doc: Doc, span: Span) -> Token | None:
    """The noun that a count counts ("9,000 *students*", «300 новых *школ*»), by the tree where it agrees with word order."""
    root = head_outside(span)
    if root.dep_.startswith(("nummod", "amod", "quantmod", "det", "compound")) and root.head.pos_ in NOUNS and span.end <= root.head.i < span.end + 6:
        return root.head
    following = noun_after(doc, span.end) if span.end < len(doc) else None
    return following if following is not None and following.sent.start == span[0].sent.start else None


def measured_place(doc: Doc, number: Number, span: Span, counted: Token | None) -> Place | None:
    """The noun phrase that says what is measured, as characters of the text."""
    if counted is not None:
        place = noun_phrase(counted, span)
        return place and (max(place[0], number.end), place[1]) if place and place[1] > number.end else place
    finders = (_complement, _modified, _governed)
    for finder in finders:
        head = finder(doc, span, number)
        if head is not None and head.pos_ not in ("PRON",) and (place := noun_phrase(head, span)):
            return place
    return _label(doc, span, number) or _before(span)


def _complement(doc: Doc, span: Span, number: Number) -> Token | None:
    """"15 percent of exports", "5 tons of wheat", "$2 million in investments", «26 процентов экспорта», «5 тонн зерна»."""
    if span.end >= len(doc):
        return None
    following = doc[span.end]
    if following.lower_ == "of" or (following.lower_ in ("in", "for", "worth") and number.kind == "money"):
        head = noun_after(doc, span.end + 1 if following.lower_ != "of" else span.end)
        if head is not None and (following.lower_ == "of" or head.pos_ == "NOUN"):
            return head
    if doc.lang_ == "ru" and number.kind != "ordinal":
        head = noun_after(doc, span.end)
        if head is not None and "Case=Gen" in str(head.morph) and not any(c.dep_ == "case" for c in head.lefts) and _gap_free(doc, span.end, head.i):
            return head
    return None


def _gap_free(doc: Doc, first: int, last: int) -> bool:
    return not any(doc[k].is_punct for k in range(first, last))


def _modified(doc: Doc, span: Span, number: Number) -> Token | None:
    """"a $10 million loan", "27-kilometer ring", «пятилетний план», «80-процентная доля»."""
    root = head_outside(span)
    if root.dep_ in ("nummod", "compound", "amod", "nmod", "quantmod", "poss", "npadvmod", "advmod") and root.head.pos_ in NOUNS:
        if span.end <= root.head.i < span.end + 6:
            return root.head
        if root.head.i < span.start and root.dep_ in ("nmod", "amod", "nummod"):
            return root.head
    if doc.lang_ == "en" and span.end < len(doc) and doc[span.end].pos_ in ("NOUN", "ADJ") and number.kind in ("money", "quantity", "duration"):
        head = noun_after(doc, span.end)
        if head is not None and head.i < span.end + 4 and head.head.i != span.start:
            return head
    return None


def _governed(doc: Doc, span: Span, number: Number) -> Token | None:
    """Up the tree from the number: the object of "raise trade to", the subject of "reached", the noun of "growth of"."""
    token = head_outside(span)
    through = token
    for _ in range(_MAX_CLIMB):
        governor = token.head
        if governor is token:
            return _subject(token, span) if token.pos_ in ("VERB", "AUX") else None
        if governor.pos_ in NOUNS and not span.start <= governor.i < span.end:
            return governor if governor.i < span.start else None
        if governor.pos_ in ("VERB", "AUX", "ADJ"):
            return _of_verb(governor, through, span)
        token = governor
        if token.pos_ != "ADP":
            through = token
    return None


def _of_verb(verb: Token, through: Token, span: Span) -> Token | None:
    if through.dep_ not in OBJECTS:
        for child in verb.children:
            if child.dep_ in OBJECTS and child.pos_ in NOUNS and not span.start <= child.i < span.end and child.i < span.start:
                return child
    return _subject(verb, span)


def _subject(verb: Token, span: Span) -> Token | None:
    """The subject of a verb, or of the verb it hangs on; a participle's noun."""
    for _ in range(_MAX_CLIMB):
        for child in verb.children:
            if child.dep_ in SUBJECTS and not span.start <= child.i < span.end and child.pos_ in NOUNS:
                return child
        if verb.dep_ in ("acl", "relcl", "acl:relcl", "amod") and verb.head.pos_ in NOUNS:
            return verb.head
        if verb.head is verb or verb.dep_ not in ("xcomp", "conj", "advcl", "pcomp", "aux", "cop", "ccomp", "prep", "aux:pass", "acl"):
            return None
        verb = verb.head
        if verb.pos_ == "ADP":
            verb = verb.head
        if verb.pos_ in NOUNS:
            return verb if not span.start <= verb.i < span.end else None
    return None


def _label(doc: Doc, span: Span, number: Number) -> Place | None:
    """"GDP growth: 4.8%", «Население — 20 млн»: the words before a colon or dash, in headings, lists and tables."""
    start = next((p.start for p in doc._.paragraphs if p.start <= number.start < p.end), 0)
    match = _LABEL.search(doc.text[max(start, number.start - 120) : number.start])
    if match is None:
        return None
    label = match["label"].lstrip(" •·*–—-\u2022")
    begin = max(start, number.start - 120) + match.start("label") + len(match["label"]) - len(label)
    return (begin, begin + len(label.rstrip())) if len(label.split()) <= 8 and label.strip() else None


def _before(span: Span) -> Place | None:
    """The nearest noun before the number in its sentence that is no time and no person."""
    doc = span.doc
    sentence = span[0].sent
    for k in range(span.start - 1, sentence.start - 1, -1):
        token = doc[k]
        if token.pos_ == "NOUN" and token.lemma_.lower() not in ("year", "month", "год", "месяц", "percent", "процент", "$"):
            head = token
            while head.dep_ in ("compound", "nmod", "pobj", "prep") and head.head.i < head.i and head.head.i >= sentence.start and head.head.pos_ in NOUNS | {"ADP"}:
                head = head.head
            return noun_phrase(head if head.pos_ in NOUNS else token, span)
    return None


# -- whose


def owner(doc: Doc, number: Number, span: Span) -> int | None:
    """The local number of the country or organisation whose number it is.

    In order: a possessor or complement inside what is measured, the subject of the verb, a place named in the same clause.
    """
    inside = _mentions_in(doc, *number.measured) if number.measured else []
    if inside:
        return _best(doc, inside)
    subject = _subject_of(span)
    if subject is not None:
        place = noun_phrase(subject, span)
        found = _mentions_in(doc, *place) if place else []
        if found:
            return _best(doc, found)
    sentence = span[0].sent
    around = [m for m in _mentions_in(doc, sentence.start_char, sentence.end_char) if _in_place(doc, m)]
    if not around:
        return None
    nearest = min(around, key=lambda m: min(abs(m.start - number.end), abs(number.start - m.end)))
    return nearest.entity if min(abs(nearest.start - number.end), abs(number.start - nearest.end)) <= 60 else None


def _subject_of(span: Span) -> Token | None:
    token = head_outside(span)
    for _ in range(_MAX_CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            return _subject(token, span)
        if token.head is token:
            return None
        token = token.head
    return None


def _mentions_in(doc: Doc, start: int, end: int) -> list[Mention]:
    return [m for m in doc._.mentions if start <= m.start and m.end <= end and m.entity < len(doc._.entities) and _owns(doc._.entities[m.entity])]


def _owns(entity: Entity) -> bool:
    return entity.type in ("place", "organisation")


def _best(doc: Doc, mentions: list[Mention]) -> int:
    """A possessor first, then a country or organisation, then a region; the first of its kind."""

    def rank(mention: Mention) -> tuple[bool, bool, int]:
        possessive = doc.text[mention.end : mention.end + 2] in ("'s", "’s") or doc.text[mention.end : mention.end + 1] in ("'", "’")
        entity = doc._.entities[mention.entity]
        return not possessive, entity.type == "place" and entity.country is None, mention.start

    return min(mentions, key=rank).entity


def _in_place(doc: Doc, mention: Mention) -> bool:
    """Whether a place is named with "in"."""
    before = doc.text[max(0, mention.start - 5) : mention.start].lower()
    return mention.type == "LOC" and before.rstrip().endswith((" in", " в", " во", "in the", "in", "в"))

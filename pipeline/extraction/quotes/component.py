"""The component `quotes`: what was said, by whom, in what words; `explain` tells which rule found it."""

from __future__ import annotations

from bisect import bisect_left

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extraction.parties import author_party, party_of
from pipeline.extraction.phrases import pronoun
from pipeline.extraction.quotes.dialogue import dialogue_quotes
from pipeline.extraction.quotes.direct import direct_quotes
from pipeline.extraction.quotes.found import Found
from pipeline.extraction.quotes.indirect import indirect_quotes
from pipeline.extraction.quotes.marks import Marked, marked_spans
from pipeline.extraction.records import Party, Quote
from pipeline.extraction.view import NOBODY_KNOWN, View, view_of

TURN_DISTANCE = 3
"""Paragraphs between two quotes of one conversation."""


@Language.factory("quotes")
class Quotes:
    """Fills `doc._.quotes`, in the order of the text."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        view = view_of(doc)
        for found, party in _with_speakers(view, doc, find(view)):
            doc._.quotes.append(_quote(view, found, party))
        return doc


def find(view: View) -> list[Found]:
    """All quotes of a document in order, speakers still unknown."""
    marks = marked_spans(view.text, view.paragraphs)
    lines = dialogue_quotes(view, marks)
    taken = [(a, b) for line in lines for a, b in line.parts]
    direct, fragments = direct_quotes(view, _outside(marks, taken))
    indirect = indirect_quotes(view, marks, [*lines, *direct])
    held = sorted(part for quote in indirect for part in quote.parts)
    kept = [piece for piece in fragments if not _overlaps(held, piece.start, piece.end)]
    return sorted([*lines, *direct, *indirect, *kept], key=lambda found: (found.start, found.end))


def _outside(marks: list[Marked], taken: list[tuple[int, int]]) -> list[Marked]:
    taken = sorted(taken)
    return [mark for mark in marks if not _overlaps(taken, mark.start, mark.end)]


def _overlaps(ranges: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of the sorted, disjoint `ranges` shares a character with `start:end`."""
    at = bisect_left(ranges, (end, -1))
    return at > 0 and ranges[at - 1][1] > start


def _with_speakers(view: View, doc: Doc, found: list[Found]) -> list[tuple[Found, Party | None]]:
    """Each quote with its speaker. In order, since "he" and "the expert" may mean whoever spoke before."""
    result: list[tuple[Found, Party | None]] = []
    for quote in found:
        party = quote.party
        if party is None and quote.subject is not None:
            party = _by_subject(view, doc, quote.subject)
        if party is None and quote.inherit:
            party = _inherited(view, quote, result)
        if party is not None and (party.entity is not None or party.by == "title"):
            view.note_speaker(quote.start, NOBODY_KNOWN if party.entity is None else party.entity)
        result.append((quote, party))
    return result


def _by_subject(view: View, doc: Doc, subject: int) -> Party | None:
    kind = pronoun(view, subject)
    if kind in {"1", "1pl"}:
        author = author_party(doc)
        place = (view.starts[subject], view.ends[subject])
        return Party(author.entity if author else None, *place, "author" if author else "pronoun", 0.6)
    return party_of(view, subject, speaks=True)


def _inherited(view: View, quote: Found, before: list[tuple[Found, Party | None]]) -> Party | None:
    """Whoever spoke before: in a conversation by turns the other one, else the same."""
    direct = [(found, party) for found, party in before[-4:] if party is not None]
    if not direct or quote.paragraphs[0] - direct[-1][0].paragraphs[1] > TURN_DISTANCE:
        return None
    last = direct[-1]
    if quote.inherit == "turn" and len(direct) > 1 and _turns(view, direct[-2], last, quote):
        last = direct[-2]
    party = last[1]
    if party is None:
        return None
    return Party(party.entity, party.start, party.end, party.by, round(party.confidence * 0.7, 3))


def _turns(view: View, first: tuple[Found, Party | None], second: tuple[Found, Party | None], quote: Found) -> bool:
    """Whether two different persons spoke in the two paragraphs right before, one line each."""
    a, b = first[1], second[1]
    if a is None or b is None or a.entity is None or b.entity is None or a.entity == b.entity:
        return False
    steps = (first[0].paragraphs[1], second[0].paragraphs[1], quote.paragraphs[0])
    return first[0].kind == second[0].kind == "direct" and steps[2] - steps[1] == 1 and steps[1] - steps[0] == 1


def _quote(view: View, found: Found, party: Party | None) -> Quote:
    cue = found.cue
    by = f"+{party.by or 'phrase'}" if party is not None else ""
    confidence = found.confidence * (0.8 if party is None else 1.0)
    return Quote(
        found.start, found.end, found.kind, found.parts, party,
        view.words[cue] if cue is not None else None, view.starts[cue] if cue is not None else None,
        view.ends[cue] if cue is not None else None, found.rule + by, round(confidence, 3),
    )  # fmt: skip


def explain(doc: Doc, offset: int) -> str:
    """One line for each quote at a character of `doc.text`: the rule that found it, its cue and its speaker."""
    lines = [_told(doc, quote) for quote in doc._.quotes if any(start <= offset < end for start, end in quote.parts)]
    return "\n".join(lines) or "no quote here"


def _told(doc: Doc, quote: Quote) -> str:
    party = quote.speaker
    words = f"'{doc.text[party.start : party.end]}'" if party is not None else "none"
    named = doc._.entities[party.entity].name if party is not None and party.entity is not None else "nobody known"
    cue = f"'{quote.cue}'" if quote.cue else "none"
    return f"{quote.kind} quote by rule {quote.rule}: cue {cue}, speaker {words} = {named}, confidence {quote.confidence}"

"""The component `numbers`: readings of the text, judged by syntax, with what is measured, whose, when and how sure."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline.extraction.numbers.measured import counted_noun, measured_place, owner
from pipeline.extraction.numbers.period import When, anchor, whens
from pipeline.extraction.numbers.reader import Reading, readings
from pipeline.extraction.numbers.status import status_of
from pipeline.extraction.records import Mention, Number, Paragraph, span_of

_NOT_COUNTED_BY_ONE = frozenset({
    "hand", "side", "thing", "way", "time", "day", "point", "end", "word", "another", "reason", "example", "area", "sense", "kind", "sort", "part",
    "сторона", "раз", "время", "слово", "день", "случай", "смысл", "часть", "ряд", "голос", "момент", "вопрос",
})  # fmt: skip
_CROSSING = 200
"""Added to the distance of an expression of time for each other number between it and a number."""


@Language.factory("numbers")
class Numbers:
    """Fills `doc._.numbers`. Needs tags and a tree; uses `doc._.paragraphs`, `doc._.mentions`, `doc._.entities` and the date."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name, self.lang = name, nlp.lang

    def __call__(self, doc: Doc) -> Doc:
        paragraphs = doc._.paragraphs or [Paragraph(0, len(doc.text), "paragraph")]
        today = anchor(doc.text, self.lang, doc._.context.date)
        for paragraph in paragraphs:
            for reading in readings(doc.text[paragraph.start : paragraph.end], self.lang):
                number = replace(reading.number, start=reading.number.start + paragraph.start, end=reading.number.end + paragraph.start)
                self._keep(doc, reading, number)
        self._describe(doc, today)
        return doc

    def _keep(self, doc: Doc, reading: Reading, number: Number) -> None:
        span = span_of(doc, number.start, number.end)
        if reading.weak and not _meant(reading.weak, span):
            _drop(doc, f"number: {reading.weak}")
        elif reading.bare and _in_name(doc._.mentions, number):
            _drop(doc, "number: in a name")
        else:
            if reading.weak:
                number.confidence = 0.6
            doc._.numbers.append(number)

    def _describe(self, doc: Doc, today: dt.date | None) -> None:
        times: dict[int, list[When]] = {}
        for number in doc._.numbers:
            span = span_of(doc, number.start, number.end)
            counted = counted_noun(doc, span) if number.kind in ("count", "ordinal") and number.unit is None else None
            if number.kind == "count" and counted is not None:
                number.unit = counted.lemma_.lower()
            number.measured = measured_place(doc, number, span, counted)
            number.entity = owner(doc, number, span)
            number.status = status_of(span, self.lang)
            sentence = span[0].sent
            if sentence.start not in times:
                times[sentence.start] = whens(sentence.text, self.lang, today)
            number.period = _period(doc, number, sentence, times[sentence.start])


def _drop(doc: Doc, reason: str) -> None:
    doc._.dropped[reason] = doc._.dropped.get(reason, 0) + 1


def _meant(weak: str, span: Span) -> bool:
    """Whether a doubtful number is one, by syntax."""
    last: Token = span[-1]
    head = last.head
    if weak == "one":
        counts = last.dep_.startswith(("nummod", "amod")) and head.i > last.i and head.pos_ == "NOUN" and head.i - last.i <= 3
        return counts and head.lemma_.lower() not in _NOT_COUNTED_BY_ONE
    if weak.startswith("ordinal"):
        return last.pos_ == "ADJ" and last.dep_ == "amod" and head.i > last.i and head.pos_ in ("NOUN", "PROPN")
    return False


def _in_name(mentions: list[Mention], number: Number) -> bool:
    """Whether a bare number lies inside a name, not at its beginning ("School 21", but "6th Consultative Meeting")."""
    return any(m.start < number.start and number.end <= m.end for m in mentions)


def _period(doc: Doc, number: Number, sentence: Span, found: list[When]) -> str | None:
    """The expression of time that is nearest to the number without another number between them."""
    others = [n for n in doc._.numbers if n is not number and sentence.start_char <= n.start < sentence.end_char]
    best: tuple[int, str] | None = None
    for when in found:
        start, end = when.start + sentence.start_char, when.end + sentence.start_char
        if start < number.end and number.start < end:
            continue
        distance = start - number.end if start >= number.end else number.start - end
        low, high = (number.end, start) if start >= number.end else (end, number.start)
        distance += _CROSSING * sum(low <= n.start and n.end <= high for n in others if n.kind not in ("ordinal", "duration"))
        distance += 0 if when.sure else 20
        if best is None or distance < best[0]:
            best = distance, when.period
    if number.value_from is not None:
        return _ends(number, sentence, found) or (best[1] if best else None)
    return best[1] if best else None


def _ends(number: Number, sentence: Span, found: list[When]) -> str | None:
    """"from 5.7 billion in 2018 to 11 billion in 2023": the years inside and right behind a change are its period."""
    near = [w.period for w in found if number.start <= w.start + sentence.start_char <= number.end + 25 and w.period.isdigit()]
    return f"{min(near)}/{max(near)}" if len(set(near)) == 2 else None

"""The component `numbers`: readings of the text, judged by syntax, with what is measured, whose, when and how sure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline.extraction.numbers.measured import Measure, counted_noun
from pipeline.extraction.numbers.nouns import noun_before
from pipeline.extraction.numbers.owner import mentions_from, owner
from pipeline.extraction.numbers.period import When, anchor, whens
from pipeline.extraction.numbers.reader import Reading, readings
from pipeline.extraction.numbers.status import status_of
from pipeline.extraction.records import Number, Paragraph, span_of, text_of
from pipeline.languages.lemmas import analyzer
from pipeline.lexicon import lexicon

_COMPARED = re.compile(
    r"\b(?:than|against|compared (?:to|with)|чем|против|по сравнению с|относительно)\b[^.;]{0,20}$", re.IGNORECASE
)
_NUMBERS_OF = frozenset(["number", "count", "total", "число", "количество", "численность"])
_CLAUSE = re.compile(r",\s(?:and|but|while|whereas|а|но|и)\s")
_LONG_NAME = 200
"""No name is longer, in characters."""
_OPENS = 8
"""A time that begins within so many characters of its sentence speaks of the whole sentence."""
_CROSSING = 200
"""Added to the distance of an expression of time for each other number between it and a number."""


@Language.factory("numbers")
class Numbers:
    """Fills `doc._.numbers`. Needs tags and a tree; uses `doc._.paragraphs`, `doc._.mentions`, `doc._.entities` and the date."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name, self.lang = name, str(nlp.lang)

    def __call__(self, doc: Doc) -> Doc:
        paragraphs = doc._.paragraphs or [Paragraph(0, len(text_of(doc)), "paragraph")]
        today = anchor(text_of(doc), self.lang, doc._.context.date)
        for paragraph in paragraphs:
            for reading in readings(text_of(doc)[paragraph.start : paragraph.end], self.lang):
                number = replace(
                    reading.number, start=reading.number.start + paragraph.start, end=reading.number.end + paragraph.start
                )
                self._keep(doc, reading, number)
        self._describe(doc, today)
        return doc

    def _keep(self, doc: Doc, reading: Reading, number: Number) -> None:
        span = span_of(doc, number.start, number.end)
        if reading.weak and not _meant(reading.weak, span):
            _drop(doc, f"number: {reading.weak}")
        elif reading.bare and _in_name(doc, number):
            _drop(doc, "number: in a name")
        else:
            if reading.weak:
                number.confidence = 0.6
            doc._.numbers.append(number)

    def _describe(self, doc: Doc, today: dt.date | None) -> None:
        spans = [span_of(doc, number.start, number.end) for number in doc._.numbers]
        times = _times(doc, spans, self.lang, today)
        spans = _without_times(doc, spans, times)
        taken = frozenset(i for span in spans for i in range(span.start, span.end))
        inner = {i for n, span in zip(doc._.numbers, spans, strict=True) if _modifies(doc, n) for i in range(span.start, span.end)}
        measure = Measure(doc, (taken - inner) | _tokens_of(doc, times))
        beside: dict[int, list[Number]] = {}
        for number, span in zip(doc._.numbers, spans, strict=True):
            beside.setdefault(span[0].sent.start, []).append(number)
        for number, span in zip(doc._.numbers, spans, strict=True):
            neighbours = beside[span[0].sent.start]
            counted = counted_noun(doc, span) if number.kind in ("count", "ordinal") and number.unit is None else None
            if number.kind == "count" and counted is not None and (number.value is None or not 0 < number.value < 1):
                number.unit = _base_form(counted)
            elif number.kind == "count" and number.unit is None and (before := noun_before(doc, span)) is not None:
                number.unit = _base_form(before)
            sentence = span[0].sent
            when = _itself(number, times.get(sentence.start, []))
            if when is not None:  # "over the past five years": a time, which measures nothing
                number.period = when.period
                continue
            number.measured = _of_the_number_before(number, neighbours) or measure.place(number, span, counted)
            if number.kind == "count" and number.unit is None and number.value_from is not None:
                number.unit = _counted_in(doc, number)
            number.entity = owner(doc, number, span, taken)
            number.status = status_of(span, number.kind, _base_form(counted) if counted is not None else None)
            number.period = _period(doc, number, sentence, times.get(sentence.start, []), neighbours)


def _without_times(doc: Doc, spans: list[Span], times: dict[int, list[When]]) -> list[Span]:
    """The spans of the numbers without ordinals that belong to a time ("the first seven months"), which are dropped."""
    inside = {
        n
        for n, number in enumerate(doc._.numbers)
        if number.kind == "ordinal"
        and any(w.sure and w.start <= number.start and number.end <= w.end for w in times.get(spans[n][0].sent.start, []))
    }
    doc._.numbers = [number for n, number in enumerate(doc._.numbers) if n not in inside]
    return [span for n, span in enumerate(spans) if n not in inside]


def _of_the_number_before(number: Number, neighbours: list[Number]) -> tuple[int, int] | None:
    """ "$5 million, 2.5 times more than in 2019": a multiple measures what the number before it in its sentence does."""
    if number.unit != "times":
        return None
    before = [n for n in neighbours if n.end <= number.start and n.kind != "ordinal"]
    return before[-1].measured if before and before[-1].kind != "count" else None


def _modifies(doc: Doc, number: Number) -> bool:
    """A count in words may stand inside what another number measures ("trade of the two countries")."""
    text = text_of(doc)[number.start : number.end]
    plain = number.unit is None and number.value is not None and number.low is None and number.value_from is None
    return number.kind == "ordinal" or (number.kind == "count" and plain and not any(c.isdigit() for c in text))


def _times(doc: Doc, spans: list[Span], lang: str, today: dt.date | None) -> dict[int, list[When]]:
    """The expressions of time of each sentence that holds a number, by its first token; offsets are those of the text."""
    found: dict[int, list[When]] = {}
    for span in spans:
        sentence = span[0].sent
        if sentence.start not in found:
            at = sentence.start_char
            found[sentence.start] = [replace(w, start=w.start + at, end=w.end + at) for w in whens(sentence.text, lang, today)]
    return found


def _tokens_of(doc: Doc, times: dict[int, list[When]]) -> frozenset[int]:
    spans = (span_of(doc, when.start, when.end) for group in times.values() for when in group if when.sure)
    return frozenset(i for span in spans for i in range(span.start, span.end))


def _base_form(noun: Token) -> str:
    """The lemma of a counted noun; an abbreviation («чел.») or plural without one ("people") by the lexicon."""
    lemma = noun.lemma_.lower()
    if noun.pos_ == "VERB":
        lemma = str(analyzer().parse(noun.lower_)[0].normal_form)
    return str(lexicon(f"{noun.doc.lang_}/numerals")["counted"].get(lemma.rstrip("."), lemma))


def _counted_in(doc: Doc, number: Number) -> str | None:
    """ "the number of students rose from 310 to 1,240" counts students."""
    head = span_of(doc, *number.measured).root if number.measured else None
    if head is None or head.lemma_.lower() not in _NUMBERS_OF:
        return None
    below = [
        c for t in (head, *(c for c in head.children if c.lower_ == "of")) for c in t.children if c.pos_ == "NOUN" and c.i > head.i
    ]
    return _base_form(below[0]) if below else None


def _itself(number: Number, times: list[When]) -> When | None:
    """The expression of time that a duration is part of."""
    if number.kind != "duration":
        return None
    return next((w for w in times if w.sure and w.start <= number.start and number.end <= w.end), None)


def _drop(doc: Doc, reason: str) -> None:
    doc._.dropped[reason] = doc._.dropped.get(reason, 0) + 1


def _meant(weak: str, span: Span) -> bool:
    """Whether a doubtful number is one, by syntax."""
    last: Token = span[-1]
    head = last.head
    if weak == "one":
        counts = last.dep_.startswith(("nummod", "amod")) and head.i > last.i and head.pos_ == "NOUN" and head.i - last.i <= 3
        return counts and head.lemma_.lower() not in lexicon(f"{span.doc.lang_}/number_traps")["not_after_one"]
    if weak.startswith("ordinal"):
        return last.pos_ == "ADJ" and last.dep_ == "amod" and head.i > last.i and head.pos_ in ("NOUN", "PROPN")
    return False


def _in_name(doc: Doc, number: Number) -> bool:
    """Whether a bare number lies inside a name, not at its beginning ("School 21", but "6th Consultative Meeting")."""
    return any(m.start < number.start and number.end <= m.end for m in mentions_from(doc, number.start - _LONG_NAME, number.start))


def _period(doc: Doc, number: Number, sentence: Span, times: list[When], neighbours: list[Number]) -> str | None:
    """The expression of time that is nearest to the number without another number between them."""
    others = [n for n in neighbours if n is not number and n.kind not in ("ordinal", "duration")]
    best: tuple[int, str] | None = None
    for when in times:
        if when.start < number.end and number.start < when.end:
            continue
        behind = when.start >= number.end
        low, high = (number.end, when.start) if behind else (when.end, number.start)
        crossed = sum(low <= n.start and n.end <= high for n in others)
        if _parted(text_of(doc)[low:high], behind, when.start - sentence.start_char < _OPENS):
            continue
        if behind and not crossed and _opens_clause(doc, number, when):
            continue
        if behind and crossed and _COMPARED.search(text_of(doc)[max(0, when.start - 30) : when.start]):
            continue
        distance = high - low + _CROSSING * crossed + (0 if when.sure else 20)
        if best is None or distance < best[0]:
            best = distance, when.period
    ends = _ends(number, times) if number.value_from is not None else None
    return ends or (best[1] if best else None)


def _opens_clause(doc: Doc, number: Number, when: When) -> bool:
    """ «… 5 млрд, к 2030-му ожидается 9»: the time behind a comma belongs to the verb right behind it."""
    _, comma, between = text_of(doc)[number.end : when.start].rpartition(",")
    if not comma or any(c.isalpha() for c in between[3:]):
        return False
    after = span_of(doc, when.start, when.end).end
    return after < len(doc) and doc[after].pos_ in ("VERB", "AUX") and "VerbForm=Fin" in str(doc[after].morph)


def _parted(between: str, behind: bool, opens: bool) -> bool:
    """Whether a number and a time stand in different clauses; a time that opens its sentence holds for all of it."""
    if ";" in between:
        return True
    return not opens and (_CLAUSE.search(between) is not None or (behind and between.startswith(",") and " and " in between[:6]))


def _ends(number: Number, times: list[When]) -> str | None:
    """ "from 5.7 billion in 2018 to 11 billion in 2023": the years inside and right behind a change are its period."""
    near = [w.period for w in times if number.start <= w.start <= number.end + 25 and w.period.isdigit()]
    return f"{min(near)}/{max(near)}" if len(set(near)) == 2 else None

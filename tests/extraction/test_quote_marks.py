"""Quotation marks: every shape, nesting, odd marks, several paragraphs, and inputs made to hurt."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extraction.quotes.marks import marked_spans
from pipeline.extraction.records import Paragraph


def spans(text: str) -> list[str]:
    paragraphs, at = [], 0
    for part in text.split("\n\n"):
        paragraphs.append(Paragraph(at, at + len(part), "paragraph"))
        at += len(part) + 2
    return [text[mark.start : mark.end] for mark in marked_spans(text, paragraphs)]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He wrote “a b” and ”c d”.", ["a b", "c d"]),
        ('He wrote "a b" and "c d".', ["a b", "c d"]),
        ("Он писал «а б» и „в г“.", ["а б", "в г"]),
        ("Он писал «а „б“ в».", ["а „б“ в"]),
        ("Он писал «а «б» в».", ["а «б» в"]),
        ("Он писал «Союз «Мост».", ["Союз «Мост»"]),
        ("Er schrieb ‹a b›.", ["a b"]),
        ("She wrote ``a b'' there.", ["a b"]),
        ("She wrote ‘a b’ on the teachers’ wall.", ["a b"]),
        ("‘The workers’ hall is shut,’ she said.", ["The workers’ hall is shut"]),
        ("It's the boys' own, isn't it?", []),
        ('A 24" screen and a 6" knife.', []),
        ('"a b", - c d. "e f"', ["a b", "e f"]),
        ("“a “b” c” d", ["a “b” c"]),
        ("“a.\n\n“b.\n\n“c.” d", ["a.\n\n“b.\n\n“c."]),
        ("“a “b” c.\n\nd e” f", ["a “b” c.\n\nd e"]),
        ("x “a b.\n\nc d.", []),
        ("x: “a b.\n\nc d.", ["a b."]),
        ("“a b.\n\n“c d.”\n\n“e f.”", ["a b.\n\n“c d.", "e f."]),
        ("a » b", []),
    ],
)
def test_pairs(text: str, inside: list[str]) -> None:
    assert spans(text) == inside


@pytest.mark.parametrize("mark", ['"', "“", "”", "«", "»", "'", "’", "``"])
def test_ten_thousand_marks_in_a_row_take_no_time(mark: str) -> None:
    text = mark * 10_000 + " a " + (mark + "b ") * 10_000
    start = time.process_time()
    marked_spans(text, [Paragraph(0, len(text), "paragraph")])
    assert time.process_time() - start < 2


def test_cost_grows_with_the_text_only() -> None:
    def seconds(n: int) -> float:
        text = "«а б» „в “г д ' " * n
        start = time.process_time()
        marked_spans(text, [Paragraph(0, len(text), "paragraph")])
        return time.process_time() - start

    # Eight times the text: linear time is 8, quadratic 64. The best of three, since noise only adds.
    assert min(seconds(40_000) for _ in range(3)) < 32 * max(seconds(5_000), 0.01)


def test_an_odd_mark_costs_its_own_paragraph_only() -> None:
    assert spans("a “ b c.\n\n“d e” f.") == ["d e"]


@given(st.text(alphabet="ab .,\n“”\"«»„'’‘`—", max_size=200))
@settings(max_examples=300, deadline=None)
def test_spans_lie_in_order_and_apart(text: str) -> None:
    paragraphs, at = [], 0
    for part in text.split("\n\n"):
        paragraphs.append(Paragraph(at, at + len(part), "paragraph"))
        at += len(part) + 2
    marks = marked_spans(text, paragraphs)
    assert all(0 <= m.outer_start <= m.start < m.end <= m.outer_end <= len(text) for m in marks)
    assert all(a.outer_end <= b.outer_start for a, b in pairwise(marks))

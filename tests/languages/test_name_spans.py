"""Windows, joining, decoding and trimming: the arithmetic around the name model."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages.name_spans import LABELS, WORD, best_labels, join_windows, spans, trim, windows


@given(st.integers(1, 2000), st.integers(20, 300), st.integers(0, 19))
def test_windows_cover_everything_and_overlap(count: int, size: int, overlap: int) -> None:
    ranges = windows(count, size, overlap)
    assert ranges[0][0] == 0
    assert ranges[-1][1] == count
    assert all(0 < end - start <= size for start, end in ranges)
    assert all(left[1] - right[0] >= overlap for left, right in pairwise(ranges))


def test_windows_do_little_more_work_than_needed() -> None:
    assert sum(end - start for start, end in windows(345, 158, 32)) <= 345 + 2 * 33


@given(st.integers(1, 900))
def test_each_piece_comes_from_the_window_it_lies_deeper_in(count: int) -> None:
    ranges = windows(count, 100, 30)
    parts = [np.full((end - start, len(LABELS)), i, np.float32) for i, (start, end) in enumerate(ranges)]
    owner = join_windows(count, ranges, parts)[:, 0]
    for piece, chosen in enumerate(owner):
        depths = [min(piece - s, e - 1 - piece) if s <= piece < e else -1 for s, e in ranges]
        # the outermost edges of the text are no cuts: the first and the last window are never shallow there
        assert depths[int(chosen)] >= 0
        if ranges[0][1] <= piece < ranges[-1][0]:
            assert depths[int(chosen)] >= max(depths) - 1


def scores_of(*labels: str, sure: float = 6.0) -> np.ndarray:
    table = np.zeros((len(labels), len(LABELS)), np.float32)
    for row, label in enumerate(labels):
        table[row, LABELS.index(label)] = sure
    return table


def test_an_inside_label_needs_a_beginning_of_its_type() -> None:
    table = scores_of("O", "I-PER", "I-PER", "O")
    table[1, LABELS.index("B-PER")] = 5.5
    assert [LABELS[i] for i in best_labels(table)] == ["O", "B-PER", "I-PER", "O"]
    table = scores_of("B-ORG", "I-LOC", "O")
    table[1, LABELS.index("I-ORG")] = 5.0
    assert [LABELS[i] for i in best_labels(table)] == ["B-ORG", "I-ORG", "O"]


def test_no_words_no_labels() -> None:
    assert best_labels(np.zeros((0, len(LABELS)), np.float32)) == []


def test_spans_are_words_of_the_text() -> None:
    text = "Aigul Serikova left Taraz."
    words = [m.span() for m in WORD.finditer(text)]
    found = spans(text, words, scores_of("B-PER", "I-PER", "O", "B-LOC", "O"))
    assert [(text[s.start : s.end], s.label) for s in found] == [("Aigul Serikova", "PER"), ("Taraz", "LOC")]
    assert all(0.9 < s.score <= 1 for s in found)


@pytest.mark.parametrize(("office", "names"), [("Minister of Fisheries", []), ("Ministry of Fisheries", ["Fisheries"])])
def test_the_field_of_an_office_is_no_organisation(office: str, names: list[str]) -> None:
    words = [m.span() for m in WORD.finditer(office)]
    assert [office[s.start : s.end] for s in spans(office, words, scores_of("O", "O", "B-ORG"))] == names


def test_two_names_in_a_row_stay_two() -> None:
    text = "Oslo Bergen"
    found = spans(text, [(0, 4), (5, 11)], scores_of("B-LOC", "B-LOC"))
    assert [text[s.start : s.end] for s in found] == ["Oslo", "Bergen"]


def test_pieces_of_a_word_vote() -> None:
    text = "Zhandosov spoke"
    pieces = [(0, 3), (3, 6), (6, 9), (9, 15)]  # the last piece begins with the blank, as the tokenizer's pieces do
    found = spans(text, pieces, scores_of("B-PER", "B-PER", "O", "O"))
    assert [text[s.start : s.end] for s in found] == ["Zhandosov"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Nordic Bank", "Nordic Bank"),
        ("Georgia's", "Georgia"),
        ("Georgia’s", "Georgia"),
        ("the Netherlands’", "Netherlands"),
        ("“Steppe Fund”", "Steppe Fund"),
        ("Fund (Oslo)", "Fund (Oslo)"),
        ("Oslo)", "Oslo"),
        ("port of Oslo", "Oslo"),
        ("western part of the Baltic Sea", "Baltic Sea"),
        ("University of Oslo", "University of Oslo"),
        ("Theodor Lind", "Theodor Lind"),
        ("J. Smith Jr.", "J. Smith Jr."),
    ],
)
def test_trim(text: str, expected: str) -> None:
    start, end = trim(text, 0, len(text))
    assert text[start:end] == expected

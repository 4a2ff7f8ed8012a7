"""Finding annotated texts, and the sets that spans are compared by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation.spans import TextIndex, TextNotFound, best_pairs, letters, likeness, trim, words


@pytest.mark.parametrize(
    ("text", "wanted", "nth", "found"),
    [
        ("The port of Aktau. Aktau grows.", "Aktau", 2, "Aktau"),
        ("общего энергетического ре-\nзерва  стран", "энергетического резерва стран", 1, "энергетического ре-\nзерва  стран"),
        ("транспортно-\nлогистического узла", "транспортно-логистического", 1, "транспортно-\nлогистического"),
        ("He said: we came, we saw, we left.", "we came … we left", 1, "we came, we saw, we left"),
        ("one one one", "one", 3, "one"),
    ],
)
def test_finds_a_text_however_its_lines_are_broken(text: str, wanted: str, nth: int, found: str) -> None:
    start, end = TextIndex.of(text).find(wanted, nth)
    assert text[start:end] == found


@pytest.mark.parametrize(
    ("text", "wanted", "nth"),
    [("Osh and Oshkosh", "Osh", 2), ("the SCO", "sco", 1), ("end … start", "start … end", 1), ("anything", "", 1), ("x", "x", 0)],
)
def test_a_text_that_is_not_there_is_an_error(text: str, wanted: str, nth: int) -> None:
    with pytest.raises(TextNotFound):
        TextIndex.of(text).find(wanted, nth)


@given(st.text(alphabet="aбв -\n.«"), st.integers(0, 30), st.integers(0, 30))
def test_a_span_holds_the_letters_that_were_asked_for(text: str, start: int, length: int) -> None:
    wanted = text[start : start + length]
    for a, b in TextIndex.of(text).find_all(wanted):
        assert [c for c in text[a:b] if c.isalnum()] == [c for c in wanted if c.isalnum()]


def test_trim_leaves_out_article_and_possessive() -> None:
    text = "the World Bank's"
    assert text[slice(*trim(text, (0, len(text))))] == "World Bank"
    assert trim("Theo", (0, 4)) == (0, 4)


def test_letters_count_neither_marks_nor_blanks() -> None:
    assert letters("«Да, 5»", [(0, 7)]) == {1, 2, 5}
    assert words("one, two", (0, 8)) == {0, 5}
    assert likeness({1, 2, 3}, {2, 3, 4}) == 0.5
    assert likeness(set(), set()) == 0.0


def test_best_pairs_are_one_to_one_and_best_first() -> None:
    assert best_pairs([(0.5, 0, 0), (0.9, 1, 0), (0.4, 0, 1), (0.2, 2, 2)], least=0.3) == {1: 0, 0: 1}

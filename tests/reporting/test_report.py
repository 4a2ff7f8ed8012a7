from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.reporting.charts import bars, months, network
from pipeline.reporting.data import page_of, page_of_document
from pipeline.reporting.highlight import Mark, pieces
from pipeline.reporting.render import number, script, short, shown
from pipeline.reporting.site import build
from pipeline.reporting.words import WORDS, word
from pipeline.settings import Settings
from pipeline.storage import Folder
from pipeline.workspace import Workspace
from tests.tables import hostile_tables


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20), st.sampled_from("abc")), max_size=12))
def test_pieces_are_the_text_and_know_what_lies_over_them(text: str, spans: list[tuple[int, int, str]]) -> None:
    marks = [Mark(a, min(a + n, len(text)), layer, f"{layer}{i}") for i, (a, n, layer) in enumerate(spans) if a < len(text)]
    found = list(pieces(text, marks))
    assert "".join(piece.text for piece in found) == text
    at = 0
    for piece in found:
        over = {mark.layer for mark in marks if mark.start <= at and at + len(piece.text) <= mark.end}
        assert set(piece.layers) == (over if piece.text else set())
        at += len(piece.text)
    assert sorted(a for piece in found for a in piece.anchors) == sorted(mark.anchor for mark in marks)


def test_pages_of_ids_are_files_of_their_own() -> None:
    ids = ["per/a-b", "per/a/b", "org/a-b", "state/kz", "per/Ы", "per/" + "x" * 300]
    pages = [page_of(i) for i in ids]
    assert len(set(pages)) == len(pages)
    assert all(page and len(page) < 120 and page.isascii() for page in pages)
    assert page_of("loc/astana") is None
    assert page_of(None) is None
    assert page_of_document("a/../../x.txt").count("/") == 1


def test_text_is_shown_without_what_turns_or_controls_it() -> None:
    assert shown("a\u202eb\x00c") == "ab\ufffdc"
    assert short("one two three", 8) == "one two …"
    assert (number(5e9), number(26.8), number(None), number(0.5)) == ("5\u202f000\u202f000\u202f000", "26.8", "", "0.5")
    assert "</script" not in script("f", "\u2028") and "\u2028" not in script("f", "\u2028")


def test_charts_escape_and_sort() -> None:
    html = str(bars(Counter({"<b>": 3, "x": 5}), lambda key: (key, f"{key}.html")))
    assert "<b>" not in html
    assert html.index("x.html") < html.index("&lt;b&gt;.html")
    assert str(months(Counter({"2023-11": 2, "2024-02": 1}), "t")).count("<rect") == 4
    assert str(months(Counter({"1900-01": 1, "2024-02": 1}), "t")).count("<rect") == 125
    nodes = {name: {"name": f"<{name}>", "kind": "person", "href": "x", "size": 1} for name in "ab"}
    assert "&lt;a&gt;" in str(network(nodes, [("a", "b", "for")]))
    assert str(network({}, [])) == ""


def test_every_word_of_the_interface_is_in_both_languages() -> None:
    import re

    templates = Path(__file__).parent.parent.parent / "pipeline/reporting/templates"
    used = {w for path in templates.glob("*.html") for w in re.findall(r'\bw\("([^"]+)"', path.read_text(encoding="utf-8"))}
    assert used <= WORDS.keys()
    assert 'lang="ru">Предложения' in word("proposals")
    assert word("no such <word>") == "no such &lt;word&gt;"


def test_a_second_build_draws_nothing_anew_and_sweeps_what_is_gone(tmp_path: Path) -> None:
    hostile_tables(tmp_path)
    workspace = Workspace(Folder(tmp_path), Folder(tmp_path), Settings())
    build(workspace)
    files = {path: path.stat().st_mtime_ns for path in (tmp_path / "report").rglob("*") if path.is_file()}
    (tmp_path / "report/documents/old.html").write_text("gone")
    build(workspace)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "report").rglob("*") if path.is_file()} == files

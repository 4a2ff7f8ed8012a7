"""Files that are damaged, huge, misnamed or malicious: read right or refused with a reason, soon and in little memory."""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
from pathlib import Path

import docx
import pytest

from pipeline.documents.corpus import corpus_files
from pipeline.documents.read import SUFFIXES, read_document
from pipeline.errors import CorpusError, DocumentError
from pipeline.languages.detection import detect
from tests.documents.pdf_writer import lines_of, pdf_of


def outcome(path: Path) -> str:
    """`read`, or the kind of the error."""
    try:
        document = detect(read_document(path, path.name))
    except DocumentError as error:
        assert path.name in str(error)
        return error.kind
    assert all(block.end <= len(document.text) for block in document.blocks)
    return "read"


def word() -> bytes:
    out = io.BytesIO()
    build = docx.Document()
    build.add_paragraph("One line of text in a Word file.")
    build.save(out)
    return out.getvalue()


def noise(path: Path, count: int) -> None:
    rng = random.Random(path.suffix)
    heads = {".pdf": b"%PDF-1.7\n", ".html": b"<html><body><p>", ".docx": b"PK\x03\x04"}
    for i in range(count):
        path.write_bytes(heads.get(path.suffix, b"") * (i % 2) + rng.randbytes(rng.choice([0, 1, 10, 100, 3000])))
        outcome(path)


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small PDFs are read without a process for each."""
    monkeypatch.setattr("pipeline.documents.read.APART", frozenset())


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".pdf", ".docx"])
def test_noise(tmp_path: Path, suffix: str) -> None:
    noise(tmp_path / f"a{suffix}", 60)


@pytest.mark.slow
@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".pdf", ".docx"])
def test_much_noise(tmp_path: Path, suffix: str) -> None:
    noise(tmp_path / f"a{suffix}", 1000)


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".html"])
def test_cut_and_changed_files(tmp_path: Path, suffix: str) -> None:
    whole = {".pdf": pdf_of([lines_of(["One line of text."])] * 3), ".docx": word(), ".html": b"<p>One line of text.</p>" * 20}[suffix]
    path = tmp_path / f"a{suffix}"
    path.write_bytes(whole)
    assert outcome(path) == "read"
    rng = random.Random(5)
    for i in range(60):
        changed = bytearray(whole)
        for _ in range(rng.choice([1, 5, 50])):
            changed[rng.randrange(len(changed))] = rng.randrange(256)
        path.write_bytes(whole[: rng.randrange(len(whole))] if i % 2 else bytes(changed))
        outcome(path)


def test_zip_bomb_as_a_word_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        for i in range(20):
            archive.writestr(f"word/document{i}.xml", b"\0" * 20_000_000)
    assert outcome(tmp_path / "a.docx") == "size"


def test_large_files_are_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(200_000_000)
    start = time.monotonic()
    assert outcome(tmp_path / "a.txt") == "size"
    assert time.monotonic() - start < 1
    (tmp_path / "b.txt").write_bytes(b"word " * 1_100_000)
    assert outcome(tmp_path / "b.txt") == "size"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"a" * 3_000_000),
        ("a.txt", b"\n" * 3_000_000),
        ("a.txt", b"*a_[(<" * 300_000),
        ("a.txt", b". " * 1_000_000),
        ("a.txt", b"a@" * 500_000),
        ("a.txt", b"&amp;" * 300_000),
        ("a.md", b"[" * 1_000_000),
        ("a.md", b"> " * 20_000 + b"a"),
        ("a.md", b"---\na: " + b"[" * 9_000 + b"\n---\nA text."),
        ("a.html", b"<div>" * 100_000 + b"text"),
        ("a.html", b"<table><tr><td>" * 3_000 + b"text"),
        ("a.html", b"<" * 1_000_000),
    ],
)
def test_nothing_runs_away(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    start = time.process_time()
    outcome(tmp_path / name)
    assert time.process_time() - start < 10


def test_names(tmp_path: Path) -> None:
    for name in ["two\nlines.txt", "вода 💧.txt", "a b.TXT"]:
        (tmp_path / name).write_text("A text.")
    (tmp_path / "notes.xlsx").write_bytes(b"x")
    (tmp_path / ".hidden.txt").write_text("A text.")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_text("A text.")
    (tmp_path / "README.md").write_text("A text.")
    (tmp_path / "a b.TXT.yaml").write_text("title: A")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "a.md").write_text("A text.")
    found = dict(corpus_files(tmp_path))
    assert sorted(found) == ["a b.TXT", "below/a.md", "notes.xlsx", "two\nlines.txt", "вода 💧.txt"]
    assert read_document(found["a b.TXT"], "a b.TXT").title == "A"
    with pytest.raises(DocumentError, match=r"notes\.xlsx.*\.xlsx.*not read") as error:
        read_document(found["notes.xlsx"], "notes.xlsx")
    assert error.value.kind == "format"
    assert set(SUFFIXES) >= {".txt", ".md", ".html", ".htm", ".pdf", ".docx"}


def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt")).write_text("A text.")
    except OSError:
        pytest.skip("this file system takes no such names")
    ((doc_id, path),) = corpus_files(tmp_path)
    assert doc_id == "a\\xff.txt"
    assert read_document(path, doc_id).text == "A text."


def test_links(tmp_path: Path) -> None:
    outside, corpus = tmp_path / "outside", tmp_path / "corpus"
    outside.mkdir()
    corpus.mkdir()
    (outside / "secret.txt").write_text("A secret.")
    (corpus / "out.txt").symlink_to(outside / "secret.txt")
    (corpus / "nothing.txt").symlink_to(corpus / "gone.txt")
    (corpus / "folder").symlink_to(outside)
    (corpus / "real.txt").write_text("A text.")
    (corpus / "inside.txt").symlink_to(corpus / "real.txt")
    kinds = {}
    for doc_id, path in corpus_files(corpus):
        try:
            read_document(path, doc_id, corpus=corpus)
            kinds[doc_id] = "read"
        except DocumentError as error:
            kinds[doc_id] = error.kind
    assert kinds == {"out.txt": "link", "nothing.txt": "missing", "folder": "link", "real.txt": "read", "inside.txt": "read"}


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="does not exist"):
        list(corpus_files(tmp_path / "none"))


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\u200b\ufeff\u00a0".encode()])
def test_empty(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert outcome(tmp_path / "a.txt") == "empty"

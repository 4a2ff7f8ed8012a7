"""PDFs are read in a process of their own: what hangs, dies or bloats there is an error of that document."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path

import pytest

from pipeline.documents import pdf_reader
from pipeline.documents.apart import read_apart
from pipeline.documents.converted import Converted
from pipeline.documents.read import read_document
from pipeline.errors import DocumentError
from tests.documents.pdf_writer import lines_of, pdf_of

BAD = "tests.documents.bad_readers"


@pytest.mark.parametrize(("data", "kind"), [(b"hang", "time"), (b"crash", "damaged"), (b"fill", "size"), (b"defect", "ZeroDivisionError")])
def test_what_goes_wrong_there_is_an_error_here(data: bytes, kind: str) -> None:
    start = time.monotonic()
    with pytest.raises(DocumentError, match=r"a\.pdf") as error:
        read_apart(BAD, data, "a.pdf", seconds=3 if data == b"hang" else 60)
    assert error.value.kind == kind
    assert data != b"hang" or time.monotonic() - start < 20


def test_output_of_the_parser_does_not_get_into_the_answer() -> None:
    text = read_apart(BAD, b"", "вода\n.pdf").text
    assert text.startswith("вода\n.pdf ") and text.endswith(" вода")
    assert str(os.getpid()) not in text.split()


def test_the_answer_is_the_same_as_in_this_process(tmp_path: Path) -> None:
    page = lines_of(["Rivers and roads", "The ministers met in the mountains to talk about rivers, roads and prices."])
    data = pdf_of([page] * 3, title="Rivers")
    assert read_apart("pipeline.documents.pdf_reader", data, "a.pdf") == pdf_reader.read(data, "a.pdf")
    with pytest.raises(DocumentError, match=r"a\.pdf: not a PDF") as error:
        read_apart("pipeline.documents.pdf_reader", data[:200], "a.pdf")
    assert error.value.kind == "damaged"


def test_read_document_reads_pdfs_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(data: bytes, name: str) -> Converted:
        raise AssertionError("read in this process")

    (tmp_path / "2024-05-06 a.pdf").write_bytes(pdf_of([lines_of(["One line of text."])]))
    monkeypatch.setattr(pdf_reader, "read", refuse)
    document = read_document(tmp_path / "2024-05-06 a.pdf", "2024-05-06 a.pdf")
    assert (document.text, document.date) == ("One line of text.\n", dt.date(2024, 5, 6))

"""From a file under the corpus to a `Document` with blocks and metadata."""

from __future__ import annotations

import functools
import hashlib
import importlib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pipeline.documents.apart import read_apart
from pipeline.documents.converted import Converted
from pipeline.documents.document import Block, Document
from pipeline.documents.furniture import mark_furniture
from pipeline.documents.given import Given, header_lines, read_sidecar
from pipeline.documents.metadata import describe
from pipeline.documents.plain import plain_blocks
from pipeline.errors import DocumentError

SUFFIXES = {
    ".txt": "plain_reader", ".text": "plain_reader",
    ".md": "markdown_reader", ".markdown": "markdown_reader",
    ".docx": "docx_reader", ".pdf": "pdf_reader",
    ".html": "html_reader", ".htm": "html_reader", ".xhtml": "html_reader",
}  # fmt: skip
"""The module that reads a format; each has `read(data, name) -> Converted`. Loaded when first needed."""

APART = frozenset({"pdf_reader"})
"""Readers whose parser is C code that could hang or crash: they run in a process of their own."""
TEXT_READERS = ("plain_reader", "markdown_reader")
VISIBLE = re.compile(r"[^\s\x00\u00ad\u200b-\u200f\u2060\ufeff]")
MOST_CHARACTERS, MOST_BLOCKS = 5_000_000, 100_000
"""A long book has a million characters; what is larger is a data dump."""


def read_document(path: Path, doc_id: str, *, corpus: Path | None = None, max_megabytes: int = 50) -> Document:
    """Read one file; raises `DocumentError`, whose message names the file, when it cannot be read as a document.

    With `corpus` given, a link that leads out of that folder is refused.
    """
    return document_of(read_bytes(path, doc_id, corpus=corpus, max_megabytes=max_megabytes), path, doc_id)


def document_of(data: bytes, path: Path, doc_id: str) -> Document:
    """The document in `data`, the content of `path`; beside that the sidecar is read. Raises `DocumentError`."""
    reader = reader_of(path, doc_id)
    sidecar = read_sidecar(path, doc_id)
    converted = reader(data, doc_id)
    if len(converted.text) > MOST_CHARACTERS:
        size, most = f"{len(converted.text) / 1e6:.1f}", f"{MOST_CHARACTERS / 1e6:.0f}"
        raise DocumentError("size", f"{doc_id}: {size} million characters of text; up to {most} million are read, so cut it")
    if not VISIBLE.search(converted.text):
        raise DocumentError("empty", f"{doc_id}: the file holds no text")
    blocks = plain_blocks(converted.text) if converted.blocks is None else converted.blocks
    header, blocks = _with_header(blocks, converted.text) if SUFFIXES[path.suffix.lower()] in TEXT_READERS else (Given(), blocks)
    if len(blocks) > MOST_BLOCKS:
        raise DocumentError("size", f"{doc_id}: {len(blocks)} paragraphs; up to {MOST_BLOCKS} are read, so cut it")
    blocks, told = describe(mark_furniture(blocks, converted.text), converted.text, doc_id)
    given = sidecar.over(converted.given).over(header).over(told).over(converted.fallback)
    return Document(
        doc_id=doc_id, sha256=hashlib.sha256(data).hexdigest(), text=converted.text, title=given.title, date=given.date,
        date_source=given.date_source, publisher=given.publisher, author=given.author, url=given.url, blocks=blocks,
    )  # fmt: skip


def _with_header(blocks: list[Block], text: str) -> tuple[Given, list[Block]]:
    """What lines like "Date: ..." at the start of a text say, and the blocks with those lines as their own."""
    given, header, end = header_lines(text)
    if not header:
        return given, blocks
    end += len(text[end:]) - len(text[end:].lstrip())
    return given, header + [replace(b, start=max(b.start, end)) for b in blocks if b.end > end]


def reader_of(path: Path, doc_id: str) -> Callable[[bytes, str], Converted]:
    """The reader of a file's format, by its suffix."""
    module = SUFFIXES.get(path.suffix.lower())
    if module is None:
        known = " ".join(SUFFIXES)
        raise DocumentError("format", f"{doc_id}: files ending in '{path.suffix}' are not read (known: {known})")
    if module in APART:
        return functools.partial(read_apart, f"pipeline.documents.{module}")
    reader: Callable[[bytes, str], Converted] = importlib.import_module(f"pipeline.documents.{module}").read
    return reader


def read_bytes(path: Path, doc_id: str, *, corpus: Path | None = None, max_megabytes: int = 50) -> bytes:
    """The content of a file; raises `DocumentError` where there is none, it is too large or lies outside `corpus`."""
    try:
        if corpus is not None and not path.resolve().is_relative_to(corpus.resolve()):
            raise DocumentError("link", f"{doc_id}: a link that leads out of the corpus")
        if not path.is_file():
            raise DocumentError("missing", f"{doc_id}: {_what_is_wrong(path)}")
        size = path.stat().st_size
        if size > max_megabytes * 1_000_000:
            raise DocumentError("size", f"{doc_id}: {size / 1e6:.0f} MB, more than the {max_megabytes} MB of read.max_megabytes")
        return path.read_bytes()
    except (OSError, RuntimeError, ValueError) as error:
        raise DocumentError("unreadable", f"{doc_id}: {getattr(error, 'strerror', None) or error}") from error


def _what_is_wrong(path: Path) -> str:
    if path.is_dir():
        return "a link to a folder; such links are not followed"
    return "a link to nothing" if path.is_symlink() else "not a regular file"

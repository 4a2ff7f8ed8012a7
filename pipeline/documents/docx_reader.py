"""`.docx`: paragraphs, headings, lists, quotations, tables and notes of a Word file, in reading order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as Word
from lxml import etree

from pipeline.documents.converted import Converted, TextBuilder
from pipeline.documents.given import Given
from pipeline.documents.plain import with_headings, with_items
from pipeline.errors import DocumentError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MOST_UNPACKED = 150_000_000
"""Bytes that all parts of a file may take together when unpacked; a zip bomb takes more."""
LARGEST_TEXT_PART = 60_000_000
"""Bytes of one XML part; as a tree it takes some ten times as much memory."""
HEADING = re.compile(r"(?:heading|title|заголовок|название)", re.IGNORECASE)
TITLE = re.compile(r"(?:title|название)$", re.IGNORECASE)
QUOTE = re.compile(r"quote|цитата", re.IGNORECASE)
CAPTION = re.compile(r"caption|название объекта", re.IGNORECASE)
LIST = re.compile(r"list|список|маркированный|нумерованный", re.IGNORECASE)
NUMBERED = re.compile(r"number|нумерованный", re.IGNORECASE)
NO_TITLE = re.compile(r"^(?:microsoft word|document\s?\d*|документ\s?\d*|untitled|без имени)\b|\.(?:docx?|rtf)$", re.IGNORECASE)
SKIPPED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}pPr", f"{W}rPr", f"{W}sectPr", FALLBACK})
LONGEST_BOLD_HEADING = 150
LONGEST_CELL = 200


def read(data: bytes, name: str) -> Converted:
    """The text of a Word file with its blocks; the title is the paragraph that is styled as one."""
    _refuse_bombs(data, name)
    try:
        word = docx.Document(io.BytesIO(data))
        out = TextBuilder()
        title = _Body(word, out).read()
    except DocumentError:
        raise
    except Exception as error:  # python-docx raises many kinds on damaged files
        raise DocumentError("damaged", f"{name}: not a Word file that can be read ({_said(error)})") from error
    converted = out.converted(Given(title=title))
    converted.fallback = _properties(word)
    converted.blocks = with_headings(with_items(converted.blocks or [], converted.text), converted.text)
    return converted


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def _refuse_bombs(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DocumentError("damaged", f"{name}: not a Word file, or only a part of one ({_said(error)})") from error
    total = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if total > MOST_UNPACKED or largest > LARGEST_TEXT_PART or len(parts) > 10_000:
        raise DocumentError("size", f"{name}: unpacks to {total / 1e6:.0f} MB in {len(parts)} parts, too much for a Word file")
    if any(part.flag_bits & 0x1 for part in parts):
        raise DocumentError("encrypted", f"{name}: protected by a password")


def _properties(word: Word) -> Given:
    """The title; the author among the properties is whoever owns the machine."""
    title = " ".join((word.core_properties.title or "").split())
    return Given() if NO_TITLE.search(title) or not 2 < len(title) < 400 else Given(title=title)


class _Body:
    """The body of one Word file."""

    def __init__(self, word: Word, out: TextBuilder) -> None:
        self.out = out
        self.body: Any = word.element.body
        self.styles = {style.style_id: style.name or "" for style in word.styles}
        self.bulleted = _bulleted(word)
        self.notes = _notes(word)
        self.counts: dict[tuple[str, str], int] = {}
        self.title: str | None = None

    def read(self) -> str | None:
        """Fill the builder; gives the title, if a paragraph is styled as one."""
        for block in self._blocks(self.body):
            if block.tag == f"{W}p":
                self._paragraph(block)
            else:
                self._table(block)
        for note in self.notes:
            for paragraph in note.iter(f"{W}p"):
                self.out.add("paragraph", _text(paragraph))
        return self.title

    def _blocks(self, holder: Any) -> Iterator[Any]:
        """Paragraphs and tables below an element, text boxes and content controls opened."""
        for child in holder:
            if child.tag in (f"{W}p", f"{W}tbl"):
                yield child
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"):
                yield from self._blocks(child)

    def _paragraph(self, paragraph: Any) -> None:
        text = _text(paragraph)
        if text.strip():
            kind, marker = self._kind(paragraph, text)
            for part in re.split(r"\n{2,}", text):
                self.out.add(kind, part, marker)
        for box in paragraph.iter(f"{W}txbxContent"):
            if not any(True for _ in box.iterancestors(FALLBACK)):
                for inner in self._blocks(box):
                    self._paragraph(inner) if inner.tag == f"{W}p" else self._table(inner)

    def _kind(self, paragraph: Any, text: str) -> tuple[str, str]:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        style_name = self.styles.get(style.get(f"{W}val"), "") if style is not None else ""
        if HEADING.search(style_name) and len(text) < 300:
            if TITLE.search(style_name) and self.title is None:
                self.title = " ".join(text.split())
            return "heading", ""
        number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None and number.get(f"{W}val") != "0":
            return "list_item", self._marker(paragraph, number.get(f"{W}val"))
        if LIST.search(style_name) and "paragraph" not in style_name.lower():
            return "list_item", self._next(("style", style_name)) if NUMBERED.search(style_name) else "• "
        if QUOTE.search(style_name):
            return "quote", ""
        if CAPTION.search(style_name):
            return "caption", ""
        short = len(text) <= LONGEST_BOLD_HEADING and not re.search(r"[.!…;,:]\s*$", text)
        return ("heading" if short and _all_bold(paragraph) else "paragraph"), ""

    def _marker(self, paragraph: Any, number: str) -> str:
        level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
        key = (number, level.get(f"{W}val") if level is not None else "0")
        return "• " if key in self.bulleted else self._next(key)

    def _next(self, key: tuple[str, str]) -> str:
        self.counts[key] = self.counts.get(key, 0) + 1
        return f"{self.counts[key]}. "

    def _table(self, table: Any) -> None:
        """A table of data as one item a row; one that only lays the page out as the paragraphs in it."""
        rows = [list(row.iterchildren(f"{W}tc", f"{W}sdt")) for row in table.iterchildren(f"{W}tr")]
        cells = [[" ".join(_text(p).strip() for p in cell.iter(f"{W}p")) for cell in row] for row in rows]
        if any(len(text) > LONGEST_CELL for row in cells for text in row) or max(map(len, cells), default=0) < 2:
            for cell in (cell for row in rows for cell in row):
                for block in self._blocks(cell):
                    self._paragraph(block) if block.tag == f"{W}p" else self._table(block)
            return
        for row_texts in cells:
            self.out.add("list_item", "; ".join(filter(None, (" ".join(text.split()) for text in row_texts))))


def _text(paragraph: Any) -> str:
    """What a reader sees of a paragraph: insertions kept, deletions and field codes left out."""
    parts: list[str] = []
    _gather(paragraph, parts)
    return "".join(parts)


def _gather(element: Any, parts: list[str]) -> None:
    for child in element:
        tag = child.tag
        if tag in SKIPPED or tag == f"{W}txbxContent" or not isinstance(tag, str):
            continue
        if tag == f"{W}t":
            parts.append(child.text or "")
        elif tag == f"{W}tab":
            parts.append(" ")
        elif tag in (f"{W}br", f"{W}cr"):
            parts.append("\n")
        elif tag == f"{W}noBreakHyphen":
            parts.append("-")
        else:
            _gather(child, parts)


def _all_bold(paragraph: Any) -> bool:
    """Whether every run with text is bold."""
    bold = []
    for run in paragraph.iter(f"{W}r"):
        if any((t.text or "").strip() for t in run.iter(f"{W}t")):
            mark = run.find(f"{W}rPr/{W}b")
            bold.append(mark is not None and mark.get(f"{W}val") not in ("0", "false"))
    return bool(bold) and all(bold)


def _notes(word: Word) -> list[Any]:
    """Footnotes and endnotes, without the lines that part them from the text."""
    notes: list[Any] = []
    for relation in word.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
            tree = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
            notes += [note for note in tree if note.get(f"{W}type") in (None, "normal")]
    return notes


def _bulleted(word: Word) -> set[tuple[str, str]]:
    """The lists, by number and level, whose items have a bullet."""
    try:
        numbering: Any = word.part.numbering_part.element
    except (KeyError, NotImplementedError, etree.LxmlError):
        return set()
    levels = {
        (abstract.get(f"{W}abstractNumId"), level.get(f"{W}ilvl"))
        for abstract in numbering.iter(f"{W}abstractNum")
        for level in abstract.iter(f"{W}lvl")
        if (kind := level.find(f"{W}numFmt")) is not None and kind.get(f"{W}val") == "bullet"
    }
    found = set()
    for number in numbering.iter(f"{W}num"):
        abstract = number.find(f"{W}abstractNumId")
        if abstract is not None:
            found |= {(number.get(f"{W}numId"), lvl) for a, lvl in levels if a == abstract.get(f"{W}val")}
    return found

"""`.pdf`: the text of a PDF file, its hard line ends mended, running heads and page numbers set apart."""

from __future__ import annotations

import ctypes
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.documents.converted import Converted, TextBuilder
from pipeline.documents.given import Given
from pipeline.documents.lines import Line, paragraphs
from pipeline.documents.plain import with_headings, with_items
from pipeline.errors import DocumentError

MOST_PAGES = 3000
MOST_SECONDS = 25.0
"""Between pages the clock is looked at; a single page of PDFium takes milliseconds."""
MOST_CHARACTERS = 20_000_000
MARGIN = 0.12
"""Running heads and page numbers stand in so much of the page's height at its top and bottom."""
GAP = 1.45
"""A distance of so many times the usual one between two lines is an empty line."""
LARGER = 1.15
PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?(?:page |стр\.? ?|с\. )?\d{1,4}(?:\s*(?:/|of|из)\s*\d{1,4})?(?:\s*[-–—])?|[ivxl]{1,6}", re.IGNORECASE
)
USUAL_WIDTH = 0.9
"""This share of a document's lines is no wider than its text is."""
LONGEST_HEADING = 200
HYPHEN_AT_END = "\ufffe"
"""What PDFium gives for a hyphen at a line's end, with no line end after it."""
PRINTED_LINE = re.compile(rf"(?P<line>[^\r\n\x0b\x0c\x85\u2028\u2029{HYPHEN_AT_END}]+)(?P<end>{HYPHEN_AT_END}?)")


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as it stands on a page: places in points, `top` and `bottom` measured from the page's foot."""

    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    at_edge: bool


def read(data: bytes, name: str) -> Converted:
    """The text of a PDF with its paragraphs unwrapped; a scan without text is refused."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        kind = "encrypted" if "password" in str(error).lower() else "damaged"
        reason = "protected by a password" if kind == "encrypted" else "not a PDF file that can be read"
        raise DocumentError(kind, f"{name}: {reason} ({error})") from error
    try:
        lines = _lines(pdf, name)
        if not lines:
            raise DocumentError("empty", f"{name}: the PDF holds no text (a scan?): it needs character recognition first")
        return _converted(lines, _properties(pdf))
    finally:
        pdf.close()


# ---- lines of pages -----------------------------------------------------------------------------------------------


def _lines(pdf: pypdfium2.PdfDocument, name: str) -> list[Printed]:
    if len(pdf) > MOST_PAGES:
        raise DocumentError("size", f"{name}: {len(pdf)} pages; PDFs of up to {MOST_PAGES} are read")
    lines: list[Printed] = []
    deadline, characters = time.monotonic() + MOST_SECONDS, 0
    for number in range(len(pdf)):
        if time.monotonic() > deadline or characters > MOST_CHARACTERS:
            raise DocumentError("time", f"{name}: reading stopped at page {number + 1} of {len(pdf)}, it took too long")
        try:
            page = pdf[number]
        except pypdfium2.PdfiumError:
            continue  # one damaged page does not lose the others
        try:
            found = list(_page_lines(page, number))
        except pypdfium2.PdfiumError:
            continue
        finally:
            page.close()
        characters += sum(len(line.text) for line in found)
        lines += found
    return lines


def _page_lines(page: pypdfium2.PdfPage, number: int) -> Iterator[Printed]:
    text_page = page.get_textpage()
    try:
        height = page.get_height()
        text = text_page.get_text_range(errors="ignore")
        for match in PRINTED_LINE.finditer(text):
            body = match.group("line").strip()
            if body:
                start = match.start() + match.group("line").index(body[0])
                place = _placed(text_page, number, body, start, start + len(body) - 1, height)
                yield replace(place, text=body + "-") if match.group("end") == HYPHEN_AT_END else place
    finally:
        text_page.close()


def _placed(text_page: pypdfium2.PdfTextPage, number: int, body: str, first: int, last: int, height: float) -> Printed:
    left, bottom, _, top = _box(text_page, first)
    _, other_bottom, right, other_top = _box(text_page, last)
    size = float(pdfium.FPDFText_GetFontSize(text_page.raw, (first + last) // 2))  # the first may be a small bullet
    bottom, top = min(bottom, other_bottom), max(top, other_top)
    at_edge = height > 0 and (bottom < MARGIN * height or top > (1 - MARGIN) * height)
    return Printed(number, body, left, right, top, bottom, size, at_edge)


def _box(text_page: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a character; zeros where PDFium knows none."""
    edges = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = edges
    pdfium.FPDFText_GetCharBox(text_page.raw, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


# ---- running heads ------------------------------------------------------------------------------------------------


def _shape(text: str) -> str:
    """A line with its numbers masked: running heads differ from page to page in nothing else."""
    return re.sub(r"\d+", "0", " ".join(text.split())).lower()


def _furniture(lines: Sequence[Printed]) -> dict[int, str]:
    """The kinds of lines that are running heads or page numbers, by index."""
    pages = max(line.page for line in lines) + 1
    normal = _normal_size(lines)
    edge: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        if line.at_edge:
            edge.setdefault(line.page, []).append(i)
    repeated = Counter(shape for page in edge.values() for shape in {_shape(lines[i].text) for i in page})
    found: dict[int, str] = {}
    for indexes in edge.values():
        for i in indexes:
            text = lines[i].text
            if PAGE_NUMBER.fullmatch(text):
                found[i] = "page_number"
            elif lines[i].page == 0 and lines[i].size >= LARGER * normal:
                continue  # the title, which the other pages repeat
            elif pages > 1 and len(text) < 150 and repeated[_shape(text)] >= max(2, min(pages // 3, 3)):
                found[i] = "running_head"
    return found


# ---- paragraphs ---------------------------------------------------------------------------------------------------


def _converted(lines: Sequence[Printed], properties: Given) -> Converted:
    kinds = _furniture(lines)
    body = [line for i, line in enumerate(lines) if i not in kinds]
    out = TextBuilder()
    if body:
        normal = _normal_size(body)
        widths = sorted(len(line.text) for line in body)
        for group in paragraphs(_as_lines(body), width=widths[int(USUAL_WIDTH * (len(widths) - 1))]):
            printed = [body[line.start] for line in group]
            text = "\n".join(line.text for line in printed)
            larger = all(line.size >= LARGER * normal for line in printed) and len(text) <= LONGEST_HEADING
            out.add("heading" if larger and not text.rstrip().endswith((".", ",", ";")) else "paragraph", text)
    for i in _once_each(lines, kinds):
        out.add(kinds[i], lines[i].text)
    converted = out.converted(Given())
    converted.fallback = properties
    converted.blocks = with_headings(with_items(converted.blocks or [], converted.text), converted.text)
    return converted


def _once_each(lines: Sequence[Printed], kinds: dict[int, str]) -> list[int]:
    """Running heads once, without the page numbers: a reader of the text needs no more of them."""
    seen: set[str] = set()
    out = []
    for i, kind in kinds.items():
        shape = _shape(lines[i].text)
        if kind == "running_head" and shape not in seen:
            seen.add(shape)
            out.append(i)
    return out


def _normal_size(lines: Sequence[Printed]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _as_lines(printed: Sequence[Printed]) -> list[Line]:
    """Lines as `paragraphs` takes them; `start` is the index here, an empty line is one that the page shows."""
    steps = [a.bottom - b.bottom for a, b in pairwise(printed) if a.page == b.page and a.bottom > b.bottom]
    step = median(steps) if steps else 0.0
    margin = _margin(printed)
    width = median([(line.right - line.left) / max(1, len(line.text)) for line in printed]) or 5.0
    lines: list[Line] = []
    for i, line in enumerate(printed):
        before = printed[i - 1] if i else None
        indent = max(0, round((line.left - margin.get(line.page, line.left)) / width))
        lines.append(Line(i, i + 1, line.text, min(indent, 40), _apart(before, line, step)))
    return [replace(line, indent=line.indent if line.indent >= 2 else 0) for line in lines]


def _apart(before: Printed | None, line: Printed, step: float) -> bool:
    """Whether the page shows a gap, or another size of type, between two lines."""
    if before is None:
        return False
    if abs(before.size - line.size) > 0.1 * max(before.size, line.size):
        return True
    if before.page != line.page:
        return False
    distance = before.bottom - line.bottom
    return step > 0 and (distance > GAP * step or distance < -2 * step)


def _margin(printed: Sequence[Printed]) -> dict[int, float]:
    """The left edge of most lines, by page."""
    edges: dict[int, Counter[float]] = {}
    for line in printed:
        edges.setdefault(line.page, Counter())[round(line.left)] += 1
    return {page: counter.most_common(1)[0][0] for page, counter in edges.items()}


def _properties(pdf: pypdfium2.PdfDocument) -> Given:
    """The title among the properties, where it is not the name of a file."""
    title = " ".join(pdf.get_metadata_value("Title").split())
    useless = not title or re.search(r"\.\w{2,4}$|^(?:microsoft|untitled|document|документ)", title, re.IGNORECASE)
    return Given() if useless or len(title) > 300 else Given(title=title)

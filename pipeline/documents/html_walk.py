"""Through the tree of a page in reading order: the blocks of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.documents.converted import Converted, TextBuilder
from pipeline.documents.given import Given
from pipeline.documents.html_page import INLINE, Element, Page
from pipeline.documents.lines import BULLET, DASH, FINAL, ITEM_END, LOWER_START

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BREAK = "\n"
LINKED, LONGEST_LINKED = 0.7, 200
LONGEST_CELL, MANY_BREAKS = 200, 3
LONGEST_BOLD_HEADING = 150
POWERS = {"2": "²", "3": "³"}


@dataclass(slots=True)
class _Place:
    """Where the walker is: the kind of block that text belongs to here, its marker, and whether it is outside the article."""

    kind: str = "paragraph"
    marker: str = ""
    outside: bool = False


class Walker:
    """Reads one page once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.out = TextBuilder()
        self.texts: list[str] = []
        self.bold = self.linked = self.letters = 0
        self.core_seen = page.core is None

    def read(self, given: Given) -> Converted:
        """The text of the page and its blocks."""
        self._walk(self.page.body, _Place(), False, False)
        self._flush(_Place())
        return self.out.converted(given)

    def _walk(self, element: Element, place: _Place, bold: bool, link: bool) -> None:
        """An element's text and children; blocks end where block elements begin and end."""
        if self.page.is_silent(element) or self.page.is_frame(element):
            return
        if element is self.page.core:
            self.core_seen = True
        tag = element.tag
        if tag == "br":
            self.texts.append(BREAK)
            return
        if tag in INLINE:
            self._inline(element, place, bold, link)
            return
        if tag in ("table",) and self._rows(element, place):
            return
        self._flush(place)
        inner = self._place_in(element, place)
        self._say(element.text, bold, link)
        for child in element:
            if isinstance(child.tag, str):
                self._walk(child, inner, bold, link)
            self._say(child.tail, bold, link)
        self._flush(inner)

    def _inline(self, element: Element, place: _Place, bold: bool, link: bool) -> None:
        tag = element.tag
        if tag == "sup" and _is_reference(element):
            return
        if tag == "sup" and (element.text or "").strip() in POWERS and len(element) == 0:
            self._say(POWERS[(element.text or "").strip()], bold, link)
            return
        bold, link = bold or tag in ("b", "strong"), link or tag == "a"
        self._say("“" if tag == "q" else None, bold, link)
        self._say(element.text, bold, link)
        for child in element:
            if isinstance(child.tag, str):
                self._walk(child, place, bold, link)
            self._say(child.tail, bold, link)
        self._say("”" if tag == "q" else None, bold, link)

    def _place_in(self, element: Element, place: _Place) -> _Place:
        tag = element.tag
        outside = place.outside or self.page.is_outside_core(element)
        if outside and not self.core_seen and Page.is_byline(element):
            outside = False
        if tag in HEADINGS:
            return _Place("heading", "", outside)
        if tag == "li":
            return _Place("list_item", _marker(element), outside)
        if tag == "blockquote":
            return _Place("quote", "", outside)
        if tag in ("figcaption", "caption"):
            return _Place("caption", "", outside)
        if tag in ("dt", "dd", "p", "div", "section", "td", "th", "span") and place.kind in ("list_item", "quote", "caption"):
            return _Place(place.kind, place.marker, outside)
        return _Place("paragraph", "", outside)

    def _say(self, text: str | None, bold: bool, link: bool) -> None:
        if text:
            self.texts.append(re.sub(r"[\n\r\t\f ]+", " ", text))
            letters = len(text.strip())
            self.letters += letters
            self.bold += letters * bold
            self.linked += letters * link

    def _flush(self, place: _Place) -> None:
        """What was gathered becomes blocks."""
        text, bold, linked = "".join(self.texts), self.bold, self.linked
        letters = max(1, self.letters)
        self.texts, self.bold, self.linked, self.letters = [], 0, 0, 0
        if place.outside or not text.strip():
            return
        kind = place.kind
        all_bold = bold >= 0.95 * letters and letters <= LONGEST_BOLD_HEADING
        if all_bold and kind == "paragraph" and not re.search(r"[.!…]$", text.strip()):
            kind = "heading"
        links_only = linked >= LINKED * letters and letters <= LONGEST_LINKED
        if links_only and kind in ("paragraph", "list_item") and not FINAL.search(text.strip()):
            kind = "menu"
        for part in _parts(text):
            self.out.add(kind, part, place.marker if kind == "list_item" else "")
            place.marker = ""

    def _rows(self, table: Element, place: _Place) -> bool:
        """A table of data as one item a row; tables that only lay a page out are walked like any element."""
        rows = list(table.iter("tr"))
        cells = [[c for c in row if c.tag in ("td", "th")] for row in rows]
        flat = [c for row in cells for c in row]
        layout = any(_lays_out(cell) for cell in flat)
        if layout or max(map(len, cells), default=0) < 2:
            return False
        self._flush(place)
        for row in cells:
            values = [" ".join(" ".join(cell.itertext()).split()) for cell in row]
            if not place.outside and not self.page.is_outside_core(table):
                self.out.add("list_item", "; ".join(filter(None, values)))
        return True


def _lays_out(cell: Element) -> bool:
    """A cell that holds paragraphs, headings or lists, as cells of data do not."""
    if len(cell.text_content()) > LONGEST_CELL or next(cell.iter("table", "h1", "h2", "h3", "ul", "ol"), None) is not None:
        return True
    return sum(1 for _ in cell.iter("br", "p", "div")) >= MANY_BREAKS


def _marker(item: Element) -> str:
    parent = item.getparent()
    if parent is not None and parent.tag == "ol":
        return f"{1 + sum(1 for _ in item.itersiblings('li', preceding=True))}. "
    return "• "


def _is_reference(element: Element) -> bool:
    """The number of a note."""
    return bool(re.fullmatch(r"\s*\[?[\d*a-z]{1,3}\]?\s*", element.text_content())) and next(element.iter("a"), None) is not None


def _parts(text: str) -> list[str]:
    """The paragraphs that line breaks make: two always do, one does where a sentence or an item ends."""
    parts: list[str] = []
    for chunk in re.split(r"(?: *\n){2,} *", text):
        new = True
        for line in filter(None, map(str.strip, chunk.split(BREAK))):
            if new or _ends(parts[-1], line):
                parts.append(line)
            else:
                parts[-1] += " " + line
            new = False
    return parts


def _ends(before: str, after: str) -> bool:
    opens = BULLET.match(after) or DASH.match(after)
    return bool(opens or FINAL.search(before) or ITEM_END.search(before)) or not LOWER_START.match(after)

"""`.html`: the text of a saved page, by its markup; what is only the frame of the page stays out."""

from __future__ import annotations

import re

import lxml.html
from lxml import etree

from pipeline.documents.converted import Converted
from pipeline.documents.encodings import decode
from pipeline.documents.html_metadata import page_metadata
from pipeline.documents.html_page import Page
from pipeline.documents.html_walk import Walker
from pipeline.documents.plain import with_headings, with_items
from pipeline.errors import DocumentError

CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
MOST_BYTES = 20_000_000
"""A larger page would take too much memory as a tree; no page written for people comes near."""


def read(data: bytes, name: str) -> Converted:
    """The text of the page with its blocks; title, author, publisher, date and address where the page's head gives them."""
    if len(data) > MOST_BYTES:
        limit = f"{MOST_BYTES / 1e6:.0f} MB"
        raise DocumentError("size", f"{name}: a page of {len(data) / 1e6:.0f} MB; pages of up to {limit} are read")
    source = DECLARATION.sub("", _decoded(data, name)).replace("\0", "")
    try:
        tree = lxml.html.document_fromstring(source, parser=lxml.html.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.LxmlError, ValueError) as error:
        raise DocumentError("empty", f"{name}: no page in this file ({error})") from error
    given = page_metadata(tree)
    try:
        walker = Walker(Page(tree))
        converted = walker.read(given)
    except RecursionError as error:
        raise DocumentError("damaged", f"{name}: elements of the page are nested too deep") from error
    blocks = with_headings(with_items(converted.blocks or [], converted.text), converted.text)
    first = next((converted.text[b.start : b.end] for b in blocks if b.kind == "heading"), None)
    if given.title is None or (first and first in given.title):
        given.title = first
    return Converted(converted.text, blocks, given)


def _decoded(data: bytes, name: str) -> str:
    """By what the page declares, if its bytes are no Unicode."""
    declared = CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return data.decode(declared.group(1).decode("ascii"), errors="replace")
            except LookupError:
                pass
    return decode(data, name)

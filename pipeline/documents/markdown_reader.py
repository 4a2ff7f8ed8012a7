"""`.md`: the text as decoded, front matter taken off; blocks begin after the marks of headings, items and quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.documents.converted import Converted
from pipeline.documents.document import Block
from pipeline.documents.encodings import decode
from pipeline.documents.given import front_matter
from pipeline.documents.lines import FINAL, WIDEST_WRAP, Line, paragraphs, split_lines
from pipeline.documents.plain import with_headings, with_items

OPENING = re.compile(
    r"(?:[ \t]*(?:>|[-*+•](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*(?:\[[ xX]\][ \t]+)?(?:#{1,6}[ \t]+)?(?:\|[ \t]*)?"
)
QUOTE_MARK = re.compile(r"[ \t]*(?:>[ \t]?)+")
CLOSING = re.compile(r"(?:[ \t]+#+)?[ \t]*\|?[ \t]*$")
BOLD_LINE = re.compile(r"(\*\*|__)(?!\s)[^*_\n]{2,150}(?<!\s)\1:?")
PICTURE = re.compile(r"(?:!\[[^\]]*\]\([^)]*\)\s*)+")
NO_TEXT = re.compile(r"[\s|:+=-]+")


def read(data: bytes, name: str) -> Converted:
    """The text of `data` and its blocks by CommonMark, with tables; line ends and everything else stay as they are."""
    text = decode(data, name)
    given, start = front_matter(text)
    text = text[start:]
    return Converted(text, markdown_blocks(text), given)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table").disable("inline")  # emphasis and links are left to `clean`


def markdown_blocks(text: str) -> list[Block]:
    """The blocks of a Markdown text, code left out."""
    # markdown-it counts lines by "\n" alone, after making every line end one; so are they counted here.
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]
    starts.append(len(text))
    blocks: list[Block] = []
    quoted = items = rows = 0
    heading = False
    for token in _parser().parse(text):
        quoted += _depth(token, "blockquote")
        items += _depth(token, "list_item")
        rows += _depth(token, "tr")
        if token.type.startswith("heading"):
            heading = token.nesting > 0
        elif token.map and token.type in ("inline", "html_block"):
            kind = "heading" if heading else "list_item" if items or rows else "quote" if quoted else "paragraph"
            blocks.extend(_within(text, starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)], kind))
    return with_headings(_told_apart(_without_repeats(blocks), text), text)


def _depth(token: Token, name: str) -> int:
    return token.nesting if token.type in (f"{name}_open", f"{name}_close") else 0


def _within(text: str, start: int, end: int, kind: str) -> Iterator[Block]:
    """The paragraphs of some lines: one, unless each line is a paragraph of its own or opens speech with a dash."""
    lines = [_unmarked(line, QUOTE_MARK if i else OPENING) for i, line in enumerate(split_lines(text[start:end]))]
    for group in _groups([line for line in lines if line.text]):
        first, last = start + group[0].start, start + group[-1].end
        closing = CLOSING.search(text, first, last)
        last = closing.start() if closing else last
        if first < last and not NO_TEXT.fullmatch(text, first, last):
            yield Block(first, last, kind)


def _unmarked(line: Line, mark: re.Pattern[str]) -> Line:
    match = mark.match(line.text)
    return replace(line, start=line.start + match.end(), text=line.text[match.end() :]) if match else line


def _groups(lines: list[Line]) -> list[list[Line]]:
    if any(len(line.text) > WIDEST_WRAP for line in lines):
        return paragraphs(lines)
    groups: list[list[Line]] = []
    for line in lines:
        before = groups[-1][-1].text if groups else ""
        new = not groups or (line.text[0] in "–—" and (before[0] in "–—" or FINAL.search(before)))
        groups.append([line]) if new else groups[-1].append(line)
    return groups


def _without_repeats(blocks: list[Block]) -> list[Block]:
    """The cells of a table's row have the same lines: one block a row."""
    return [block for i, block in enumerate(blocks) if i == 0 or block.start >= blocks[i - 1].end]


def _told_apart(blocks: list[Block], text: str) -> list[Block]:
    out = []
    for block in blocks:
        body = text[block.start : block.end]
        if block.kind == "paragraph" and BOLD_LINE.fullmatch(body):
            out.append(Block(block.start, block.end, "heading"))
        elif PICTURE.fullmatch(body):
            out.append(Block(block.start, block.end, "image"))
        else:
            out.append(block)
    return with_items(out, text)

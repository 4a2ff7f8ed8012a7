"""Blocks of a plain text: paragraphs, headings, list items; page furniture is told apart later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.documents.document import Block
from pipeline.documents.lines import BULLET, DASH, FINAL, ITEM_END, LOWER_START, NUMBER, Line, paragraphs, split_lines

LONGEST_HEADING = 130
MOST_HEADING_WORDS = 18
RULE = re.compile(r"[\W_]+")


def plain_blocks(text: str) -> list[Block]:
    """The blocks of `text`; they do not overlap and leave out list markers and lines of dashes or stars."""
    groups = [group for group in paragraphs(split_lines(text)) if not RULE.fullmatch(text[group[0].start : group[-1].end])]
    lists = _list_flags(groups)
    blocks = [_block(group, is_item, len(groups)) for group, is_item in zip(groups, lists, strict=True)]
    return with_headings(blocks, text)


def _block(group: Sequence[Line], is_item: bool, n_groups: int) -> Block:
    start, end = group[0].start, group[-1].end
    marker = group[0].marker
    if marker is None or not is_item or n_groups == 1:
        return Block(start, end, "paragraph")
    return Block(start + marker.end(), end, "list_item")


def _list_flags(groups: Sequence[Sequence[Line]]) -> list[bool]:
    """Which groups are list items. A dash may also open speech, so a run of dashed paragraphs is judged as one."""
    flags = [bool(BULLET.match(group[0].text) or NUMBER.match(group[0].text)) for group in groups]
    at = 0
    while at < len(groups):
        stop = at
        while stop < len(groups) and DASH.match(groups[stop][0].text):
            stop += 1
        if stop > at:
            flags[at:stop] = [_is_dashed_list(groups[at:stop])] * (stop - at)
        at = max(stop, at + 1)
    return flags


def _is_dashed_list(groups: Sequence[Sequence[Line]]) -> bool:
    """Speech begins with a capital and ends a sentence; items of a list mostly do neither."""
    signs = 0
    for group in groups:
        first, last = group[0].text, group[-1].text
        dash = DASH.match(first)
        lower = dash is not None and bool(LOWER_START.match(first, dash.end()))
        signs += lower or bool(ITEM_END.search(last)) or (not FINAL.search(last) and not last.endswith((",", "—", "–", "-")))
    return signs * 2 > len(groups)


def with_headings(blocks: list[Block], text: str) -> list[Block]:
    """Short paragraphs that head the paragraphs after them become headings."""
    if len(blocks) < 2:
        return blocks
    out = list(blocks)
    for i, block in enumerate(blocks[:-1]):
        if block.kind != "paragraph" or not looks_like_heading(text[block.start : block.end], i == 0):
            continue
        if _heads_something(blocks, i, text):
            out[i] = replace(block, kind="heading")
    return out


def looks_like_heading(text: str, is_first: bool = False) -> bool:
    """Short, without the end of a sentence, opening with a capital, a digit or a quotation mark; not speech, not a list's lead.

    The first block of a document may be a question or an exclamation, or two sentences.
    """
    body = " ".join(text.split())
    if not body or len(body) > LONGEST_HEADING or len(body.split()) > MOST_HEADING_WORDS:
        return False
    if re.search(r"[.,;:…—–-][\"'»”)]*$", body) or LOWER_START.match(body) or DASH.match(body):
        return False
    if (not is_first and re.search(r"[!?][\"'»”)]*$|[!?…]\s", body)) or body.count("«") != body.count("»"):
        return False
    return bool(re.search(r"[^\W\d_]{2}", body))


def _heads_something(blocks: Sequence[Block], i: int, text: str) -> bool:
    """Somewhere near below stands running text, longer than the heading."""
    length = blocks[i].end - blocks[i].start
    return any(b.end - b.start > length and FINAL.search(text[b.start : b.end].rstrip()) for b in blocks[i + 1 : i + 6])

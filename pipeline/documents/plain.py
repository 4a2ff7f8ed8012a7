"""Blocks of a plain text: paragraphs, headings, list items; page furniture is told apart later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipeline.documents.clean import flat
from pipeline.documents.document import Block
from pipeline.documents.lines import BULLET, DASH, FINAL, ITEM_END, LOWER_START, NUMBER, paragraphs, split_lines
from pipeline.lexicon import lexicon

LONGEST_HEADING = 130
MOST_HEADING_WORDS = 18
MANY_BLOCKS = 4
LONGEST_OF_SENTENCES = 70
"""A longer text with the end of a sentence inside is no heading."""
TWO_SENTENCES = re.compile(r"[^\W\d_]{4,}\.\s+[^\W\d_a-zа-я]")
RULE = re.compile(r"[\W_]+")


def plain_blocks(text: str) -> list[Block]:
    """The blocks of `text`; they do not overlap and leave out list markers and lines of dashes or stars."""
    groups = paragraphs(split_lines(text))
    blocks = [Block(group[0].start, group[-1].end, "paragraph") for group in groups]
    if len(blocks) > 1:
        blocks = [block for block in blocks if not RULE.fullmatch(text, block.start, block.end)]
    return with_headings(with_items(blocks, text), text)


def with_items(blocks: list[Block], text: str) -> list[Block]:
    """Paragraphs that open with a bullet, a number or the dash of a list become items, which begin after it."""
    if len(blocks) < 2:
        return blocks
    out = list(blocks)
    for i, block in enumerate(blocks):
        marker = BULLET.match(text, block.start, block.end) or NUMBER.match(text, block.start, block.end)
        if marker and block.kind == "paragraph":
            after = blocks[i + 1] if i + 1 < len(blocks) else None
            alone = after is not None and not NUMBER.match(text, after.start, after.end)
            heads = alone and NUMBER.match(marker.group()+"x") is not None and looks_like_heading(text[marker.end() : block.end])
            out[i] = replace(block, start=marker.end(), kind="heading" if heads else "list_item")
    at = 0
    while at < len(out):
        stop = at
        while stop < len(out) and out[stop].kind == "paragraph" and DASH.match(text, out[stop].start, out[stop].end):
            stop += 1
        if stop > at and _is_dashed_list([text[b.start : b.end] for b in out[at:stop]]):
            out[at:stop] = [_without_dash(block, text) for block in out[at:stop]]
        at = max(stop, at + 1)
    return out


def _without_dash(block: Block, text: str) -> Block:
    dash = DASH.match(text, block.start, block.end)
    return replace(block, start=dash.end(), kind="list_item") if dash else block


def _is_dashed_list(paragraphs: Sequence[str]) -> bool:
    """Speech begins with a capital and ends a sentence; items of a list mostly do neither.

    A capital without the end of a sentence, once or twice, may be the attribution of a quotation («— Анна Петрова, директор»).
    """
    signs = 0
    for body in paragraphs:
        dash = DASH.match(body)
        lower = dash is not None and bool(LOWER_START.match(body, dash.end()))
        named = len(paragraphs) > 2 and not FINAL.search(body) and not body.endswith((",", "—", "–", "-"))
        signs += lower or named or bool(ITEM_END.search(body))
    return signs * 2 > len(paragraphs)


def with_headings(blocks: list[Block], text: str) -> list[Block]:
    """Short paragraphs that head the paragraphs after them become headings."""
    if len(blocks) < 2:
        return blocks
    out = list(blocks)
    for i, block in enumerate(blocks[:-1]):
        leads = blocks[i + 1].kind == "list_item" and LOWER_START.match(text, blocks[i + 1].start)
        if block.kind != "paragraph" or leads or not looks_like_heading(text[block.start : block.end], i == 0):
            continue
        if _heads_something(blocks, i, text):
            out[i] = replace(block, kind="heading")
    return out


def looks_like_heading(text: str, is_first: bool = False) -> bool:
    """Short, without the end of a sentence, opening with a capital, a digit or a quotation mark; not speech, not a list's lead.

    The first block of a document may be a question or an exclamation, or two sentences.
    """
    body = flat(text) if len(text) <= 2 * LONGEST_HEADING else text
    if not body or len(body) > LONGEST_HEADING or len(body.split()) > MOST_HEADING_WORDS:
        return False
    if re.search(r"[.,;:…—–-][\"'»”)]*$", body) or _form_field().match(body) or LOWER_START.match(body) or DASH.match(body):
        return False
    if len(body) > LONGEST_OF_SENTENCES and re.search(r"[.!?…;]\s", body):
        return False
    if not is_first and TWO_SENTENCES.search(body):
        return False
    if (not is_first and re.search(r"[!?][\"'»”)]*$|[!?…]\s", body)) or body.count("«") != body.count("»"):
        return False
    return bool(re.search(r"[^\W\d_]{2}", body))


@cache
def _form_field() -> re.Pattern[str]:
    """ "Apologies: Councillor Smith" fills in a form."""
    return re.compile(lexicon("bylines")["form_field"], re.IGNORECASE)


def _heads_something(blocks: Sequence[Block], i: int, text: str) -> bool:
    """Somewhere near below stands running text, longer than the heading."""
    if i == 0 and len(blocks) > MANY_BLOCKS:
        return True
    length = blocks[i].end - blocks[i].start
    return any(b.end - b.start > length and FINAL.search(text[b.start : b.end].rstrip()) for b in blocks[i + 1 : i + 6])

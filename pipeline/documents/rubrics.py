"""Lines over a title that say what kind of text follows: "PRESS RELEASE No. 12/2024", «Аналитическая записка»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipeline.documents.clean import flat
from pipeline.documents.document import PROSE, Block
from pipeline.documents.lines import LOWER_START
from pipeline.documents.plain import looks_like_heading
from pipeline.lexicon import lexicon

SENSITIVE = frozenset(["sign_off", "dateline", "publisher"])
"""Entries of `lexicons/bylines.yaml` that tell capitals from small letters."""
TOP = 4
"""A rubric stands among so many first blocks."""


@cache
def patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of an entry of `lexicons/bylines.yaml`."""
    entry = lexicon("bylines")[name]
    flags = re.NOFLAG if name in SENSITIVE else re.IGNORECASE
    return tuple(re.compile(pattern, flags) for pattern in ([entry] if isinstance(entry, str) else entry))


@cache
def _rubric() -> re.Pattern[str]:
    data = lexicon("bylines")
    genres = "|".join(sorted((re.escape(genre) for genre in data["genres"]), key=len, reverse=True)).replace(r"\ ", r"[\s-]")
    one = rf"(?:{genres})(?:{data['after_genre']})*"
    return re.compile(rf"{one}(?:\s*[|/•·:–—-]\s*(?:{one})?)*", re.IGNORECASE)


def is_rubric(line: str) -> bool:
    """Whether a line is nothing but kinds of text, with a number or a date perhaps."""
    return len(line) <= 90 and _rubric().fullmatch(line.strip(" .[]()*_")) is not None


def split_rubric(blocks: list[Block], text: str) -> list[Block]:
    """The rubric over a title as a block of its own kind, and the line after it as a heading; without a title it stays one."""
    first = next((i for i, block in enumerate(blocks[:TOP]) if block.kind in PROSE), None)
    if first is None or blocks[first].kind not in ("heading", "paragraph"):
        return blocks
    block = blocks[first]
    top, _, rest = text[block.start : block.end].partition("\n")
    if rest.strip() and block.kind == "heading" and is_rubric(flat(top)) and not LOWER_START.match(rest.lstrip()):
        rubric = Block(block.start, block.start + len(top.rstrip()), "rubric")
        return [*blocks[:first], rubric, replace(block, start=block.end - len(rest.lstrip())), *blocks[first + 1 :]]
    title = _title_below(blocks, first, text) if is_rubric(flat(text[block.start : block.end])) else None
    if title is None:
        return blocks
    out = list(blocks)
    out[first], out[title] = replace(block, kind="rubric"), replace(blocks[title], kind="heading")
    return out


def _title_below(blocks: Sequence[Block], first: int, text: str) -> int | None:
    """The next block of prose, if it can be a title and prose follows it."""
    prose = [i for i, block in enumerate(blocks) if block.kind in PROSE and i > first]
    if len(prose) < 2:
        return None
    block = blocks[prose[0]]
    could = block.kind == "paragraph" and looks_like_heading(text[block.start : block.end], is_first=True)
    return prose[0] if could or block.kind == "heading" else None

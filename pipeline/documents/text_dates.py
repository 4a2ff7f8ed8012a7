"""The date of a document by its own text: of a date line, a byline, a dateline, a sign-off, the line "Held on ...", or the lead."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.documents.bylines import date_line
from pipeline.documents.clean import flat
from pipeline.documents.dates import FoundDate, find_dates
from pipeline.documents.document import PROSE, Block
from pipeline.documents.rubrics import patterns

HEAD = 8
LONGEST_LINE = 600
MOST_SEARCHED = 50_000
LONGEST_OPENING = 200
"""A line that says when something was held is no longer, and no sentence."""
SHORTEST_LEAD = 80
EARLIEST_NEWS = 1990
"""A lead with an earlier date tells history."""
PLANNED = re.compile(r"(?:until|till|by|before|through|to|до|к|по)\s+(?:the\s+)?(?:end\s+of\s+|конца\s+|концу\s+)?$", re.IGNORECASE)
LATER = re.compile(r"(?:after|beyond|from|since|после|с)\s+$", re.IGNORECASE)
YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d%]|[.,]\d)")


def dated_end(blocks: list[Block], text: str) -> list[Block]:
    """A heading whose last line is nothing but a date («от 5 мая 2024 года») -> the heading, and the date."""
    out: list[Block] = []
    for i, block in enumerate(blocks):
        lines = text[block.start : block.end].rstrip().split("\n")
        if i < HEAD and block.kind == "heading" and len(lines) > 1 and date_line(flat(lines[-1])):
            begin = block.start + len(text[block.start : block.end].rstrip()) - len(lines[-1])
            out += [replace(block, end=block.start + len(text[block.start : begin].rstrip())), Block(begin, block.end, "date")]
        else:
            out.append(block)
    return out


def text_date(edges: Sequence[int], blocks: Sequence[Block], text: str) -> dt.date | None:
    """The date that the blocks at the `edges` of a document give; a missing year is taken from the text's other dates."""
    candidates = list(_candidates(edges, blocks, text))
    full = next((date for found in candidates if (date := found.date())), None)
    return full or (_with_year(candidates[0], text) if candidates else None) or _lead_date(blocks, text)


def _line(text: str, block: Block) -> str:
    return flat(text[block.start : min(block.end, block.start + LONGEST_LINE)])


def _candidates(edges: Sequence[int], blocks: Sequence[Block], text: str) -> Iterator[FoundDate]:
    for i in edges:
        block = blocks[i]
        line = _line(text, block)
        if block.kind in ("date", "byline"):
            yield from (found for found in find_dates(line) if found.day)
        elif i < HEAD and block.kind in PROSE:
            for match in (m for pattern in patterns("dateline") if (m := pattern.match(line))):
                yield from (found for found in find_dates(match["date"]) if found.day)
            if len(line) <= LONGEST_OPENING and not re.search(r"[.!?…]$", line):
                for match in (m for pattern in patterns("held") if (m := pattern.match(line))):
                    yield from [found for found in find_dates(line[match.end() :]) if found.date()][:1]


def _with_year(found: FoundDate, text: str) -> dt.date | None:
    """The first such day and month not before the latest past month that the text names; None when it names none."""
    past = _past(text)
    if not past or found.day is None:
        return None
    latest = max((d.year or 0, d.month) for d in past)
    year = latest[0] if (latest[0], found.month) >= latest else latest[0] + 1
    try:
        return dt.date(year, found.month, found.day)
    except ValueError:
        return None


def _past(text: str) -> list[FoundDate]:
    dates = find_dates(text[:MOST_SEARCHED])
    return [d for d in dates if d.year and not PLANNED.search(text[max(0, d.start - 30) : d.start])]


def _lead_date(blocks: Sequence[Block], text: str) -> dt.date | None:
    """A report of an event opens with its date («23 мая 2024 г. институт провёл ...»), under a heading, and names none later.

    A text that goes on to speak of later years tells history; so does one that begins with an old date.
    """
    prose = [block for block in blocks if block.kind in PROSE]
    i = next((i for i, block in enumerate(prose) if block.kind == "paragraph"), 0)
    if i == 0 or {block.kind for block in prose[:i]} - {"heading", "byline"}:
        return None
    line = _line(text, prose[i])
    opening = re.match(r"(?:on\s|in the .{3,20} of\s)?", line, re.IGNORECASE)
    start = opening.end() if opening else 0
    lead = next((d.date() for d in find_dates(line[: start + 40]) if d.start == start), None)
    if lead is None or len(line) < SHORTEST_LEAD or lead.year < EARLIEST_NEWS:
        return None
    searched = text[:MOST_SEARCHED]
    later = any((d.year or 0, d.month) > (lead.year, lead.month) for d in _past(text))
    before_years = [searched[max(0, m.start() - 30) : m.start()] for m in YEAR.finditer(searched) if int(m[0]) > lead.year + 1]
    history = any(not (PLANNED.search(before) or LATER.search(before)) for before in before_years)
    return None if later or history else lead

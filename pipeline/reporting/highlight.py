"""A document's text in pieces, each with what lies over it: layers may nest and overlap in any way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Row = dict[str, Any]
LAYERS = {"PER": "per", "ORG": "org", "LOC": "loc", "EVENT": "evt", "WORK": "evt"}


@dataclass(frozen=True)
class Mark:
    """A stretch of one layer. `note` is what the page says of it, `href` where it leads, `anchor` how it is reached."""

    start: int
    end: int
    layer: str
    anchor: str
    note: str = ""
    href: str | None = None


@dataclass
class Piece:
    """A piece of text over which nothing begins or ends; `anchors` are those of marks that begin here."""

    text: str
    layers: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    href: str | None = None


def pieces(text: str, marks: Iterable[Mark]) -> Iterator[Piece]:
    """The text cut wherever a mark begins or ends. Linear in text and marks, but for sorting."""
    begins: dict[int, list[Mark]] = {}
    ends: dict[int, list[Mark]] = {}
    for mark in marks:
        begins.setdefault(mark.start, []).append(mark)
        ends.setdefault(mark.end, []).append(mark)
    cuts = sorted({0, len(text), *begins, *ends})
    open_marks: dict[Mark, None] = {}
    for start, end in pairwise(cuts):
        for mark in ends.get(start, ()):
            open_marks.pop(mark, None)
        new = sorted(begins.get(start, ()), key=lambda m: m.start - m.end)
        open_marks.update(dict.fromkeys(new))
        over = list(open_marks)
        yield Piece(
            text[start:end],
            sorted({mark.layer for mark in over}),
            [mark.note for mark in over if mark.note],
            [mark.anchor for mark in new if mark.anchor],
            next((mark.href for mark in reversed(over) if mark.href), None),
        )

"""What a document is to every stage: its text as read, what is known about it, and its blocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

PROSE = frozenset({"paragraph", "heading", "list_item", "quote", "caption", "byline"})
"""Kinds of blocks that extraction reads (`quote` is a block quote of HTML or Markdown). Every other kind is page furniture."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch `text[start:end]` of one kind. Prose kinds are in `PROSE`; `lang` is set by the stage detect."""

    start: int
    end: int
    kind: str
    lang: str | None = None


@dataclass(slots=True)
class Document:
    """One document. All offsets, here and in every table, are code points of `text`."""

    doc_id: str
    sha256: str
    text: str
    title: str | None = None
    date: dt.date | None = None
    date_source: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    blocks: list[Block] = field(default_factory=list)
    lang: str | None = None
    lang_confidence: float | None = None
    languages: list[dict[str, Any]] = field(default_factory=list)

    @property
    def n_chars(self) -> int:
        return len(self.text)

    def prose(self) -> list[Block]:
        """The blocks that extraction reads, in reading order."""
        return [block for block in self.blocks if block.kind in PROSE]

    def to_row(self) -> dict[str, Any]:
        """A row for the files between the stages (`schema.READ`, `schema.DETECTED`)."""
        return asdict(self) | {"n_chars": self.n_chars}

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Document:
        """The inverse of `to_row`; columns that are not fields are ignored."""
        values = {name: row[name] for name in cls.__slots__ if name in row}
        values["blocks"] = [Block(**block) for block in row["blocks"]]
        values["languages"] = list(row.get("languages") or [])
        return cls(**values)

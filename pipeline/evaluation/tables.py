"""The tables to be scored, the language of a place in a text, and which gold entity an id stands for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.errors import CorpusError
from pipeline.evaluation.compare import same_name
from pipeline.evaluation.gold import Entity
from pipeline.evaluation.spans import Span

TableRow = dict[str, Any]
NAMES = ("documents", "mentions", "actors", "organisations", "quotes", "proposals", "numbers")
_CYRILLIC, _LATIN = re.compile("[а-яёА-ЯЁ]"), re.compile("[a-zA-Z]")


@dataclass(frozen=True)
class Tables:
    """All rows of a run, and those of one document by table."""

    rows: Mapping[str, list[TableRow]]
    by_document: Mapping[tuple[str, str], list[TableRow]]

    @classmethod
    def read(cls, tables_dir: Path) -> Tables:
        """Read the Parquet tables of `tables_dir`; raises CorpusError where one is missing."""
        missing = [name for name in NAMES if not (tables_dir / f"{name}.parquet").is_file()]
        if missing:
            raise CorpusError(f"{tables_dir}: no {missing[0]}.parquet: run the stages before `evaluate`")
        return cls.of({name: pq.read_table(tables_dir / f"{name}.parquet").to_pylist() for name in NAMES})

    @classmethod
    def of(cls, rows: Mapping[str, list[TableRow]]) -> Tables:
        """Tables from rows in memory."""
        by_document: dict[tuple[str, str], list[TableRow]] = defaultdict(list)
        for name, table in rows.items():
            for row in table:
                if "doc_id" in row:
                    by_document[name, row["doc_id"]].append(row)
        return cls(rows, by_document)

    def of_document(self, name: str, doc_id: str) -> list[TableRow]:
        """The rows of a table that lie in one document."""
        return self.by_document.get((name, doc_id), [])


def language_at(text: str, start: int) -> str:
    """``ru`` or ``en``: the script of the paragraph around `start`, so that a document in two languages counts to both."""
    before, after = text.rfind("\n\n", 0, start), text.find("\n\n", start)
    paragraph = text[max(before, 0) : after if after >= 0 else len(text)]
    return "ru" if len(_CYRILLIC.findall(paragraph)) > len(_LATIN.findall(paragraph)) else "en"


def span_of(row: TableRow) -> Span:
    """The row's start and end."""
    return row["start"], row["end"]


@dataclass
class EntityMap:
    """From an `entity_id` of the tables to the key of the gold entity it stands for.

    An id stands for the entity of most of the gold mentions it was given to; an id without such a mention for the one whose
    name it bears. Two people under one id are thus the one more often named, and the other's rows are wrong.
    """

    entities: Mapping[str, Entity]
    votes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    named: dict[str, str] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    """Ids that are only mentioned where the gold leaves open if there is a mention: a row of theirs is neither right nor false."""

    def vote(self, entity_id: str | None, key: str) -> None:
        """Note that a mention of the gold entity `key` was linked to `entity_id`."""
        if entity_id is not None:
            self.votes[entity_id][key] += 1

    def name(self, rows: Iterable[TableRow], types: frozenset[str]) -> None:
        """Learn the names of rows of actors or organisations, for ids that no gold mention has."""
        known = {same_name(n): e.key for e in self.entities.values() if e.type in types for n in (*e.names, *e.acronyms)}
        for row in rows:
            names = (row["name"], row.get("name_en"), row.get("name_ru"), *(row.get("aliases") or ()))
            keys = [known[same_name(n)] for n in names if n and same_name(n) in known]
            if keys:
                self.named[row["entity_id"]] = keys[0]

    def key(self, entity_id: str | None) -> str | None:
        """The gold key; an id that is nobody in the gold gives a key of its own, which equals none of the gold's."""
        if entity_id is None:
            return None
        votes = self.votes.get(entity_id)
        if votes:
            return min(votes, key=lambda key: (-votes[key], key))
        return self.named.get(entity_id, f"unknown {entity_id}")

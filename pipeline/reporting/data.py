"""The tables as the pages need them: small things in memory, rows of documents shard by shard."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.storage import Folder

Row = dict[str, Any]
FOLDERS = {"per": "people", "state": "states", "org": "organisations"}


def slug(name: str) -> str:
    """A file name for an id: readable, plain letters, never two alike."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60]
    return f"{plain or 'x'}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def page_of(entity_id: str | None) -> str | None:
    """The page of an actor or organisation, relative to the report; None for what has no page (places, events)."""
    if entity_id is None:
        return None
    kind, _, rest = entity_id.partition("/")
    return f"{FOLDERS[kind]}/{slug(rest)}.html" if kind in FOLDERS else None


def page_of_document(doc_id: str) -> str:
    """The page of a document, relative to the report."""
    return f"documents/{slug(doc_id)}.html"


def anchor(row_id: str) -> str:
    """The anchor of a row in its document's page: what follows # in its id, `q120-240`."""
    return row_id.rsplit("#", 1)[-1]


@dataclass
class Entities:
    """Actors and organisations by id."""

    actors: dict[str, Row]
    organisations: dict[str, Row]
    pages: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, tables: Folder) -> Entities:
        actors = {row["entity_id"]: row for row in tables.read("actors.parquet").to_pylist()}
        organisations = {row["entity_id"]: row for row in tables.read("organisations.parquet").to_pylist()}
        return cls(actors, organisations, actors.keys() | organisations.keys())

    def name(self, entity_id: str | None) -> str | None:
        """The name of an actor or organisation; None for others."""
        row = self.actors.get(entity_id or "") or self.organisations.get(entity_id or "")
        return str(row["name"]) if row else None

    def page(self, entity_id: str | None) -> str | None:
        """Its page, if it has one."""
        return page_of(entity_id) if entity_id in self.pages else None


def batches(tables: Folder, name: str, columns: list[str] | None = None) -> Iterator[list[Row]]:
    """Rows of a table, some thousands at a time."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(tables.path / f"{name}.parquet") as file:
        for batch in file.iter_batches(batch_size=2000, columns=columns):
            yield batch.to_pylist()


@dataclass
class Tally:
    """What the overview counts."""

    languages: Counter[str] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    topics: Counter[str] = field(default_factory=Counter)
    proposers: Counter[str] = field(default_factory=Counter)
    measured: Counter[str] = field(default_factory=Counter)
    groups: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def add_proposals(self, rows: Iterable[Row]) -> None:
        """Count topics and proposers, and remember where each group stands."""
        for row in rows:
            self.topics[row["topic"]] += 1
            if row["proposer_id"]:
                self.proposers[row["proposer_id"]] += 1
            self.groups[row["group_id"]].append({name: row[name] for name in ("doc_id", "proposal_id", "proposer_id", "text")})

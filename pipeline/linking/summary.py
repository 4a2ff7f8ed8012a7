"""What is known of each entity over all documents: the rows of `actors` and `organisations`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from pipeline.linking.careers import in_order, latest_role

Row = dict[str, Any]
OWNERS = {"mentions": "entity_id", "quotes": "speaker_id", "proposals": "proposer_id", "numbers": "entity_id"}
"""Which column of a table names the entity that a row counts for."""
PLOTTED = {
    "languages": ("documents", "lang"), "topics": ("proposals", "topic"), "forces": ("proposals", "force"),
    "quotes": ("quotes", "kind"), "numbers": ("numbers", "kind"),
}  # fmt: skip
"""What `dvc plots` shows: rows of a table by a column."""


@dataclass(slots=True)
class _Counts:
    """What is counted of one entity; documents by their names, with their dates."""

    rows: Counter[str] = field(default_factory=Counter)
    documents: dict[str, date | None] = field(default_factory=dict)
    roles: list[Row] = field(default_factory=list)


class Summary:
    """Counts rows by entity as the tables are written. Memory grows with the entities and the documents they stand in."""

    def __init__(self) -> None:
        self._of: dict[str, _Counts] = {}
        self.rows: Counter[str] = Counter()
        self.dropped: Counter[str] = Counter()
        self.plots: dict[str, Counter[str]] = {name: Counter() for name in PLOTTED}

    def add(self, tables: dict[str, pa.Table], roles: list[Row], dropped: list[Row]) -> None:
        """Count the rows of some documents."""
        self.rows.update({name: table.num_rows for name, table in tables.items()})
        for name, (table, column) in PLOTTED.items():
            self.plots[name].update(str(value) for value in tables[table][column].to_pylist())
        documents = tables["documents"]
        dates = dict(zip(documents["doc_id"].to_pylist(), documents["date"].to_pylist(), strict=True))
        for name, column in OWNERS.items():
            grouped = tables[name].group_by(["doc_id", column], use_threads=False).aggregate([([], "count_all")])
            for doc_id, entity_id, n in zip(*(grouped[c].to_pylist() for c in ("doc_id", column, "count_all")), strict=True):
                if entity_id is not None:
                    self._seen(entity_id, doc_id, dates).rows[name] += n
        for role in roles:
            self._seen(role["entity_id"], role["doc_id"], dates).roles.append(role)
        for drop in dropped:
            self.dropped[drop["reason"]] += drop["n"]

    def _seen(self, entity_id: str, doc_id: str, dates: dict[str, date | None]) -> _Counts:
        counts = self._of.setdefault(entity_id, _Counts())
        counts.documents[doc_id] = dates[doc_id]
        return counts

    def actors(self, entities: list[Row]) -> list[Row]:
        """People, and states that speak, propose or own a number, by id."""
        rows = []
        for entity in sorted(entities, key=lambda e: str(e["entity_id"])):
            counts = self._of.get(entity["entity_id"])
            if counts is None:
                continue
            if entity["type"] == "person":
                rows.append(_row(entity, counts) | _career(counts))
            elif entity["type"] == "state" and (counts.rows["quotes"] or counts.rows["proposals"] or counts.rows["numbers"]):
                rows.append(_row(entity, counts) | {"role": None, "organisation_id": None, "roles": []})
        return rows

    def organisations(self, entities: list[Row]) -> list[Row]:
        """Every organisation that some document names, and the parents of these, by id."""
        of = {e["entity_id"]: e for e in entities if e["type"] == "organisation"}
        wanted = {entity_id for entity_id in of if entity_id in self._of}
        wanted |= {role["organisation_id"] for counts in self._of.values() for role in counts.roles} & of.keys()
        while missing := {of[e]["parent_id"] for e in wanted} & of.keys() - wanted:
            wanted |= missing
        return [_row(of[entity_id], self._of.get(entity_id, _Counts())) for entity_id in sorted(wanted)]


def _row(entity: Row, counts: _Counts) -> Row:
    dates = sorted(day for day in counts.documents.values() if day is not None)
    return entity | {
        "n_documents": len(counts.documents), "n_mentions": counts.rows["mentions"], "n_quotes": counts.rows["quotes"],
        "n_proposals": counts.rows["proposals"], "first_date": dates[0] if dates else None,
        "last_date": dates[-1] if dates else None, "doc_ids": sorted(counts.documents),
    }  # fmt: skip


def _career(counts: _Counts) -> Row:
    """All roles in the order of their dates, and the latest one that is not a former one."""
    latest = latest_role(counts.roles) or {"role": None, "organisation_id": None, "country": None}
    career: Row = {"roles": in_order(counts.roles), "role": latest["role"], "organisation_id": latest["organisation_id"]}
    return career | ({"country": latest["country"]} if latest["country"] else {})

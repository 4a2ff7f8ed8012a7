"""What is known of each entity over all documents: the rows of `actors` and `organisations`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Row = dict[str, Any]
OWNERS = {"mentions": "entity_id", "quotes": "speaker_id", "proposals": "proposer_id", "numbers": "entity_id"}
"""Which column of a table names the entity that a row counts for."""


@dataclass(slots=True)
class _Counts:
    mentions: int = 0
    quotes: int = 0
    proposals: int = 0
    numbers: int = 0
    documents: dict[str, date | None] = field(default_factory=dict)
    roles: list[Row] = field(default_factory=list)


class Summary:
    """Counts rows by entity as the tables are written. Memory grows with the number of entities and their documents."""

    def __init__(self, entities: list[Row]) -> None:
        self._entities = {entity["entity_id"]: entity for entity in entities}
        self._of: dict[str, _Counts] = {entity_id: _Counts() for entity_id in self._entities}
        self.counts: dict[str, int] = {}
        self.dropped: Counter[str] = Counter()

    def add(self, document: Row, found: Row, rows: dict[str, list[Row]], links: dict[int, Row]) -> None:
        """Count one document's rows."""
        seen = set()
        for table, column in OWNERS.items():
            for row in rows[table]:
                if (counts := self._of.get(row[column])) is not None:
                    setattr(counts, table, getattr(counts, table) + 1)
                    seen.add(row[column])
        for role in found["roles"]:
            if link := links.get(role["holder"]):
                organisation = links.get(role["organisation"])
                self._of[link["entity_id"]].roles.append({
                    "role": role["role"], "organisation_id": organisation["entity_id"] if organisation else None,
                    "country": role["country"], "doc_id": document["doc_id"], "start": role["start"], "end": role["end"],
                    "date": document["date"], "former": role["former"],
                })  # fmt: skip
                seen.add(link["entity_id"])
        for entity_id in seen:
            self._of[entity_id].documents[document["doc_id"]] = document["date"]
        for drop in found["dropped"]:
            self.dropped[drop["reason"]] += drop["n"]

    def count(self, rows: dict[str, list[Row]]) -> None:
        """Add to the number of rows of each table."""
        for table, part in rows.items():
            self.counts[table] = self.counts.get(table, 0) + len(part)

    def actors(self) -> list[Row]:
        """People, and states that speak, propose or own a number."""
        rows = []
        for entity_id, entity in sorted(self._entities.items()):
            counts = self._of[entity_id]
            if entity["type"] == "person" and counts.documents:
                rows.append(self._row(entity, counts) | self._career(counts) | {"type": "person"})
            elif entity["type"] == "state" and counts.quotes + counts.proposals + counts.numbers:
                rows.append(self._row(entity, counts) | {"type": "state", "role": None, "organisation_id": None, "roles": []})
        self.counts["actors"] = len(rows)
        return rows

    def organisations(self) -> list[Row]:
        """Every organisation that some document names."""
        wanted = {e["parent_id"] for e in self._entities.values() if e["parent_id"]}
        rows = [
            self._row(entity, self._of[entity_id])
            for entity_id, entity in sorted(self._entities.items())
            if entity["type"] == "organisation" and (self._of[entity_id].documents or entity_id in wanted)
        ]
        self.counts["organisations"] = len(rows)
        return rows

    def _row(self, entity: Row, counts: _Counts) -> Row:
        dates = sorted(day for day in counts.documents.values() if day is not None)
        return entity | {
            "n_documents": len(counts.documents), "n_mentions": counts.mentions, "n_quotes": counts.quotes,
            "n_proposals": counts.proposals, "first_date": dates[0] if dates else None, "last_date": dates[-1] if dates else None,
            "doc_ids": sorted(counts.documents),
        }  # fmt: skip

    def _career(self, counts: _Counts) -> Row:
        """All roles in the order of their dates, and the latest one that is not a former one."""
        roles = sorted(counts.roles, key=lambda r: (r["date"] or date.min, r["doc_id"], r["start"], r["role"]))
        present = [role for role in roles if not role["former"]] or roles
        latest = present[-1] if present else {"role": None, "organisation_id": None, "country": None}
        career: Row = {"roles": roles, "role": latest["role"], "organisation_id": latest["organisation_id"]}
        return career | ({"country": latest["country"]} if latest["country"] else {})

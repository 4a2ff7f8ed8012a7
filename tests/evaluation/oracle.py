"""Tables that say exactly what the gold says: the tests break them in one place and look at what the score makes of it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from pipeline.evaluation.gold import Entity, GoldDocument
from pipeline.evaluation.tables import Tables

Rows = dict[str, list[dict[str, Any]]]


def rows_of(documents: list[GoldDocument], entities: dict[str, Entity]) -> Rows:
    """The rows of all tables, as a perfect run would have written them."""
    rows: Rows = {name: [] for name in ("documents", "mentions", "actors", "organisations", "quotes", "proposals", "numbers")}
    for document in documents:
        metadata = {
            name: document.metadata.get(name, (None,))[0] for name in ("lang", "title", "date", "publisher", "author", "url")
        }
        rows["documents"].append({"doc_id": document.doc_id, "text": document.text, **metadata})
        for mention in document.mentions:
            place = _place(document, *mention.span)
            rows["mentions"].append({**place, "type": mention.type, "name": mention.names[0], "entity_id": mention.key})
        for table, build in (("quotes", _quote), ("proposals", _proposal), ("numbers", _number)):
            rows[table] += [
                {**_place(document, *row.span), **build(row.fields), "parts": [{"start": s, "end": e} for s, e in row.spans]}
                for row in document.rows[table]
                if not row.optional
            ]
    _add_entities(rows, documents, entities)
    return rows


def tables_of(rows: Rows) -> Tables:
    return Tables.of(rows)


def _place(document: GoldDocument, start: int, end: int) -> dict[str, Any]:
    return {"doc_id": document.doc_id, "start": start, "end": end, "text": document.text[start:end]}


def _quote(fields: Any) -> dict[str, Any]:
    return {"kind": fields["kind"][0], "speaker_id": fields["speaker"][0], "speaker_by": fields.get("by", (None,))[0]}


def _proposal(fields: Any) -> dict[str, Any]:
    found = {name: fields.get(name, (None,))[0] for name in ("force", "action", "topic")}
    return {
        **found,
        "proposer_id": fields["proposer"][0],
        "proposer_by": fields.get("by", (None,))[0],
        "group_id": fields.get("group", (None,))[0],
    }


def _number(fields: Any) -> dict[str, Any]:
    columns = {"value": "value", "low": "low", "high": "high", "value_from": "from", "value_to": "to"}
    numbers = {column: fields.get(name, (None,))[0] for column, name in columns.items()}
    others = ("kind", "unit", "qualifier", "measured", "period")
    return {
        **numbers,
        **{name: fields.get(name, (None,))[0] for name in others},
        "status": fields.get("status", ("actual",))[0],
        "entity_id": fields.get("entity", (None,))[0],
    }


def _add_entities(rows: Rows, documents: list[GoldDocument], entities: dict[str, Entity]) -> None:
    seen: dict[str, set[str]] = defaultdict(set)
    written: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        for mention in document.mentions:
            seen[mention.key].add(document.doc_id)
            written[mention.key].add(mention.text)
    for key, doc_ids in seen.items():
        entity = entities[key]
        row = {
            "entity_id": key,
            "name": entity.names[0],
            "country": entity.country[0] if entity.country else None,
            "doc_ids": sorted(doc_ids),
            "n_mentions": 1,
        }
        if entity.type == "ORG":
            acronyms = [a for a in entity.acronyms if a in written[key]]
            kind = entity.kind[0] if entity.kind else None
            rows["organisations"].append({**row, "kind": kind, "parent_id": entity.parent, "acronyms": acronyms})
        else:
            kind = "person" if entity.type == "PER" else "state"
            rows["actors"].append({**row, "type": kind, "roles": _roles(key, documents)})


def _roles(key: str, documents: list[GoldDocument]) -> list[dict[str, Any]]:
    return [
        {"role": actor["role"][0], "organisation_id": actor["organisation"][0], "doc_id": document.doc_id, "start": 0}
        for document in documents
        for actor in document.actors
        if actor["key"] == key and actor["role"][0] is not None
    ]

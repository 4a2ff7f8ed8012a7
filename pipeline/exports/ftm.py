"""FollowTheMoney entities as JSON Lines, for OpenAleph: people, organisations, memberships, documents and mentions.

The schema is that of the package `followthemoney` 3 and 4 (Person, PublicBody, Company, Organization, Membership,
Document, Mention); ids are hashes, since FollowTheMoney wants them opaque.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.exports.plain import rows_of
from pipeline.storage import Folder

Row = dict[str, Any]
SCHEMATA = {"government": "PublicBody", "company": "Company", "proposed": "Organization"}


def write_ftm(tables: Folder, target: Path) -> Path:
    """One entity a line."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8", newline="\n") as file:
        for entity in entities(tables):
            file.write(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n")
    return target


def entities(tables: Folder) -> Iterator[Row]:
    """Every entity, in the order of the tables."""
    known = set()
    for row in rows_of(tables, "organisations"):
        known.add(row["entity_id"])
        country = [row["country"].lower()] if row["country"] else []
        properties = _named(row) | {"country": country, "notes": [row["kind"]]}
        yield _entity(_id(row["entity_id"]), SCHEMATA.get(row["kind"] or "", "Organization"), properties)
    for row in rows_of(tables, "actors"):
        if row["type"] != "person":
            continue
        known.add(row["entity_id"])
        roles = sorted({role["role"] for role in row["roles"]})
        country = [row["country"].lower()] if row["country"] else []
        yield _entity(_id(row["entity_id"]), "Person", _named(row) | {"position": roles, "country": country})
        for organisation in sorted({r["organisation_id"] for r in row["roles"] if r["organisation_id"]}):
            mine = sorted({r["role"] for r in row["roles"] if r["organisation_id"] == organisation})
            properties = {"member": [_id(row["entity_id"])], "organization": [_id(organisation)], "role": mine}
            yield _entity(_id("member", row["entity_id"], organisation), "Membership", properties)
    for row in rows_of(tables, "documents"):
        properties = {
            "title": [row["title"]], "fileName": [row["doc_id"]],
            "language": [_language(row["lang"])], "author": [row["author"]], "publisher": [row["publisher"]],
            "date": [row["date"].isoformat() if row["date"] else None],
            "sourceUrl": [row["url"]], "bodyText": [row["text"]],
        }  # fmt: skip
        yield _entity(_id("document", row["doc_id"]), "PlainText", properties)
    yield from _mentions(tables, known)


def _mentions(tables: Folder, known: set[str]) -> Iterator[Row]:
    """Which document names which entity, once a pair."""
    pairs: dict[tuple[str, str], set[str]] = {}
    for row in rows_of(tables, "mentions"):
        if row["entity_id"] in known:
            pairs.setdefault((row["doc_id"], row["entity_id"]), set()).add(row["name"])
    for (doc_id, entity_id), names in sorted(pairs.items()):
        properties = {"document": [_id("document", doc_id)], "resolved": [_id(entity_id)], "name": sorted(names)}
        yield _entity(_id("mention", doc_id, entity_id), "Mention", properties)


def _named(row: Row) -> Row:
    names = [row["name"], row["name_en"], row["name_ru"]]
    aliases = [*row["aliases"], *row.get("acronyms", [])]
    main = list(dict.fromkeys(name for name in names if name))
    return {"name": main, "alias": [alias for alias in dict.fromkeys(aliases) if alias not in main]}


def _entity(id_: str, schema: str, properties: Row) -> Row:
    kept = {name: [v for v in values if v] for name, values in properties.items()}
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _language(lang: str | None) -> str | None:
    return {"en": "eng", "ru": "rus"}.get(lang or "")


def _id(*parts: str) -> str:
    return hashlib.sha1("\0".join(parts).encode(), usedforsecurity=False).hexdigest()

"""Small corpora for the tests of linking: documents as lists of local entities."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from pipeline.linking.link import Linked, LinkOptions, link
from pipeline.linking.sounds import is_cyrillic
from pipeline.schema import EXTRACTED

Row = dict[str, Any]
NO_ENCODER = LinkOptions(encoder="none")


def entity(type_: str, name: str, **known: Any) -> Row:
    """A local entity; its language is that of its letters unless said otherwise."""
    row: Row = {
        "type": type_, "lang": "ru" if is_cyrillic(name) else "en", "name": name, "aliases": [], "acronyms": [], "kind": None,
        "country": None, "parent": None, "gender": None,
    }  # fmt: skip
    return row | known


def person(name: str, **known: Any) -> Row:
    return entity("person", name, **known)


def body(name: str, **known: Any) -> Row:
    return entity("organisation", name, **known)


def country(name: str, code: str) -> Row:
    return entity("place", name, kind="country", country=code)


def role(holder: int, title: str, **known: Any) -> Row:
    row: Row = {"holder": holder, "role": title, "organisation": None, "country": None, "former": False, "start": 0, "end": 1}
    return row | known


def table(documents: dict[str, list[Row]], roles: dict[str, list[Row]] | None = None) -> pa.Table:
    """The documents as rows of `schema.EXTRACTED`, with the columns that linking reads."""
    rows = [
        {
            "doc_id": doc_id,
            "entities": [e | {"local": i} for i, e in enumerate(entities)],
            "roles": (roles or {}).get(doc_id, []),
        }
        for doc_id, entities in documents.items()
    ]
    wanted = pa.schema([EXTRACTED.field(name) for name in ("doc_id", "entities", "roles")])
    return pa.Table.from_pylist(rows, schema=wanted)


def linked(documents: dict[str, list[Row]], roles: dict[str, list[Row]] | None = None, **known: Any) -> Linked:
    """Link the documents, without the sentence encoder unless options say otherwise."""
    return link([table(documents, roles)], **({"options": NO_ENCODER} | known))


def ids(result: Linked, documents: dict[str, list[Row]]) -> dict[tuple[str, str], str | None]:
    """(document, name) -> id."""
    return {(row["doc_id"], documents[row["doc_id"]][row["local"]]["name"]): row["entity_id"] for row in result.links.to_pylist()}


def together(*names: Row, **known: Any) -> bool:
    """True when entities that stand in documents of their own become one."""
    documents = {f"{i}.txt": [e] for i, e in enumerate(names)}
    return len(set(linked(documents, **known).links["entity_id"].to_pylist())) == 1

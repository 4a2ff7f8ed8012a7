"""Which local entities of all documents are one and the same."""

from __future__ import annotations

import re
from typing import Any

Row = dict[str, Any]
PREFIX = {"person": "per", "organisation": "org", "place": "loc", "event": "event", "work": "work"}


def link(documents: list[Row]) -> tuple[list[Row], list[Row]]:
    """(rows of `schema.LINKS`, rows of `schema.ENTITIES`) for rows of `schema.EXTRACTED`."""
    links: list[Row] = []
    entities: dict[str, Row] = {}
    for document in documents:
        for local in document["entities"]:
            slug = re.sub(r"\W+", "-", local["name"].lower()).strip("-")
            entity_id = f"{PREFIX[local['type']]}/{slug}"
            link_row = {"doc_id": document["doc_id"], "local": local["local"], "entity_id": entity_id}
            links.append(link_row | {"score": 1.0, "reason": "same name"})
            lang = local["lang"]
            entity = entities.setdefault(entity_id, {
                "entity_id": entity_id, "type": local["type"], "name": local["name"], "name_en": None, "name_ru": None,
                "aliases": [], "acronyms": local["acronyms"], "kind": local["kind"], "country": local["country"], "parent_id": None,
                "former_ids": [],
            })  # fmt: skip
            entity[f"name_{lang}"] = local["name"]
    return links, [entities[i] for i in sorted(entities)]

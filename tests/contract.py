"""The rules of the contract that hold for every run, as one function that lists what breaks them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline import schema

Row = dict[str, Any]
VALUES = {
    ("mentions", "type"): {"PER", "ORG", "LOC", "EVENT", "WORK"},
    ("mentions", "source"): {"model", "lexicon", "rule"},
    ("actors", "type"): {"person", "state"},
    ("organisations", "kind"): {
        "think tank", "government", "international", "university", "company", "media", "foundation", "proposed", "other", None,
    },
    ("quotes", "kind"): {"direct", "indirect"},
    ("quotes", "speaker_by"): {"name", "title", "pronoun", "heading", "author", None},
    ("proposals", "proposer_by"): {"name", "title", "pronoun", "heading", "author", None},
    ("proposals", "force"): {"propose", "call", "urge", "support", "need", "intend", "offer"},
    ("numbers", "kind"): {"money", "percent", "count", "quantity", "duration", "ordinal"},
    ("numbers", "qualifier"): {"about", "over", "under", "at least", "several", "at most", None},
    ("numbers", "status"): {"actual", "target", "forecast"},
    ("documents", "date_source"): {"sidecar", "front-matter", "text", "file-name", None},
}  # fmt: skip
IDS = {
    "documents": "doc_id", "mentions": "mention_id", "actors": "entity_id", "organisations": "entity_id", "quotes": "quote_id",
    "proposals": "proposal_id", "numbers": "number_id",
}  # fmt: skip
PLACES = {
    "mentions": [("start", "end", "text")],
    "quotes": [("start", "end", "text"), ("speaker_start", "speaker_end", "speaker_text")],
    "proposals": [("start", "end", "text")],
    "numbers": [("start", "end", "text"), ("measured_start", "measured_end", "measured")],
}


def read_tables(folder: Path) -> dict[str, list[Row]]:
    """All tables as rows."""
    return {name: pq.read_table(folder / f"{name}.parquet").to_pylist() for name in schema.TABLES}


def breaches(folder: Path) -> Iterator[str]:
    """One sentence for each place where the tables in `folder` break the contract."""
    for name, wanted in schema.TABLES.items():
        if pq.read_schema(folder / f"{name}.parquet").remove_metadata() != wanted:
            yield f"{name}: not the schema of the contract"
    tables = read_tables(folder)
    yield from _values(tables)
    yield from _ids(tables)
    texts = {row["doc_id"]: row["text"] for row in tables["documents"]}
    for name, places in PLACES.items():
        for row in tables[name]:
            yield from _place(name, row, places, texts[row["doc_id"]])
    yield from _names(tables)


def _values(tables: dict[str, list[Row]]) -> Iterator[str]:
    for (table, column), allowed in VALUES.items():
        for row in tables[table]:
            if row[column] not in allowed:
                yield f"{table}: {column} is {row[column]!r}"
    for table, rows in tables.items():
        for row in rows:
            if "confidence" in row and not 0 <= row["confidence"] <= 1:
                yield f"{table}: confidence {row['confidence']}"


def _ids(tables: dict[str, list[Row]]) -> Iterator[str]:
    for table, column in IDS.items():
        ids = [row[column] for row in tables[table]]
        if len(ids) != len(set(ids)):
            yield f"{table}: an id stands twice"
        if table in ("documents", "actors", "organisations") and ids != sorted(ids):
            yield f"{table}: not in order"
    known = {row["entity_id"] for name in ("actors", "organisations", "mentions") for row in tables[name]}
    rows = {row["entity_id"] for name in ("actors", "organisations") for row in tables[name]}
    for table, column in (("quotes", "speaker_id"), ("proposals", "proposer_id"), ("numbers", "entity_id")):
        for row in tables[table]:
            if row[column] is not None and row[column] not in known:
                yield f"{table}: {column} {row[column]} is no entity"
    for row in tables["actors"]:
        for id_ in [row["organisation_id"], *(role["organisation_id"] for role in row["roles"])]:
            if id_ is not None and id_ not in rows:
                yield f"actors: organisation {id_} of {row['entity_id']} has no row"


def _place(table: str, row: Row, places: list[tuple[str, str, str]], text: str) -> Iterator[str]:
    for start, end, words in places:
        if row[start] is None:
            continue
        if not 0 <= row[start] < row[end] <= len(text):
            yield f"{table}: empty or outside at {row['doc_id']}:{row[start]}"
        elif row[words] is not None and text[row[start] : row[end]] != row[words]:
            yield f"{table}: {row[words]!r} is not at {row['doc_id']}:{row[start]}"
        elif row[words] != row[words].strip():
            yield f"{table}: white space around {row[words]!r}"


def _names(tables: dict[str, list[Row]]) -> Iterator[str]:
    names = [row["name"] for name in ("actors", "organisations", "mentions") for row in tables[name]]
    for name in sorted(set(names)):
        if re.match(r"(?i)(the|an?)\s", name) or re.search(r"['’]s$|\s{2}|\n", name) or not name.strip():
            yield f"name {name!r} is not in its base form"

"""work/{detect,extract,link} -> tables/: the tables of the contract, shard by shard, in a fixed order.

Shards lie in the order of doc_id and rows within a document in the order of their places, so that the tables are written
as a stream; only what is counted of each entity is held in memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pyarrow as pa

from pipeline import schema
from pipeline.linking.summary import Summary
from pipeline.shards import REJECTED, Row
from pipeline.storage import Folder
from pipeline.tables import Locals, document_row, rows_of_document
from pipeline.workspace import Workspace

STREAMED = ("documents", "mentions", "quotes", "proposals", "numbers")


def run(workspace: Workspace) -> None:
    """Write every table, with its schema even when it is empty."""
    linked = workspace.work("link")
    entities = linked.read("entities.parquet").to_pylist()
    groups = dict(zip(*linked.read("groups.parquet").to_pydict().values(), strict=True))
    summary = Summary(entities)
    tables = workspace.tables
    with ExitStack() as stack:
        writers = {name: stack.enter_context(tables.writer(f"{name}.parquet", schema.TABLES[name])) for name in STREAMED}
        for name in workspace.work("detect").names(".parquet"):
            rows = _rows_of_shard(workspace, name, groups, summary)
            for table, found in rows.items():
                if found:
                    writers[table].write_table(pa.Table.from_pylist(found, schema=schema.TABLES[table]))
    tables.write("actors.parquet", summary.actors(), schema.ACTORS)
    tables.write("organisations.parquet", summary.organisations(), schema.ORGANISATIONS)
    rejected = _rejected(workspace)
    tables.write("rejected.parquet", rejected, schema.REJECTED)
    counts = summary.counts | {"rejected": len(rejected), "dropped": dict(sorted(summary.dropped.items()))}
    workspace.metrics.write_bytes("tables.json", (json.dumps(counts, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode())


def _rows_of_shard(workspace: Workspace, name: str, groups: dict[str, str], summary: Summary) -> dict[str, list[Row]]:
    documents = workspace.work("detect").read(name).to_pylist()
    shard = name.removesuffix(".parquet")
    extracted = {row["doc_id"]: row for row in _rows_of(workspace.work("extract"), shard)}
    links: dict[str, Locals] = {}
    for row in _rows_of(workspace.work("link") / "links", shard):
        links.setdefault(row["doc_id"], {})[row["local"]] = row
    rows: dict[str, list[Row]] = {table: [] for table in STREAMED}
    for document in documents:
        found = extracted.get(document["doc_id"])
        rows["documents"].append(document_row(document, found))
        if found is None:
            continue
        mine = rows_of_document(document, found, links.get(document["doc_id"], {}), groups)
        summary.add(document, found, mine, links.get(document["doc_id"], {}))
        for table, part in mine.items():
            rows[table] += part
    summary.count(rows)
    return rows


def _rows_of(folder: Folder, shard: str) -> Iterator[Row]:
    """All rows of a shard; one that was split after a crash has several files."""
    for name in folder.names(".parquet"):
        if name == f"{shard}.parquet" or name.startswith(f"{shard}-"):
            yield from folder.read(name).to_pylist()


def _rejected(workspace: Workspace) -> list[dict[str, Any]]:
    folders = [workspace.work(stage) / REJECTED for stage in ("read", "detect", "extract")]
    rows = [row for folder in folders for name in folder.names(".parquet") for row in folder.read(name).to_pylist()]
    return sorted(rows, key=lambda row: (row["path"], row["error"]))

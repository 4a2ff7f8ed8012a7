"""steps/{detect,extract,link} -> steps/rows and tables/: the tables of the contract, in a fixed order.

The rows of each document are made shard by shard; a shard whose extraction and links are as before is left as it is. The
tables are then these rows in the order of the documents, written as a stream.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import Any

import pyarrow as pa

from pipeline import schema
from pipeline.linking.summary import Summary
from pipeline.memo import code_version, key_of
from pipeline.shards import Row, Shard, next_shards, process, read_index, rejected_rows
from pipeline.storage import Folder
from pipeline.tables import Locals, rows_of_document
from pipeline.workspace import Workspace

CODE = ("tables.py", "stages/tables.py", "schema.py")
NESTED = ("mentions", "quotes", "proposals", "numbers")


def run(workspace: Workspace) -> None:
    """Write every table, with its schema even when it is empty."""
    linked = read_index(workspace.work("link") / "shards")
    shards = next_shards(workspace, "extract", "rows", schema.ROWS, code_version(*CODE))
    keys = {entry["name"]: entry["key"] for entry in linked}
    process(rows_shard, [_with_key(shard, keys[shard.name]) for shard in shards], workspace, "rows")
    summary = _write_streams(workspace)
    entities = workspace.work("link").read("entities.parquet").to_pylist()
    actors, organisations = summary.actors(entities), summary.organisations(entities)
    rejected = [row for stage in ("read", "detect", "extract") for row in rejected_rows(workspace, stage)]
    tables = workspace.tables
    tables.write("actors.parquet", actors, schema.ACTORS)
    tables.write("organisations.parquet", organisations, schema.ORGANISATIONS)
    tables.write("rejected.parquet", rejected, schema.REJECTED)
    counts: dict[str, Any] = summary.rows | {"actors": len(actors), "organisations": len(organisations), "rejected": len(rejected)}
    counts["dropped"] = dict(sorted(summary.dropped.items()))
    for name, plotted in summary.plots.items():
        lines = [f"{name},rows", *(f"{value},{n}" for value, n in sorted(plotted.items(), key=lambda item: (-item[1], item[0])))]
        (workspace.metrics / "plots").write_bytes(f"{name}.csv", ("\n".join(lines) + "\n").encode())
    workspace.metrics.write_bytes("tables.json", (json.dumps(counts, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode())


def _with_key(shard: Shard, link_key: str) -> Shard:
    """A shard's rows change also when what its entities were linked to changes."""
    return Shard(**(vars(shard) | {"key": key_of(shard.key, link_key)}))


def rows_shard(shard: Shard) -> int:
    """Rows of the tables for one shard's documents; gives their number."""
    documents = {row["doc_id"]: row for row in shard.workspace.work("detect").read(f"{shard.name}.parquet").to_pylist()}
    linked = shard.workspace.work("link")
    links: dict[str, Locals] = {}
    for row in (linked / "shards").read(f"{shard.name}.parquet").to_pylist():
        links.setdefault(row["doc_id"], {})[row["local"]] = row
    groups = {row["proposal_id"]: row["group_id"] for row in (linked / "groups").read(f"{shard.name}.parquet").to_pylist()}
    found = [(row, documents[row["doc_id"]], links.get(row["doc_id"], {})) for row in shard.rows()]
    shard.write([rows_of_document(document, row, mine, groups) for row, document, mine in found], [])
    return len(shard.items)


def _write_streams(workspace: Workspace) -> Summary:
    """documents, mentions, quotes, proposals, numbers; and what is counted of each entity on the way."""
    summary = Summary()
    detected, made = workspace.work("detect"), workspace.work("rows")
    with ExitStack() as stack:
        names = ("documents", *NESTED)
        writers = {name: stack.enter_context(workspace.tables.writer(f"{name}.parquet", schema.TABLES[name])) for name in names}
        for entry in read_index(made):
            rows = made.read(f"{entry['name']}.parquet")
            documents = _documents(detected, entry["name"], rows)
            tables = {"documents": documents} | {name: _flat(rows[name], schema.TABLES[name]) for name in NESTED}
            for name, table in tables.items():
                if table.num_rows:
                    writers[name].write_table(table)
            summary.add(tables, _flat_list(rows["roles"]), _flat_list(rows["dropped"]))
    return summary


def _documents(detected: Folder, shard: str, rows: pa.Table) -> pa.Table:
    n_tokens = dict(zip(rows["doc_id"].to_pylist(), rows["n_tokens"].to_pylist(), strict=True))
    table = detected.read(f"{shard}.parquet")
    column = pa.array([n_tokens.get(doc_id, 0) for doc_id in table["doc_id"].to_pylist()], schema.I32)
    return table.append_column("n_tokens", column).select(schema.DOCUMENTS.names).cast(schema.DOCUMENTS)


def _flat(column: pa.ChunkedArray, wanted: pa.Schema) -> pa.Table:
    structs = [chunk.flatten() for chunk in column.chunks]
    batches = [pa.RecordBatch.from_struct_array(struct) for struct in structs]
    return pa.Table.from_batches(batches, schema=wanted) if batches else wanted.empty_table()


def _flat_list(column: pa.ChunkedArray) -> list[Row]:
    return [row for part in column.to_pylist() for row in part or []]

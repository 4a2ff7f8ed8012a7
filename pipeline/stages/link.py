"""work/extract -> work/link: one id for each person, organisation, state and place over all documents and both languages.

Links are written in the shards of extract, each with a key of its content, so that the stage after this one does again only
what has changed. `outputs/ids.parquet` remembers ids from run to run.
"""

from __future__ import annotations

import dataclasses
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import schema
from pipeline.linking.ids import LEDGER, Ledger
from pipeline.linking.link import Linked, LinkOptions, link
from pipeline.linking.overrides import read_overrides
from pipeline.memo import key_of
from pipeline.settings import configs_folder
from pipeline.shards import read_index
from pipeline.workspace import Workspace

log = logging.getLogger("dragoman")
IDS = "ids.parquet"


def run(workspace: Workspace) -> None:
    """Link everything that was extracted."""
    settings = workspace.settings.link
    options = LinkOptions(encoder=settings.encoder, encoder_names=settings.encoder_names, block_limit=settings.block_limit)
    known = IDS in workspace.outputs.names()
    ledger = Ledger.from_table(workspace.outputs.read(IDS)) if known else Ledger()
    linked = link(_batches(workspace), options=options, overrides=read_overrides(overrides_path(settings.overrides)), ledger=ledger)
    for stale in linked.stale:
        log.warning("%s: %s", settings.overrides, stale)
    _write(workspace, linked)


def overrides_path(name: str) -> Path:
    """The analyst's file: beside the settings, unless its path says otherwise."""
    path = Path(name)
    return path if path.is_absolute() or path.is_file() else configs_folder() / name


def _batches(workspace: Workspace) -> Iterator[pa.Table]:
    source = workspace.work("extract")
    for entry in read_index(source):
        yield source.read(f"{entry['name']}.parquet", ["doc_id", "entities", "roles"])


def _write(workspace: Workspace, linked: Linked) -> None:
    target = workspace.work("link")
    target.write("entities.parquet", linked.entities, schema.ENTITIES)
    target.write("review.parquet", [dataclasses.asdict(review) for review in linked.review], schema.REVIEW)
    links = linked.links.sort_by([("doc_id", "ascending"), ("local", "ascending")])
    spans = _spans(links["doc_id"])
    shards = []
    for entry in read_index(workspace.work("extract")):
        parts = [links.slice(*spans[doc_id]) for doc_id in entry["items"] if doc_id in spans]
        mine = pa.concat_tables(parts) if parts else schema.LINKS.empty_table()
        (target / "shards").write(f"{entry['name']}.parquet", mine, schema.LINKS)
        shards.append({"name": entry["name"], "key": key_of(mine.to_pydict()), "items": entry["items"]})
    (target / "shards").write("index.parquet", shards, schema.INDEX)
    for name in set((target / "shards").names()) - {"index.parquet", *(f"{shard['name']}.parquet" for shard in shards)}:
        (target / "shards").remove(name)
    workspace.outputs.write(IDS, linked.ledger.to_table(), LEDGER)
    workspace.metrics.write_bytes("link.json", (json.dumps(linked.counts, indent=2, sort_keys=True) + "\n").encode())


def _spans(doc_ids: pa.ChunkedArray) -> dict[str, tuple[int, int]]:
    """Where each document's rows begin in a sorted column, and how many they are."""
    spans: dict[str, tuple[int, int]] = {}
    at = 0
    if len(doc_ids):
        runs = pc.run_end_encode(doc_ids.combine_chunks())
        for value, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
            spans[value] = (at, end - at)
            at = end
    return spans

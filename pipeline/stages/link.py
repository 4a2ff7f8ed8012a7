"""steps/extract -> steps/link: one id for each person, organisation, state and place over all documents and both languages.

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
from pipeline.linking.encoder import Store, make_encoder
from pipeline.linking.ids import LEDGER, Ledger
from pipeline.linking.link import Linked, LinkOptions, link
from pipeline.linking.overrides import read_overrides
from pipeline.linking.proposal_groups import ProposalForm, group_proposals
from pipeline.linking.vectors import read_vectors, write_vectors
from pipeline.memo import key_of
from pipeline.settings import configs_folder
from pipeline.shards import Row, read_index
from pipeline.tables import proposal_id
from pipeline.workspace import Workspace

log = logging.getLogger("dragoman")
IDS = "ids.parquet"


def run(workspace: Workspace) -> None:
    """Link everything that was extracted."""
    settings = workspace.settings.link
    store = Store(read_vectors(workspace.work("link"), settings.encoder))
    options = LinkOptions(settings.encoder, settings.encoder_names, store, settings.block_limit)
    known = IDS in workspace.outputs.names()
    ledger = Ledger.from_table(workspace.outputs.read(IDS)) if known else Ledger()
    linked = link(_batches(workspace), options=options, overrides=read_overrides(overrides_path(settings.overrides)), ledger=ledger)
    for stale in linked.stale:
        log.warning("%s: %s", settings.overrides, stale)
    links = _by_document(linked.links)
    groups = group_proposals(list(_proposals(workspace, links)), make_encoder(settings.encoder, settings.encoder_proposals, store))
    _write(workspace, linked, links, groups)
    write_vectors(workspace.work("link"), settings.encoder, store.used)


def overrides_path(name: str) -> Path:
    """The analyst's file: beside the settings, unless its path says otherwise."""
    path = Path(name)
    return path if path.is_absolute() or path.is_file() else configs_folder() / name


def _batches(workspace: Workspace) -> Iterator[pa.Table]:
    source = workspace.work("extract")
    for entry in read_index(source):
        yield source.read(f"{entry['name']}.parquet", ["doc_id", "entities", "roles"])


def _by_document(links: pa.Table) -> dict[str, pa.Table]:
    """The links of each document, sorted by local number."""
    links = links.sort_by([("doc_id", "ascending"), ("local", "ascending")])
    found: dict[str, pa.Table] = {}
    if not len(links):
        return found
    runs = pc.run_end_encode(links["doc_id"].combine_chunks())
    at = 0
    for doc_id, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
        found[doc_id] = links.slice(at, end - at)
        at = end
    return found


def _proposals(workspace: Workspace, links: dict[str, pa.Table]) -> Iterator[ProposalForm]:
    """Every proposal as grouping looks at it: who proposes, and which places and bodies its words name."""
    source = workspace.work("extract")
    for entry in read_index(source):
        for row in source.read(f"{entry['name']}.parquet", ["doc_id", "proposals", "mentions"]).to_pylist():
            mine = links.get(row["doc_id"])
            ids = dict(zip(mine["local"].to_pylist(), mine["entity_id"].to_pylist(), strict=True)) if mine else {}
            for p in row["proposals"]:
                inside = (m for m in row["mentions"] if p["start"] <= m["start"] < p["end"] and m["type"] in ("ORG", "LOC"))
                names = frozenset(ids[m["local"]] for m in inside if m["local"] in ids)
                proposer = ids.get(p["party"])
                text = " ".join(p["text"].split())
                yield ProposalForm(proposal_id(row["doc_id"], p), text, p["lang"], p["action"], proposer, names)


def _write(workspace: Workspace, linked: Linked, links: dict[str, pa.Table], groups: dict[str, str]) -> None:
    target = workspace.work("link")
    target.write("entities.parquet", linked.entities, schema.ENTITIES)
    target.write("review.parquet", [dataclasses.asdict(review) for review in linked.review], schema.REVIEW)
    grouped: dict[str, list[Row]] = {}
    for own_id, group_id in sorted(groups.items()):
        grouped.setdefault(own_id.rsplit("#", 1)[0], []).append({"proposal_id": own_id, "group_id": group_id})
    shards = []
    for entry in read_index(workspace.work("extract")):
        parts = [links[doc_id] for doc_id in entry["items"] if doc_id in links]
        mine = pa.concat_tables(parts) if parts else schema.LINKS.empty_table()
        of_shard = [row for doc_id in entry["items"] for row in grouped.get(doc_id, [])]
        (target / "shards").write(f"{entry['name']}.parquet", mine, schema.LINKS)
        (target / "groups").write(f"{entry['name']}.parquet", of_shard, schema.GROUPS)
        shards.append({"name": entry["name"], "key": key_of(mine.to_pydict(), of_shard), "items": entry["items"]})
    (target / "shards").write("index.parquet", shards, schema.INDEX)
    wanted = {"index.parquet", *(f"{shard['name']}.parquet" for shard in shards)}
    for folder in (target / "shards", target / "groups"):
        for name in sorted(set(folder.names()) - wanted):
            folder.remove(name)
    workspace.outputs.write(IDS, linked.ledger.to_table(), LEDGER)
    workspace.metrics.write_bytes("link.json", (json.dumps(linked.counts, indent=2, sort_keys=True) + "\n").encode())

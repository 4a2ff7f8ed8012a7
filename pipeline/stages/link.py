"""work/extract -> work/link: one id for each person, organisation, state and place over all documents and both languages.

Links and groups of proposals are written in the shards of extract, each with a key of its content, so that the stage
after this one does again only what has changed. `ids.parquet` beside the tables is the ledger of ids: what this run gave,
the next one keeps.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import schema
from pipeline.linking.ids import LEDGER, Ledger
from pipeline.linking.link import Linked, LinkOptions, link
from pipeline.linking.overrides import read_overrides
from pipeline.linking.review import REVIEW
from pipeline.memo import key_of
from pipeline.settings import configs_folder
from pipeline.shards import Row, read_index
from pipeline.storage import Folder
from pipeline.workspace import Workspace

IDS = "ids.parquet"
log = logging.getLogger(__name__)


def run(workspace: Workspace) -> None:
    """Link everything that was extracted."""
    source, target, settings = workspace.work("extract"), workspace.work("link"), workspace.settings.link
    index = read_index(source)
    overrides = read_overrides(configs_folder() / settings.overrides)
    options = LinkOptions(settings.encoder, settings.encoder_names, settings.block_limit)
    linked = link(_batches(source, index), options=options, overrides=overrides, ledger=_ledger(workspace.outputs))
    target.clear()
    target.write("entities.parquet", linked.entities, schema.ENTITIES)
    target.write("review.parquet", [item.row() for item in linked.review], REVIEW)
    _write_shards(target, index, linked.links)
    workspace.outputs.write(IDS, linked.ledger.to_table(), LEDGER)
    _report(workspace, linked, overrides.path)


def _batches(source: Folder, index: list[Row]) -> Iterator[pa.Table]:
    for entry in index:
        yield source.read(f"{entry['name']}.parquet", ["doc_id", "entities", "roles"])


def _ledger(outputs: Folder) -> Ledger:
    return Ledger.from_table(outputs.read(IDS)) if IDS in outputs.names(".parquet") else Ledger()


def _write_shards(target: Folder, index: list[Row], links: pa.Table) -> None:
    shards = []
    for entry in index:
        mine = links.filter(pc.is_in(links["doc_id"], pa.array(entry["items"], pa.string()))).to_pylist()
        groups: list[Row] = []
        (target / "shards").write(f"{entry['name']}.parquet", mine, schema.LINKS)
        (target / "groups").write(f"{entry['name']}.parquet", groups, schema.GROUPS)
        shards.append({"name": entry["name"], "key": key_of(mine, groups), "items": entry["items"]})
    (target / "shards").write("index.parquet", shards, schema.INDEX)


def _report(workspace: Workspace, linked: Linked, file: str) -> None:
    counts = linked.counts | {"to review": len(linked.review), "stale overrides": linked.stale}
    workspace.metrics.write_bytes("link.json", (json.dumps(counts, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode())
    for text in linked.stale:
        log.warning("%s: '%s' names nothing in this corpus; the entry has no effect", file, text)

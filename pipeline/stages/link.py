"""work/extract -> work/link: one id for each person, organisation, state and place over all documents and both languages.

Links and groups of proposals are written in the shards of extract, each with a key of its content, so that the stage
after this one does again only what has changed.
"""

from __future__ import annotations

import pyarrow as pa

from pipeline import schema
from pipeline.linking.link import link
from pipeline.memo import key_of
from pipeline.shards import Row, read_index
from pipeline.storage import Folder
from pipeline.workspace import Workspace


def run(workspace: Workspace) -> None:
    """Link everything that was extracted."""
    source, target = workspace.work("extract"), workspace.work("link")
    index = read_index(source)
    rows = [row for entry in index for row in _columns(source, entry["name"]).to_pylist()]
    links, entities = link(rows)
    target.clear()
    target.write("entities.parquet", entities, schema.ENTITIES)
    of_document: dict[str, list[Row]] = {}
    for row in links:
        of_document.setdefault(row["doc_id"], []).append(row)
    shards = []
    for entry in index:
        mine = [row for doc_id in entry["items"] for row in of_document.get(doc_id, [])]
        groups: list[Row] = []
        (target / "shards").write(f"{entry['name']}.parquet", mine, schema.LINKS)
        (target / "groups").write(f"{entry['name']}.parquet", groups, schema.GROUPS)
        shards.append({"name": entry["name"], "key": key_of(mine, groups), "items": entry["items"]})
    (target / "shards").write("index.parquet", shards, schema.INDEX)


def _columns(source: Folder, name: str) -> pa.Table:
    return source.read(f"{name}.parquet", ["doc_id", "entities", "roles"])

"""work/extract -> work/link: one id for each person, organisation, state and place over all documents and both languages."""

from __future__ import annotations

from pipeline import schema
from pipeline.linking.link import link
from pipeline.workspace import Workspace


def run(workspace: Workspace) -> None:
    """Link everything that was extracted."""
    source, target = workspace.work("extract"), workspace.work("link")
    shards = {name: source.read(name, ["doc_id", "entities", "roles"]).to_pylist() for name in source.names(".parquet")}
    links, entities = link([row for rows in shards.values() for row in rows])
    target.clear()
    for name, rows in shards.items():
        mine = {row["doc_id"] for row in rows}
        (target / "links").write(name, [link for link in links if link["doc_id"] in mine], schema.LINKS)
    target.write("entities.parquet", entities, schema.ENTITIES)
    target.write("groups.parquet", [], schema.GROUPS)

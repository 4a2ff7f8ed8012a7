"""work/extract -> work/link: one id for each person, organisation, state and place over all documents and both languages."""

from __future__ import annotations

from pipeline import schema
from pipeline.linking.link import link
from pipeline.workspace import Workspace


def run(workspace: Workspace) -> None:
    """Link everything that was extracted."""
    source, target = workspace.work("extract"), workspace.work("link")
    rows = [row for name in source.names(".parquet") for row in source.read(name, ["doc_id", "entities", "roles"]).to_pylist()]
    links, entities = link(rows)
    target.clear()
    target.write("links.parquet", links, schema.LINKS)
    target.write("entities.parquet", entities, schema.ENTITIES)
    target.write("groups.parquet", [], schema.GROUPS)

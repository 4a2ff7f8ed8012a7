"""`dragoman explain`: which rules found what stands at a place of a document."""

from __future__ import annotations

from typing import Any

import click


@click.command()
@click.argument("doc_id")
@click.argument("offset", type=int)
@click.option("--outputs", default="outputs", show_default=True, help="Folder with the results.")
def explain(doc_id: str, offset: int, outputs: str) -> None:
    """Everything that was found at OFFSET of document DOC_ID, with the rules that found it and the reason of each link.

    \b
    Example:
      dragoman explain en-transit-dispatch.txt 812
    """
    from pipeline.errors import CorpusError
    from pipeline.shards import read_index
    from pipeline.storage import Folder

    work = Folder(outputs) / "steps"
    shard = next((entry["name"] for entry in read_index(work / "extract") if doc_id in entry["items"]), None)
    if shard is None:
        raise CorpusError(f"{doc_id!r} is not among the documents of {outputs}: dragoman status lists them")
    row = next((r for r in (work / "extract").read(f"{shard}.parquet").to_pylist() if r["doc_id"] == doc_id), None)
    links = {r["local"]: r for r in (work / "link/shards").read(f"{shard}.parquet").to_pylist() if r["doc_id"] == doc_id}
    said = 0
    for table in ("mentions", "roles", "quotes", "proposals", "numbers"):
        for found in row[table] if row else []:
            if found["start"] <= offset < found["end"]:
                _say(table, found, links)
                said += 1
    if not said:
        click.echo(f"nothing was found at {offset} of {doc_id!r}")
        raise SystemExit(1)


def _say(table: str, found: dict[str, Any], links: dict[int, dict[str, Any]]) -> None:
    text = " ".join((found.get("text") or found.get("role") or "").split())
    click.secho(f"{table.removesuffix('s')} {found['start']}-{found['end']}", bold=True, nl=False)
    click.echo(f"  {text}")
    if found.get("rule"):
        click.echo(f"  rule        {found['rule']}   confidence {found['confidence']:.2f}")
    for name in ("local", "party", "holder", "organisation", "entity"):
        link = links.get(found[name]) if found.get(name) is not None else None
        if link:
            click.echo(f"  {name:11} {link['entity_id']}  ({link['reason']}, {link['score']:.2f})")
    for name in ("kind", "type", "party_text", "party_by", "cue", "force", "topic", "value", "unit", "measured", "period"):
        if found.get(name) is not None:
            click.echo(f"  {name:11} {' '.join(str(found[name]).split())}")

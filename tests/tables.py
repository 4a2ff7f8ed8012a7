"""Small tables made by hand, for tests of what comes after the tables."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from pipeline import schema
from pipeline.storage import Folder

Row = dict[str, Any]
EVIL = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
TEXT = f"=cmd|' /C calc'!A0\n{EVIL} said \u202e“+1 for the\nwater council”. It costs $5 million."


def full(columns: Any, row: Row) -> Row:
    """The row with every other column empty."""
    empty = {field.name: [] if str(field.type).startswith("list") else None for field in columns}
    return empty | {name: 0 for name in empty if name.startswith("n_")} | row


def hostile_tables(outputs: Path) -> None:
    """Write `outputs/tables` and what the report reads beside them."""
    quote = TEXT.index("+1"), TEXT.index("”")
    money = TEXT.index("$5"), TEXT.index(".", TEXT.index("$5"))
    day = dt.date(2024, 5, 1)
    place = {"doc_id": "evil <b>.txt"}
    rows: dict[str, list[Row]] = {
        "documents": [place | {"sha256": "0" * 64, "title": EVIL, "date": day, "lang": "en", "text": TEXT, "n_chars": len(TEXT)}],
        "mentions": [
            place | {"mention_id": "evil <b>.txt#m0-4", "start": 0, "end": 4, "text": TEXT[:4], "name": "=cmd", "type": "PER",
                     "entity_id": "per/evil", "confidence": 0.5},
        ],
        "actors": [
            {"entity_id": "per/evil", "type": "person", "name": EVIL, "name_en": EVIL, "role": "=1+1",
             "organisation_id": "org/evil", "aliases": ["@x"], "doc_ids": ["evil <b>.txt"], "n_quotes": 1, "n_proposals": 1, "country": "KZ",
             "roles": [{"role": "=1+1", "organisation_id": "org/evil", "start": 0, "end": 4, "date": day} | place]},
        ],
        "organisations": [{"entity_id": "org/evil", "name": EVIL, "kind": "company", "doc_ids": ["evil <b>.txt"], "n_mentions": 1}],
        "quotes": [
            place | {"quote_id": "evil <b>.txt#q1", "start": quote[0], "end": quote[1], "text": TEXT[slice(*quote)], "kind": "direct",
                     "parts": [{"start": quote[0], "end": quote[1]}], "lang": "en", "speaker_id": "per/evil", "confidence": 0.9},
        ],
        "proposals": [
            place | {"proposal_id": "evil <b>.txt#p1", "start": quote[0], "end": quote[1], "text": TEXT[slice(*quote)], "lang": "en",
                     "proposer_id": "per/evil", "force": "propose", "topic": "water", "group_id": "g", "date": day, "confidence": 0.9},
        ],
        "numbers": [
            place | {"number_id": "evil <b>.txt#n1", "start": money[0], "end": money[1], "text": TEXT[slice(*money)], "lang": "en",
                     "kind": "money", "value": 5e6, "unit": "USD", "entity_id": "org/evil", "measured": EVIL, "status": "actual",
                     "confidence": 0.9},
        ],
        "rejected": [{"path": "bad <i>.txt", "sha256": None, "error": "empty", "message": EVIL}],
    }  # fmt: skip
    folder = Folder(outputs)
    for name, columns in schema.TABLES.items():
        (folder / "tables").write(f"{name}.parquet", [full(columns, row) for row in rows[name]], columns)
    _work(folder, rows)
    (folder / "metrics").write_bytes("tables.json", json.dumps({name: len(part) for name, part in rows.items()}).encode())


def _work(folder: Folder, rows: dict[str, list[Row]]) -> None:
    index = [{"name": "one", "key": "k", "items": ["evil <b>.txt"]}]
    names = ("mentions", "quotes", "proposals", "numbers")
    nested = {name: [full(schema.TABLES[name], row) for row in rows[name]] for name in names}
    made = full(schema.ROWS, {"doc_id": "evil <b>.txt", "n_tokens": 9, **nested})
    read = full(schema.DETECTED, rows["documents"][0])
    for stage, columns, row in (("detect", schema.DETECTED, read), ("rows", schema.ROWS, made)):
        (folder / "steps" / stage).write("one.parquet", [row], columns)
        (folder / "steps" / stage).write("index.parquet", index, schema.INDEX)

"""W3C Web Annotations and brat stand-off, for correction by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.exports.plain import rows_of
from pipeline.reporting.data import slug
from pipeline.storage import Folder

Row = dict[str, Any]
KINDS = {"mentions": "mention_id", "quotes": "quote_id", "proposals": "proposal_id", "numbers": "number_id"}
NOTES = {
    "mentions": ("type", "name", "entity_id"), "quotes": ("kind", "speaker_id", "cue"),
    "proposals": ("force", "topic", "proposer_id"), "numbers": ("kind", "value", "low", "high", "unit", "measured", "period"),
}  # fmt: skip


def write_web_annotations(tables: Folder, target: Path) -> Path:
    """A JSON-LD annotation collection (W3C Recommendation of 23 February 2017), one annotation a line of `items`.

    Selectors are TextPositionSelector (code points of `documents.text`) refined by TextQuoteSelector.
    """
    texts = {row["doc_id"]: row["text"] for row in rows_of(tables, "documents")}
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": [\n')
        separator = ""
        for annotation in _annotations(tables, texts):
            file.write(separator + json.dumps(annotation, ensure_ascii=False))
            separator = ",\n"
        file.write("\n]}\n")
    return target


def _annotations(tables: Folder, texts: dict[str, str]) -> Iterator[Row]:
    for table, id_column in KINDS.items():
        for row in rows_of(tables, table):
            text, start, end = texts[row["doc_id"]], row["start"], row["end"]
            prefix, suffix = text[max(0, start - 32) : start], text[end : end + 32]
            quote = {"type": "TextQuoteSelector", "exact": row["text"], "prefix": prefix, "suffix": suffix}
            place = {"type": "TextPositionSelector", "start": start, "end": end}
            note = {table[:-1]: {name: row[name] for name in NOTES[table] if row[name] is not None}}
            value = json.dumps(note, ensure_ascii=False)
            yield {
                "id": f"urn:dragoman:{row[id_column]}", "type": "Annotation", "motivation": "identifying",
                "body": {"type": "TextualBody", "purpose": "tagging", "format": "application/json", "value": value},
                "target": {"source": row["doc_id"], "selector": [place, quote]},
            }  # fmt: skip


def write_brat(tables: Folder, target: Path) -> Path:
    """`NAME.txt` and `NAME.ann` for each document, and `annotation.conf`; offsets are code points, as brat counts them."""
    target.mkdir(parents=True, exist_ok=True)
    lines: dict[str, list[str]] = {}
    for table in KINDS:
        for row in rows_of(tables, table):
            mine = lines.setdefault(row["doc_id"], [])
            number = sum(line.startswith("T") for line in mine) + 1
            label = row["type"] if table == "mentions" else table[:-1].upper()
            mine.append(f"T{number}\t{label} {_fragments(row)}\t{' '.join(row['text'].split())}")
            note = ", ".join(f"{name}={row[name]}" for name in NOTES[table] if row[name] is not None)
            mine.append(f"#{number}\tAnnotatorNotes T{number}\t{' '.join(note.split())}")
    for row in rows_of(tables, "documents"):
        name = slug(row["doc_id"])
        (target / f"{name}.txt").write_text(row["text"], encoding="utf-8", newline="")
        notes = "".join(f"{line}\n" for line in lines.get(row["doc_id"], []))
        (target / f"{name}.ann").write_text(notes, encoding="utf-8", newline="\n")
    labels = ("PER", "ORG", "LOC", "EVENT", "WORK", "QUOTE", "PROPOSAL", "NUMBER")
    conf = "[entities]\n" + "\n".join(labels) + "\n[relations]\n[events]\n[attributes]\n"
    (target / "annotation.conf").write_text(conf, encoding="utf-8", newline="\n")
    return target


def _fragments(row: Row) -> str:
    """Where the annotation lies; a line end splits it, since brat's offsets may not cross one."""
    parts, at = [], row["start"]
    for line in row["text"].splitlines(keepends=True):
        inside = line.strip()
        if inside:
            start = at + line.index(inside)
            parts.append(f"{start} {start + len(inside)}")
        at += len(line)
    return ";".join(parts)

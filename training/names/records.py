"""Gold records: reading, cleaning of spans, edits that keep offsets, and the split by document."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

TYPES = ("PER", "ORG", "LOC")
FILES = ("ner_en_wikigold", "ner_en_uner_ewt_dev", "ner_en_wnut17_dev", "ner_en_train_more")
TITLES = (
    "president|prime minister|minister|chairman|director|senator|sen|governor|gov|representative|rep|congressman|congresswoman|"
    "mayor|judge|chancellor|ambassador|secretary|professor|prof|doctor|dr|mr|mrs|ms|miss|sir|lord|dame|king|queen|prince|"
    "princess|emperor|empress|tsar|pope|cardinal|archbishop|bishop|reverend|rev|father|sister|brother|sheikh|ayatollah|imam|"
    "captain|capt|colonel|col|general|gen|lieutenant|lt|maj|sergeant|sgt|admiral|commander|officer|coach|vice president"
)
TITLE = re.compile(rf"(?i:{TITLES})\b\.?\s+(?=[A-Z])")
ARTICLE = re.compile(r"(?:[Tt]he|THE|an?)\s+(?=\S)")
POSSESSIVE = re.compile(r"(?:\s?['’´`]s|(?<=s)['’])$")
EDGE = "\"“”„«»'‘’`*_~<>|,;:# \t\n"
CLOSING = {")": "(", "]": "[", "}": "{"}
URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")


@dataclass(frozen=True)
class Record:
    """One text: spans are (start, end, type); words inside `unsure` spans teach nothing."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    source: str
    doc: str
    unsure: tuple[tuple[int, int], ...] = field(default=())


def clean_span(text: str, start: int, end: int, kind: str) -> tuple[int, int] | None:
    """Leave articles, possessives, quotation marks and, for people, titles out of a span; None if nothing is left."""
    before = None
    while before != (start, end):
        before = (start, end)
        while start < end and text[start] in EDGE:
            start += 1
        while start < end and (text[end - 1] in EDGE or CLOSING.get(text[end - 1], text[start]) not in text[start:end]):
            end -= 1
        if found := POSSESSIVE.search(text[start:end]):
            end = start + found.start()
        if found := ARTICLE.match(text[start:end]):
            start += found.end()
        if kind == "PER" and (found := TITLE.match(text[start:end])):
            start += found.end()
    return (start, end) if start < end else None


def to_record(raw: dict, source: str) -> Record:
    """A gold line as a Record: types other than the three go, handles and hash tags are unsure."""
    text, spans, unsure = raw["text"], [], [m.span() for m in URL.finditer(raw["text"])]
    for span in raw["spans"]:
        start, end = span["start"], span["end"]
        if span["type"] not in TYPES:
            continue
        if text[max(start - 1, 0) : start] in ("@", "#") or text[start] in "@#":
            unsure.append((start, end))
        elif (cleaned := clean_span(text, start, end, span["type"])) is not None:
            spans.append((*cleaned, span["type"]))
    source = raw.get("source", source)
    doc = raw.get("doc") or raw.get("id") or f"{source}/{hashlib.sha256(text.encode()).hexdigest()[:16]}"
    return Record(text, tuple(without_overlap(spans)), source, doc, tuple(unsure))


def without_overlap(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans in order; of two that overlap the longer one stays."""
    kept: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept.append(span)
    return sorted(kept)


def read(folder: Path) -> list[Record]:
    """Every record of the four training files in `folder`."""
    records = []
    for name in FILES:
        with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
            records += [to_record(json.loads(line), name) for line in lines]
    return records


def part(record: Record) -> str:
    """`train`, `dev` or `test`, by a hash of the document, so that no document is cut in two.

    Wikigold gives 20 % or more to test (the held-back measure) and 8 % to dev, EWT 20 % to dev, the others 3 % to dev.
    """
    share = int(hashlib.sha256(f"names/{record.doc}".encode()).hexdigest()[:8], 16) % 1000 / 1000
    test = 0.21 if record.source == "ner_en_wikigold" else 0.0
    dev = {"ner_en_wikigold": 0.08, "ner_en_uner_ewt_dev": 0.2}.get(record.source, 0.03)
    return "test" if share < test else "dev" if share < test + dev else "train"


def apply_edits(record: Record, edits: Iterable[tuple[int, int, str]]) -> Record:
    """Replace ranges of the text (no two overlap, each a whole span or clear of all spans) and move spans along."""
    ordered = sorted(edits)
    text, moved, at = [], [], 0
    for start, end, new in ordered:
        text += [record.text[at:start], new]
        at = end
        moved.append((start, end, len(new) - (end - start)))
    text.append(record.text[at:])

    def place(position: int, closing: bool) -> int:
        return position + sum(d for s, e, d in moved if e <= position and (closing or s < position or e < position))

    spans = tuple((place(s, False), place(e, True), kind) for s, e, kind in record.spans)
    unsure = tuple((place(s, False), place(e, True)) for s, e in record.unsure)
    return Record("".join(text), spans, record.source, record.doc, unsure)

"""From records to windows of piece ids with labels: noise, substitution, alignment with words, packing."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from tokenizers import Tokenizer

from . import invent
from .records import TYPES, Record, apply_edits

LABELS = ("O", *(f"{prefix}-{kind}" for kind in TYPES for prefix in "BI"))
IGNORED = -100
WINDOW = 254  # pieces the finished model reads at once: the best length on the dev documents, above the 160 of training
OVERLAP = 32  # pieces that neighbouring windows share
WORD = re.compile(r"\w+|[^\w\s]")
DOCUMENTS = ("ner_en_wikigold", "ner_en_uner_ewt_dev")  # sources whose texts follow one another
SHARES = {  # how often an epoch sees a record of a source
    "ner_en_wikigold": 1.7, "ner_en_uner_ewt_dev": 2.0, "ner_en_wnut17_dev": 0.6, "wnut_train": 0.6, "btc": 0.5,
}  # fmt: skip
INVENTED = 1600  # invented sentences an epoch


@dataclass(frozen=True)
class Piece:
    """Ids and labels of one text, without the marks of begin and end."""

    ids: list[int]
    labels: list[int]


def word_labels(record: Record) -> list[tuple[int, int, int]]:
    """(start, end, label id) of each word; IGNORED for unsure ones."""
    spans = iter(sorted(record.spans))
    span = next(spans, None)
    out = []
    for match in WORD.finditer(record.text):
        start, end = match.span()
        while span is not None and span[1] <= start:
            span = next(spans, None)
        if any(s < end and start < e for s, e in record.unsure):
            out.append((start, end, IGNORED))
        elif span is None or end <= span[0]:
            out.append((start, end, 0))
        else:
            first = start <= span[0]
            out.append((start, end, LABELS.index(f"{'B' if first else 'I'}-{span[2]}")))
    return out


def encode(record: Record, tokenizer: Tokenizer) -> Piece:
    """Pieces of a text, each with the label of the word that its last character belongs to."""
    owner = np.full(len(record.text) + 1, IGNORED)
    for start, end, label in word_labels(record):
        owner[start:end] = label
    encoding = tokenizer.encode(record.text, add_special_tokens=False)
    labels = [int(owner[end - 1]) if end > start else IGNORED for start, end in encoding.offsets]
    return Piece(encoding.ids, labels)


def swap_names(record: Record, rng: random.Random, share: float = 0.12) -> Record:
    """Put invented names in the place of a share of the names."""
    edits = []
    for start, end, kind in record.spans:
        if rng.random() < share:
            edits.append((start, end, invent.substitute(kind, record.text[start:end], rng)))
    return apply_edits(record, edits) if edits else record


def change_case(text: str, style: str) -> str:
    """The text in `upper`, `lower` or `title` case, character by character so that its length stays."""
    changed = {"upper": text.upper, "lower": text.lower, "title": lambda: re.sub(r"\b\w", lambda m: m[0].upper(), text)}[style]()
    return changed if len(changed) == len(text) else text


def curl_quotes(text: str) -> str:
    """Straight quotation marks and apostrophes to typographic ones, one character for one."""
    text = re.sub(r"(?<!\S)\"|(?<=[(\[])\"", "“", text).replace('"', "”")
    return re.sub(r"(?<!\S)'(?=\w)", "‘", text).replace("'", "’")


def noise(record: Record, rng: random.Random) -> Record:
    """Names swapped, and in some texts other case or other quotation marks."""
    record = swap_names(record, rng)
    roll = rng.random()
    if roll < 0.3:
        record = replace(record, text=curl_quotes(record.text))
    elif roll < 0.38:
        style = rng.choice(("upper", "lower", "title", "title"))
        record = replace(record, text=change_case(record.text, style))
    return record


def sentences(record: Record) -> list[Record]:
    """A text of several lines as one record a line."""
    out, at = [], 0
    for line in record.text.split("\n"):
        end = at + len(line)
        spans = tuple((s - at, e - at, k) for s, e, k in record.spans if at <= s and e <= end)
        unsure = tuple((s - at, e - at) for s, e in record.unsure if at <= s and e <= end)
        if line.strip():
            out.append(Record(line, spans, record.source, record.doc, unsure))
        at = end + 1
    return out


def pack(pieces: Iterable[Piece], limit: int) -> list[Piece]:
    """Join neighbours while they fit into `limit` pieces; cut what is longer than that."""
    out: list[Piece] = []
    ids: list[int] = []
    labels: list[int] = []
    for piece in pieces:
        if ids and len(ids) + len(piece.ids) > limit:
            out.append(Piece(ids, labels))
            ids, labels = [], []
        ids, labels = ids + piece.ids, labels + piece.labels
        while len(ids) > limit:
            out.append(Piece(ids[:limit], labels[:limit]))
            ids, labels = ids[limit:], labels[limit:]
    return [*out, Piece(ids, labels)] if ids else out


def epoch(records: Sequence[Record], tokenizer: Tokenizer, rng: random.Random, longest: int = 158) -> list[Piece]:
    """The windows of one epoch: sources in their shares, noise, sentences alone or joined with their neighbours."""
    chosen = []
    for _, group in groupby(sorted(records, key=lambda r: (r.source, r.doc)), key=lambda r: (r.source, r.doc)):
        texts = list(group)
        share = SHARES.get(texts[0].source, 1.0)
        for _ in range(int(share) + (rng.random() < share % 1)):
            chosen.append([line for text in texts for line in sentences(text)])
    chosen += [[s] for s in invent.sentences(INVENTED, rng)]
    rng.shuffle(chosen)
    chosen.sort(key=lambda texts: texts[0].source)  # stable: shuffled within a source
    windows: list[Piece] = []
    for source, group in groupby(chosen, key=lambda texts: texts[0].source):
        run: list[Piece] = []
        for texts in group:
            encoded = [encode(noise(text, rng), tokenizer) for text in texts]
            run += encoded
            if source in DOCUMENTS or rng.random() < 0.5:  # documents stay together, other texts stand alone or in a row
                windows += pack(run, rng.choice((longest // 3, longest * 2 // 3, longest)))
                run = []
        windows += pack(run, longest)
    rng.shuffle(windows)
    return windows


def batches(windows: Sequence[Piece], size: int, rng: random.Random, frame: tuple[int, int]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Arrays (ids, labels) of about `size` pieces; windows of like length go together, padded with id 1 and IGNORED."""
    ordered = sorted(windows, key=lambda w: len(w.ids) + rng.random() * 4)
    groups: list[list[Piece]] = [[]]
    for window in ordered:
        if groups[-1] and (len(groups[-1]) + 1) * (len(window.ids) + 2) > size:
            groups.append([])
        groups[-1].append(window)
    rng.shuffle(groups)
    out = []
    for group in groups:
        width = max(len(w.ids) for w in group) + 2
        ids = np.full((len(group), width), 1, np.int64)
        labels = np.full((len(group), width), IGNORED, np.int64)
        for row, window in enumerate(group):
            ids[row, : len(window.ids) + 2] = [frame[0], *window.ids, frame[1]]
            labels[row, 1 : len(window.ids) + 1] = window.labels
        out.append((ids, labels))
    return out

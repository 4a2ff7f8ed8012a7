"""Hand-made gold: what a careful reader finds in each document of the sample corpus.

`tests/gold/README.md` tells how it is written. A file names texts, not offsets; they are looked up in the document's text here,
and a text that is not there is an error that names file, table and text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from pipeline.errors import DragomanError
from pipeline.evaluation.spans import GAP, Span, TextIndex, TextNotFound, inside

ENTITIES = "entities.yaml"

Choice = tuple[Any, ...]
"""The answers that count as right, the first being the best."""


class GoldError(DragomanError):
    """A gold file says something that cannot be used; the message names file, table and what was found."""

    exit_code = 2


@dataclass(frozen=True)
class Entity:
    """A person, organisation or place of the gold, shared by all documents."""

    key: str
    type: str
    names: Choice
    acronyms: Choice = ()
    kind: Choice = ()
    country: Choice = ()
    parent: str | None = None


@dataclass(frozen=True)
class Mention:
    """One occurrence of a name; `names` are its base forms."""

    span: Span
    text: str
    names: Choice
    type: str
    key: str


@dataclass(frozen=True)
class Row:
    """One quote, proposal, number or role: where it lies and, field by field, which answers are right."""

    spans: tuple[Span, ...]
    text: str
    fields: Mapping[str, Choice]
    optional: bool = False
    others: tuple[Span, ...] = ()
    """Spans that are as right as the first: with or without what belongs to it loosely."""

    @property
    def span(self) -> Span:
        """From the first part's start to the last part's end."""
        return self.spans[0][0], self.spans[-1][1]

    def accepts(self, name: str, value: Any) -> bool:
        """Whether `value` is one of the right answers for the field."""
        return value in self.fields[name]


@dataclass(frozen=True)
class GoldDocument:
    """The gold of one document, with offsets."""

    doc_id: str
    text: str
    metadata: Mapping[str, Choice]
    mentions: tuple[Mention, ...]
    open_spans: tuple[Span, ...]
    furniture: tuple[Span, ...]
    actors: tuple[Mapping[str, Any], ...]
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)


_FIELDS = {
    "document": {"lang", "title", "date", "publisher", "author", "url"},
    "actors": {"key", "role", "organisation", "country"},
    "quotes": {"kind", "speaker", "by"},
    "proposals": {"proposer", "by", "force", "action", "topic", "group", "addressee"},
    "numbers": {
        "kind", "value", "low", "high", "from", "to", "unit", "qualifier", "measured", "entity", "period", "status",
    },
}  # fmt: skip
_PLACE = {"text", "or", "nth", "optional"}
_TABLES = ("quotes", "proposals", "numbers")
_REFERENCES = {"speaker", "proposer", "entity", "organisation", "key"}


def read_entities(gold_dir: Path) -> dict[str, Entity]:
    """The entities of `entities.yaml`, by key; raises GoldError on unknown fields and parents."""
    path = gold_dir / ENTITIES
    entities = {}
    for key, raw in _read(path).items():
        _known(path, key, raw, {"type", "names", "acronyms", "kind", "country", "parent"})
        lists = {name: choice(raw.get(name, ())) for name in ("names", "acronyms", "kind", "country")}
        entities[key] = Entity(key, raw["type"], parent=raw.get("parent"), **lists)
    for entity in entities.values():
        if entity.parent is not None and entity.parent not in entities:
            raise GoldError(f"{path}: {entity.key}: unknown parent {entity.parent!r}")
    return entities


def gold_files(gold_dir: Path) -> dict[str, Path]:
    """The gold file of each annotated document, by `doc_id`, in order: ``talk.txt.yaml``; other YAML is passed over."""
    files = {path.relative_to(gold_dir).as_posix().removesuffix(".yaml"): path for path in sorted(gold_dir.rglob("*.yaml"))}
    return {doc_id: path for doc_id, path in files.items() if PurePosixPath(doc_id).suffix}


def read_document(path: Path, doc_id: str, text: str, entities: Mapping[str, Entity]) -> GoldDocument:
    """The gold in `path` with its texts found in `text`; raises GoldError where one is not there."""
    raw = _read(path)
    _known(path, "the file", raw, {*_FIELDS, "mentions", "open", "furniture"})
    index = TextIndex.of(text)
    furniture = tuple(s for item in raw.get("furniture", ()) for s in _find_each(path, "furniture", index, item))
    open_spans = tuple(s for item in raw.get("open", ()) for s in _find_each(path, "open", index, item))
    rows = {table: tuple(_row(path, table, index, item, entities) for item in raw.get(table) or ()) for table in _TABLES}
    _known(path, "document", raw["document"], _FIELDS["document"])
    return GoldDocument(
        doc_id=doc_id,
        text=text,
        metadata={name: choice(value) for name, value in raw["document"].items()},
        mentions=_mentions(path, index, raw.get("mentions") or {}, entities, (*furniture, *open_spans)),
        open_spans=open_spans,
        furniture=furniture,
        actors=tuple(_actor(path, item, entities) for item in raw.get("actors") or ()),
        rows=rows,
    )


def choice(value: Any) -> Choice:
    """A value of a gold file as the tuple of right answers."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _mentions(
    path: Path,
    index: TextIndex,
    raw: Mapping[str, list[str]],
    entities: Mapping[str, Entity],
    skipped: tuple[Span, ...],
) -> tuple[Mention, ...]:
    """Every occurrence of the listed forms; the longest form claims its place first."""
    forms = []
    for key, items in raw.items():
        _reference(path, "mentions", key, entities)
        forms += [(key, *_form(item)) for item in items]
    claimed: list[Mention] = []
    for key, surface, names, wanted in sorted(forms, key=lambda form: -len(form[1])):
        taken = [m.span for m in claimed]
        free = [s for s in index.find_all(surface) if not inside(s, taken) and not inside(s, skipped)]
        if not free or max(wanted, default=0) > len(free):
            raise GoldError(f"{path}: mentions: {key}: {surface!r} occurs only {len(free)} times outside longer forms")
        for nth, span in enumerate(free, 1):
            if not wanted or nth in wanted:
                claimed.append(Mention(span, index.text[slice(*span)], names, entities[key].type, key))
    return tuple(sorted(claimed, key=lambda m: m.span))


def _form(item: str) -> tuple[str, Choice, tuple[int, ...]]:
    """``surface = base / other base @1,3`` as surface, base forms and which occurrences are meant."""
    body, _, numbers = item.partition(" @")
    surface, _, base = body.partition(" = ")
    names = tuple(base.split(" / ")) if base else (surface,)
    return surface, names, tuple(int(n) for n in re.findall(r"\d+", numbers))


def _row(path: Path, table: str, index: TextIndex, raw: Mapping[str, Any], entities: Mapping[str, Entity]) -> Row:
    _known(path, table, raw, _FIELDS[table] | _PLACE)
    fields = {name: choice(value) for name, value in raw.items() if name not in _PLACE}
    for name in _REFERENCES & fields.keys():
        for key in fields[name]:
            if key is not None:
                _reference(path, table, key, entities)
    first, *later = (str(part) for part in choice(raw["text"]))
    spans = [_find(path, table, index, {"text": first, "nth": raw.get("nth", 1)})]
    for part in later:
        spans.append(_next(path, table, index, part, spans[-1][1]))
    others = tuple(_find(path, table, index, item) for item in choice(raw.get("or", ())))
    return Row(tuple(spans), index.text[spans[0][0] : spans[-1][1]], fields, bool(raw.get("optional", False)), others)


def _actor(path: Path, raw: Mapping[str, Any], entities: Mapping[str, Entity]) -> Mapping[str, Any]:
    _known(path, "actors", raw, _FIELDS["actors"])
    for name in ("key", "organisation"):
        for key in choice(raw.get(name)):
            if key is not None:
                _reference(path, "actors", key, entities)
    return {**raw, "role": choice(raw.get("role")), "organisation": choice(raw.get("organisation"))}


def _find(path: Path, table: str, index: TextIndex, item: Any) -> Span:
    """A text, or a mapping of text and nth, as its span."""
    text, nth = (item, 1) if isinstance(item, str) else (item["text"], item.get("nth", 1))
    try:
        return index.find(text, nth)
    except TextNotFound as error:
        raise GoldError(f"{path}: {table}: {error}") from error


def _find_each(path: Path, table: str, index: TextIndex, item: Any) -> list[Span]:
    """Every span of a plain text; one span of a text with `nth` or a gap; none of a `maybe` that the reader has left out."""
    if isinstance(item, dict) and item.get("maybe") and not index.find_all(item["text"]):
        return []
    spans = index.find_all(item) if isinstance(item, str) else []
    return spans or [_find(path, table, index, item)]


def _next(path: Path, table: str, index: TextIndex, part: str, after: int) -> Span:
    """The span of `part`, which may hold a gap, that begins at or after `after`."""
    before = sum(start < after for start, _ in index.find_all(part.partition(GAP)[0]))
    return _find(path, table, index, {"text": part, "nth": before + 1})


def _reference(path: Path, table: str, key: str, entities: Mapping[str, Entity]) -> None:
    if key not in entities:
        raise GoldError(f"{path}: {table}: unknown entity {key!r}: add it to {ENTITIES}")


def _known(path: Path, where: str, raw: Mapping[str, Any], accepted: set[str]) -> None:
    unknown = sorted(set(raw) - accepted)
    if unknown:
        raise GoldError(f"{path}: {where}: unknown {', '.join(unknown)}; accepted: {', '.join(sorted(accepted))}")


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise GoldError(f"{path}: no YAML: {error}") from error
    if not isinstance(raw, dict):
        raise GoldError(f"{path}: holds no fields")
    return raw


def as_date(value: Any) -> str | None:
    """A date of a table or of gold as YYYY-MM-DD."""
    return value.isoformat()[:10] if isinstance(value, datetime.date) else value

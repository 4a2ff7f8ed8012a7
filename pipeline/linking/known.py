"""What no text says: bodies and places that the lexicons know by several names, in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from pipeline.lexicon import lexicon
from pipeline.linking.sounds import is_cyrillic, latin_letters, romanised


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of a lexicon; `slug` is the readable end of its id."""

    type: str
    slug: str
    name_en: str | None
    name_ru: str | None
    acronyms: tuple[str, ...] = ()
    kind: str | None = None
    country: str | None = None
    names: tuple[str, ...] = field(default=(), repr=False)


MOST = 80  # letters of a slug
_ONE_SIGN = str.maketrans("ёЁ’–—", "еЕ'--")


@lru_cache(maxsize=300_000)
def plain(name: str) -> str:
    """A name for looking up: no quotation marks, no article, one kind of space, dash and ё; small letters unless an acronym."""
    name = re.sub(r"[«»“”„\"()]", " ", name.translate(_ONE_SIGN))
    name = re.sub(r"^(?:the|The|THE)\s+", "", re.sub(r"\s+", " ", name).strip(" .,;:"))
    if name.isupper() and len(name) <= 8:
        return name
    name = re.sub(r"\b(organi|globali|moderni)z", r"\1s", name.lower())
    return name.replace("centre", "center").replace("co-operation", "cooperation")


def slug_of(name: str) -> str:
    """The name in small Latin letters and digits, joined by hyphens."""
    text = romanised(name).lower()
    text = re.sub(r"['’`]s\b", "s", text)
    slug = re.sub(r"[^a-z0-9]+", "-", latin_letters(text)).strip("-")
    return (slug if len(slug) <= MOST else slug[:MOST].rpartition("-")[0]) or "unnamed"


def known_entity(name: str, type_: str, country: str | None = None) -> Known | None:
    """The lexicon's entity of that name, or None. A body of another country than `country` is another body."""
    found = _index().get(("place" if type_ == "place" else "body", plain(name)))
    if found is None and type_ == "place":
        found = _index().get(("body", plain(name)))
    if found and country and found.country and found.country != country and found.type == "organisation":
        return None
    return found


@cache
def _index() -> dict[tuple[str, str], Known]:
    index: dict[tuple[str, str], Known] = {}
    twice: set[tuple[str, str]] = set()
    for known in (*_bodies(), *_places()):
        group = "place" if known.type == "place" else "body"
        for name in known.names:
            key = (group, plain(name))
            if index.setdefault(key, known) is not known and plain(name).isupper():
                twice.add(key)
    return {key: known for key, known in index.items() if key not in twice}


def _bodies() -> list[Known]:
    rows: list[tuple[str, dict[str, Any]]] = []
    for source, kind in (("international", "international"), ("bodies", "other"), ("media", "media")):
        rows += [(kind, row) for row in lexicon(source)]
    return [_body(kind, row) for kind, row in rows]


def _body(kind: str, row: dict[str, Any]) -> Known:
    english, russian = _listed(row.get("en")), _listed(row.get("ru"))
    acronyms = tuple(row.get("acronyms", ()))
    names = (*english, *russian, *acronyms, *row.get("also", ()))
    return Known(
        "organisation", slug_of(names[0]), english[0] if english else None, russian[0] if russian else None, acronyms,
        row.get("kind", kind), row.get("country"), names,
    )  # fmt: skip


def _listed(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def _places() -> list[Known]:
    out = []
    for names in lexicon("places"):
        english = [n for n in names if not is_cyrillic(n)]
        russian = [n for n in names if is_cyrillic(n)]
        out.append(Known("place", slug_of(english[0]), english[0], russian[0] if russian else None, names=tuple(names)))
    for code, row in lexicon("countries").items():
        english, russian = (row.get("capital") or [[], []])[:2]
        if english and russian:
            out.append(Known("place", slug_of(english[0]), english[0], russian[0], country=code, names=(english[0], russian[0])))
    return out

"""Roles over time: everything that documents say of somebody's offices, and which one is the latest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from typing import Any

from pipeline.lexicon import lexicon

Row = dict[str, Any]
_WORDS = re.compile(r"[^\W\d_]+")


def in_order(roles: Iterable[Row]) -> list[Row]:
    """Roles by the date of their document (undated ones first), then by document and place."""
    return sorted(roles, key=lambda r: (r["date"] or date.min, r["doc_id"], r["start"], r["role"]))


def latest_role(roles: Iterable[Row]) -> Row | None:
    """The role to name somebody by: of the newest documents, one that is not a former one if any is not.

    Among roles of one date the one whose organisation is known comes first, then the one whose country is, then the longer title
    ("Deputy Minister of Foreign Affairs" before "minister").
    """
    all_roles = in_order(roles)
    present = [role for role in all_roles if not role.get("former")] or all_roles
    if not present:
        return None
    newest = max(role["date"] or date.min for role in present)
    same_date = [role for role in present if (role["date"] or date.min) == newest]
    return max(same_date, key=lambda r: (r["organisation_id"] is not None, r["country"] is not None, len(r["role"] or "")))


@lru_cache(maxsize=50_000)
def office_kind(title: str, former: bool = False) -> str | None:
    """The kind of office that a title of either language names (`office_kinds.yaml`); a former one is a kind of its own."""
    words = _WORDS.findall(title.lower())
    for kind, english, russian in _kinds():
        if any(word in english or word.startswith(russian) for word in words):
            return f"former {kind}" if former else kind
    return None


@cache
def _kinds() -> list[tuple[str, frozenset[str], tuple[str, ...]]]:
    return [(kind, frozenset(row["en"]), tuple(row["ru"])) for kind, row in lexicon("office_kinds").items()]

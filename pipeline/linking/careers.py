"""Roles over time: everything that documents say of somebody's offices, and which one is the latest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

Row = dict[str, Any]


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

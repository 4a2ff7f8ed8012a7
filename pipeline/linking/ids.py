"""Ids that last: readable, the same whatever the order of the files, unchanged when documents are added.

Each form of a name has a key (type, plain name, what parts it from others of that name). The ledger remembers, for every key
ever seen, the id that it got first and in which run. An entity's forms bring their ids along: the oldest one is the entity's id,
the others are its `former_ids`. So a merge keeps the older id, and a merge that an analyst undoes gives the younger one back.
Where two entities bring the same id (an entity came apart), it stays with the one that holds the key the id was made from.
An entity none of whose keys is known gets an id made of its name; without a ledger all ids are made so, in a fixed order, and
two runs from scratch give the same ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

LEDGER = pa.schema([("key", pa.string()), ("entity_id", pa.string()), ("born", pa.int32()), ("anchor", pa.bool_())])


@dataclass(slots=True)
class Claim:
    """What an entity brings to the assignment: its keys (telling ones and weak ones), and the id it would like or must have."""

    keys: list[str]
    weak_keys: list[str]
    wish: str
    fixed: bool = False


@dataclass(slots=True)
class Ledger:
    """key -> (id, run in which the key was first seen, whether the id was made from this key)."""

    rows: dict[str, tuple[str, int, bool]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Ledger:
        """The ledger at `path` (Parquet); an empty one where there is no file."""
        return cls.from_table(pq.read_table(path)) if path.is_file() else cls()

    @classmethod
    def from_table(cls, table: pa.Table) -> Ledger:
        columns = [table.column(name).to_pylist() for name in LEDGER.names]
        return cls({key: (id_, born, anchor) for key, id_, born, anchor in zip(*columns, strict=True)})

    def to_table(self) -> pa.Table:
        """Rows by key, so that equal ledgers are equal files."""
        rows = sorted((key, *row) for key, row in self.rows.items())
        return pa.table([list(c) for c in zip(*rows, strict=True)] if rows else [[] for _ in LEDGER], schema=LEDGER)

    def keys_of(self, entity_id: str) -> list[str]:
        """The keys that ever had this id."""
        return [key for key, row in self.rows.items() if row[0] == entity_id]


def assign(claims: Sequence[Claim], ledger: Ledger) -> tuple[list[str], list[list[str]], Ledger]:
    """An id and the former ids of each entity, and the ledger for the next run. `ledger` itself is left as it is."""
    won = _won(claims, ledger)
    taken = {row[0] for row in ledger.rows.values()} | {c.wish for c in claims if c.fixed}
    ids: list[str | None] = [None] * len(claims)
    former: list[list[str]] = [[] for _ in claims]
    for i, claim in enumerate(claims):
        if claim.fixed:
            ids[i], former[i] = claim.wish, sorted(x for x in won[i] if x != claim.wish)
        elif won[i]:
            ids[i] = min(won[i], key=lambda x: (*won[i][x], x))
            former[i] = sorted(x for x in won[i] if x != ids[i])
    next_number: dict[str, int] = {}
    for i in sorted((i for i in range(len(claims)) if ids[i] is None), key=lambda i: (claims[i].wish, _first_key(claims[i]))):
        ids[i] = _free(claims[i].wish, taken, next_number)
        taken.add(ids[i] or "")
    final = [str(x) for x in ids]
    return final, former, _grown(claims, final, ledger)


def _first_key(claim: Claim) -> str:
    return min(claim.keys or claim.weak_keys)


def _free(wish: str, taken: set[str], next_number: dict[str, int]) -> str:
    """`wish`, or the first free one of wish-2, wish-3...; `next_number` remembers how far the search came for each wish."""
    if wish not in taken:
        return wish
    number = next_number.get(wish, 2)
    while f"{wish}-{number}" in taken:
        number += 1
    next_number[wish] = number
    return f"{wish}-{number}"


def _won(claims: Sequence[Claim], ledger: Ledger) -> list[dict[str, tuple[int, int]]]:
    """For each entity the ids that it may keep, with their age and (negated) weight of its keys."""
    bids: dict[str, list[tuple[bool, int, int, int]]] = {}
    births: dict[tuple[str, int], int] = {}
    for i, claim in enumerate(claims):
        weights: dict[str, tuple[bool, int]] = {}
        for keys, weight in ((claim.keys, 1000), (claim.weak_keys, 1)):
            for key in keys:
                if key in ledger.rows:
                    id_, born, anchor = ledger.rows[key]
                    had, total = weights.get(id_, (False, 0))
                    weights[id_] = (had or anchor, total + weight)
                    births[id_, i] = min(born, births.get((id_, i), born))
        for id_, (anchor, total) in weights.items():
            bids.setdefault(id_, []).append((not anchor, -total, births[id_, i], i))
    won: list[dict[str, tuple[int, int]]] = [{} for _ in claims]
    for id_, offers in bids.items():
        _, weight, born, i = min(offers)
        won[i][id_] = (born, weight)
    return won


def _grown(claims: Sequence[Claim], ids: list[str], ledger: Ledger) -> Ledger:
    run = max((row[1] for row in ledger.rows.values()), default=0) + 1
    rows = dict(ledger.rows)
    known_ids = {row[0] for row in rows.values()}
    for claim, id_ in zip(claims, ids, strict=True):
        fresh = sorted(k for k in (*claim.keys, *claim.weak_keys) if k not in rows)
        anchor = _first_key(claim) if id_ not in known_ids else None
        for key in fresh:
            rows[key] = (id_, run, key == anchor)
    return Ledger(rows)

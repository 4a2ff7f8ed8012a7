"""Joining forms into entities: best links first, and never a join that would put conflicting evidence into one entity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Edge:
    """A reason to take forms `a` and `b` (their numbers) for one entity."""

    score: float
    a: int
    b: int
    reason: str
    evidence: str = ""


@dataclass(slots=True)
class Refused:
    """A join that was not made, and why."""

    edge: Edge
    why: str


Guard = Callable[[list[int], list[int]], str | None]


@dataclass
class Clusters:
    """Disjoint sets of forms. `guard(members, members)` says why two sets must stay apart, or None.

    `apart` holds, for a form, the marks that an analyst set: two forms whose marks share a number but not a side never meet.
    Each form remembers the link by which it was joined.
    """

    size: int
    guard: Guard
    apart: dict[int, set[tuple[int, int]]] = field(default_factory=dict)
    joined_by: dict[int, Edge] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._parent = list(range(self.size))
        self._members: dict[int, list[int]] = {}

    def find(self, form: int) -> int:
        """The number that stands for the set of `form`."""
        parent = self._parent
        root = form
        while parent[root] != root:
            root = parent[root]
        while parent[form] != root:
            parent[form], form = root, parent[form]
        return root

    def members(self, form: int) -> list[int]:
        """The forms of the set of `form`, in the order in which they were joined."""
        root = self.find(form)
        return self._members.get(root) or [root]

    def join(self, edge: Edge, *, always: bool = False) -> bool:
        """Join two sets unless the guard or an analyst forbids; with `always` only the analyst can. True when they are one."""
        a, b = self.find(edge.a), self.find(edge.b)
        if a == b:
            return True
        left, right = self.members(a), self.members(b)
        why = self._kept_apart(left, right) or (None if always else self.guard(left, right))
        if why:
            self.refused.append(Refused(edge, why))
            return False
        if (len(left), -a) < (len(right), -b):
            a, b, left, right = b, a, right, left
        self._parent[b] = a
        self._members[a] = left + right
        self._members.pop(b, None)
        for form in (edge.a, edge.b):
            self.joined_by.setdefault(form, edge)
        return True

    def join_all(self, edges: list[Edge], *, always: bool = False) -> None:
        """Join along `edges`, the best first; ties in the order of the forms."""
        for edge in sorted(edges, key=lambda e: (-e.score, e.a, e.b)):
            self.join(edge, always=always)

    def all(self) -> list[list[int]]:
        """Every set, its forms in order, sets by their first form."""
        sets: dict[int, list[int]] = {}
        for form in range(self.size):
            sets.setdefault(self.find(form), []).append(form)
        return sorted(sets.values())

    def _kept_apart(self, left: list[int], right: list[int]) -> str | None:
        if not self.apart:
            return None
        marks: dict[int, set[int]] = {}
        for form in left:
            for entry, side in self.apart.get(form, ()):
                marks.setdefault(entry, set()).add(side)
        for form in right:
            for entry, side in self.apart.get(form, ()):
                if marks.get(entry, {side}) != {side}:
                    return "curated: different"
        return None

"""Exact span precision, recall and F1 by type; a leading "the" and a trailing 's are left out of both sides."""

from __future__ import annotations

import re
from collections.abc import Iterable

Spans = Iterable[tuple[int, int, str]]
KINDS = ("PER", "ORG", "LOC", "ALL")


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without a leading "the" and a trailing possessive."""
    if found := re.match(r"(?i)the\s+", text[start:end]):
        start += found.end()
    if found := re.search(r"['’]s?$", text[start:end]):
        end -= len(found[0])
    return start, end


class Score:
    """Counts of (right, wrong, missed) by type over many texts."""

    def __init__(self) -> None:
        self.counts = {kind: [0, 0, 0] for kind in KINDS}

    def add(self, text: str, gold: Spans, found: Spans) -> None:
        """Count one text."""
        want = {(*bare(text, s, e), k) for s, e, k in gold if k in KINDS}
        have = {(*bare(text, s, e), k) for s, e, k in found if k in KINDS}
        for kind in KINDS:
            w, h = ({x for x in side if kind in (x[2], "ALL")} for side in (want, have))
            for i, n in enumerate((len(w & h), len(h - w), len(w - h))):
                self.counts[kind][i] += n

    def f1(self, kind: str = "ALL") -> float:
        """F1 of a type; 1 where there is nothing to find and nothing was found."""
        right, wrong, missed = self.counts[kind]
        return 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0

    def row(self) -> str:
        """F1 of all and by type, then precision and recall of all, for printing."""
        right, wrong, missed = self.counts["ALL"]
        figures = " ".join(f"{kind} {self.f1(kind):.3f}" for kind in ("ALL", "PER", "ORG", "LOC"))
        return f"F1 {figures} | P {right / max(right + wrong, 1):.3f} R {right / max(right + missed, 1):.3f}"

"""Where an annotated text lies in a document, however the lines of that document are broken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

Span = tuple[int, int]

GAP = " … "
"""Stands in gold for a middle that is left out: ``We keep five … on equal terms``."""

_DROPPED = re.compile(r"[\s\u00ad\u2010\u2011-]")
_ARTICLE = re.compile(r"(?i)(?:the|an|a)\s+")
_POSSESSIVE = re.compile(r"['’]s?$")


class TextNotFound(ValueError):
    """An annotated text does not occur (so often) in its document."""


@dataclass(frozen=True)
class TextIndex:
    """A document's text with blanks and hyphens left out, and the way back to its offsets."""

    text: str
    squeezed: str
    positions: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> TextIndex:
        """Index `text`; blanks and hyphens are skipped so that broken lines and words are found too."""
        kept = [(i, c) for i, c in enumerate(text) if not _DROPPED.match(c)]
        return cls(text, "".join(c for _, c in kept), tuple(i for i, _ in kept))

    def find_all(self, wanted: str) -> list[Span]:
        """All spans of `wanted` that begin and end at the border of a word, in order."""
        squeezed = _DROPPED.sub("", wanted)
        if not squeezed:
            return []
        found, at = [], self.squeezed.find(squeezed)
        while at >= 0:
            span = (self.positions[at], self.positions[at + len(squeezed) - 1] + 1)
            if self._whole_words(span):
                found.append(span)
            at = self.squeezed.find(squeezed, at + 1)
        return found

    def find(self, wanted: str, nth: int = 1) -> Span:
        """The `nth` span (from 1) of `wanted`, which may hold one gap; raises TextNotFound."""
        head, gap, tail = wanted.partition(GAP)
        spans = self.find_all(head)
        if not 1 <= nth <= len(spans):
            raise TextNotFound(f"{head!r} number {nth} not found: it occurs {len(spans)} times")
        start, end = spans[nth - 1]
        if not gap:
            return start, end
        ends = [e for s, e in self.find_all(tail) if s >= end]
        if not ends:
            raise TextNotFound(f"{tail!r} not found after {head!r}")
        return start, ends[0]

    def _whole_words(self, span: Span) -> bool:
        start, end = span
        cut_before = start > 0 and self.text[start - 1].isalnum() and self.text[start].isalnum()
        cut_after = end < len(self.text) and self.text[end].isalnum() and self.text[end - 1].isalnum()
        return not (cut_before or cut_after)


def overlap(a: Span, b: Span) -> int:
    """Number of characters that two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def inside(span: Span, regions: Iterable[Span]) -> bool:
    """Whether `span` touches one of `regions`."""
    return any(overlap(span, region) for region in regions)


def trim(text: str, span: Span) -> Span:
    """The span without a leading English article and a final possessive, as names are compared."""
    start, end = span
    article = _ARTICLE.match(text[start:end])
    start += article.end() if article else 0
    possessive = _POSSESSIVE.search(text[start:end])
    return start, end - (len(possessive[0]) if possessive else 0)


def letters(text: str, spans: Iterable[Span]) -> set[int]:
    """Offsets of the letters and digits in `spans`: marks and blanks count on neither side."""
    return {i for start, end in spans for i in range(start, end) if text[i : i + 1].isalnum()}


def words(text: str, span: Span) -> set[int]:
    """Offsets at which the words of `span` begin."""
    return {span[0] + m.start() for m in re.finditer(r"\w+", text[slice(*span)])}


def likeness(a: set[int], b: set[int]) -> float:
    """Intersection over union, 0 for two empty sets."""
    return len(a & b) / len(a | b) if a or b else 0.0


def best_pairs(scores: Iterable[tuple[float, int, int]], least: float) -> dict[int, int]:
    """One-to-one pairs {left: right} of at least `least`, best score first, ties by position."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for score, left, right in sorted(scores, key=lambda s: (-s[0], s[1], s[2])):
        if score >= least and left not in pairs and right not in taken:
            pairs[left] = right
            taken.add(right)
    return pairs

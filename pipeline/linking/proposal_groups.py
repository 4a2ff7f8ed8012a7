"""The same proposal in several documents and languages gets one group.

Meaning (a sentence encoder that reads both languages) brings two proposals together; guards keep them apart: other numbers,
other places or bodies, another or the opposite action. Measured on composed pairs (`tests/gold/proposal_groups.yaml`), right
pairs score 0.49 to 0.94 and near misses up to 0.96, so the guards do as much as the scores. Precision comes before recall.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from pipeline.lexicon import lexicon
from pipeline.linking.clusters import Clusters, Edge

ACROSS, WITHIN = 0.72, 0.80
"""Least likeness of two proposals in different languages, and in one language."""
BEST_ACROSS, MARGIN = 0.60, 0.08
"""Enough across languages where each is the other's best match by a margin."""
NEAREST, SAME = 8, 0.75
"""How many candidates are looked at, and how alike two of them are where they count as one."""
OTHER_PARTY = 0.04
"""What another proposer adds to the least likeness."""
OTHER_ACTION = 0.86
"""Least likeness where the actions are known and differ."""
LEAST_IN_CLUSTER = 0.55
"""Least likeness of any two members of one group."""
CHUNK = 512
LEAST_WHOLE = 0.5
"""Least likeness of whole texts where their stems decide."""
RICH = 4
"""Content words that a core needs: "strengthen cooperation" is too little to be recognised by."""
CIRCUMSTANCE = {
    "en": re.compile(r"[,;(–—]| (?:by|until|before|during|within|no later than|of at least) | (?:in|at|from) (?=[A-Z0-9])"),
    "ru": re.compile(r"[,;(–—]| (?:до|не менее|мощностью|в течение) | к (?=\d)| (?:в|во|на|из|при) (?=[А-ЯЁ0-9])"),
}
"""Where a text begins to say where, when and how much: what comes before is its stem."""
ADDITION = {
    "en": re.compile(r" (?:for|in|at|from|with|on|between|among|valid|open|that|which) "),
    "ru": re.compile(r" (?:в|во|к|для|на|между|при|с|со|по|из|среди|через) "),
}
"""Where it may begin to say more, or what it is about: what comes before is its core."""
LEAST_CORE_WORDS = 4
CAPITAL = re.compile(r"(?<=\s)[A-ZА-ЯЁ]\w{2,}")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class ProposalForm:
    """What grouping looks at. `names`: ids of places and bodies that the text names; `proposer`: an entity id or None."""

    proposal_id: str
    text: str
    lang: str
    action: str
    proposer: str | None = None
    names: frozenset[str] = field(default_factory=frozenset)


Encode = Callable[[list[str]], dict[str, list[float]]]


def group_proposals(forms: Sequence[ProposalForm], encode: Encode) -> dict[str, str]:
    """proposal_id -> group_id for every proposal; a group is named after its member with the smallest id.

    `encode` gives unit vectors of distinct texts; a text without vector is grouped with equal texts only. The result does
    not depend on the order of `forms`.
    """
    ordered = sorted(forms, key=lambda form: form.proposal_id)
    facts = [_Facts.of(form) for form in ordered]
    vectors = _Vectors.of(ordered, encode)
    clusters = Clusters(len(ordered), lambda left, right: _apart(facts, vectors, left, right))
    first: dict[tuple[str, str], int] = {}
    equal = ((first.setdefault((form.lang, _plain(form.text)), i), i) for i, form in enumerate(ordered))
    clusters.join_all([Edge(1.0, a, b, "same words") for a, b in equal if a != b])
    if vectors is not None:
        clusters.join_all(_edges(facts, vectors))
    return {ordered[i].proposal_id: ordered[members[0]].proposal_id for members in clusters.all() for i in members}


def _apart(facts: list[_Facts], vectors: _Vectors | None, left: list[int], right: list[int]) -> str | None:
    """Why two sets of proposals must not become one group: the guards between any two members, or meanings far apart."""
    if any(_forbidden(facts[i], facts[j]) for i in left for j in right):
        return "numbers, names or actions differ"
    if vectors is None:
        return None
    least = float(vectors.likeness(left, right).min())
    return f"likeness {least:.2f}" if 0.0 < least < LEAST_IN_CLUSTER else None


@dataclass(frozen=True, slots=True)
class _Facts:
    lang: str
    sense: str | None
    numbers: frozenset[str]
    names: frozenset[str]
    capitals: frozenset[str]
    proposer: str | None

    @classmethod
    def of(cls, form: ProposalForm) -> _Facts:
        numbers = frozenset(number.replace(",", ".") for number in NUMBER.findall(form.text))
        capitals = frozenset(word[:4] for word in CAPITAL.findall(form.text))
        return cls(form.lang, _senses().get(_plain(form.action)), numbers, form.names, capitals, form.proposer)


def _forbidden(a: _Facts, b: _Facts) -> bool:
    """Whether each names a number or a place that the other lacks, or the actions are opposite."""
    if (a.numbers - b.numbers and b.numbers - a.numbers) or (a.names - b.names and b.names - a.names):
        return True
    if a.lang == b.lang and a.capitals - b.capitals and b.capitals - a.capitals:
        return True
    return a.sense is not None and b.sense is not None and frozenset((a.sense, b.sense)) in _opposites()


def _least(a: _Facts, b: _Facts) -> float:
    """The likeness that two proposals need."""
    least = WITHIN if a.lang == b.lang else ACROSS
    if a.proposer and b.proposer and a.proposer != b.proposer:
        least += OTHER_PARTY
    return max(least, OTHER_ACTION) if _other_action(a, b) else least


def _other_action(a: _Facts, b: _Facts) -> bool:
    return a.sense is not None and b.sense is not None and a.sense != b.sense


def _edges(facts: list[_Facts], vectors: _Vectors) -> list[Edge]:
    """Pairs that are like enough, and pairs that are each other's clearly best match across languages."""
    edges, best = [], _best_across(facts, vectors)
    for start in range(0, len(facts), CHUNK):
        likeness = vectors.likeness(range(start, min(start + CHUNK, len(facts))), range(len(facts)))
        for row, j in np.argwhere(likeness >= BEST_ACROSS):
            i, k, score = start + int(row), int(j), float(likeness[row, j])
            if i >= k or _forbidden(facts[i], facts[k]):
                continue
            mutual = best.get(i) == k and best.get(k) == i and not _other_action(facts[i], facts[k])
            if mutual or score >= _least(facts[i], facts[k]):
                edges.append(Edge(score, i, k, "best match" if mutual else "likeness"))
    return edges


def _best_across(facts: list[_Facts], vectors: _Vectors) -> dict[int, int]:
    """For each proposal the one in the other language that is most like it, by a margin, guards held."""
    best: dict[int, int] = {}
    langs = np.array([fact.lang for fact in facts])
    for start in range(0, len(facts), CHUNK):
        likeness = vectors.likeness(range(start, min(start + CHUNK, len(facts))), range(len(facts)))
        for row in range(likeness.shape[0]):
            i = start + row
            scores = np.where(langs == facts[i].lang, -1.0, likeness[row])
            order = np.argsort(-scores, kind="stable")[:NEAREST]
            allowed = [int(k) for k in order if scores[k] > 0 and not _forbidden(facts[i], facts[int(k)])]
            if allowed:  # the next best is one that is not the best once more, in other words
                same = vectors.likeness(allowed[:1], allowed)[0] >= SAME
                others = [k for k, is_same in zip(allowed, same, strict=True) if not is_same]
                if not others or scores[allowed[0]] - scores[others[0]] >= MARGIN:
                    best[i] = allowed[0]
    return best


@dataclass(slots=True)
class _Vectors:
    """Unit vectors of whole texts, of their stems and of their cores.

    `rich_stem`, `rich_core`: they say enough to be recognised by; `added`: the text says more than its core.
    """

    whole: Any
    stem: Any
    core: Any
    rich_stem: Any
    rich_core: Any
    added: Any

    @classmethod
    def of(cls, forms: list[ProposalForm], encode: Encode) -> _Vectors | None:
        texts = [form.text for form in forms]
        stems = [_until(form.text, CIRCUMSTANCE.get(form.lang)) for form in forms]
        cores = [_until(stem, ADDITION.get(form.lang)) for stem, form in zip(stems, forms, strict=True)]
        found = encode(sorted({*texts, *stems, *cores}))
        if not found:
            return None
        nothing = [0.0] * len(next(iter(found.values())))

        def matrix(of: list[str]) -> Any:
            return np.array([found.get(text, nothing) for text in of], dtype=np.float32)

        added = np.array([core != text for core, text in zip(cores, texts, strict=True)])
        return cls(matrix(texts), matrix(stems), matrix(cores), _rich(stems), _rich(cores), added)

    def likeness(self, left: Sequence[int], right: Sequence[int]) -> Any:
        """Of each left with each right one: of the whole texts, of their stems, or of the cores where only one says more."""
        a, b = list(left), list(right)
        whole, stem, core = (m[a] @ m[b].T for m in (self.whole, self.stem, self.core))
        stems = self.rich_stem[a][:, None] & self.rich_stem[b][None, :] & (whole >= LEAST_WHOLE)
        cores = self.rich_core[a][:, None] & self.rich_core[b][None, :] & (self.added[a][:, None] ^ self.added[b][None, :])
        return np.maximum(np.where(stems, np.maximum(whole, stem), whole), np.where(cores, core, whole))


def _rich(texts: list[str]) -> Any:
    return np.array([sum(len(word) > 3 for word in re.findall(r"\w+", text)) >= RICH for text in texts])


def _until(text: str, end: re.Pattern[str] | None) -> str:
    """The text before the first match that leaves enough words."""
    matches = end.finditer(text) if end is not None else iter(())
    starts = (match.start() for match in matches)
    return next((text[:at] for at in starts if len(text[:at].split()) >= LEAST_CORE_WORDS), text)


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split())


@cache
def _senses() -> dict[str, str]:
    table: dict[str, list[str]] = lexicon("proposal_actions")["senses"]
    return {_plain(verb): sense for sense, verbs in reversed(table.items()) for verb in verbs}


@cache
def _opposites() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in lexicon("proposal_actions")["opposites"])

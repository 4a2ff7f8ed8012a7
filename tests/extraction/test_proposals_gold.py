"""Floors on the hand-made sentences of `tests/gold/proposals_*.yaml`, with and without proposals."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from spacy.tokens import Doc

from pipeline.extraction.records import Context, Proposal
from pipeline.languages.pipelines import parse_text

GOLD = Path(__file__).parents[1] / "gold"


@dataclass
class Score:
    """`spurious` counts items without proposals that gave a row; `who`, `action` and `force` are right ones among the found."""

    found: int = 0
    missed: int = 0
    extra: int = 0
    who: int = 0
    action: int = 0
    force: int = 0
    without: int = 0
    spurious: int = 0
    notes: list[str] = field(default_factory=list)

    def f1(self) -> float:
        return 2 * self.found / (2 * self.found + self.missed + self.extra)


def overlap(a: str, b: str) -> float:
    """Words in common over words of either."""
    x, y = Counter(a.lower().split()), Counter(b.lower().split())
    common = (x & y).total()
    return common / (x.total() + y.total() - common)


def names_of(doc: Doc, proposal: Proposal) -> str:
    party = proposal.proposer
    if party is None:
        return ""
    entity = doc._.entities[party.entity] if party.entity is not None else None
    return " ".join([doc.text[party.start : party.end], *([entity.name, *sorted(entity.aliases)] if entity else [])])


def named(want: str | None, got: str, lang: str) -> bool:
    """Whether the proposer is the wanted one; Russian names are declined, so that their beginnings decide."""
    if want is None:
        return not got
    parts = [want] if lang == "en" else [word[:4] for word in want.split()]
    return all(part.lower() in got.lower() for part in parts)


def measure(name: str, lang: str) -> Score:
    score = Score()
    for item in yaml.safe_load((GOLD / f"{name}_{lang}.yaml").read_text(encoding="utf-8")):
        doc = parse_text(item["text"], lang, Context(lang=lang, author=item.get("author")))
        compare(score, doc, item, lang)
    return score


def compare(score: Score, doc: Doc, item: dict[str, Any], lang: str) -> None:
    free = list(doc._.proposals)
    wanted = item.get("want", [])
    score.without += not wanted
    score.spurious += bool(free and not wanted)
    for want in wanted:
        best = max(free, key=lambda p: overlap(doc.text[p.start : p.end], want["text"]), default=None)
        if best is None or overlap(doc.text[best.start : best.end], want["text"]) < 0.5:
            score.missed += 1
            score.notes.append(f"missed: {want['text']}")
            continue
        free.remove(best)
        score.found += 1
        score.who += named(want["by"], names_of(doc, best), lang)
        score.action += best.action == want["action"]
        score.force += best.force == want["force"]
    score.extra += len(free)
    score.notes += [f"extra: {doc.text[p.start : p.end]} ({p.rule}) in: {item['text']}" for p in free]


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize(("name", "least", "f1", "who"), [("proposals", 110, 0.95, 0.93), ("proposals_held_out", 40, 0.88, 0.88)])
def test_floors(name, lang, least, f1, who):
    score = measure(name, lang)
    told = "\n".join(score.notes)
    assert score.found + score.missed + score.without >= least
    assert score.f1() >= f1, told
    assert score.who / score.found >= who, told
    assert score.action / score.found >= 0.93
    assert score.force / score.found >= 0.93
    assert score.spurious / score.without < 0.05, told

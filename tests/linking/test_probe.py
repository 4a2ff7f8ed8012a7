"""People's names of the public gold data: hard cases of nomenklatura, and a probe made of Wikidata's name tokens."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.linking.candidates import PEOPLE_ACROSS
from pipeline.linking.names import parse_person
from pipeline.linking.people import compare_people
from tests.linking.probe import same_and_near


def score(a: str, b: str) -> float:
    first, second = parse_person(a), parse_person(b)
    if first is None or second is None:
        return 0.0
    comparison = compare_people(first, second)
    return 0.0 if comparison.conflict else comparison.score


def f1(pairs: list[tuple[float, bool]], needed: float) -> float:
    hits = sum(s >= needed and same for s, same in pairs)
    return 2 * hits / (sum(s >= needed for s, _ in pairs) + sum(same for _, same in pairs))


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_hard_cases_of_people(shared_gold: Path) -> None:
    cases = [r for r in rows(shared_gold / "names_nomenklatura_cases.jsonl") if r["type"] == "PER"]
    assert f1([(score(r["a"], r["b"]), r["match"]) for r in cases], PEOPLE_ACROSS) > 0.80


def test_cyrillic_and_latin_cases_are_all_right(shared_gold: Path) -> None:
    cases = [r for r in rows(shared_gold / "names_nomenklatura_cases.jsonl") if r["type"] == "PER" and r["cyrillic"]]
    assert len(cases) > 10
    assert [r for r in cases if (score(r["a"], r["b"]) >= PEOPLE_ACROSS) != r["match"]] == []


def test_probe_of_full_names(shared_gold: Path) -> None:
    same, near = same_and_near(shared_gold / "names_wd_person_tokens_enru.jsonl", 300)
    assert len(same) >= 200 and len(near) >= 200
    pairs = [(score(a, b), True) for a, b in same] + [(score(a, b), False) for a, b in near]
    assert f1(pairs, PEOPLE_ACROSS) >= 0.95

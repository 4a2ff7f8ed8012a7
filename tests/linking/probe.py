"""A probe of people's names in two scripts, made of pairs of name tokens (Wikidata) that nothing was learned from."""

from __future__ import annotations

import json
import random
import zlib
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

Pair = tuple[str, str]


def unseen_tokens(path: Path, least: int = 3) -> list[Pair]:
    """(Latin, Cyrillic) tokens borne by at least `least` people that benchmarks/linking/learn_likeness.py left aside."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    kept = [r for r in rows if int(r["count"]) >= least and zlib.crc32(r["en"].encode()) % 5 == 0 and min(len(r["en"]), len(r["ru"])) > 3]
    return sorted({(r["en"].title(), r["ru"].title()) for r in kept})


def same_and_near(path: Path, n: int, seed: int = 7) -> tuple[list[Pair], list[Pair]]:
    """`n` pairs of one full name in both scripts, and `n` near misses: the same surname with another given name, or the same
    given name with the surname that is spelled most alike (half of each)."""
    tokens, rng = unseen_tokens(path), random.Random(seed)
    same, near = [], []
    cyrillic = [ru for _, ru in tokens]
    for i in range(n):
        given, surname, other = rng.sample(tokens, 3)
        same.append((f"{given[0]} {surname[0]}", f"{given[1]} {surname[1]}"))
        if i % 2:
            near.append((f"{given[0]} {surname[0]}", f"{other[1]} {surname[1]}"))
        else:
            others = [c for c in cyrillic if c != surname[1]]
            closest = process.extractOne(surname[1], others, scorer=OSA.normalized_similarity)[0]
            near.append((f"{given[0]} {surname[0]}", f"{given[1]} {closest}"))
    return same, near

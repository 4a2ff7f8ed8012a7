"""Learn which Latin letters stand for which Cyrillic ones in people's names, and how usual each pair is.

    python -m benchmarks.linking.learn_likeness ../shared/gold/names_wd_person_tokens_enru.jsonl

Input: one JSON object a line with one token of a name in Latin (`en`) and Cyrillic (`ru`) (Wikidata, CC0); four fifths of them
(by a hash) are learned from, the rest is left for the probe in tests/linking. Method: many-to-many alignment by expectation
maximisation (Jiampojamarn et al., 2007), chunks of up to four Latin and three Cyrillic letters. Output:
`pipeline/lexicons/letters.yaml`, costs in tenths of a nat, the mean of both conditional directions.
"""

from __future__ import annotations

import json
import math
import sys
import zlib
from collections import defaultdict
from pathlib import Path

from pipeline.linking.sounds import folded

SIZES = [(a, b) for a in range(5) for b in range(4) if (a, b) != (0, 0) and not (a == 0 and b > 1) and not (b == 0 and a > 2)]
Table = dict[tuple[str, str], float]


def is_for_learning(latin: str) -> bool:
    """Four fifths of all tokens, whatever their order."""
    return zlib.crc32(latin.encode()) % 5 != 0


def pairs(path: Path) -> list[tuple[str, str]]:
    """Folded tokens to learn from, without pairs whose lengths show that they are no two spellings of one name."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    tokens = ((folded(r["en"]), folded(r["ru"])) for r in rows if is_for_learning(r["en"]))
    return sorted({(a, b) for a, b in tokens if a.isascii() and a and b and 0.5 <= len(b) / len(a) <= 1.7})


def start(data: list[tuple[str, str]]) -> Table:
    """All chunks that could be aligned, likelier where they occur together often; long chunks are handicapped."""
    counts: Table = defaultdict(float)
    for a, b in data:
        for la, lb in SIZES:
            for i in range(len(a) - la + 1):
                centre = i * len(b) / len(a)
                for j in range(max(0, int(centre) - 1), min(len(b) - lb, int(centre) + 1) + 1):
                    counts[a[i : i + la], b[j : j + lb]] += 0.2 ** (abs(la - 1) + abs(lb - 1))
    return normalised({k: v for k, v in counts.items() if v > 0.5})


def normalised(counts: Table) -> Table:
    total = sum(counts.values())
    return {k: v / total for k, v in counts.items()}


def expect(a: str, b: str, table: Table, counts: Table) -> float:
    """Add the expected counts of one pair (forward, backward); returns its log-likelihood by letter."""
    n, m = len(a), len(b)
    ahead = [[0.0] * (m + 1) for _ in range(n + 1)]
    ahead[0][0] = 1.0
    arcs = []
    for i in range(n + 1):
        for j in range(m + 1):
            here = ahead[i][j]
            if not here:
                continue
            for la, lb in SIZES:
                if i + la <= n and j + lb <= m:
                    p = table.get((a[i : i + la], b[j : j + lb]))
                    if p:
                        ahead[i + la][j + lb] += here * p
                        arcs.append((i, j, la, lb, p))
    total = ahead[n][m]
    if total <= 0:
        return -99.0
    back = [[0.0] * (m + 1) for _ in range(n + 1)]
    back[n][m] = 1.0
    for i, j, la, lb, p in reversed(arcs):
        back[i][j] += p * back[i + la][j + lb]
    for i, j, la, lb, p in arcs:
        counts[a[i : i + la], b[j : j + lb]] += ahead[i][j] * p * back[i + la][j + lb] / total
    return math.log(total) / (n + m)


def learn(data: list[tuple[str, str]], rounds: int = 6) -> Table:
    table = start(data)
    for round_ in range(rounds):
        counts: Table = defaultdict(float)
        likelihoods = [expect(a, b, table, counts) for a, b in data]
        ranked = sorted(zip(likelihoods, data, strict=True), reverse=True)
        data = sorted(pair for _, pair in ranked[: int(len(ranked) * 0.985)])  # the worst are no two spellings of one name
        table = normalised({k: v for k, v in counts.items() if v > 0.05 * (round_ + 1)})
        mean = sum(likelihoods) / len(likelihoods)
        print(f"round {round_ + 1}: {len(data)} pairs, {len(table)} chunks, mean log-likelihood {mean:.3f}")
    return normalised({k: v for k, v in counts.items() if v >= 1.0})


def costs(table: Table) -> dict[str, dict[str, int]]:
    latin, cyrillic = defaultdict(float), defaultdict(float)
    for (a, b), p in table.items():
        latin[a] += p
        cyrillic[b] += p
    out: dict[str, dict[str, int]] = defaultdict(dict)
    for (a, b), p in sorted(table.items()):
        cost = -0.5 * (math.log(p / latin[a]) + math.log(p / cyrillic[b]))
        if cost < 4.5:
            out[a][b] = round(10 * cost)
    return out


HEAD = """# Which Cyrillic letters stand for which Latin ones in people's names, and at what cost (tenths of a nat; 0 is the usual
# one). Learned by benchmarks/linking/learn_likeness.py from pairs of name tokens of Wikidata (CC0); not written by hand.
"""


def main() -> None:
    table = costs(learn(pairs(Path(sys.argv[1]))))
    lines = [f"{json.dumps(a)}: {json.dumps(row, ensure_ascii=False)}\n" for a, row in table.items()]
    Path("pipeline/lexicons/letters.yaml").write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{sum(map(len, table.values()))} pairs of chunks")


if __name__ == "__main__":
    main()

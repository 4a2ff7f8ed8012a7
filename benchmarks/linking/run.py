"""How long linking takes and how much memory, from 10,000 to 1,000,000 local entities, and what comes out of it.

    python -m benchmarks.linking.run                      # 10,000, 100,000 and 1,000,000, each in a process of its own
    python -m benchmarks.linking.run --mentions 50000     # one size, in this process
    python -m benchmarks.linking.run --compare 20000      # also Splink on the people among as many (pip install splink)

Seconds are wall clock from the first batch to the tables (CPU seconds tell what a busy machine hides), memory is the
process's peak with the generator in it, F1 is pairwise over all local entities. Bare surnames and acronyms that several
entities share count as missed where they are left open, which is what they should be.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import pyarrow as pa

from benchmarks.linking.generate import batches, things
from pipeline.linking.link import LinkOptions, link

SIZES = (10_000, 100_000, 1_000_000)


def measure(n: int, seed: int) -> dict[str, object]:
    """Link a corpus of `n` local entities of `n / 10` entities; generating it is not counted."""
    entities = things(n // 10, seed)
    truth: list[int] = []
    spent = spent_cpu = 0.0

    def timed() -> Iterator[pa.Table]:
        nonlocal spent, spent_cpu
        source = batches(entities, n, seed)
        while True:
            start, start_cpu = time.perf_counter(), time.process_time()
            batch = next(source, None)
            spent += time.perf_counter() - start
            spent_cpu += time.process_time() - start_cpu
            if batch is None:
                return
            truth.extend(batch[1])
            yield batch[0]

    start, start_cpu = time.perf_counter(), time.process_time()
    result = link(timed(), options=LinkOptions())
    seconds, cpu = time.perf_counter() - start - spent, time.process_time() - start_cpu - spent_cpu
    scores = pairwise(result.links["entity_id"].to_pylist(), truth)
    return {
        "local entities": n, "entities": len(entities), "seconds": round(seconds, 1), "CPU seconds": round(cpu, 1),
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, **scores, "counts": result.counts,
    }  # fmt: skip


def pairwise(found: list[str | None], truth: list[int]) -> dict[str, float]:
    """Precision, recall and F1 over all pairs of local entities, counted by cells of (entity found, entity meant)."""
    cells = Counter(zip(found, truth, strict=True))
    together = sum(c * (c - 1) // 2 for c in cells.values())
    of_found = sum(c * (c - 1) // 2 for c in Counter(found).values())
    of_truth = sum(c * (c - 1) // 2 for c in Counter(truth).values())
    precision, recall = together / max(of_found, 1), together / max(of_truth, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, help="one size, in this process")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, help="also write the figures to this JSON file")
    parser.add_argument("--compare", type=int, metavar="N", help="only compare with Splink on the people among N local entities")
    options = parser.parse_args()
    if options.mentions:
        print(json.dumps(measure(options.mentions, options.seed), ensure_ascii=False))
        return
    if options.compare:
        from benchmarks.linking.compare import compare

        results = compare(options.compare, options.seed)
    else:
        results = [_in_process(n, options.seed) for n in SIZES]
    for row in results:
        print(json.dumps(row, ensure_ascii=False))
    if options.out:
        options.out.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _in_process(n: int, seed: int) -> dict[str, object]:
    command = [sys.executable, "-m", "benchmarks.linking.run", "--mentions", str(n), "--seed", str(seed)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    row: dict[str, object] = json.loads(done.stdout)
    return row


if __name__ == "__main__":
    main()

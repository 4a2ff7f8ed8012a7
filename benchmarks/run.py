"""How fast dragoman is and what it needs, in one command: a table and a plot in `benchmarks/results/`.

    python -m benchmarks.run --quick      # 100 and 1,000 documents; minutes
    python -m benchmarks.run              # also 5,000 and 10,000; hours on two cores

The corpus is generated from the sample documents (`benchmarks.generate`), no two texts alike. Everything runs on this machine,
one thread a process, stage by stage in processes of their own as `dvc repro` would.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.generate import write
from benchmarks.measure import ROOT, Cost, run
from benchmarks.show import plot, table

RESULTS = Path(__file__).parent / "results"
STAGES = ("read", "detect", "extract", "link", "tables", "report")
SETTINGS = {
    "1 worker": "engine: {workers: 1}\n",
    "2 workers": "engine: {workers: 2}\n",
    "Dask, 2 workers": "engine: {kind: dask, workers: 2}\n",
}


@dataclass
class Figures:
    """All that was measured; `stages` by size and engine, `again` for a run with nothing or one document to do."""

    quick: bool
    loads: list[float] = field(default_factory=list)
    bare: dict[str, float] = field(default_factory=dict)
    stages: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    again: dict[str, Any] = field(default_factory=dict)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small sizes only")
    parser.add_argument("--sizes", help="sizes to run, for example 50,200 (the first is run with every engine)")
    parser.add_argument("--compare", type=int, help="documents on which the bare models are compared")
    options = parser.parse_args()
    sizes = [100, 1000] if options.quick else [100, 1000, 10_000]
    if options.sizes:
        sizes = [int(size) for size in options.sizes.split(",")]
    compared = options.compare or (100 if options.quick else 1000)
    added_to = min(300, sizes[-1]) if options.quick else 5000
    figures = Figures(options.quick or bool(options.sizes), loads=[os.getloadavg()[0]])
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            engines = list(SETTINGS) if size == sizes[0] else ["2 workers"]
            figures.stages[str(size)] = {engine: _stages(Path(folder) / f"{size}-{engine[:3]}", size, engine) for engine in engines}
            figures.loads.append(os.getloadavg()[0])
        figures.bare = _bare(Path(folder) / "bare", compared)
        figures.again = _again(Path(folder) / "project", added_to)
    figures.loads.append(os.getloadavg()[0])
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "figures.json").write_text(json.dumps(asdict(figures), indent=2, sort_keys=True) + "\n", encoding="utf-8")
    (RESULTS / "table.md").write_text(table(asdict(figures)), encoding="utf-8")
    plot(asdict(figures), RESULTS / "plot.png")


def _project(folder: Path, size: int, engine: str) -> Path:
    write(folder / "corpus", 0, size)
    (folder / "settings.yaml").write_text(SETTINGS[engine], encoding="utf-8")
    return folder


def _stages(folder: Path, size: int, engine: str) -> dict[str, Any]:
    """Each stage by itself over `size` documents."""
    _project(folder, size, engine)
    costs = {stage: asdict(run("-m", "pipeline.cli", stage, "--settings", "settings.yaml", cwd=folder)[0]) for stage in STAGES}
    print(f"{size} documents, {engine}: {sum(cost['wall'] for cost in costs.values()):.0f} s", flush=True)
    shutil.rmtree(folder)
    return costs


def _bare(folder: Path, size: int) -> dict[str, float]:
    _project(folder, size, "1 worker")
    (folder / "settings.yaml").write_text("read: {shard_documents: 16}\n", encoding="utf-8")  # one shard warms up
    for stage in ("read", "detect"):
        run("-m", "pipeline.cli", stage, "--settings", "settings.yaml", cwd=folder)
    _, printed = run("-m", "benchmarks.bare", str(folder / "outputs"), cwd=ROOT)
    figures: dict[str, float] = json.loads(printed.splitlines()[-1])
    print(f"bare models: {figures}", flush=True)
    return figures


def _again(folder: Path, size: int) -> dict[str, Any]:
    """A project under DVC with `size` documents: a run with nothing to do, one with one new document, and what each parsed."""
    _project(folder, size, "2 workers")
    for name in ("pipeline", "configs", "tests/gold"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "dvc.yaml", folder)
    run("-m", "dvc", "init", "--no-scm", "-q", cwd=folder)
    found: dict[str, Any] = {"documents": size}

    def repro(what: str) -> None:
        before = _parses(folder)
        cost: Cost = run("-m", "dvc", "repro", "-q", "report", cwd=folder)[0]
        found[what] = asdict(cost) | {"parses": _parses(folder) - before}
        print(f"{what}: {found[what]}", flush=True)

    repro("everything")
    repro("nothing to do")
    write(folder / "corpus", size, size + 1)
    repro("one document more")
    return found


def _parses(folder: Path) -> int:
    """Every parse leaves one entry in the memo."""
    return sum(1 for _ in (folder / "outputs/memo").glob("??/*"))


if __name__ == "__main__":
    main()

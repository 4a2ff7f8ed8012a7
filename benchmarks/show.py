"""The figures of `benchmarks.run` as a table in Markdown and as a plot."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import Any

Figures = dict[str, Any]
MODELS = {"en": "English (spaCy and the model of names)", "ru": "Russian (slovnet NER, morphology, syntax)"}


def table(figures: Figures) -> str:
    """Everything that was measured."""
    loads = ", ".join(f"{load:.1f}" for load in figures["loads"])
    command = "python -m benchmarks.run" + (" --quick" if figures["quick"] else "")
    lines = [
        "# Benchmarks", "",
        f"`{command}` on a {platform.machine()} machine of {os.cpu_count()} cores with Python {platform.python_version()};",
        f"one thread a process. Load (processes that wanted a core) before, between and after the parts: {loads}.",
        "Where that is more than the cores, wall clock says little and CPU seconds are what to look at.", "",
        *_bare(figures["bare"]), "", *_stages(figures["stages"]), "",
        *_memory(figures["stages"]), "", *_again(figures["again"]), "",
    ]  # fmt: skip
    return "\n".join(lines)


def ratio(bare: dict[str, float]) -> float:
    """Throughput of `extract` over that of the models alone."""
    return (bare["bare en"] + bare["bare ru"]) / bare["extract"]


def _bare(bare: dict[str, float]) -> list[str]:
    n = bare["documents"]
    rows = [f"| {name} | {bare[f'bare {lang}']:.1f} | |" for lang, name in MODELS.items()]
    models = bare["bare en"] + bare["bare ru"]
    return [
        f"## Extraction against the bare models ({n:.0f} documents, half English, half Russian; same process, by turns)", "",
        "| | CPU s | documents a CPU second |", "|---|---|---|", *rows,
        f"| both models alone | {models:.1f} | {n / models:.1f} |",
        f"| whole stage `extract` | {bare['extract']:.1f} | {n / bare['extract']:.1f} |", "",
        f"`extract` has **{ratio(bare):.2f}** of the throughput of the bare models.",
    ]  # fmt: skip


def _stages(stages: Figures) -> list[str]:
    lines = ["## Stage by stage, each a command of its own (start and loading of models included)", "",
             "| documents | engine | stage | wall s | CPU s | documents a second |", "|---|---|---|---|---|---|"]  # fmt: skip
    for size, engines in stages.items():
        for engine, costs in engines.items():
            costs = costs | {"all": {key: sum(cost[key] for cost in costs.values()) for key in ("wall", "cpu")}}
            lines += [
                f"| {size} | {engine} | {stage} | {cost['wall']:.1f} | {cost['cpu']:.1f} | {int(size) / cost['wall']:.1f} |"
                for stage, cost in costs.items()
            ]
    return lines


def _memory(stages: Figures) -> list[str]:
    lines = ["## Peak memory, MB of resident memory of the main process / of the largest worker (2 workers)", "",
             "| documents | read | detect | extract | link | tables | report |", "|---|---|---|---|---|---|---|"]  # fmt: skip
    for size, engines in stages.items():
        cells = [f"{c['main']:.0f}" + (f" / {c['worker']:.0f}" if c["worker"] else "") for c in engines["2 workers"].values()]
        lines.append(f"| {size} | {' | '.join(cells)} |")
    return lines


def _again(again: Figures) -> list[str]:
    lines = [f"## `dvc repro` again ({again['documents']} documents)", ""]
    lines += ["| | wall s | CPU s | documents parsed |", "|---|---|---|---|"]
    for what in ("everything", "nothing to do", "one document more"):
        lines.append(f"| {what} | {again[what]['wall']:.1f} | {again[what]['cpu']:.1f} | {again[what]['parses']} |")
    return lines


def plot(figures: Figures, path: Path) -> None:
    """Where the CPU time goes, and how memory grows."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(10, 4))
    stages = figures["stages"]
    largest = max(stages, key=int)
    costs = stages[largest]["2 workers"]
    bare = figures["bare"]
    models = (bare["bare en"] + bare["bare ru"]) / bare["documents"] * 1000
    each = [models, *(cost["cpu"] / int(largest) * 1000 for cost in costs.values())]
    left.barh(["bare models", *costs], each, color=["#999"] + ["#36c"] * len(costs))
    left.invert_yaxis()
    left.set_xlabel(f"CPU milliseconds a document ({largest} documents)")
    for stage, colour in (("extract", "#36c"), ("link", "#c63"), ("tables", "#393"), ("report", "#939")):
        peaks = [max(engines["2 workers"][stage]["main"], engines["2 workers"][stage]["worker"]) for engines in stages.values()]
        right.plot([int(size) for size in stages], peaks, marker="o", color=colour, label=stage)
    right.set_xscale("log")
    right.set_ylim(bottom=0)
    right.set_xlabel("documents")
    right.set_ylabel("peak memory of the largest process, MB")
    right.legend()
    figure.tight_layout()
    figure.savefig(path, dpi=110)

"""Floors: the least that a measure may be. A change may raise them and never lowers them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from pipeline.evaluation.scores import Metrics

CEILINGS = ("direct_false_share",)
"""Measures that are better the smaller they are; their floor is a ceiling and only sinks."""

_HEAD = (
    "# The least each measure must reach (a false share: the most). Lifted by pipeline.evaluation.raise_floors, never lowered.\n"
)
_SLACK = 0.005


def read_floors(path: Path) -> dict[str, float]:
    """The floors by dotted name, ``quotes.ru.direct_strict_f1``; empty where there is no file yet."""
    if not path.is_file():
        return {}
    return {str(name): float(value) for name, value in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).items()}


def flat(metrics: Metrics) -> dict[str, float]:
    """Measures by dotted name, without the numbers of rows they are taken of."""
    return {name: value for name, value in _walk(metrics, "") if not name.endswith(("_n", "_of"))}


def broken_floors(metrics: Metrics, floors: Mapping[str, float]) -> list[str]:
    """One line for each measure below its floor, or gone."""
    now, lines = flat(metrics), []
    for name, floor in sorted(floors.items()):
        value = now.get(name)
        if value is None:
            lines.append(f"{name}: no longer measured; its floor is {floor}")
        elif _is_worse(name, value, floor):
            lines.append(f"{name}: {value}; its floor is {floor}")
    return lines


def raise_floors(metrics: Metrics, path: Path) -> list[str]:
    """Lift the floor of each guarded measure to half a point under its present value, lower none; gives the names changed.

    Guarded are the F1s, the documents' metadata and false shares. Shares of what was found are not: they may fall for the good
    reason that harder rows are found now; their joint measures (``found_and_…``) are guarded in their place.
    """
    floors, changed = read_floors(path), []
    for name, value in flat(metrics).items():
        if not _is_guarded(name):
            continue
        slack = _SLACK if _leaf(name) in CEILINGS else -_SLACK
        wanted = round(min(1.0, max(0.0, value + slack)), 3)
        if name not in floors or _is_worse(name, floors[name], wanted):
            floors[name] = wanted
            changed.append(name)
    path.write_text(_HEAD + yaml.safe_dump(floors, sort_keys=True, allow_unicode=True), encoding="utf-8", newline="\n")
    return changed


def _is_guarded(name: str) -> bool:
    leaf = _leaf(name)
    return leaf in CEILINGS or name.startswith("documents.") or (leaf.endswith("_f1") and leaf != "groups_f1")


def _is_worse(name: str, value: float, other: float) -> bool:
    return value > other if _leaf(name) in CEILINGS else value < other


def _leaf(name: str) -> str:
    return name.rpartition(".")[2]


def _walk(tree: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, float]]:
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from _walk(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value

"""GEXF for Gephi: who speaks for whom, and who shares proposals."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from pipeline.exports.plain import rows_of
from pipeline.storage import Folder


def write_gexf(tables: Folder, target: Path) -> Path:
    """Nodes are actors and organisations; edges say `role`, `parent` or `same proposal`, with their number as weight."""
    import networkx as nx

    graph: Any = nx.Graph()
    for name in ("actors", "organisations"):
        for row in rows_of(tables, name):
            graph.add_node(
                row["entity_id"], label=_xml(row["name"]), kind=row.get("type") or "organisation", country=row["country"] or "",
                quotes=row["n_quotes"], proposals=row["n_proposals"], mentions=row["n_mentions"],
            )  # fmt: skip
    weights: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for actor in rows_of(tables, "actors"):
        for role in actor["roles"]:
            if role["organisation_id"] in graph:
                weights[actor["entity_id"], role["organisation_id"], "role"] += 1
    for row in rows_of(tables, "organisations"):
        if row["parent_id"] in graph:
            weights[row["entity_id"], row["parent_id"], "parent"] += 1
    for proposers in _groups(tables):
        for i, a in enumerate(proposers):
            for b in proposers[i + 1 :]:
                weights[a, b, "same proposal"] += 1
    for (a, b, kind), weight in sorted(weights.items()):
        if a in graph and b in graph and not graph.has_edge(a, b):
            graph.add_edge(a, b, kind=kind, weight=weight)
    target.parent.mkdir(parents=True, exist_ok=True)
    nx.write_gexf(graph, target)
    return target


def _groups(tables: Folder) -> list[list[str]]:
    """Proposers of each group of the same proposal."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows_of(tables, "proposals"):
        if row["proposer_id"]:
            groups[row["group_id"]].add(row["proposer_id"])
    return [sorted(group) for group in groups.values() if len(group) > 1]


def _xml(text: str) -> str:
    """Without the control characters that XML 1.0 cannot hold."""
    return "".join(c for c in text if c >= " " and c not in "\ufffe\uffff")

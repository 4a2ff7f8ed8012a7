"""Charts as inline SVG: bars, time, and the network of who speaks for whom. They take the colours of the page."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup

from pipeline.reporting.render import short
from pipeline.reporting.words import word

Row = dict[str, Any]
Label = tuple[str, str | None]
"""What a bar is called, and where it leads."""
ROW = Markup('<tr><th scope="row">{}</th><td><span class="bar" style="width:{}%"></span></td><td class="n">{}</td></tr>')
COLUMN = Markup('<rect x="{}" y="{}" width="{}" height="{}"><title>{}: {}</title></rect>')
NODE = Markup('<a href="{}"><g class="{}"><circle cx="{}" cy="{}" r="{}"/><text x="{}" y="{}">{}</text></g></a>')


def bars(counts: Counter[str], label: Callable[[str], Label], most: int = 12) -> Markup:
    """Horizontal bars of the most frequent, as a table that a screen reader can read."""
    if not counts:
        return Markup("")
    top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]
    largest = top[0][1]
    rows = []
    for key, n in top:
        text, href = label(key)
        name = word(text) if href is None else Markup('<a href="{}">{}</a>').format(href, short(text, 70))
        width = max(1, round(100 * n / largest))
        rows.append(ROW.format(name, width, n))
    return Markup('<table class="bars">{}</table>').format(Markup("").join(rows))


def months(counts: Counter[str], title: str) -> Markup:
    """Columns by month, from the first to the last; empty months are shown as such."""
    known = {month: n for month, n in counts.items() if month}
    if not known:
        return Markup("")
    axis = _months_between(min(known), max(known))
    if len(axis) > 240:  # twenty years of months cannot be told apart: years instead
        years: Counter[str] = Counter()
        for month, n in known.items():
            years[month[:4]] += n
        known, axis = dict(years), [str(y) for y in range(int(min(years)), int(max(years)) + 1)]
    width, height, step = max(240, 14 * len(axis)), 90, max(240, 14 * len(axis)) / len(axis)
    largest = max(known.values())
    columns = []
    for i, month in enumerate(axis):
        h = round(60 * known.get(month, 0) / largest, 1)
        place = (round(i * step + 1, 1), round(65 - h, 1), round(max(step - 2, 1), 1), h)
        columns.append(COLUMN.format(*place, month, known.get(month, 0)))
    ends = Markup('<text x="0" y="82">{}</text><text x="{}" y="82" text-anchor="end">{}</text>').format(axis[0], width, axis[-1])
    return Markup('<svg class="months" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}">{}{}</svg>').format(
        title, width, height, width, Markup("").join(columns), ends)


def _months_between(first: str, last: str) -> list[str]:
    year, month = map(int, first.split("-"))
    axis = [first]
    while axis[-1] < last:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        axis.append(f"{year:04}-{month:02}")
    return axis


def network(nodes: dict[str, Row], edges: Iterable[tuple[str, str, str]]) -> Markup:
    """People and organisations as points; a line where one speaks for another or both share a proposal.

    `nodes` gives `name`, `kind` (person, state, organisation), `href`, `size`; `edges` are (from, to, kind). The layout is
    networkx's spring layout with a fixed seed, so that the same tables draw the same picture.
    """
    import networkx as nx

    graph: Any = nx.Graph()
    for a, b, kind in edges:
        graph.add_edge(a, b, kind=kind)
    if not graph:
        return Markup("")
    places = nx.spring_layout(graph, seed=7, k=1.6 / math.sqrt(len(graph)), iterations=80)
    at = {name: (round(450 + 400 * x), round(300 + 260 * y)) for name, (x, y) in places.items()}
    lines = [
        Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(kind, *at[a], *at[b])
        for a, b, kind in sorted((*sorted(edge[:2]), edge[2]["kind"]) for edge in graph.edges(data=True))
    ]
    points = []
    for name in sorted(graph):
        node = nodes[name]
        radius = 4 + min(10, 2 * math.sqrt(node["size"]))
        x, y = at[name]
        place = (x, y, round(radius, 1), x, round(y - radius - 4, 1))
        points.append(NODE.format(node["href"], node["kind"], *place, short(node["name"], 34)))
    return Markup('<svg class="network" viewBox="-40 0 980 610" role="group">{}{}</svg>').format(
        Markup("").join(lines), Markup("").join(points))

"""What an analyst should look at: the least certain links and the near misses, with their evidence; and writing down what was
decided, in the overrides file, without touching its comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from pipeline.linking.clusters import Clusters, Edge
from pipeline.linking.forms import Form
from pipeline.linking.overrides import Overrides, parse_overrides, read_overrides


@dataclass(frozen=True, slots=True, order=True)
class Review:
    """Two names that were taken for one (`linked`) or nearly so: a row of `schema.REVIEW`.

    `document_a` and `document_b` are the first documents, by name, in which the names stand.
    """

    score: float
    reason: str
    linked: bool
    a: str
    b: str
    id_a: str
    id_b: str
    document_a: str = ""
    document_b: str = ""

    @property
    def question(self) -> str:
        """One line for a person: «Токаев К.-Ж.» = Kassym-Jomart Tokayev? 0.88, initials and surname."""
        sign = "=" if self.linked else "≠"
        return f"{self.a} ({self.document_a}) {sign} {self.b} ({self.document_b})  {self.score:.2f}, {self.reason}"


def review_items(forms: Sequence[Form], clusters: Clusters, near: Iterable[Edge], ids: Sequence[str]) -> list[Review]:
    """Links under 0.9, and what came near or was refused by a guard, those first that are hardest to tell; `ids` go by form."""
    linked = {edge for edge in clusters.joined_by.values() if edge.score < 0.9}
    missed = [e for e in near if ids[e.a] != ids[e.b]]
    missed += [
        Edge(r.edge.score, r.edge.a, r.edge.b, f"{r.edge.reason}, refused: {r.why}")
        for r in clusters.refused
        if not r.why.startswith("curated")
    ]
    missed = sorted(missed, key=lambda e: (-e.score, e.a, e.b))[:500]
    items = {_item(e, e in linked, forms, ids) for e in (*linked, *missed)}
    return sorted(items, key=lambda r: (abs(r.score - 0.75), r.a, r.b))[:1000]


def _item(edge: Edge, linked: bool, forms: Sequence[Form], ids: Sequence[str]) -> Review:
    a, b = forms[edge.a], forms[edge.b]
    return Review(round(edge.score, 3), edge.reason, linked, a.name, b.name, ids[edge.a], ids[edge.b], a.example, b.example)


def undecided(items: list[Review], overrides: Overrides) -> list[Review]:
    """Items on which the overrides say nothing yet, the least certain first."""
    decided = {
        frozenset(pair)
        for group in (*overrides.same, *overrides.different)
        for pair in ((a.text, b.text) for i, a in enumerate(group) for b in group[i + 1 :])
    }
    return [item for item in items if frozenset((item.a, item.b)) not in decided]


def decide(path: Path, item: Review, same: bool) -> None:
    """Append "same" or "different" for the two names of `item` to the overrides at `path`.

    The file keeps its text and comments: the new entry goes to the end of its section, which is made where there is none. The
    result is read back, so that a file is never left in a state that the next run would refuse.
    """
    read_overrides(path)  # a broken file is reported before anything is written
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    new = _with_entry(text, "same" if same else "different", f"  - [{_quoted(item.a)}, {_quoted(item.b)}]")
    parse_overrides(yaml.safe_load(new), path.name)
    temporary = path.with_suffix(path.suffix + ".tmp")
    temporary.write_text(new, encoding="utf-8")
    temporary.replace(path)


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _with_entry(text: str, section: str, line: str) -> str:
    """`text` with `line` at the end of a section of the top level."""
    lines = text.splitlines()
    start = next((i for i, x in enumerate(lines) if re.match(rf"{section}\s*:", x)), None)
    if start is None:
        return "\n".join([*lines, f"{section}:", line]) + "\n"
    empty = re.match(rf"({section}\s*:)\s*(?:\[\s*\]|~|null)?\s*(#.*)?$", lines[start])
    if not empty:
        raise ValueError(f"the section '{section}' is written on one line; write one entry a line to let decisions be added")
    lines[start] = empty[1] + (f"  {empty[2]}" if empty[2] else "")
    end = start + 1
    for i in range(start + 1, len(lines)):
        if re.match(r"\S", lines[i]) and not lines[i].startswith(("#", "-")):
            break
        if lines[i].strip() and not lines[i].lstrip().startswith("#"):
            end = i + 1
    indent = next((re.match(r"\s*", x)[0] for x in lines[start + 1 : end] if x.lstrip().startswith("-")), "  ")  # type: ignore[index]
    lines.insert(end, indent + line.lstrip())
    return "\n".join(lines) + "\n"

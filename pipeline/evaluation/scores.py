"""Counting what was right, by table and language, and keeping a list of what was not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

ALL = "all"
Metrics = dict[str, Any]


@dataclass(frozen=True, order=True)
class Error:
    """One thing an editor should look at: a false row, a missing row, or a wrong field of a right row."""

    table: str
    doc_id: str
    start: int
    problem: str
    text: str
    expected: str = ""
    found: str = ""


@dataclass
class Scores:
    """Counts for precision and recall, shares of right answers, and the errors behind both."""

    hits: dict[tuple[str, str, str], list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    shares: dict[tuple[str, str, str], list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    errors: list[Error] = field(default_factory=list)

    def count(self, table: str, langs: str | Iterable[str], name: str, *, right: int = 0, false: int = 0, missing: int = 0) -> None:
        """Add rows found right, found falsely and missed to a measure of the languages and of all."""
        for lang in _scopes(langs):
            cell = self.hits[table, lang, name]
            for i, n in enumerate((right, false, missing)):
                cell[i] += n

    def share(self, table: str, langs: str | Iterable[str], name: str, good: bool, of: int = 1) -> None:
        """Add one answer, or `of` answers that are all right or all wrong, to a share."""
        for lang in _scopes(langs):
            cell = self.shares[table, lang, name]
            cell[0] += of * good
            cell[1] += of

    def wrong(self, table: str, doc_id: str, start: int, problem: str, text: str, *values: Any) -> None:
        """Note an error; `values` are what was expected and what was found."""
        shown = [_show(value) for value in values]
        self.errors.append(Error(table, doc_id, start, problem, " ".join(text.split()), *shown))

    def metrics(self) -> Metrics:
        """Nested by table, language and measure, in a fixed order, rounded to four places."""
        tree: Metrics = {}
        for (table, lang, name), (right, false, missing) in self.hits.items():
            precision, recall, f1 = prf(right, false, missing)
            cell = {f"{name}_p": precision, f"{name}_r": recall, f"{name}_f1": f1, f"{name}_n": right + missing}
            tree.setdefault(table, {}).setdefault(lang, {}).update(cell)
        for (table, lang, name), (good, of) in self.shares.items():
            cell = {name: round(good / of, 4) if of else 0.0, f"{name}_of": of}
            tree.setdefault(table, {}).setdefault(lang, {}).update(cell)
        return {t: {lang: dict(sorted(tree[t][lang].items())) for lang in sorted(tree[t])} for t in sorted(tree)}


def prf(right: int, false: int, missing: int) -> tuple[float, float, float]:
    """Precision, recall and F1; each is 1 where there was nothing to find and nothing was found."""
    precision = right / (right + false) if right + false else 1.0
    recall = right / (right + missing) if right + missing else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return round(precision, 4), round(recall, 4), round(f1, 4)


def format_errors(errors: Iterable[Error]) -> str:
    """The errors as Markdown, by table and document and in the order of the text, for an editor to work down."""
    lines, table, doc_id = ["# Where tables and gold differ"], "", ""
    for error in sorted(errors):
        if error.table != table:
            lines += ["", f"## {error.table}"]
        if (error.table, error.doc_id) != (table, doc_id):
            lines += ["", f"### {error.doc_id}", ""]
        table, doc_id = error.table, error.doc_id
        values = f" (gold: {error.expected}; table: {error.found})" if error.expected or error.found else ""
        lines.append(f"- {error.start} {error.problem}: {error.text}{values}")
    return "\n".join(lines) + "\n"


def _scopes(langs: str | Iterable[str]) -> list[str]:
    return [ALL, *sorted({langs} if isinstance(langs, str) else set(langs))]


def _show(value: Any) -> str:
    if isinstance(value, list | tuple | set | frozenset):
        return " | ".join(_show(v) for v in value)
    return "-" if value is None else " ".join(str(value).split())

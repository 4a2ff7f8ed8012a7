"""Templates to files. Everything from a document is escaped: text is shown as text in every page."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2

from pipeline.reporting.words import word

PAGE_ROWS = 200
"""Rows on one page of a list; a longer list goes on in a further page, so that no page grows beyond two megabytes."""

# Marks that turn the direction of text would let a document rearrange the page around it.
_TURNING = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"))


@cache
def environment() -> jinja2.Environment:
    """The one template environment; autoescape is on for every template."""
    env = jinja2.Environment(
        loader=jinja2.PackageLoader("pipeline.reporting"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    env.globals["w"] = word
    env.filters |= {"shown": shown, "number": number, "short": short}
    return env


def shown(value: object) -> str:
    """Text of a document without marks that turn its direction and without control characters."""
    text = ("" if value is None else str(value)).translate(_TURNING)
    return "".join(c if c in "\n\t" or unicodedata.category(c) != "Cc" else "\ufffd" for c in text)


def short(value: object, length: int = 240) -> str:
    """The same in one line, cut at a word."""
    text = " ".join(shown(value).split())
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"


def number(value: float | None) -> str:
    """Digits in groups of three, as few decimals as needed."""
    if value is None:
        return ""
    text = f"{value:,.4f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else f"{value:.4g}"
    return text.replace(",", "\u202f")


class Site:
    """A folder of pages. `write` leaves a file alone when it would not change."""

    def __init__(self, folder: Path, title: str) -> None:
        self.folder, self.title = folder, title
        self.written: set[str] = set()

    def page(self, path: str, template: str, **values: Any) -> None:
        """Render a template to `path`, relative to the report."""
        root = "../" * path.count("/")
        html = environment().get_template(template).render(root=root, here=path, site=self.title, **values)
        self.write(path, html)

    def pages(self, path: str, template: str, rows: Sequence[Any], **values: Any) -> None:
        """A list over as many pages as it needs: `x.html`, `x-2.html`, ..."""
        stem = path.removesuffix(".html")
        n = max(1, -(-len(rows) // PAGE_ROWS))
        names = [path] + [f"{stem}-{i}.html" for i in range(2, n + 1)]
        for i, name in enumerate(names):
            part = rows[i * PAGE_ROWS : (i + 1) * PAGE_ROWS]
            self.page(name, template, rows=part, pages=names, page=i, total=len(rows), **values)

    def write(self, path: str, text: str) -> None:
        """Write a file, unless it holds this text already."""
        self.written.add(path)
        target = self.folder / path
        data = text.encode("utf-8", "replace")
        if target.is_file() and target.stat().st_size == len(data) and target.read_bytes() == data:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def keep(self, paths: Sequence[str]) -> None:
        """Pages of an earlier run that still hold."""
        self.written.update(paths)

    def has(self, path: str) -> bool:
        return (self.folder / path).is_file()

    def assets(self) -> None:
        """The style sheet and the script."""
        for name in ("report.css", "report.js"):
            self.write(f"static/{name}", (files("pipeline.reporting") / "static" / name).read_text(encoding="utf-8"))

    def sweep(self) -> None:
        """Delete pages that this run did not write or keep."""
        for path in self.folder.rglob("*"):
            if path.is_file() and path.relative_to(self.folder).as_posix() not in self.written:
                path.unlink()


def script(function: str, *arguments: Any) -> str:
    """A call with JSON arguments, safe inside a script file."""
    values = ",".join(json.dumps(a, ensure_ascii=False, separators=(",", ":"), default=_plain) for a in arguments)
    return f"{function}({values});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)

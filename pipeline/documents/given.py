"""What people say about a document beside its text: YAML front matter, and a sidecar file `name.ext.yaml`, which wins."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from pipeline.documents.dates import read_date
from pipeline.documents.document import Block
from pipeline.errors import DocumentError

FRONT_MATTER = re.compile(
    r"(?:[ \t]*\r?\n)*+---[ \t]*\r?\n(.{1,20000}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
HEADER_LINE = re.compile(r"^(?P<key>[^\W\d_][\w -]{1,20}):[ \t]+(?P<value>\S[^\r\n]{0,300}?)(?=[ \t]*\r?$)", re.MULTILINE)
HEADER = re.compile(r"(?:[ \t]*\r?\n)*+(?:[^\W\d_][\w -]{1,20}:[ \t]+\S[^\r\n]{0,300}\r?\n){2,12}")
MAIL = {"subject": "title", "тема": "title", "from": "author", "от": "author", "to": "", "кому": "", "cc": "", "копия": ""}
LARGEST_SIDECAR = 200_000
KEYS = {
    "title": "title", "headline": "title", "название": "title", "заголовок": "title",
    "date": "date", "published": "date", "publication date": "date", "pubdate": "date", "дата": "date",
    "publisher": "publisher", "source": "publisher", "site": "publisher", "sitename": "publisher", "издатель": "publisher",
    "издание": "publisher", "источник": "publisher",
    "author": "author", "authors": "author", "byline": "author", "автор": "author", "авторы": "author",
    "url": "url", "link": "url", "canonical": "url", "source url": "url", "ссылка": "url",
}  # fmt: skip
"""What a key may be called; case, hyphens and underscores do not count."""


@dataclass(slots=True)
class Given:
    """What is known of a document; `date_source` says where the date comes from."""

    title: str | None = None
    date: dt.date | None = None
    date_source: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None

    def over(self, other: Given) -> Given:
        """This, with what it leaves open taken from `other`."""
        merged = Given(**{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)})
        merged.date_source = self.date_source if self.date else other.date_source
        return merged


def front_matter(text: str) -> tuple[Given, int]:
    """What the front matter says and where the text after it begins; nothing and 0 when there is none."""
    match = FRONT_MATTER.match(text)
    if match is None:
        return Given(), 0
    try:
        content = yaml.safe_load(match.group(1))
    except (yaml.YAMLError, ValueError, RecursionError):
        return Given(), 0
    if not isinstance(content, dict) or not any(_field(key) for key in content):
        return Given(), 0
    given, _ = _read(content, "front-matter")
    return given, match.end()


def header_lines(text: str) -> tuple[Given, list[Block], int]:
    """Lines like "Title: ..." and "Date: ..." that open a text: what they say, their blocks, and where they end.

    At least two of them must be known; else there are none.
    """
    match = HEADER.match(text)
    lines = list(HEADER_LINE.finditer(match.group())) if match else []
    if match is None or sum(_field(line["key"]) is not None or line["key"].lower() in MAIL for line in lines) < 2:
        return Given(), [], 0
    given, _ = _read({line["key"]: line["value"] for line in lines}, "front-matter")
    blocks = []
    for line in lines:
        name = MAIL.get(line["key"].lower()) or _field(line["key"])
        kind = {"title": "heading", "date": "date", "author": "byline", "publisher": "byline"}.get(name or "", "metadata")
        if name == "title":
            given.title = given.title or line["value"].strip()
        if name == "author":
            given.author = given.author or re.sub(r"\s*<[^>]*>", "", line["value"]).strip()
        blocks.append(Block(match.start() + line.start("value"), match.start() + line.end("value"), kind))
    return given, blocks, match.end()


def sidecar_of(path: Path) -> Path:
    """Where the sidecar of a document lies: `report.pdf` has `report.pdf.yaml`."""
    return path.with_name(path.name + ".yaml")


def read_sidecar(path: Path, doc_id: str) -> Given:
    """What the sidecar of `path` says, if there is one; raises `DocumentError` when it cannot be understood."""
    sidecar = sidecar_of(path)
    if not sidecar.is_file():
        return Given()
    name = f"{doc_id}.yaml"
    try:
        if sidecar.stat().st_size > LARGEST_SIDECAR:
            raise DocumentError("sidecar", f"{name}: larger than {LARGEST_SIDECAR // 1000} kB, so it is no sidecar")
        content = yaml.safe_load(sidecar.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise DocumentError("sidecar", f"{name}: cannot be read ({error})") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise DocumentError("sidecar", f"{name}{where}: not valid YAML ({getattr(error, 'problem', error)})") from error
    if content is None:
        return Given()
    if not isinstance(content, dict):
        raise DocumentError("sidecar", f"{name}: must hold lines like 'title: ...', 'date: 2024-08-09'")
    given, bad_date = _read(content, "sidecar")
    if bad_date is not None:
        raise DocumentError("sidecar", f"{name}: date {bad_date!r} is not a date; write it as 2024-08-09")
    return given


def _field(key: object) -> str | None:
    return KEYS.get(re.sub(r"[-_\s]+", " ", str(key)).strip().lower())


def _read(content: Mapping[Any, Any], source: str) -> tuple[Given, str | None]:
    """The fields, and a date that could not be read."""
    given, bad_date = Given(), None
    for key, value in content.items():
        name = _field(key)
        if name is None or value is None:
            continue
        if name == "date":
            given.date = read_date(value)
            given.date_source = source if given.date else None
            bad_date = str(value)[:60] if given.date is None else None
        elif name == "publisher" and isinstance(value, str) and re.match(r"https?://", value.strip()):
            given.url = given.url or value.strip()
        else:
            setattr(given, name, getattr(given, name) or _plain(value))
    return given, bad_date


def _plain(value: Any) -> str | None:
    """A scalar as text; the scalars of a list joined; a mapping's `name`."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        return ", ".join(filter(None, (_plain(v) for v in value[:20] if not isinstance(v, list)))) or None
    text = " ".join(str(value).split()) if isinstance(value, str | int | float | dt.date) else ""
    return text[:500] or None

"""Which files under the corpus are documents."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from pipeline.settings import Read


def corpus_files(root: Path, settings: Read) -> Iterator[tuple[str, Path]]:
    """(doc_id, path) of every file that is meant as a document, sorted by doc_id."""
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.name.startswith(".") and not any(fnmatch(path.name, p) for p in settings.ignore):
            yield path.relative_to(root).as_posix(), path

"""Which files under the corpus are documents."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from pipeline.settings import Read


def corpus_files(root: Path, settings: Read) -> Iterator[tuple[str, Path]]:
    """(doc_id, path) of every file that is meant as a document, sorted by doc_id."""
    for path in sorted(root.rglob("*")):
        if path.is_file() and is_document(path.relative_to(root).as_posix(), settings):
            yield path.relative_to(root).as_posix(), path


def is_document(name: str, settings: Read) -> bool:
    """Whether a file of this name, relative to the corpus, is meant as a document."""
    last = name.rsplit("/", 1)[-1]
    return not last.startswith(".") and not last.endswith(".yaml") and not any(fnmatch(last, p) for p in settings.ignore)


def sidecar_name(doc_id: str) -> str:
    """The name of the file that holds a document's metadata."""
    return f"{doc_id}.yaml"

"""Which files of a corpus are documents."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.documents.given import sidecar_of
from pipeline.documents.read import SUFFIXES
from pipeline.errors import CorpusError


def corpus_files(root: Path, ignore: Sequence[str] = ("README.md",)) -> Iterator[tuple[str, Path]]:
    """`doc_id` and path of every file of the corpus, in the order of their ids.

    Files of unknown formats are among them, so that reading can say why it refuses them. Left out: hidden files and folders,
    sidecars of files that are there, and names that match a pattern of `ignore`. Folders that are links are not entered.
    """
    if not root.is_dir():
        raise CorpusError(f"{root}: there is no such folder")
    found: list[tuple[str, Path]] = []
    for folder, folders, files in os.walk(root, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        here = Path(folder)
        for name in files:
            path = here / name
            if not name.startswith(".") and not _ignored(path, root, ignore) and not _is_sidecar(path):
                found.append((doc_id_of(path, root), path))
    return iter(sorted(found))


def doc_id_of(path: Path, root: Path) -> str:
    """The path below the corpus; bytes that are no UTF-8 are shown as `\\xNN`, as no table could hold them."""
    relative = path.relative_to(root).as_posix()
    return os.fsencode(relative).decode("utf-8", "backslashreplace")


def _ignored(path: Path, root: Path, ignore: Sequence[str]) -> bool:
    relative = path.relative_to(root).as_posix()
    return any(fnmatch.fnmatchcase(path.name, pattern) or fnmatch.fnmatchcase(relative, pattern) for pattern in ignore)


def _is_sidecar(path: Path) -> bool:
    """`x.txt.yaml` beside `x.txt`, or at least named after a format that is read."""
    if path.suffix != ".yaml":
        return False
    document = path.with_suffix("")
    return sidecar_of(document) == path and (document.suffix.lower() in SUFFIXES or document.exists())

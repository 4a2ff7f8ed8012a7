"""Which files of a corpus are documents."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from pipeline.documents.read import SUFFIXES
from pipeline.errors import CorpusError


def corpus_files(root: Path, ignore: Sequence[str] = ("README.md",)) -> Iterator[tuple[str, Path]]:
    """`doc_id` and path of every file of the corpus that is meant as a document, in the order of their ids.

    Folders that are links are not entered, but named, so that reading refuses them aloud.
    """
    if not root.is_dir():
        raise CorpusError(f"the corpus folder {root} does not exist: make it and drop documents into it")
    names = []
    for folder, folders, files in os.walk(root, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        names += [(Path(folder) / name).relative_to(root).as_posix() for name in (*files, *links)]
    return iter(sorted((doc_id_of(name), root / name) for name in document_names(names, ignore)))


def document_names(names: Iterable[str], ignore: Sequence[str] = ("README.md",)) -> list[str]:
    """Those of the names, relative to the corpus, that are meant as documents, sorted.

    Files of unknown formats are among them, so that reading can say why it refuses them. Left out: hidden files and folders,
    sidecars of files that are there, and names that match a pattern of `ignore`.
    """
    there = set(names)
    return sorted(name for name in there if not _hidden(name) and not _ignored(name, ignore) and not _is_sidecar(name, there))


def doc_id_of(name: str) -> str:
    """The name as an id; bytes that are no UTF-8 are shown as `\\xNN`, as no table could hold them."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def sidecar_name(name: str) -> str:
    """The name of the file that holds a document's metadata."""
    return f"{name}.yaml"


def _hidden(name: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(name).parts)


def _ignored(name: str, ignore: Sequence[str]) -> bool:
    last = PurePosixPath(name).name
    return any(fnmatch.fnmatchcase(last, pattern) or fnmatch.fnmatchcase(name, pattern) for pattern in ignore)


def _is_sidecar(name: str, there: set[str]) -> bool:
    """`x.txt.yaml` beside `x.txt`, or at least named after a format that is read."""
    document = name.removesuffix(".yaml")
    return document != name and (document in there or PurePosixPath(document).suffix.lower() in SUFFIXES)

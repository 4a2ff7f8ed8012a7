"""corpus/ -> work/read: every file as a document with blocks and metadata, or as a line of `rejected`."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline import schema
from pipeline.documents.corpus import corpus_files, is_document, sidecar_name
from pipeline.documents.document import Document
from pipeline.documents.read import read_document
from pipeline.errors import CorpusError, DocumentError
from pipeline.shards import Row, Shard, cut, one_document, process
from pipeline.workspace import Workspace


def run(workspace: Workspace) -> None:
    """Read the corpus. A missing or empty corpus is a `CorpusError`."""
    files = document_names(workspace)
    if not files:
        raise CorpusError(f"{workspace.corpus} holds no documents (.txt .md .html .pdf .docx): add some with dragoman add")
    target = workspace.work("read")
    shards = [Shard(name, items, None, target, workspace) for name, items in cut(files, workspace.settings.read.shard_documents)]
    process(read_shard, shards, workspace, "read", schema.READ)


def document_names(workspace: Workspace) -> list[str]:
    """The doc_ids of the corpus, sorted, wherever it lies."""
    if not workspace.corpus.local:
        return [name for name in workspace.corpus.walk() if is_document(name, workspace.settings.read)]
    root = workspace.corpus.path
    if not root.is_dir():
        raise CorpusError(f"the corpus folder {root} does not exist: make it and drop documents into it")
    return [doc_id for doc_id, _ in corpus_files(root, workspace.settings.read)]


@contextlib.contextmanager
def _on_this_machine(shard: Shard) -> Iterator[Path]:
    """The folder that holds the shard's files; those of an object store are copied, with their sidecars."""
    corpus = shard.workspace.corpus
    if corpus.local:
        yield corpus.path
        return
    with tempfile.TemporaryDirectory() as folder:
        there = set(corpus.walk())
        for doc_id in shard.items:
            for name in (doc_id, sidecar_name(doc_id)):
                if name in there:
                    corpus.fetch(name, Path(folder))
        yield Path(folder)


def read_shard(shard: Shard) -> int:
    """Read the files of one shard; gives their number."""
    rows: list[Row] = []
    rejected: list[Row] = []
    with _on_this_machine(shard) as root:
        for doc_id in shard.items:
            with one_document(doc_id, None, rejected):
                rows.append(_read(root / doc_id, doc_id).to_row())
    shard.write(rows, rejected, schema.READ)
    return len(shard.items)


def _read(path: Path, doc_id: str) -> Document:
    try:
        return read_document(path, doc_id)
    except OSError as error:
        raise DocumentError("unreadable", f"{doc_id}: the file cannot be opened ({error.strerror or error})") from error

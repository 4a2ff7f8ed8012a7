"""corpus/ -> work/read: every file as a document with blocks and metadata, or as a line of `rejected`."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from pipeline import schema
from pipeline.documents.corpus import corpus_files, is_document, sidecar_name
from pipeline.documents.document import Document
from pipeline.documents.read import read_document
from pipeline.errors import CorpusError, DocumentError
from pipeline.memo import code_version, key_of
from pipeline.one_document import one_document
from pipeline.shards import Row, Shard, cut, process
from pipeline.workspace import Workspace

CODE = ("documents", "lexicons", "stages/read.py", "schema.py")


def run(workspace: Workspace) -> None:
    """Read the corpus. A missing or empty corpus is a `CorpusError`."""
    files = document_names(workspace)
    if not files:
        raise CorpusError(f"{workspace.corpus} holds no documents (.txt .md .html .pdf .docx): add some with dragoman add")
    target, settings = workspace.work("read"), workspace.settings.read
    states = workspace.corpus.states()
    version = key_of(code_version(*CODE), asdict(settings))
    shards = []
    for name, items in cut(files, settings.shard_documents):
        key = key_of(version, [(doc_id, states.get(doc_id), states.get(sidecar_name(doc_id))) for doc_id in items])
        shards.append(Shard(name, key, items, target, schema.READ, workspace))
    process(read_shard, shards, workspace, "read")


def document_names(workspace: Workspace) -> list[str]:
    """The doc_ids of the corpus, sorted, wherever it lies."""
    if not workspace.corpus.local:
        return [name for name in workspace.corpus.states() if is_document(name, workspace.settings.read)]
    root = workspace.corpus.path
    if not root.is_dir():
        raise CorpusError(f"the corpus folder {root} does not exist: make it and drop documents into it")
    return [doc_id for doc_id, _ in corpus_files(root, workspace.settings.read)]


def read_shard(shard: Shard) -> int:
    """Read the files of one shard; gives their number."""
    rows: list[Row] = []
    rejected: list[Row] = []
    with _on_this_machine(shard) as root:
        for doc_id in shard.items:
            with one_document(doc_id, None, rejected):
                rows.append(_read(root / doc_id, doc_id).to_row())
    shard.write(rows, rejected)
    return len(shard.items)


@contextlib.contextmanager
def _on_this_machine(shard: Shard) -> Iterator[Path]:
    """The folder that holds the shard's files; those of an object store are copied, with their sidecars."""
    corpus = shard.workspace.corpus
    if corpus.local:
        yield corpus.path
        return
    with tempfile.TemporaryDirectory() as folder:
        for doc_id in shard.items:
            corpus.fetch(doc_id, Path(folder))
            with contextlib.suppress(FileNotFoundError):
                corpus.fetch(sidecar_name(doc_id), Path(folder))
        yield Path(folder)


def _read(path: Path, doc_id: str) -> Document:
    try:
        return read_document(path, doc_id)
    except OSError as error:
        raise DocumentError("unreadable", f"{doc_id}: the file cannot be opened ({error.strerror or error})") from error

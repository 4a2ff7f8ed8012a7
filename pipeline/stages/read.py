"""corpus/ -> steps/read: every file as a document with blocks and metadata, or as a line of `rejected`."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from pipeline import schema
from pipeline.documents.corpus import corpus_files, document_names, sidecar_name
from pipeline.documents.read import document_of, read_bytes
from pipeline.errors import CorpusError
from pipeline.memo import code_version, key_of
from pipeline.one_document import one_document, sha256_of
from pipeline.shards import Row, Shard, cut, process
from pipeline.workspace import Workspace

CODE = ("documents", "lexicons", "stages/read.py", "schema.py")


def run(workspace: Workspace) -> None:
    """Read the corpus. A missing or empty corpus is a `CorpusError`."""
    files = doc_ids(workspace)
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


def doc_ids(workspace: Workspace) -> list[str]:
    """The doc_ids of the corpus, sorted, wherever it lies."""
    ignore = workspace.settings.read.ignore
    if workspace.corpus.local:
        return [doc_id for doc_id, _ in corpus_files(workspace.corpus.path, ignore)]
    return document_names(workspace.corpus.states(), ignore)


def read_shard(shard: Shard) -> int:
    """Read the files of one shard; gives their number."""
    rows: list[Row] = []
    rejected: list[Row] = []
    settings = shard.workspace.settings.read
    with _on_this_machine(shard) as root:
        for doc_id in shard.items:
            with one_document(doc_id, None, rejected) as seen:
                path = _path(root, doc_id, settings.ignore)
                data = read_bytes(path, doc_id, corpus=root, max_megabytes=settings.max_megabytes)
                seen.sha256 = sha256_of(data)
                rows.append(document_of(data, path, doc_id).to_row())
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


def _path(root: Path, doc_id: str, ignore: list[str]) -> Path:
    """Where a document lies; its name differs from its id where the name is no UTF-8."""
    path = root / doc_id
    return path if os.path.lexists(path) else dict(corpus_files(root, ignore)).get(doc_id, path)

"""corpus/ -> work/read: every file as a document with blocks and metadata, or as a line of `rejected`."""

from __future__ import annotations

from pipeline import schema
from pipeline.documents.corpus import corpus_files
from pipeline.documents.read import read_document
from pipeline.errors import CorpusError, DocumentError
from pipeline.shards import Row, Shard, cut, one_document, process
from pipeline.workspace import Workspace


def run(workspace: Workspace) -> None:
    """Read the corpus. A missing or empty corpus is a `CorpusError`."""
    root = workspace.corpus.path
    if not root.is_dir():
        raise CorpusError(f"the corpus folder {root} does not exist: make it and drop documents into it")
    files = [doc_id for doc_id, _ in corpus_files(root, workspace.settings.read)]
    if not files:
        raise CorpusError(f"the corpus folder {root} holds no documents (.txt .md .html .pdf .docx): add some with dragoman add")
    target = workspace.work("read")
    shards = [Shard(name, items, None, target, workspace) for name, items in cut(files, workspace.settings.read.shard_documents)]
    process(read_shard, shards, workspace, "read", schema.READ)


def read_shard(shard: Shard) -> int:
    """Read the files of one shard; gives their number."""
    rows: list[Row] = []
    rejected: list[Row] = []
    root = shard.workspace.corpus.path
    for doc_id in shard.items:
        with one_document(doc_id, None, rejected):
            try:
                rows.append(read_document(root / doc_id, doc_id).to_row())
            except OSError as error:
                raise DocumentError("unreadable", f"{doc_id}: the file cannot be opened ({error.strerror or error})") from error
    shard.write(rows, rejected, schema.READ)
    return len(shard.items)

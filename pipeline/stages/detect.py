"""work/read -> work/detect: the language of every document and of every block."""

from __future__ import annotations

from pipeline import schema
from pipeline.documents.document import Document
from pipeline.languages.detection import detect
from pipeline.shards import Row, Shard, one_document, process, shards_of
from pipeline.workspace import Workspace


def run(workspace: Workspace) -> None:
    """Detect languages in everything that was read."""
    process(detect_shard, shards_of(workspace, "read", "detect"), workspace, "detect", schema.DETECTED)


def detect_shard(shard: Shard) -> int:
    """Detect the languages of one shard's documents; gives their number."""
    rows: list[Row] = []
    rejected: list[Row] = []
    for row in shard.rows():
        with one_document(row["doc_id"], row["sha256"], rejected):
            rows.append(detect(Document.from_row(row)).to_row())
    shard.write(rows, rejected, schema.DETECTED)
    return len(shard.items)

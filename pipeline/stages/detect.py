"""steps/read -> steps/detect: the language of every document and of every block."""

from __future__ import annotations

from dataclasses import asdict

from pipeline import schema
from pipeline.documents.document import Document
from pipeline.languages.detection import detect
from pipeline.memo import code_version, key_of
from pipeline.one_document import one_document
from pipeline.shards import Row, Shard, next_shards, process
from pipeline.workspace import Workspace

CODE = (
    "languages/detection.py", "languages/evidence.py", "lexicons/languages.yaml", "documents/clean.py", "documents/markup.py",
    "stages/detect.py", "documents/document.py", "schema.py",
)  # fmt: skip


def run(workspace: Workspace) -> None:
    """Detect languages in everything that was read."""
    version = key_of(code_version(*CODE), asdict(workspace.settings.detect))
    shards = next_shards(workspace, "read", "detect", schema.DETECTED, version)
    process(detect_shard, shards, workspace, "detect")


def detect_shard(shard: Shard) -> int:
    """Detect the languages of one shard's documents; gives their number."""
    rows: list[Row] = []
    rejected: list[Row] = []
    for row in shard.rows():
        with one_document(row["doc_id"], row["sha256"], rejected):
            rows.append(detect(Document.from_row(row), shard.workspace.settings.detect.seed).to_row())
    shard.write(rows, rejected)
    return len(shard.items)

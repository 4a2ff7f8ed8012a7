"""A clean text for the models, with an exact alignment back to the text as read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Offsets = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class CleanText:
    """`text[i]` stands for `original[starts[i]:ends[i]]`. Both arrays rise; what was dropped lies between two characters."""

    text: str
    starts: Offsets
    ends: Offsets

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of `text[start:end]`, which must not be empty."""
        return int(self.starts[start]), int(self.ends[end - 1])


def join(parts: Sequence[CleanText], separator: str = " ") -> CleanText:
    """One text of several, in order; a separator stands for the gap in the original between its neighbours."""
    texts, starts, ends = [], [], []
    for i, part in enumerate(parts):
        if i:
            gap = (parts[i - 1].ends[-1], part.starts[0])
            texts.append(separator)
            starts.append(np.full(len(separator), gap[0], np.int32))
            ends.append(np.full(len(separator), gap[1], np.int32))
        texts.append(part.text)
        starts.append(part.starts)
        ends.append(part.ends)
    if not texts:
        return CleanText("", np.zeros(0, np.int32), np.zeros(0, np.int32))
    return CleanText("".join(texts), np.concatenate(starts), np.concatenate(ends))


def clean(text: str, offset: int = 0) -> CleanText:
    """White space runs become one space, the ends are trimmed. `offset` is where `text` begins in the original."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in re.finditer(r"\s+|\S", text):
        piece = match.group()
        if piece.isspace() and (not out or match.end() == len(text)):
            continue
        out.append(" " if piece.isspace() else piece)
        starts.append(match.start() + offset)
        ends.append(match.end() + offset)
    return CleanText("".join(out), np.array(starts, np.int32), np.array(ends, np.int32))

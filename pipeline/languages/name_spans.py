"""From a text to windows of pieces, and from the scores of pieces to spans of names. Numbers only: no model, no spaCy.

The tagger scores pieces; names are made of words. A word's score is the mean of its pieces' log-probabilities, the best
sequence of words is found under the rule that an inside label follows a label of its own type, and spans are trimmed of
what never belongs to a name at its edge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

TYPES = ("PER", "ORG", "LOC")
LABELS = ("O", *(f"{prefix}-{kind}" for kind in TYPES for prefix in "BI"))
WORD = re.compile(r"\w+|[^\w\s]")
FORBIDDEN = -1e4
_ARTICLE = re.compile(r"(?:[Tt]he|THE)\s+(?=\S)")
_POSSESSIVE = re.compile(r"(?:\s?['’´`]s|(?<=s)['’])$")
_KIND_OF = re.compile(r"(?:[a-z]+\s+){1,2}of\s+(?:the\s+)?(?=[A-Z])")
_OFFICE_OF = re.compile(r"[Mm]inisters?\s+(?:of|for)\s+(?:the\s+)?$")
_EDGE = "\"“”„«»'‘’`*_~<>|,;:# \t\n\r\u00a0\u00ad"
_OPENING = {")": "(", "]": "[", "}": "{"}

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class NameSpan:
    """A name found: half-open offsets into the text, type, and the model's mean probability of its words (0..1)."""

    start: int
    end: int
    label: str
    score: float


def windows(count: int, size: int, overlap: int) -> list[tuple[int, int]]:
    """Half-open ranges of at most `size` that cover `count` pieces, neighbours sharing `overlap` or more.

    The ranges are of like length, so that no last window is left with a few pieces and no context.
    """
    if count <= size:
        return [(0, count)]
    number = -(-(count - overlap) // (size - overlap))
    length = -(-(count + (number - 1) * overlap) // number)
    starts = [i * (count - length) // (number - 1) for i in range(number)]
    return [(start, start + length) for start in starts]


def join_windows(count: int, ranges: Sequence[tuple[int, int]], parts: Sequence[Scores]) -> Scores:
    """One row of scores a piece: where windows overlap, each piece takes the row of the window it lies deeper in."""
    joined = np.empty((count, len(LABELS)), np.float32)
    cut = 0
    for (start, end), following, part in zip(ranges, [*ranges[1:], None], parts, strict=True):
        until = end if following is None else (following[0] + end) // 2
        joined[cut:until] = part[cut - start : until - start]
        cut = until
    return joined


def word_scores(text: str, offsets: Sequence[tuple[int, int]], scores: Scores) -> tuple[list[tuple[int, int]], Scores]:
    """Words of the text and the mean log-probabilities of their pieces; a word without pieces counts as outside."""
    words = [match.span() for match in WORD.finditer(text)]
    owner = np.full(len(text) + 1, -1)
    for index, (start, end) in enumerate(words):
        owner[start:end] = index
    index_of = np.array([owner[end - 1] if end > start else -1 for start, end in offsets], np.int64)
    log = scores - scores.max(axis=1, keepdims=True)
    log = log - np.log(np.exp(log).sum(axis=1, keepdims=True))
    total = np.zeros((len(words), len(LABELS)), np.float32)
    number = np.zeros(len(words), np.float32)
    inside = index_of >= 0
    np.add.at(total, index_of[inside], log[inside])
    np.add.at(number, index_of[inside], 1)
    empty = number == 0
    total[empty, 1:] = FORBIDDEN
    return words, (total / np.maximum(number, 1)[:, None]).astype(np.float32)


def _transitions() -> NDArray[np.float32]:
    """[from, to]: an inside label only after begin or inside of the same type."""
    table = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for to, label in enumerate(LABELS):
        if label.startswith("I-"):
            table[[name[2:] != label[2:] for name in LABELS], to] = FORBIDDEN
    return table


_TRANSITIONS = _transitions()


def best_labels(scores: Scores) -> list[int]:
    """The best allowed sequence of labels: the best of each word where that is allowed, else by Viterbi's algorithm."""
    if not len(scores):
        return []
    best = scores.argmax(axis=1)
    steps = _TRANSITIONS[np.concatenate([[0], best[:-1]]), best]
    if not steps.any():
        return [int(x) for x in best]
    score = scores[0] + _TRANSITIONS[0]
    back = np.zeros(scores.shape, np.int64)
    for i in range(1, len(scores)):
        paths = score[:, None] + _TRANSITIONS
        back[i] = paths.argmax(axis=0)
        score = paths.max(axis=0) + scores[i]
    path = [int(score.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return path[::-1]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave what is no part of a name out at its edges: article, possessive, signs, a kind in small letters ("port of")."""
    before = None
    while before != (start, end):
        before = (start, end)
        while start < end and text[start] in _EDGE:
            start += 1
        while start < end and (text[end - 1] in _EDGE or _OPENING.get(text[end - 1], text[start]) not in text[start:end]):
            end -= 1
        if found := _POSSESSIVE.search(text, start, end):
            end = found.start()
        if found := _ARTICLE.match(text, start, end) or _KIND_OF.match(text, start, end):
            start = found.end()
    return start, end


def spans(text: str, offsets: Sequence[tuple[int, int]], scores: Scores) -> list[NameSpan]:
    """Names of a text from the scores of its pieces, in order, without overlap, each with a letter or digit."""
    words, by_word = word_scores(text, offsets, scores)
    labels = best_labels(by_word)
    found = []
    index = 0
    while index < len(words):
        kind = LABELS[labels[index]][2:]
        after = index + 1
        if kind:
            inside = LABELS.index(f"I-{kind}")
            while after < len(words) and labels[after] == inside:
                after += 1
            start, end = trim(text, words[index][0], words[after - 1][1])
            score = float(np.exp(by_word[range(index, after), labels[index:after]]).mean())
            of_office = kind == "ORG" and _OFFICE_OF.search(text, max(start - 40, 0), start)
            if not of_office and any(c.isalnum() for c in text[start:end]):
                found.append(NameSpan(start, end, kind, score))
        index = after
    return found

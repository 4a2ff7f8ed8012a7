"""What a parser says of words, set on a spaCy `Doc`: the same for every Universal Dependencies parser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np
from spacy.tokens import Doc
from spacy.vocab import Vocab


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a sentence. `head` is its head's place in the sentence, -1 for the root; `feats` are sorted pairs."""

    pos: str
    lemma: str
    head: int
    relation: str
    tag: str = ""
    feats: tuple[tuple[str, str], ...] = field(default_factory=tuple)


def set_words(doc: Doc, sentences: list[list[Word]]) -> None:
    """Sentence starts, parts of speech, morphology, lemmas, heads and relations of all tokens, in order."""
    rows = [row for words in sentences for row in _rows(doc.vocab, words)]
    if rows:
        table: Any = np.array(rows, dtype=np.uint64)
        doc.from_array(["SENT_START", "HEAD", "DEP", "POS", "TAG", "MORPH", "LEMMA"], table)


def _rows(vocab: Vocab, words: list[Word]) -> Iterator[list[Any]]:
    """What `Doc.from_array` wants of each token; heads are relative and wrapped to unsigned, as spaCy does it."""
    heads, relations = tree([word.head for word in words], [word.relation for word in words])
    add = vocab.strings.add
    no_start = np.uint64(np.iinfo(np.uint64).max)
    for i, (word, head, relation) in enumerate(zip(words, heads, relations, strict=True)):
        morph = vocab.morphology.add("|".join(f"{name}={value}" for name, value in word.feats))
        offset = np.array(head - i, np.int64).astype(np.uint64)
        yield [1 if i == 0 else no_start, offset, add(relation), add(word.pos), add(word.tag or word.pos), morph, add(word.lemma)]


def tree(heads: list[int], relations: list[str]) -> tuple[list[int], list[str]]:
    """A tree with one root. Parsers that pick each head alone can give cycles, several roots and heads outside."""
    n = len(heads)
    root = next((i for i, head in enumerate(heads) if head < 0 or head == i), 0)
    fixed = [root if i != root and (not 0 <= head < n or head == i) else head for i, head in enumerate(heads)]
    fixed[root] = root
    state = [0] * n  # 0 not seen, 1 on the way, 2 leads to the root
    state[root] = 2
    for i in range(n):
        path, at = [], i
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = fixed[at]
        if state[at] == 1:  # a cycle: the word where it closes hangs on the root
            fixed[path[-1]] = root
        for place in path:
            state[place] = 2
    return fixed, ["ROOT" if i == root else (rel if rel != "root" else "parataxis") for i, rel in enumerate(relations)]


def batches(docs: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    """Lists of up to `size` Docs, in order."""
    iterator = iter(docs)
    while batch := list(islice(iterator, size)):
        yield batch


def sentences_of(doc: Doc, places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Token ranges that cover the Doc, cut where sentences begin by their characters `places`."""
    starts = {0} if len(doc) else set()
    for start, end in places:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            starts.add(span.start)
    order = sorted(starts)
    return list(zip(order, [*order[1:], len(doc)][: len(order)], strict=True))

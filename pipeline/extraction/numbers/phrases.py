"""A table of phrases that finds the longest one standing at a token. Points of abbreviations are free."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from pipeline.extraction.numbers.tokens import Token, tokenize
from pipeline.extraction.numbers.words import dictionary_form, lemmas

T = TypeVar("T")
Keys = Callable[[Token], Iterable[str]]
_DOTS = str.maketrans("·∙•*", "⋅⋅⋅⋅")


@dataclass(slots=True)
class _Node(Generic[T]):
    children: dict[str, _Node[T]] = field(default_factory=dict)
    payload: T | None = None
    dotted: bool = False
    plain: bool = False


class Phrases(Generic[T]):
    """Phrases with a payload each. `keys` gives the keys under which a token of a text is looked up (its form, its lemmas)."""

    def __init__(self, keys: Keys) -> None:
        self.root: _Node[T] = _Node()
        self.keys = keys

    def add(self, phrase: str, payload: T, key: Callable[[str], str], keep: bool = False) -> None:
        """Put in a phrase; `key` makes the key of each of its words. `keep` leaves an older payload as it is."""
        node, tokens = self.root, tokenize(phrase)
        for token in tokens:
            if token.text != ".":
                node = node.children.setdefault(key(token.text), _Node())
        if not keep or node.payload is None:
            node.payload = payload
        node.dotted = node.dotted or phrase.endswith(".")
        node.plain = node.plain or not phrase.endswith(".")

    def find(self, tokens: Sequence[Token], i: int) -> tuple[T, int] | None:
        """The payload of the longest phrase at `i` and the token after it (behind its point, where it is written with one)."""
        best: tuple[T, int] | None = None
        stack = [(self.root, i)]
        while stack:
            node, j = stack.pop()
            if node.payload is not None:
                end = j + (node.dotted and _has_point(tokens, j, node.plain))
                if best is None or end > best[1]:
                    best = node.payload, end
            if j > i and j < len(tokens) and tokens[j].text == "." and not tokens[j].gap:
                j += 1
            if j < len(tokens):
                stack += [(node.children[key], j + 1) for key in self.keys(tokens[j]) if key in node.children]
        return best


def _has_point(tokens: Sequence[Token], j: int, plain: bool) -> bool:
    """Whether the point at `j` is that of the abbreviation before it; of one also written without, only inside a sentence."""
    if j >= len(tokens) or tokens[j].text != "." or tokens[j].gap:
        return False
    return not plain or (j + 1 < len(tokens) and not tokens[j + 1].text[:1].isupper())


@lru_cache(maxsize=20_000)
def exact(word: str) -> str:
    """The key of a symbol, which is read with its case."""
    return "=" + word.translate(_DOTS)


def english(word: str) -> str:
    """The key of an English word."""
    return word.lower()


@lru_cache(maxsize=20_000)
def russian(word: str) -> str:
    """The key of a Russian word in a phrase of the lexicon: its dictionary form."""
    return dictionary_form(word.lower().replace("ё", "е"))


def form_keys(token: Token) -> Iterable[str]:
    """Keys of an English token: the symbol and the word."""
    return (exact(token.text), token.low)


def lemma_keys(token: Token) -> Iterable[str]:
    """Keys of a Russian token: the symbol and every dictionary form it may have."""
    return (exact(token.text), *lemmas(token.low)) if token.kind == "word" else (exact(token.text), token.low)

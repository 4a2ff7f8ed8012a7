"""Tokens of one text with the words of its language: what every rule of the grammar looks at."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.extraction.numbers.literals import is_whole
from pipeline.extraction.numbers.tokens import Token, tokenize
from pipeline.extraction.numbers.words import Words, words_of

HYPHENS = frozenset("-‐‑–—")
MINUS = frozenset("-−–‐")
_CLOSING = frozenset(".,;:!?)]»”’\"'—–-")
MILLION = Decimal(10**6)
_UNIT_GOES_ON = frozenset("/⋅·^_")


@dataclass(frozen=True, slots=True)
class Num:
    """A plain number on `tokens[first:after]`.

    `scale` is the last word of scale (1 where there is none), `worded` tells numeral words from digits, `whole` an integer in
    digits without marks (what years and articles look like), `fraction` a part of one ("two thirds"), `article` an "a" for one.
    """

    first: int
    after: int
    value: Decimal
    scale: Decimal = Decimal(1)
    worded: bool = False
    whole: bool = False
    fraction: bool = False
    article: bool = False


class View:
    """One text as tokens. `blocked` are tokens that a trap holds."""

    def __init__(self, text: str, lang: str, tokens: list[Token] | None = None, blocked: set[int] | None = None) -> None:
        self.text, self.lang = text, lang
        self.tokens = tokenize(text) if tokens is None else tokens
        self.blocked = blocked or set()
        self.words: Words = words_of(lang)
        self.n = len(self.tokens)

    def low(self, i: int) -> str:
        """The lower-case token at `i`, empty beyond either end."""
        return self.tokens[i].low if 0 <= i < self.n else ""

    def glued(self, i: int) -> bool:
        """Whether token `i` stands next to the one before it."""
        return 0 < i < self.n and not self.tokens[i].gap

    def kind(self, i: int) -> str:
        """The kind of token `i`, empty beyond either end."""
        return self.tokens[i].kind if 0 <= i < self.n else ""

    def hyphened(self, i: int) -> bool:
        """Whether token `i` is a hyphen inside a word."""
        return self.low(i) in HYPHENS and self.glued(i) and self.glued(i + 1)

    def scale(self, k: int, money: bool = False, after_group: bool = True) -> Decimal | None:
        """The value of a word of scale at `k` ("million", «тыс»); letters ("k", "bn") only behind digits."""
        token = self.tokens[k] if k < self.n else None
        if token is None or token.kind != "word":
            return None
        words = self.words
        if after_group and self.kind(k - 1) == "num":
            letter = self._letter(k, token, money)
            if letter is not None:
                return letter
        if after_group and self.glued(k) and self.low(k - 1) in HYPHENS and token.low in words.scale_adjectives:
            return words.scale_adjectives[token.low]
        return words.scales.get(token.low)

    def _letter(self, k: int, token: Token, money: bool) -> Decimal | None:
        """ "15K", "$10B", "$10 M"; not "5 M/s", where it begins a unit, and not the network "5G"."""
        table = self.words.money_glued if money else self.words.glued
        if not self.glued(k):
            return table.get(token.text) if money and len(token.text) == 1 else None
        if self.glued(k + 1) and self.low(k + 1) in _UNIT_GOES_ON:
            return None
        if token.text == "m" and self.lang == "en" and not money:  # "5.3m tonnes", but "a 9m pool"
            following = self.low(k + 1)
            return MILLION if not self.glued(k + 1) and (following.endswith("s") or following == "people") else None
        network = token.text in ("G", "Г") and is_whole(self.tokens[k - 1].text)
        return None if network else table.get(token.text)

    def scale_point(self, j: int) -> int:
        """1 where the point of an abbreviation follows («тыс. км», "5 bn. dollars") and something goes on after it."""
        abbreviated = len(self.low(j - 1)) <= 4 and self.low(j - 1) not in self.words.cardinals
        if not (abbreviated and self.low(j) == "." and self.glued(j)) or j + 1 >= self.n:
            return 0
        following = self.tokens[j + 1]
        sign = following.kind == "sym" and following.text not in _CLOSING
        code = following.text.isupper() and len(following.text) == 3
        return int(following.text.islower() or sign or code or following.kind == "num")

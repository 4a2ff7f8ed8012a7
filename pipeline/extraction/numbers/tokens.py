"""The tokens that the grammar of numbers works on: literals of digits, words, vulgar fractions, single signs.

They are cut from characters, not from a model's tokens, so that "$15bn" and «26,8%» read alike everywhere. All repeats are
bounded or disjoint: any text is cut in linear time.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LITERAL = r"""
    [0-9]{1,3}(?:,[0-9]{2,3}){0,8},[0-9]{3}(?:\.[0-9]{1,20})?(?![0-9])      # 1,234,567.8 and 12,34,567
  | [0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3}){1,8}(?:[.,][0-9]{1,20})?(?![0-9])  # 1 234 567,8
  | [0-9]{1,3}(?:['’][0-9]{3}){1,8}(?:\.[0-9]{1,20})?(?![0-9])              # 1'234'567
  | [0-9]{1,3}(?:\.[0-9]{3}){2,8}(?:,[0-9]{1,20})?(?![0-9])                 # 1.234.567
  | [0-9]{1,3}(?:\.[0-9]{3}){1,8},[0-9]{1,20}(?![0-9])                      # 1.234,56
  | [0-9]+(?:[.,][0-9]{1,40})?(?:[eE][-+−–]?[0-9]{1,3}(?![0-9]))?           # 15, 26.8, 26,8, 4e14
  | (?<![0-9.,])[.][0-9]{1,20}(?![0-9])                                     # .77
"""
_TOKEN = re.compile(
    rf"""(?P<num>{_LITERAL})
    |(?P<frac>[¼-¾⅐-⅞])
    |(?P<word>(?:(?![¼-¾⅐-⅞])[^\W\d_]|[⁻⁺\u0301])+)
    |(?P<sym>\S)""",
    re.VERBOSE,
)
_CONNECTORS = frozenset("-‐‑–—+/._·")


class Token(NamedTuple):
    """`kind` is `num`, `frac`, `word` or `sym`; `low` is lower case with «е» for «ё»; `gap` tells white space before it."""

    start: int
    end: int
    text: str
    low: str
    kind: str
    gap: bool


def tokenize(text: str) -> list[Token]:
    """The tokens of `text` in order; white space lies between them only."""
    tokens: list[Token] = []
    last = -1
    for match in _TOKEN.finditer(text):
        word = match.group()
        low = word.lower().replace("ё", "е").replace("\u0301", "")
        tokens.append(Token(match.start(), match.end(), word, low, match.lastgroup or "sym", match.start() != last))
        last = match.end()
    return tokens


def run_starts(tokens: list[Token]) -> list[int]:
    """For each token, the first token of the run it is glued to: "HPP-1", "C5+1", "10km-15km" are runs of tokens without a gap."""
    starts: list[int] = []
    for i, token in enumerate(tokens):
        glued = i > 0 and not token.gap and _joins(token) and _joins(tokens[i - 1])
        starts.append(starts[-1] if glued else i)
    return starts


def _joins(token: Token) -> bool:
    return token.kind != "sym" or token.text in _CONNECTORS

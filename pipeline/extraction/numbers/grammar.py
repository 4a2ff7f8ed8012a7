"""Plain numbers at a token: digits, words and scales. No units, no ranges.

A number is read from left to right into groups, as people say them: a group is below a thousand or a literal, a word of scale
closes it ("three million | two hundred and forty"). What does not fit on is left for the next number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.extraction.numbers.digits import digits_at
from pipeline.extraction.numbers.fractions import mixed, part_at, with_decimals
from pipeline.extraction.numbers.literals import is_whole
from pipeline.extraction.numbers.view import HYPHENS, MINUS, Num, View


@dataclass(slots=True)
class _Sum:
    """What has been read: `total` of the closed groups, the open `group`, the `smallest` scale so far."""

    total: Decimal = Decimal(0)
    group: Decimal | None = None
    smallest: Decimal | None = None
    scale: Decimal = Decimal(1)
    worded: bool = False
    whole: bool = False
    article: bool = False

    def close(self, step: Decimal) -> None:
        if self.group is not None:
            self.total += self.group * step
        else:
            self.total = self.total * step if self.total else step
        self.group, self.smallest, self.scale, self.whole = None, step, step, False


class Grammar(View):
    """The grammar over one text."""

    def number(self, i: int, money: bool = False) -> Num | None:
        """The longest number that begins at token `i`; `money` after a sign of currency."""
        if i >= self.n or i in self.blocked:
            return None
        sign, j = self._sign(i)
        found = part_at(self, j) or self._groups(j, money)
        if found is None:
            return None
        found = mixed(self, with_decimals(self, found))
        return replace(found, first=i, value=found.value * sign)

    def _sign(self, i: int) -> tuple[int, int]:
        token = self.tokens[i]
        if token.low in self.words.minus:
            return -1, i + 1
        digits = self.kind(i + 1) == "num"
        if i == 0 and token.text in MINUS and digits and self.n <= 4:  # a cell of a table
            return -1, 1
        if token.text in MINUS and digits and self.glued(i + 1) and (i == 0 or token.gap or self.low(i - 1) in "($€£"):
            return -1, i + 1
        if token.text == "+" and self.glued(i + 1) and (i == 0 or token.gap):
            return 1, i + 1
        return 1, i

    def _groups(self, i: int, money: bool) -> Num | None:
        s, j = _Sum(), i
        if self.low(i) in self.words.articles and (self.scale(i + 1) or self.low(i + 1) in self.words.hundred):
            s.group, s.article, s.worded, j = Decimal(1), True, True, i + 1
        while j < self.n and j not in self.blocked:
            k = self._over_joint(j, i, s)
            if s.group is None and self.kind(k) in ("num", "frac") and (j == i or self._digits_go_on(k, s.smallest)):
                digits = digits_at(self, k, money)
                if digits is None or digits.fraction:
                    return digits if j == i else self._made(i, j, s)
                s.group, s.whole, j = digits.value, digits.whole, digits.after
                continue
            after = self._word(k, i, j, s, money)
            if after is None:
                break
            j = after
        return self._made(i, j, s)

    def _made(self, i: int, j: int, s: _Sum) -> Num | None:
        if j == i or (s.article and j == i + 1):
            return None
        return Num(i, j, s.total + (s.group or 0), s.scale, s.worded, s.whole, article=s.article)

    def _word(self, k: int, i: int, j: int, s: _Sum, money: bool) -> int | None:
        """Put the numeral word at `k` on the sum; the token after it, None where it does not fit."""
        low, words = self.low(k), self.words
        if low in words.cardinals and self._fits(s.group, words.cardinals[low], s.whole or (j > i and not s.worded)):
            s.group = (s.group or Decimal(0)) + words.cardinals[low]
            s.worded = True
            return k + 1
        if low in words.hundred and (s.group is None or s.group < 100) and j > i:
            s.group, s.worded = (s.group or 1) * Decimal(100), True
            return k + 1
        step = self.scale(k, money, s.group is not None)
        if step and self._scale_fits(s, step, k):
            s.close(step)
            return k + 1 + self.scale_point(k + 1)
        return None

    def _over_joint(self, j: int, i: int, s: _Sum) -> int:
        """The token where the number goes on after "and", a hyphen inside a word or a comma after a scale; `j` if none is there."""
        if j == i:
            return j
        low, following = self.low(j), self.low(j + 1)
        numeral = following in self.words.cardinals
        if low in HYPHENS and self.hyphened(j) and (numeral or self.scale(j + 1)):
            return j + 1
        closed = s.group is None and s.smallest is not None
        hundreds = s.group is not None and s.group >= 100 and s.group % 100 == 0
        if not (s.worded and numeral):
            return j
        if low in self.words.conjunctions and self.lang == "en" and (closed or hundreds):
            return j + 1
        return j + 1 if low == "," and closed and self.low(j + 2) in self.words.hundred else j

    @staticmethod
    def _fits(group: Decimal | None, value: Decimal, literal: bool) -> bool:
        """Whether a word goes on a group: 20 takes 5, 200 takes 25; 5 takes nothing, a literal takes nothing."""
        if group is None:
            return True
        if literal or value == 0 or value != int(value) or group != int(group):
            return False
        if value < 10:
            return group % 10 == 0 and group % 100 != 10 and group >= 20
        return value < 100 and group >= 100 and group % 100 == 0

    def _scale_fits(self, s: _Sum, step: Decimal, k: int) -> bool:
        if s.group is None and s.total:  # "three thousand millions"
            return self.low(k - 1) in self.words.scales and s.smallest is not None and step >= s.smallest and self.lang == "en"
        if s.smallest is not None and step >= s.smallest:
            return False
        return s.group is not None or self.lang == "ru" or self.low(k) not in self.words.vague

    def _digits_go_on(self, k: int, smallest: Decimal | None) -> bool:
        """Whether digits go on after a scale: "5 million 200 thousand", «5 тыс. 300 рублей»."""
        token = self.tokens[k]
        if smallest is None or smallest < 1000 or token.kind != "num":
            return False
        following = self.scale(k + 1)
        if following is not None:
            return following < smallest
        return smallest == 1000 and is_whole(token.text) and len(token.text) == 3 and token.gap

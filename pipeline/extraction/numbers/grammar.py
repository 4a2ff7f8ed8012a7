"""Plain numbers at a token: literals, words, scales, fractions, powers of ten. No units, no ranges.

A number is read from left to right into groups, as people say them: a group is below a thousand or a literal, a word of scale
closes it ("three million | two hundred and forty"). What does not fit on is left for the next number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, DivisionByZero, InvalidOperation

from pipeline.extraction.numbers.literals import SUPERSCRIPTS, VULGAR, is_whole, literal_value
from pipeline.extraction.numbers.tokens import Token, run_starts, tokenize
from pipeline.extraction.numbers.words import Words, words_of

HYPHENS = frozenset("-‐‑–—")
MINUS = frozenset("-−–‐")
TIMES = frozenset("×xх*·⋅∙")


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


class Grammar:
    """The grammar over one text. `blocked` are tokens that a trap holds."""

    def __init__(self, text: str, lang: str, tokens: list[Token] | None = None, blocked: set[int] | None = None) -> None:
        self.text, self.lang = text, lang
        self.tokens = tokenize(text) if tokens is None else tokens
        self.blocked = blocked or set()
        self.words: Words = words_of(lang)
        self.runs = run_starts(self.tokens)
        self.n = len(self.tokens)

    # -- looking at tokens

    def low(self, i: int) -> str:
        """The lower-case token at `i`, empty beyond either end."""
        return self.tokens[i].low if 0 <= i < self.n else ""

    def glued(self, i: int) -> bool:
        """Whether token `i` stands next to the one before it."""
        return 0 < i < self.n and not self.tokens[i].gap

    def kind(self, i: int) -> str:
        """The kind of token `i`, empty beyond either end."""
        return self.tokens[i].kind if 0 <= i < self.n else ""

    # -- numbers

    def number(self, i: int, money: bool = False) -> Num | None:
        """The longest number that begins at token `i`; `money` after a sign of currency."""
        if i >= self.n or i in self.blocked:
            return None
        sign, j = self._sign(i)
        found = self._part(j) or self._groups(j, money)
        if found is None:
            return None
        found = self._decimals(found)
        found = self._mixed(found)
        return replace(found, first=i, value=found.value * sign)

    def _sign(self, i: int) -> tuple[int, int]:
        token = self.tokens[i]
        if token.low in self.words.minus:
            return -1, i + 1
        if token.text in MINUS and self.glued(i + 1) and self.kind(i + 1) == "num" and (i == 0 or token.gap or self.low(i - 1) in "($€£"):
            return -1, i + 1
        if token.text == "+" and self.glued(i + 1) and (i == 0 or token.gap):
            return 1, i + 1
        return 1, i

    def _groups(self, i: int, money: bool) -> Num | None:
        total, group, smallest = Decimal(0), None, None
        j, worded, whole, scale, article = i, False, False, Decimal(1), False
        if self.low(i) in self.words.articles and (self._scale(i + 1) or self.low(i + 1) in self.words.hundred):
            group, j, article, worded = Decimal(1), i + 1, True, True
        while j < self.n and j not in self.blocked:
            k = self._over_joint(j, i, group, smallest, worded)
            low = self.low(k)
            if group is None and self.kind(k) in ("num", "frac") and (j == i or self._literal_follows(k, smallest)):
                literal = self._literal(k, money)
                if literal is None:
                    break
                group, j, whole = literal.value, literal.after, literal.whole
                if literal.fraction:
                    return literal
            elif low in self.words.cardinals and self._fits(group, self.words.cardinals[low], whole or (j > i and not worded)):
                group = (group or Decimal(0)) + self.words.cardinals[low]
                j, worded = k + 1, True
            elif low in self.words.hundred and (group is None or group < 100) and j > i:
                group, j, worded = (group or 1) * Decimal(100), k + 1, True
            elif (step := self._scale(k, money, group is not None)) and self._scale_fits(group, total, step, smallest, k):
                total = total + group * step if group is not None else (total * step if total else step)
                group, smallest, scale, j, whole = None, step, step, k + 1, False
                j += self._scale_point(j)
            else:
                break
        if j == i or (article and j == i + 1):
            return None
        return Num(i, j, total + (group or 0), scale, worded, whole, article=article)

    def _over_joint(self, j: int, i: int, group: Decimal | None, smallest: Decimal | None, worded: bool) -> int:
        """The token where the number goes on after "and", a hyphen inside a word or a comma after a scale; `j` if none is there."""
        if j == i:
            return j
        low = self.low(j)
        next_word = self.low(j + 1)
        if low in HYPHENS and self.glued(j) and self.glued(j + 1) and (next_word in self.words.cardinals or self._scale(j + 1)):
            return j + 1
        after_big = group is None and smallest is not None
        hundreds = group is not None and group >= 100 and group % 100 == 0 and worded
        if low in self.words.conjunctions and self.lang == "en" and worded and (after_big or hundreds) and next_word in self.words.cardinals:
            return j + 1
        if low == "," and after_big and worded and next_word in self.words.cardinals and self.low(j + 2) in self.words.hundred:
            return j + 1
        return j

    def _fits(self, group: Decimal | None, value: Decimal, literal: bool) -> bool:
        """Whether a word goes on a group: 20 takes 5, 200 takes 25; 5 takes nothing, a literal takes nothing."""
        if group is None:
            return True
        if literal or value == 0 or value != int(value) or group != int(group):
            return False
        if value < 10:
            return group % 10 == 0 and group % 100 != 10 and group >= 20
        return value < 100 and group >= 100 and group % 100 == 0

    def _scale(self, k: int, money: bool = False, after_group: bool = True) -> Decimal | None:
        """The value of a word of scale at `k`; letters ("k", "bn") only after digits."""
        token = self.tokens[k] if k < self.n else None
        if token is None or token.kind != "word":
            return None
        if after_group and self.glued(k) and self.kind(k - 1) == "num" and not self._letter_goes_on(k):
            glued = (self.words.money_glued if money else self.words.glued).get(token.text)
            if glued is not None:
                return glued
        if money and after_group and self.kind(k - 1) == "num" and token.text in ("M", "B", "K", "T"):
            return self.words.money_glued[token.text]
        return self.words.scales.get(token.low)

    def _letter_goes_on(self, k: int) -> bool:
        """Whether a letter of scale is the first of a unit or name instead ("5 M/s", "4K-TV")."""
        return self.glued(k + 1) and self.low(k + 1) in {"/", "⋅", "·", "^", "_"}

    def _scale_fits(self, group: Decimal | None, total: Decimal, step: Decimal, smallest: Decimal | None, k: int) -> bool:
        if group is None and total:  # "three thousand millions"
            return self.low(k - 1) in self.words.scales and smallest is not None and step >= smallest and self.lang == "en"
        if smallest is not None and step >= smallest:
            return False
        return group is not None or self.lang == "ru" or self.low(k) not in self.words.vague

    def _scale_point(self, j: int) -> int:
        """1 where the point of an abbreviation follows («тыс. км», "5 bn. dollars") and something goes on after it."""
        abbreviated = len(self.low(j - 1)) <= 4 and self.low(j - 1) not in self.words.cardinals
        if not (abbreviated and self.low(j) == "." and self.glued(j)):
            return 0
        following = self.tokens[j + 1] if j + 1 < self.n else None
        return int(following is not None and (following.text.islower() or following.low in ("$", "€") or following.kind == "num"))

    def _literal_follows(self, k: int, smallest: Decimal | None) -> bool:
        """Whether digits go on after a scale: "5 million 200 thousand", «5 тыс. 300 рублей»."""
        token = self.tokens[k]
        if smallest is None or smallest < 1000 or token.kind != "num" or not is_whole(token.text) or len(token.text) > 3:
            return False
        following = self._scale(k + 1)
        if following is not None:
            return following < smallest
        return smallest == 1000 and len(token.text) == 3 and self.tokens[k].gap

    # -- digits

    def _literal(self, i: int, money: bool) -> Num | None:
        token = self.tokens[i]
        if token.kind == "frac":
            a, b = VULGAR[token.text]
            return Num(i, i + 1, Decimal(a) / b, fraction=True)
        scaled = self._scale(i + 1) is not None
        value = literal_value(token.text, self.lang, scaled, money)
        if value is None:
            return None
        found = Num(i, i + 1, value, whole=is_whole(token.text))
        return self._power(found) or self._slashed(found)

    def _power(self, base: Num) -> Num | None:
        """"3×10^5", "2.48×10−5", "10⁵", "8x2^10"."""
        j = base.after
        if self.low(j) in TIMES and self.kind(j + 1) == "num":
            power = self._raised(j + 1)
            if power is not None:
                return Num(base.first, power.after, base.value * power.value)
            return None
        return self._raised(base.first)

    def _raised(self, i: int) -> Num | None:
        base = literal_value(self.tokens[i].text, self.lang)
        if base not in (Decimal(10), Decimal(2)):
            return None
        j = i + 1
        if not self.glued(j):
            return None
        superscript = self.tokens[j].text.translate(SUPERSCRIPTS)
        after = j + 1
        if self.low(j) == "^" or (self.low(j) in ("-", "−", "–") and base == 10 and i > 0 and self.low(i - 1) in TIMES):
            sign = "-" if self.low(j) != "^" else ""
            if self.low(j + 1) in MINUS:
                sign, j = "-", j + 1
            if self.kind(j + 1) != "num":
                return None
            superscript, after = sign + self.tokens[j + 1].text, j + 2
        try:
            exponent = int(superscript)
        except ValueError:
            return None
        return Num(i, after, Decimal(base) ** exponent) if abs(exponent) <= 300 and base is not None else None

    def _slashed(self, found: Num) -> Num:
        """"1/40", "2 1/2", "2½"; anything else as it is."""
        j = found.after
        if found.whole and self.kind(j) == "frac":
            a, b = VULGAR[self.tokens[j].text]
            return Num(found.first, j + 1, found.value + Decimal(a) / b)
        part = self._slash(found.first)
        if part is not None:
            return part
        if found.whole and self.kind(j) == "num":
            part = self._slash(j)
            if part is not None and part.value < 1 and not self.glued(j):
                return Num(found.first, part.after, found.value + part.value)
        return found

    def _slash(self, i: int) -> Num | None:
        if not (self.kind(i) == "num" and self.low(i + 1) in ("/", "⁄") and self.glued(i + 1) and self.glued(i + 2) and self.kind(i + 2) == "num"):
            return None
        a, b = self.tokens[i].text, self.tokens[i + 2].text
        if not (is_whole(a) and is_whole(b)) or len(a) > 4 or len(b) > 4:
            return None
        try:
            return Num(i, i + 3, Decimal(a) / Decimal(b), fraction=True)
        except (DivisionByZero, InvalidOperation):
            return None

    # -- parts of one

    def _part(self, i: int) -> Num | None:
        """Fractions in words: "two thirds", "one-half", "half a million", «две трети», «полмиллиона», «четверть часа»."""
        low = self.low(i)
        words = self.words
        if low in words.half or low in words.quarter:
            return self._half_of_scale(i)
        numerator = words.cardinals.get(low) or (Decimal(1) if low in words.articles else None)
        if numerator is None and self.kind(i) == "num" and is_whole(low) and len(low) <= 2:
            numerator = Decimal(low)
        j = i + 1 + (self.low(i + 1) in HYPHENS and self.glued(i + 1))
        denominator = words.fractions.get(self.low(j))
        if numerator is None or denominator is None or numerator == 0 or numerator != int(numerator):
            return None
        if self.lang == "en" and not self._english_fraction(i, j, numerator):
            return None
        if self.lang == "ru" and not self._russian_fraction(j, numerator):
            return None
        after = j + 1 + (self.lang == "ru" and self.low(j + 1) in ("часть", "части", "доля", "доли", "частей"))
        if (step := self._scale(after + (self.low(after) in words.articles))) is not None and denominator <= 4:
            after += 1 + (self.low(after) in words.articles)
            return Num(i, after, numerator / denominator * step, step, True)
        return Num(i, after, numerator / denominator, worded=True, fraction=True)

    def _half_of_scale(self, i: int) -> Num | None:
        denominator = self.words.fractions.get(self.low(i), Decimal(2))
        j = i + 1
        j += self.low(j) in ("of",) and self.low(j + 1) in self.words.articles | self.words.scales.keys()
        j += self.low(j) in self.words.articles
        step = self._scale(j)
        if step is not None and step >= 1000:
            return Num(i, j + 1, step / denominator, step, True)
        return Num(i, i + 1, 1 / denominator, worded=True, fraction=True)

    def _english_fraction(self, i: int, j: int, numerator: Decimal) -> bool:
        """"one third", "two thirds", "a third of", "a quarter of"; not "a third meeting", "two third parties", "3 quarters"."""
        plural = self.low(j).endswith("s")
        if self.low(j) in ("halves",) or (plural and numerator > 1 and self.kind(i) == "word"):
            return self.low(j) != "quarters" or numerator == 3
        if plural or numerator != 1:
            return False
        if self.low(i) in self.words.articles:
            return self.low(j + 1) in ("of", "more", "less", "as") or j + 1 >= self.n or (self.low(j + 1) in (".", ",") and self.low(i - 1) == "by")
        return self.low(j) in ("half", "quarter") or self.low(j + 1) == "of" or self.kind(j + 1) != "word"

    def _russian_fraction(self, j: int, numerator: Decimal) -> bool:
        """«две трети», «одна пятая», «три четверти»; «два первых», «одна пятая школа» are none."""
        if self.low(j)[:3] in ("тре", "чет") and self.words.fractions[self.low(j)] in (3, 4):
            return True
        following = self.low(j + 1)
        if (numerator > 1) != self.low(j).endswith(("ых", "их")):
            return False
        return following in ("часть", "части", "доля", "доли", "частей", "от", "процента") or self.kind(j + 1) != "word"

    def _decimals(self, found: Num) -> Num:
        """"three point five", "1 point 1", «один точка один», «две целых пять десятых»."""
        j = found.after
        if found.fraction:
            return found
        if self.low(j) in self.words.point and (found.worded or found.whole) and found.scale == 1:
            digits, k = "", j + 1
            while k < self.n and len(digits) < 12:
                value = self.words.cardinals.get(self.low(k))
                if value is not None and value < 10 and value == int(value):
                    digits += str(int(value))
                elif self.kind(k) == "num" and is_whole(self.low(k)) and not digits:
                    digits, k = self.low(k), k + 1
                    break
                else:
                    break
                k += 1
            if digits and len(digits) < 20:
                return self._rescaled(replace(found, after=k, value=found.value + Decimal("0." + digits), whole=False))
        if self.low(j) in self.words.whole:
            k = j + 1 + (self.low(j + 1) in self.words.conjunctions)
            part = self._groups(k, False)
            if part is not None and (parts := self.words.fractions.get(self.low(part.after))) in (10, 100, 1000):
                value = found.value + part.value / parts
                return self._rescaled(replace(found, after=part.after + 1, value=value, whole=False))
        return found

    def _mixed(self, found: Num) -> Num:
        """"two and a half", "one and three quarters", «три с половиной», each before a word of scale or not."""
        j = found.after
        if found.fraction or found.scale != 1 or found.value != int(found.value):
            return found
        if self.low(j) == "с" and self.low(j + 1) in self.words.with_half:
            return self._rescaled(replace(found, after=j + 2, value=found.value + Decimal("0.5"), whole=False))
        if self.lang == "en" and self.low(j) == "and":
            k = j + 1 + (self.low(j + 1) in self.words.articles)
            numerator = Decimal(1)
            if self.low(k) in ("one", "two", "three"):
                numerator, k = self.words.cardinals[self.low(k)], k + 1
            denominator = {"half": 2, "quarter": 4, "quarters": 4, "third": 3, "thirds": 3}.get(self.low(k))
            if (denominator and self.low(k + 1) not in ("of",)) or (denominator and self.low(k + 2) in ("hour", "hours")):
                return self._rescaled(replace(found, after=k + 1, value=found.value + numerator / denominator, whole=False))
        return found

    def _rescaled(self, found: Num) -> Num:
        """The word of scale after a fraction: "two and a half million"."""
        step = self._scale(found.after)
        if step is None:
            return found
        return replace(found, after=found.after + 1 + self._scale_point(found.after + 1), value=found.value * step, scale=step)

"""Fractions and decimals in words: "two thirds", "half a million", "two and a half", «две целых пять десятых»."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.extraction.numbers.literals import is_whole
from pipeline.extraction.numbers.view import Num, View

_SHARES = frozenset(["часть", "части", "доля", "доли", "частей"])
_SMALL = {"half": 2, "quarter": 4, "quarters": 4, "third": 3, "thirds": 3}
_HALF = Decimal("0.5")


def part_at(v: View, i: int) -> Num | None:
    """A part of one at token `i`: "two thirds", "one-half", "half a million", «две трети», «треть», «полмиллиона»."""
    low, words = v.low(i), v.words
    if low in words.half or low in words.quarter:
        return _half(v, i)
    numerator = _numerator(v, i)
    j = i + 1 + v.hyphened(i + 1)
    denominator = words.fractions.get(v.low(j))
    if numerator is None or denominator is None:
        return None
    if not (_is_english(v, i, j, numerator) if v.lang == "en" else _is_russian(v, j, numerator)):
        return None
    after = j + 1 + (v.lang == "ru" and v.low(j + 1) in _SHARES)
    k = after + (v.low(after) in words.articles)
    step = v.scale(k) if denominator <= 4 else None
    if step is not None:
        return Num(i, k + 1, numerator / denominator * step, step, True)
    return Num(i, after, numerator / denominator, worded=True, fraction=True)


def _numerator(v: View, i: int) -> Decimal | None:
    low = v.low(i)
    if low in v.words.articles:
        return Decimal(1)
    value = v.words.cardinals.get(low)
    if value is None and v.kind(i) == "num" and is_whole(low) and len(low) <= 2:
        value = Decimal(low)
    return value if value and value == int(value) else None


def _half(v: View, i: int) -> Num:
    """ "half", «треть», and "half a million", "half of a million"."""
    denominator = v.words.fractions.get(v.low(i), Decimal(2))
    j = i + 1
    j += v.low(j) == "of" and (v.low(j + 1) in v.words.articles or v.low(j + 1) in v.words.scales)
    j += v.low(j) in v.words.articles
    step = v.scale(j)
    if step is not None and step >= 1000:
        return Num(i, j + 1, step / denominator, step, True)
    return Num(i, i + 1, 1 / denominator, worded=True, fraction=True)


def _is_english(v: View, i: int, j: int, numerator: Decimal) -> bool:
    """ "one third", "two thirds", "a third of", "nearly a third,"; not "a third meeting", "two third parties", "3 quarters"."""
    word, following = v.low(j), v.low(j + 1)
    plural = word.endswith("s")
    if word == "halves" or (plural and numerator > 1 and v.kind(i) == "word"):
        return word != "quarters" or numerator == 3
    if plural or numerator != 1:
        return False
    if v.kind(j + 1) != "word" or following == "of":
        return True
    if v.low(i) in v.words.articles:
        return following in ("more", "less", "as", "by", "to") or v.low(i - 1) == "by"
    return word in ("half", "quarter")


def _is_russian(v: View, j: int, numerator: Decimal) -> bool:
    """«две трети», «одна пятая», «три четверти», «девять десятых»; «два первых», «одна пятая школа» are none."""
    denominator = v.words.fractions[v.low(j)]
    if v.low(j).startswith(("тре", "чет")) and denominator in (3, 4):
        return True
    if (numerator > 1) != v.low(j).endswith(("ых", "их")) or numerator >= denominator:
        return False
    return numerator > 1 or v.low(j + 1) in _SHARES | {"от", "процента"} or v.kind(j + 1) != "word"


def with_decimals(v: View, found: Num) -> Num:
    """ "three point five", "1 point 1", «один точка один», «две целых пять десятых»; the number as it is without them."""
    if found.fraction:
        return found
    j = found.after
    if v.low(j) in v.words.point and (found.worded or found.whole) and found.scale == 1:
        digits, after = _digits_said(v, j + 1)
        if digits:
            return rescaled(v, replace(found, after=after, value=found.value + Decimal("0." + digits), whole=False))
    if v.low(j) in v.words.whole:
        k = j + 1 + (v.low(j + 1) in v.words.conjunctions)
        value, k = _small(v, k)
        parts = v.words.fractions.get(v.low(k))
        if value is not None and parts in (10, 100, 1000):
            return rescaled(v, replace(found, after=k + 1, value=found.value + value / parts, whole=False))
    return found


def _digits_said(v: View, k: int) -> tuple[str, int]:
    """Digits behind "point", in words one by one or as a literal."""
    if v.kind(k) == "num" and is_whole(v.low(k)) and len(v.low(k)) < 20:
        return v.low(k), k + 1
    digits = ""
    while len(digits) < 12:
        value = v.words.cardinals.get(v.low(k))
        if value is None or value >= 10 or value != int(value):
            break
        digits, k = digits + str(int(value)), k + 1
    return digits, k


def _small(v: View, k: int) -> tuple[Decimal | None, int]:
    """A whole number below a thousand, in words or digits."""
    if v.kind(k) == "num" and is_whole(v.low(k)) and len(v.low(k)) <= 3:
        return Decimal(v.low(k)), k + 1
    total: Decimal | None = None
    while (value := v.words.cardinals.get(v.low(k))) is not None and (total is None or value < total):
        total, k = (total or Decimal(0)) + value, k + 1
    return total, k


def mixed(v: View, found: Num) -> Num:
    """ "two and a half", "one and three quarters", «три с половиной», each before a word of scale or not."""
    j = found.after
    if found.fraction or found.scale != 1 or found.value != int(found.value) or abs(found.value) > 999:
        return found
    if v.low(j) == "с" and v.low(j + 1) in v.words.with_half:
        return rescaled(v, replace(found, after=j + 2, value=found.value + _HALF, whole=False))
    if v.lang != "en" or v.low(j) != "and":
        return found
    k = j + 1 + (v.low(j + 1) in v.words.articles)
    numerator = Decimal(1)
    if v.low(k) in ("one", "two", "three"):
        numerator, k = v.words.cardinals[v.low(k)], k + 1
    denominator = _SMALL.get(v.low(k))
    if denominator is None or (v.low(k + 1) == "of" and v.low(k + 2) not in ("hour", "hours")):
        return found
    return rescaled(v, replace(found, after=k + 1, value=found.value + numerator / denominator, whole=False))


def rescaled(v: View, found: Num) -> Num:
    """The word of scale behind a fraction: "two and a half million"."""
    step = v.scale(found.after)
    if step is None:
        return found
    after = found.after + 1 + v.scale_point(found.after + 1)
    return replace(found, after=after, value=found.value * step, scale=step)

"""Numbers in digits: literals, vulgar and slashed fractions, powers of ten."""

from __future__ import annotations

from decimal import Decimal, DivisionByZero, InvalidOperation

from pipeline.extraction.numbers.literals import SUPERSCRIPTS, VULGAR, is_whole, literal_value
from pipeline.extraction.numbers.view import MINUS, Num, View

TIMES = frozenset("×xх*·⋅∙")
MAX_EXPONENT = 300


def digits_at(v: View, i: int, money: bool) -> Num | None:
    """The number in digits at token `i`: "15", "½", "2 1/2", "3×10^5", «13-ю»."""
    token = v.tokens[i]
    if token.kind == "frac":
        a, b = VULGAR[token.text]
        return Num(i, i + 1, Decimal(a) / b, fraction=True)
    value = literal_value(token.text, v.lang, v.scale(i + 1) is not None, money)
    if value is None:
        return None
    if v.hyphened(i + 1) and v.low(i + 2) in v.words.cardinal_suffixes:
        return Num(i, i + 3, value)
    found = Num(i, i + 1, value, whole=is_whole(token.text))
    return _power(v, found) or _with_fraction(v, found)


def _power(v: View, base: Num) -> Num | None:
    """ "3×10^5", "2.48×10−5", "10⁵", "8x2^10"."""
    j = base.after
    if v.low(j) in TIMES and v.kind(j + 1) == "num":
        power = _raised(v, j + 1)
        return Num(base.first, power.after, base.value * power.value) if power else None
    return _raised(v, base.first)


def _raised(v: View, i: int) -> Num | None:
    """10 or 2 with an exponent: "10^5", "10−5" behind a sign of multiplication, "10⁻⁵"."""
    base = literal_value(v.tokens[i].text, v.lang)
    if base is None or base not in (Decimal(10), Decimal(2)) or not v.glued(i + 1):
        return None
    j, after = i + 1, i + 2
    exponent = v.tokens[j].text.translate(SUPERSCRIPTS)
    bare_minus = v.low(j) in ("-", "−", "–") and base == 10 and v.low(i - 1) in TIMES
    if v.low(j) == "^" or bare_minus:
        sign = "-" if bare_minus else ""
        if v.low(j + 1) in MINUS:
            sign, j = "-", j + 1
        if v.kind(j + 1) != "num":
            return None
        exponent, after = sign + v.tokens[j + 1].text, j + 2
    if not exponent.lstrip("-").isdigit() or len(exponent) > 5 or abs(int(exponent)) > MAX_EXPONENT:
        return None
    return Num(i, after, base ** int(exponent))


def _with_fraction(v: View, found: Num) -> Num:
    """ "1/40", "2 1/2", "2½"; anything else as it is."""
    j = found.after
    if found.whole and v.kind(j) == "frac":
        a, b = VULGAR[v.tokens[j].text]
        return Num(found.first, j + 1, found.value + Decimal(a) / b)
    part = _slashed(v, found.first)
    if part is not None:
        return part
    part = _slashed(v, j) if found.whole and not v.glued(j) else None
    return Num(found.first, part.after, found.value + part.value) if part and part.value < 1 else found


def _slashed(v: View, i: int) -> Num | None:
    if v.kind(i) != "num" or v.low(i + 1) not in ("/", "⁄") or v.kind(i + 2) != "num":
        return None
    a, b = v.tokens[i].text, v.tokens[i + 2].text
    if not (v.glued(i + 1) and v.glued(i + 2) and is_whole(a) and is_whole(b)) or len(a) > 4 or len(b) > 4:
        return None
    try:
        return Num(i, i + 3, Decimal(a) / Decimal(b), fraction=True)
    except (DivisionByZero, InvalidOperation):
        return None

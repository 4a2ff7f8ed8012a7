"""What joins amounts to one: small change, prices by a unit, parts of falling size."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.extraction.numbers.amount import Amount
from pipeline.extraction.numbers.catalog import Unit
from pipeline.extraction.numbers.grammar import Grammar
from pipeline.extraction.numbers.money import CHANGE, money_after
from pipeline.extraction.numbers.units import rate_at, unit_at
from pipeline.extraction.numbers.view import HYPHENS, Num

MAX_PARTS = 6
RATES_OF_SUMS = frozenset({"year", "person", "capita", "head"})
"""What a sum is counted by without becoming a price: "$5 billion per year" stays money."""


def with_change(g: Grammar, amount: Amount) -> Amount:
    """ "20 dollars 43 cents", "$20 and 43c"; "20 dollars 43" only where nothing follows."""
    j = amount.after
    k = j + (g.low(j) in g.words.conjunctions)
    number = g.number(k)
    if number is None or number.value >= 100 or number.value != int(number.value) or number.value < 0 or amount.value is None:
        return amount
    change = money_after(g, number.after)
    ends = number.after >= g.n
    if (change and change.currency in CHANGE and amount.unit not in CHANGE) or (ends and number.scale == 1 and not number.fraction):
        after = change.after if change else number.after
        return replace(amount, after=after, value=amount.value + number.value / 100, rule="money and change")
    return amount


def priced(g: Grammar, amount: Amount) -> Amount:
    """ "$350 per kg", "$15.4/hour", «60 долларов за баррель»: the unit becomes "USD/kg". A sum "per year" stays a sum."""
    j = amount.after
    if g.low(j) == "/" and g.glued(j):
        found = unit_at(g, j + 1, None)
        if found:
            return replace(amount, after=found.after, unit=f"{amount.unit}/{found.unit.name}")
    if g.low(j) == "за" and g.lang == "ru":
        k = j + 1
        k += g.low(k) in ("один", "одну", "1")
        found = unit_at(g, k, None)
        if found and found.unit.kind == "quantity" and (k > j + 1 or found.after > k):
            return replace(amount, after=found.after, unit=f"{amount.unit}/{found.unit.name}")
    by_many = _by_many(g, j)
    if by_many is not None:
        return replace(amount, after=by_many[1], unit=f"{amount.unit}/{by_many[0]}")
    rate = rate_at(g, j)
    if g.low(j) in ("a", "an") and (found := unit_at(g, j + 1, None)) and found.unit.kind == "quantity" and not found.unit.symbol:
        return replace(amount, after=found.after, unit=f"{amount.unit}/{found.unit.name}")  # "$7 a kilo"
    if rate and rate.unit.kind == "quantity" and g.low(j) == "per" and rate.unit.name not in RATES_OF_SUMS:
        return replace(amount, after=rate.after, unit=f"{amount.unit}/{rate.unit.name}")
    return amount


def _by_many(g: Grammar, j: int) -> tuple[str, int] | None:
    """ "per thousand cubic metres", «за 1000 кубометров», «за тыс. куб. м»: the unit with its number."""
    if g.low(j) not in ("per", "за"):
        return None
    number = g.number(j + 1)
    if number is None or number.value <= 1 or number.fraction:
        return None
    found = unit_at(g, number.after, number)
    if found is None or found.unit.kind != "quantity":
        return None
    return f"{number.value.normalize():f} {found.unit.name}", found.after


def compound(g: Grammar, amount: Amount) -> Amount:
    """Parts of falling size in one dimension, summed in the smallest: "2 years and 3 months" is 27 months."""
    for _ in range(MAX_PARTS):
        following = _next_part(g, amount)
        if following is None:
            break
        amount = following
    return amount


def _next_part(g: Grammar, amount: Amount) -> Amount | None:
    unit = amount.measure
    if unit is None or unit.dim is None or unit.factor is None or amount.value is None:
        return None
    j = amount.after
    k = j + (g.low(j) == ",")
    joined = g.low(k) in g.words.conjunctions
    k += joined
    if joined and g.lang == "en" and unit.kind == "duration":
        half = k + (g.low(k) in g.words.articles)
        if g.low(half) in ("half", "quarter") and g.low(half + 1) != "of":
            return replace(
                amount, after=half + 1, value=amount.value + (Decimal("0.5") if g.low(half) == "half" else Decimal("0.25"))
            )
    if g.low(k) == "с" and g.low(k + 1) in g.words.with_half:
        return replace(amount, after=k + 2, value=amount.value + Decimal("0.5"))
    number = g.number(k)
    if number is None or number.fraction or number.value <= 0:
        return None
    hyphen = g.low(number.after) in HYPHENS
    if unit.name == "hour" and g.low(number.after) == "m" and g.glued(number.after) and number.value < 60:  # "2h 30m"
        value = amount.value * 60 + number.value
        return replace(amount, after=number.after + 1, value=value, unit="minute", measure=None, rule="compound")
    found = None if hyphen else unit_at(g, number.after, number)
    if found is None or found.unit.dim != unit.dim or found.unit.factor is None or found.unit.factor >= unit.factor:
        return _minutes_left_out(g, amount, number, k > j + 1)
    parts = _parts_in(unit, found.unit)
    if parts != int(parts):  # "1 metre and 1 foot": no whole number of the one in the other
        value = amount.value + number.value / parts
        return replace(amount, after=found.after, value=value.quantize(Decimal("0.0000001")).normalize(), rule="compound")
    if (number.value >= parts and unit.dim != "length") or (
        found.unit.kind == "quantity" and k == j and unit.dim not in ("length", "mass")
    ):
        return None
    return replace(
        amount,
        after=found.after,
        value=amount.value * parts + number.value,
        unit=found.unit.name,
        measure=found.unit,
        rule="compound",
    )


def _parts_in(big: Unit, small: Unit) -> Decimal:
    names = {("year", "month"): 12, ("year", "day"): 365, ("month", "day"): 30}
    exact = names.get((big.name, small.name))
    return (
        Decimal(exact)
        if exact
        else Decimal(repr((big.factor or 1) / (small.factor or 1))).quantize(Decimal("0.0000001")).normalize()
    )


def _minutes_left_out(g: Grammar, amount: Amount, number: Num, comma: bool) -> Amount | None:
    """ "1 hour thirty", "2 hours and 10": minutes, where nothing else follows."""
    ends = number.after >= g.n
    if amount.unit != "hour" or not ends or comma or number.scale != 1 or not 0 < number.value < 60 or amount.value is None:
        return None
    return replace(amount, after=number.after, value=amount.value * 60 + number.value, unit="minute", measure=None, rule="compound")

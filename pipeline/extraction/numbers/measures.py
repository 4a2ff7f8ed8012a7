"""A number with the currency or unit behind it."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extraction.numbers.amount import Amount
from pipeline.extraction.numbers.catalog import Unit
from pipeline.extraction.numbers.compounds import compound, priced, with_change
from pipeline.extraction.numbers.grammar import Grammar
from pipeline.extraction.numbers.money import Money, money_after
from pipeline.extraction.numbers.units import UnitMatch, unit_at
from pipeline.extraction.numbers.view import HYPHENS, Num

_SMALLER = {
    "century": ("year", 100), "decade": ("year", 10), "year": ("month", 12), "month": ("day", 30), "week": ("day", 7),
    "day": ("hour", 24), "hour": ("minute", 60), "minute": ("second", 60),
}  # fmt: skip


def with_unit(g: Grammar, number: Num) -> Amount | None:
    """The number with what stands behind it: currency, percent, time, measure; also over a hyphen ("27-kilometer")."""
    j = number.after
    hyphen = g.low(j) in HYPHENS and g.glued(j) and g.glued(j + 1)
    k = j + hyphen
    money = None if hyphen and g.kind(k) != "word" else money_after(g, k)
    unit = None if money and not _pound_is_weight(g, money, k) else unit_at(g, k, number)
    if unit is None and money is None:
        return _with_unit_apart(g, number)
    if unit is not None and (money is None or unit.after >= money.after):
        return measured(g, number, unit)
    if money is None:
        return None
    amount = Amount(number.first, money.after, number, "money", number.value, money.currency, rule="money word")
    return priced(g, with_change(g, amount))


def _pound_is_weight(g: Grammar, money: Money, k: int) -> bool:
    """ "six pounds of meat" weigh; "six pounds" cost, «два фунта» too."""
    return money.currency == "GBP" and g.low(k) in ("pounds", "pound") and g.low(money.after) == "of"


def _with_unit_apart(g: Grammar, number: Num) -> Amount | None:
    """ "two additional minutes", "a quarter of an hour", "half an hour", "a million dollars" of which "of" is said."""
    j = number.after
    k = j
    while g.low(k) in g.words.fillers and k < j + 2:
        k += 1
    if k > j and (unit := unit_at(g, k, number)) and unit.unit.kind == "duration":
        return measured(g, number, unit)
    if g.lang == "en" and (number.fraction or number.scale > 1 or _ends_in_fraction(number)):
        k = j + (g.low(j) == "of")
        k += g.low(k) in g.words.articles and (k > j or number.fraction or _ends_in_fraction(number))
        money = money_after(g, k) if k > j else None
        if money is not None:
            return Amount(number.first, money.after, number, "money", number.value, money.currency, rule="money word")
        unit = unit_at(g, k, number) if k > j else None
        if unit is not None and unit.unit.kind in ("duration", "quantity"):
            return measured(g, number, unit)
    return None


def _ends_in_fraction(number: Num) -> bool:
    return number.value != int(number.value)


def measured(g: Grammar, number: Num, found: UnitMatch) -> Amount | None:
    unit, after = found.unit, found.after
    after = _aged(g, unit, after)
    amount = Amount(number.first, after, number, unit.kind, number.value, unit.name, unit, rule=unit.kind)
    if number.fraction and unit.name in _SMALLER and number.value < 1:
        smaller, parts = _SMALLER[unit.name]
        value = number.value * parts
        if value == int(value):  # half an hour is 30 minutes to everybody
            amount = replace(amount, value=value, unit=smaller, measure=None)
    if unit.kind == "count":
        return amount
    return _below_zero(g, amount) if unit.name in ("°", "°C", "°F") else compound(g, amount)


def _below_zero(g: Grammar, amount: Amount) -> Amount:
    """ "2 degrees below zero", «5 градусов ниже нуля», «10 градусов мороза»."""
    j = amount.after
    if g.low(j) in ("мороза",):
        after = j + 1
    elif (g.low(j), g.low(j + 1)) in (("below", "zero"), ("ниже", "нуля")):
        after = j + 2
    else:
        return amount
    return replace(amount, after=after, value=-amount.value if amount.value is not None else None)


def _aged(g: Grammar, unit: Unit, after: int) -> int:
    """ "45-year-old" keeps to "45-year-old"."""
    if unit.kind == "duration" and g.low(after) in HYPHENS and g.glued(after) and g.low(after + 1) in ("old", "olds", "long"):
        return after + 2
    return after

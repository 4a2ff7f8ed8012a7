"""Magnitudes without a value: "dozens of projects", "several thousand people", «сотни тысяч тонн»."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.extraction.numbers.amount import Amount
from pipeline.extraction.numbers.grammar import Grammar
from pipeline.extraction.numbers.money import money_after
from pipeline.extraction.numbers.quantifiers import qualifier_before
from pipeline.extraction.numbers.units import unit_at
from pipeline.extraction.numbers.view import Num


def vague_at(g: Grammar, i: int) -> Amount | None:
    """ "dozens of projects", "several thousand people", «несколько десятков», «сотни тысяч тонн»: a magnitude without a value."""
    words = g.words
    j, several = i, g.low(i) in words.several
    found = qualifier_before(g, i)
    if found is not None and not several:
        j = found[1]
        several = g.low(j) in words.several
    j += several
    value = (
        words.vague.get(g.low(j))
        if not several
        else (words.scales.get(g.low(j)) or (Decimal(100) if g.low(j) in words.hundred else None))
    )
    if value is None or j in g.blocked or (g.lang == "ru" and not several and j > i):
        return None
    after = j + 1
    after += g.low(after) == "of" and g.low(after + 1) in words.scales
    while (step := words.scales.get(g.low(after))) and step >= 1000:
        value, after = value * step, after + 1
    if not several and g.lang == "en" and g.low(after) != "of":
        return None
    if (
        not several
        and g.lang == "ru"
        and (i > 0 and (g.kind(i - 1) == "num" or g.low(i - 1) in words.cardinals or g.low(i - 1) in words.half))
    ):
        return None
    number = Num(j, after, value, worded=True)
    amount = Amount(
        i, after, number, "count", None, low=value * 2 if several or g.lang == "en" else value, qualifier="several", rule="vague"
    )
    k = after + (g.low(after) == "of")
    if money := money_after(g, k):
        return replace(amount, after=money.after, kind="money", unit=money.currency)
    if (unit := unit_at(g, k, number)) and unit.unit.kind in ("quantity", "duration"):
        return replace(amount, after=unit.after, kind=unit.unit.kind, unit=unit.unit.name)
    return amount

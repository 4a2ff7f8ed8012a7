"""Russian inversion: a unit before its number makes it approximate («лет пять», «рублей 10»)."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extraction.numbers.amount import Amount
from pipeline.extraction.numbers.amounts import amount_at
from pipeline.extraction.numbers.grammar import Grammar
from pipeline.extraction.numbers.money import money_after
from pipeline.extraction.numbers.quantifiers import quantifiers
from pipeline.extraction.numbers.units import unit_at
from pipeline.extraction.numbers.words import is_genitive_noun


def inverted_at(g: Grammar, i: int) -> Amount | None:
    """«лет пять», «рублей 10»: a unit before its number makes it approximate. Not behind another number («10 лет 5 раз»)."""
    if g.lang != "ru" or g.low(i) not in quantifiers(g.lang).inverted or i + 1 >= g.n:
        return None
    if g.low(i + 1) == "через" and (later := amount_at(g, i + 2)) and later.bare and (unit := unit_at(g, i, None)):
        return replace(later, first=i, kind=unit.unit.kind, unit=unit.unit.name, qualifier="about", rule="inversion")
    previous = g.low(i - 1)
    if i > 0 and (
        g.kind(i - 1) == "num"
        or previous in g.words.scales
        or previous in g.words.cardinals
        or (len(previous) > 3 and is_genitive_noun(previous))
    ):
        return None
    amount = amount_at(g, i + 1)
    if amount is None or not amount.bare or amount.weak or amount.number.fraction:
        return None
    if money := money_after(g, i):
        return replace(
            amount,
            first=i,
            kind="money",
            unit=money.currency,
            qualifier=None if i == 0 and g.kind(i + 1) == "num" else "about",
            rule="inversion",
        )
    unit = unit_at(g, i, None)
    if unit is not None:
        return replace(
            amount, first=i, kind=unit.unit.kind, unit=unit.unit.name, measure=unit.unit, qualifier="about", rule="inversion"
        )
    return replace(amount, qualifier="about", first=i + 1, rule="inversion")

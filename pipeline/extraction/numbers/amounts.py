"""An amount: a number with its currency or unit, as one value."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.extraction.numbers.amount import Amount
from pipeline.extraction.numbers.compounds import priced, with_change
from pipeline.extraction.numbers.grammar import Grammar
from pipeline.extraction.numbers.measures import measured, with_unit
from pipeline.extraction.numbers.money import money_after, money_before
from pipeline.extraction.numbers.one_word import one_word_at
from pipeline.extraction.numbers.units import unit_at
from pipeline.extraction.numbers.view import Num


def amount_at(g: Grammar, i: int) -> Amount | None:
    """The amount that begins at token `i`, without qualifier and range."""
    return _signed_money(g, i) or _numbered(g, i) or _article(g, i) or one_word_at(g, i)


def _signed_money(g: Grammar, i: int) -> Amount | None:
    """ "$15bn", "USD 3.14", "$-99.99", "Rs. 20"."""
    negative = g.low(i) in ("-", "−", "–") and g.glued(i + 1) and (i == 0 or g.tokens[i].gap or g.low(i - 1) == "(")
    money = money_before(g, i + negative)
    if money is None or i in g.blocked:
        return None
    number = g.number(money.after, money=True)
    if number is None or (number.worded and number.first == money.after and not g.tokens[i].text.isupper()) or number.fraction:
        return None
    after = number.after
    if again := money_after(g, after, words=g.tokens[after].text.isupper() if after < g.n else False):
        after = again.after if again.currency == money.currency else after
    amount = Amount(i, after, number, "money", -number.value if negative else number.value, money.currency, rule="money sign")
    return priced(g, with_change(g, amount))


def _numbered(g: Grammar, i: int) -> Amount | None:
    number = g.number(i) or _part_of_unit(g, i)
    if number is None:
        return None
    number = _in_brackets_again(g, number)
    return with_unit(g, number) or Amount(i, number.after, number, "count", number.value)


def _part_of_unit(g: Grammar, i: int) -> Num | None:
    """ "tenth of a gallon": a part of one unit, without a numerator."""
    parts = g.words.fractions.get(g.low(i)) if g.lang == "en" else None
    if parts is None or g.low(i + 1) != "of" or g.low(i + 2).endswith("s"):
        return None
    k = i + 2 + (g.low(i + 2) in g.words.articles)
    unit = unit_at(g, k, None)
    return Num(i, i + 1, 1 / parts, worded=True, fraction=True) if unit and unit.unit.kind == "quantity" else None


def _in_brackets_again(g: Grammar, number: Num) -> Num:
    """ "forty-five (45)", «10 (десять)»: the same number twice is one."""
    j = number.after
    if g.low(j) != "(":
        return number
    again = g.number(j + 1) if j + 1 not in g.blocked else None
    same = again is not None and again.value == number.value and again.worded != number.worded and g.low(again.after) == ")"
    return replace(number, after=again.after + 1) if again is not None and same else number


def _article(g: Grammar, i: int) -> Amount | None:
    """ "a gallon", "an hour": one of a unit. In running text only measures and money are sure (see `reader`)."""
    if g.low(i) not in g.words.articles and g.lang == "en":
        return None
    k = i + (g.lang == "en")
    if g.lang == "ru" and (g.kind(i) != "word" or g.n > 3):
        return None
    number = Num(i, k, Decimal(1), worded=True, article=True)
    money = money_after(g, k)
    if money is not None and g.kind(k) == "word":
        return with_change(g, Amount(i, money.after, number, "money", Decimal(1), money.currency, weak="article", rule="article"))
    unit = unit_at(g, k, number)
    if unit is None or unit.unit.kind in ("percent", "count"):
        return None
    found = measured(g, number, unit)
    if found is None:
        return None
    measures = g.low(found.after) == "of" and unit.unit.dim in ("length", "mass", "volume") and not unit.unit.symbol
    return replace(found, weak=None if measures else "article", rule="article")

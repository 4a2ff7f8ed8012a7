"""Amounts in one word: «пятилетний», «двухдневный», «полчаса», «вдвое», "tenfold"."""

from __future__ import annotations

from decimal import Decimal

from pipeline.extraction.numbers.amount import Amount
from pipeline.extraction.numbers.grammar import Grammar
from pipeline.extraction.numbers.measures import measured, with_unit
from pipeline.extraction.numbers.units import UnitMatch, unit_at
from pipeline.extraction.numbers.view import Num


def one_word_at(g: Grammar, i: int) -> Amount | None:
    """Russian compounds in one word: «пятилетний», «двухдневный», «полчаса», «полгода»."""
    if g.kind(i) != "word" or i in g.blocked:
        return None
    word = g.low(i)
    if word in g.words.multiples:
        value = g.words.multiples[word]
        return Amount(i, i + 1, Num(i, i + 1, value, worded=True), "count", value, "times", rule="multiple")
    if g.lang != "ru":
        return None
    if word.startswith("пол") and len(word) > 5:
        return _half_word(g, i)
    if g.tokens[i].text[:1].isupper() and i > 0 and g.low(i - 1) not in (".", "!", "?"):
        return None  # «Шестидневная война»
    for length in range(min(18, len(word) - 3), 1, -1):
        stem = g.words.stems.get(word[:length])
        if stem is not None:
            return _from_stem(g, i, stem, word[length:])
    return None


def _from_stem(g: Grammar, i: int, value: Decimal, rest: str) -> Amount | None:
    inner = Grammar(rest, "ru")
    found = unit_at(inner, 0, None)
    if found is None or found.after != inner.n or found.unit.symbol or rest in ("век", "лет"):
        return None
    if rest.startswith("част") or (found.unit.kind == "percent" and not rest.startswith("процентн")):
        return None
    number = Num(i, i + 1, value, worded=True)
    return Amount(i, i + 1, number, found.unit.kind, value, found.unit.name, found.unit, rule="compound adjective")


def _half_word(g: Grammar, i: int) -> Amount | None:
    """«полчаса», «полгода», «полмиллиона долларов», «пол-литра», «полтонны»."""
    rest = g.low(i)[3:].lstrip("-")
    inner = Grammar(rest, "ru")
    if rest in g.words.scales:
        number = Num(i, i + 1, g.words.scales[rest] / 2, g.words.scales[rest], True)
        return with_unit(g, number) or Amount(i, i + 1, number, "count", number.value)
    found = unit_at(inner, 0, None)
    if found is None or found.after != inner.n or found.unit.kind not in ("duration", "quantity") or found.unit.symbol:
        return None
    number = Num(i, i + 1, Decimal("0.5"), worded=True, fraction=True)
    return measured(g, number, UnitMatch(found.unit, i + 1))

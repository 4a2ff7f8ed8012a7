"""Numbers of a plain text, with value and unit and without syntax.

`numbers_in` is what tests, notebooks and tables of figures need; `readings` also gives the doubtful ones, which the component
judges by syntax.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.extraction.numbers.amount import Amount
from pipeline.extraction.numbers.doubts import doubt_of
from pipeline.extraction.numbers.grammar import Grammar
from pipeline.extraction.numbers.ordinals import ordinal_at
from pipeline.extraction.numbers.quantifiers import during, qualifier_before, quantifiers
from pipeline.extraction.numbers.ranges import quantity_at
from pipeline.extraction.numbers.tokens import Token, tokenize
from pipeline.extraction.numbers.traps import blocked_tokens
from pipeline.extraction.numbers.units import unit_at
from pipeline.extraction.numbers.vague import vague_at
from pipeline.extraction.numbers.view import Num
from pipeline.extraction.numbers.words import words_of
from pipeline.extraction.records import Number

ALONE = 8
"""A text of no more tokens may be one phrase: a cell of a table, an answer."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A number and what the component needs to judge it. `weak` names the doubt, `bare` a number without unit or currency."""

    number: Number
    weak: str | None
    bare: bool
    worded: bool


def numbers_in(text: str, lang: str) -> list[Number]:
    """The numbers of one paragraph in `lang` (`en` or `ru`), in order, without overlaps; offsets are characters of `text`."""
    return [reading.number for reading in readings(text, lang) if reading.weak is None]


def readings(text: str, lang: str) -> list[Reading]:
    """Every number of a paragraph, the doubtful ones marked. Where the text is nothing but the phrase, nothing is doubtful."""
    tokens = tokenize(text)
    if len(tokens) > ALONE and not _has_number(tokens, lang):
        return []
    g = Grammar(text, lang, tokens, blocked_tokens(text, lang, tokens))
    amounts = list(_amounts(g))
    alone = _alone(g, amounts)
    if alone is not None:
        amounts = [alone]
    return [_reading(g, amount) for amount in _shared_units(g, amounts)]


def _has_number(tokens: list[Token], lang: str) -> bool:
    """Whether anything in a text can be a number; most paragraphs hold none and are passed over."""
    words = words_of(lang)
    return any(t.kind in ("num", "frac") or (t.kind == "word" and (words.is_numeral(t.low) or t.text[0] in "IVX")) for t in tokens)


def _amounts(g: Grammar) -> Iterator[Amount]:
    i = 0
    while i < g.n:
        found = _at(g, i)
        if found is None or found.after <= i:
            i += 1
            continue
        if found.weak != "never":
            yield found
        i = found.after


def _at(g: Grammar, i: int) -> Amount | None:
    ordinal = ordinal_at(g, i)
    amount = vague_at(g, i) or quantity_at(g, i)
    if (
        ordinal is not None
        and (amount is None or amount.after <= ordinal.after)
        and not (amount and amount.number.fraction and amount.after >= ordinal.after)
    ):
        return ordinal
    if amount is None:
        return ordinal
    if during(g, amount.first, amount.after) and amount.kind == "duration" and amount.qualifier == "over":
        amount = replace(amount, first=amount.first + 1, qualifier=None)
    doubt = doubt_of(g, amount)
    return replace(amount, weak=doubt) if doubt else amount


def _alone(g: Grammar, amounts: list[Amount]) -> Amount | None:
    """The reading of a text that is one phrase: a cell of a table, an answer. Doubts are gone then."""
    if not g.n or g.n > ALONE:
        return None
    value = g.words.alone.get(" ".join(token.low for token in g.tokens))
    if value is not None:
        return Amount(0, g.n, Num(0, g.n, value, worded=True), "count", value, rule="alone")
    if (
        len(amounts) == 1
        and amounts[0].weak
        and amounts[0].after >= g.n
        and (amounts[0].first == 0 or qualifier_before(g, 0) is not None)
        and amounts[0].weak != "never"
    ):
        return replace(amounts[0], weak=None)
    if not amounts and g.n <= 2 and g.kind(g.n - 1) == "word":
        unit = unit_at(g, g.n - 1, Num(0, g.n, Decimal(1), worded=True))
        opener = g.n == 1 or qualifier_before(g, 0) == ("exact", 1)
        if unit is not None and unit.after == g.n and opener and unit.unit.kind in ("duration", "quantity"):
            return Amount(0, g.n, Num(0, g.n, Decimal(1), worded=True), unit.unit.kind, Decimal(1), unit.unit.name, rule="alone")
    return None


def _shared_units(g: Grammar, amounts: list[Amount]) -> list[Amount]:
    """ "45 and 50 mg", "10, 15 and 20 percent": the unit of the last is that of all. From right to left."""
    joiners = {",", *quantifiers(g.lang).conjunctions, *quantifiers(g.lang).alternatives, "/", "-", "–", "—"}
    for k in range(len(amounts) - 2, -1, -1):
        a, b = amounts[k], amounts[k + 1]
        between = [g.low(j) for j in range(a.after, b.first)]
        shares = a.bare and not b.bare and b.kind != "count" and a.kind == "count" and not a.weak and b.first == b.number.first
        listed = k > 0 and amounts[k - 1].bare and g.low(amounts[k - 1].after) == ","
        joint = len(between) == 1 or (len(between) == 2 and g.lang == "en" and listed)
        if shares and joint and all(word in joiners for word in between):
            scale = (
                b.number.scale
                if a.number.scale == 1 and b.number.scale > 1 and a.value is not None and a.value < 1000
                else Decimal(1)
            )
            value = a.value * scale if a.value is not None else None
            amounts[k] = replace(a, kind=b.kind, unit=b.unit, measure=b.measure, value=value, rule="shared unit")
    return amounts


def _reading(g: Grammar, amount: Amount) -> Reading:
    def number(value: Decimal | None) -> float | None:
        return None if value is None else float(value)

    start, end = g.tokens[amount.first].start, g.tokens[amount.after - 1].end
    kind = "count" if amount.unit is None and amount.kind not in ("ordinal",) else amount.kind
    made = Number(
        start, end, kind, number(amount.value), number(amount.low), number(amount.high), number(amount.value_from),
        number(amount.value_to), amount.unit, amount.qualifier, rule=amount.rule,
    )  # fmt: skip
    return Reading(made, amount.weak, amount.bare, amount.number.worded)

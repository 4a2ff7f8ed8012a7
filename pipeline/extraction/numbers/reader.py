"""Numbers of a plain text, with value and unit and without syntax.

`numbers_in` is what tests, notebooks and tables of figures need; `readings` also gives the doubtful ones, which the component
judges by syntax.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.extraction.numbers.amounts import Amount
from pipeline.extraction.numbers.grammar import Grammar
from pipeline.extraction.numbers.view import HYPHENS, Num
from pipeline.extraction.numbers.literals import is_whole
from pipeline.extraction.numbers.money import money_after
from pipeline.extraction.numbers.ordinals import ordinal_at
from pipeline.extraction.numbers.quantifiers import qualifier_before, quantifiers
from pipeline.extraction.numbers.ranges import quantity_at
from pipeline.extraction.numbers.tokens import tokenize
from pipeline.extraction.numbers.traps import blocked_tokens, function_words, is_year
from pipeline.extraction.numbers.units import unit_at
from pipeline.extraction.records import Number


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
    g = Grammar(text, lang, tokens, blocked_tokens(text, lang, tokens))
    amounts = list(_amounts(g))
    alone = _alone(g, amounts)
    if alone is not None:
        amounts = [alone]
    return [_reading(g, amount) for amount in _shared_units(g, amounts)]


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
    doubt = _doubt(g, amount)
    return replace(amount, weak=doubt) if doubt else amount


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


# -- doubts


def _doubt(g: Grammar, amount: Amount) -> str | None:
    """Why a number may be none: "never" drops it, other names leave it to syntax."""
    if amount.weak:
        return amount.weak
    number, last = amount.number, amount.after - 1
    if amount.unit is not None or amount.low is not None or amount.value_from is not None:
        return "never" if amount.bare and _in_years(g, amount) else None
    if number.fraction and number.worded and not number.after > number.first + 1:
        return _bare_half(g, amount)
    if number.worded:
        return _one(g, amount)
    if number.whole and is_year(g.tokens, number.after - 1, g.lang):
        return "never"
    if _unknown_letters(g, last):
        return "never"
    if number.whole and number.scale == 1 and _capital_before(g, amount):
        return "never"
    if _leading_zero(g, number):
        return "name" if amount.after < g.n or amount.first > 0 else None
    return None


def _in_years(g: Grammar, amount: Amount) -> bool:
    values = (amount.low, amount.high) if amount.low is not None else (amount.value_from, amount.value_to)
    digits = [g.tokens[k] for k in range(amount.first, amount.after) if g.kind(k) == "num"]
    return (
        all(v is not None and 1000 <= v <= 2199 and v == int(v) for v in values)
        and all(is_whole(t.text) and len(t.text) == 4 for t in digits)
        and bool(digits)
    )


def _bare_half(g: Grammar, amount: Amount) -> str | None:
    """ "half" and "quarter" alone: numbers before "of" or "the", behind "by"; otherwise parts of other words."""
    after, before = g.low(amount.after), g.low(amount.number.first - 1)
    if before in ("latter", "last", "other", "better", "previous", "final", "this", "each", "every", "next"):
        return "part"
    if g.lang == "en":
        sure = after in ("of", "the", "its", "their", "a", "that") or before in (
            "by",
            "in",
            "a",
            "than",
            "nearly",
            "almost",
            "about",
            "over",
            "least",
        )
        return None if sure and g.low(amount.after) not in HYPHENS and before != "in" else "part"
    sure = before in ("на", "около", "почти", "более", "менее", "свыше", "до") or g.kind(amount.after) == "word"
    if g.low(amount.number.first) in ("пол",):
        return "never"
    return None if sure else "part"


def _one(g: Grammar, amount: Amount) -> str | None:
    """ "one" and «один» are articles and pronouns more often than numbers: syntax decides. Other words are sure."""
    number = amount.number
    if number.after - number.first == 1 and number.value == 1:
        return "one"
    if number.after - number.first == 1 and number.value == 0:
        return "zero" if g.low(number.first) in ("o", "oh") else None
    if g.lang == "en" and number.after - number.first == 1 and g.low(amount.after) in HYPHENS and g.glued(amount.after):
        return "hyphen"
    return None


def _unknown_letters(g: Grammar, last: int) -> bool:
    """ "5G", "3D", "2040s", "737-MAX": letters on the digits that are no unit."""
    j = last + 1
    if not g.glued(j):
        return False
    if g.kind(j) == "word":
        return True
    if g.low(j) in HYPHENS and g.glued(j + 1) and g.kind(j + 1) == "word":
        word = g.tokens[j + 1].text
        return not (g.lang == "en" and word.islower() and len(word) > 2) and not (
            g.lang == "ru" and g.low(j + 1) in g.words.cardinal_suffixes
        )
    return g.low(j) in ("_", "@", "\\") or (g.low(j) == "/" and g.glued(j + 1))


def _capital_before(g: Grammar, amount: Amount) -> bool:
    """ "Boeing 737", "Falcon 9", «Экспо 2017»: a capitalised word before whole digits, and nothing counted behind."""
    i = amount.first
    if i == 0 or amount.qualifier is not None or amount.first != amount.number.first:
        return False
    previous, following = g.tokens[i - 1], g.tokens[amount.after] if amount.after < g.n else None
    if previous.kind != "word" or not previous.text[:1].isupper() or previous.low in function_words() or not g.tokens[i].gap:
        return False
    if previous.text.isupper() and 1 < len(previous.text) < 4 and not g.text.isupper():  # "flight KC 853"
        return True
    if following is not None and following.kind == "word" and following.text.islower() and following.gap:
        return (
            False
            if following.low.endswith("s") or g.lang == "ru"
            else not (
                len(following.low) > 3
                and i > 1
                and following.low not in ("will", "was", "have", "with", "from", "into", "that", "this")
            )
        )
    return not (i == 1 and len(g.tokens[i].text) > 2 and previous.low.endswith("ed"))


def _leading_zero(g: Grammar, number: Num) -> bool:
    text = g.tokens[number.after - 1].text
    return number.whole and len(text) > 1 and text.startswith("0")


# -- the text as a whole


def _alone(g: Grammar, amounts: list[Amount]) -> Amount | None:
    """The reading of a text that is one phrase: a cell of a table, an answer. Doubts are gone then."""
    if not g.n or g.n > 8:
        return None
    value = g.words.alone.get(" ".join(token.low for token in g.tokens))
    if value is not None:
        return Amount(0, g.n, Num(0, g.n, value, worded=True), "count", value, rule="alone")
    if len(amounts) == 1 and amounts[0].weak and amounts[0].after >= g.n and amounts[0].first <= 1 and amounts[0].weak != "never":
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
        if shares and between and len(between) <= 2 and all(word in joiners for word in between):
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
        start, end, kind, number(amount.value), number(amount.low), number(amount.high), number(amount.value_from), number(amount.value_to),
        amount.unit, amount.qualifier, rule=amount.rule,
    )  # fmt: skip
    return Reading(made, amount.weak, amount.bare, amount.number.worded)

"""Amounts with what binds them: qualifiers, ranges ("between 10 and 20 dollars"), changes («с 5,7 до 11 млрд»), errors (±).

The value of a range is its middle, with both ends in `low` and `high`; that of a change is where it arrives.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.extraction.numbers.amount import Amount
from pipeline.extraction.numbers.amounts import amount_at
from pipeline.extraction.numbers.grammar import Grammar
from pipeline.extraction.numbers.inversion import inverted_at
from pipeline.extraction.numbers.literals import is_whole
from pipeline.extraction.numbers.quantifiers import (
    CLAUSE,
    changes_before,
    qualifier_before,
    qualifier_behind,
    quantifiers,
    verb_before,
)
from pipeline.extraction.numbers.traps import is_counted
from pipeline.extraction.numbers.units import unit_at
from pipeline.extraction.numbers.view import HYPHENS

_CASES = frozenset(["на", "в", "с", "до", "по", "за", "из"])


def quantity_at(g: Grammar, i: int) -> Amount | None:
    """The longest amount at token `i` with qualifiers, as a range, a change or a single value."""
    return _opened(g, i) or inverted_at(g, i) or _qualified(g, i)


def _qualified(g: Grammar, i: int) -> Amount | None:
    qualifier, j = None, i
    for _ in range(2):  # "at least about 50"
        found = qualifier_before(g, j)
        if found is None:
            break
        qualifier, j = qualifier or found[0], found[1]
        if g.lang == "ru" and g.low(j) in _CASES and qualifier != "exact":  # «более чем на 5 процентов»
            j += 1
    amount = (_opened(g, j) if j > i else None) or amount_at(g, j)
    if amount is None:
        return None
    amount = _joined(g, amount)
    if qualifier is None:
        return _behind(g, replace(amount, qualifier=amount.qualifier or verb_before(g, i)))
    first = i if qualifier != "exact" or amount.after >= g.n else j
    return _behind(g, replace(amount, first=first, qualifier=amount.qualifier or (None if qualifier == "exact" else qualifier)))


def _behind(g: Grammar, amount: Amount) -> Amount:
    found = qualifier_behind(g, amount.after)
    if found is None or (g.low(amount.after) == "+" and (not g.glued(amount.after) or g.glued(amount.after + 1))):
        return amount
    amount = replace(amount, after=found[1], qualifier=amount.qualifier or found[0])
    if amount.bare and g.low(found[1] - 1) == "+" and (money_or_unit := _unit_of_next(g, amount)):
        return money_or_unit
    return amount


def _unit_of_next(g: Grammar, amount: Amount) -> Amount | None:
    """ "50+ MW": the unit behind the plus."""
    unit = unit_at(g, amount.after, amount.number)
    if unit is None:
        return None
    return replace(amount, after=unit.after, kind=unit.unit.kind, unit=unit.unit.name, measure=unit.unit)


# -- ranges and changes with an opening word


def _opened(g: Grammar, i: int) -> Amount | None:
    """ "between A and B", "from A to B", «от A до B», «с A до B»."""
    table = quantifiers(g.lang)
    low = g.low(i)
    between = low in table.between
    if not between and low not in table.begin:
        return None
    first = _inner(g, i + 1)
    if first is None or first.weak:
        return None
    time = _time_behind(g, first.after)
    connector = g.low(time)
    ok = connector in (table.conjunctions if between else table.to) or (between and connector in (*table.to, "–", "-", "—"))
    ok = ok or (low == "from" and connector in table.conjunctions and not first.bare)
    if not ok:
        return None
    second = _inner(g, time + 1)
    if second is None or second.weak or not _comparable(first, second) or (first.bare and not second.bare and _is_year(first)):
        return None
    change = (
        not between and connector in table.to and (changes_before(g, i, 3 if low == "от" else CLAUSE) or low in ("с", "со", "из"))
    )
    if change and connector == "по":
        return None
    made = _bound(first, second, change)
    return replace(made, first=i) if made else None


def _time_behind(g: Grammar, j: int) -> int:
    """The token behind "in 2018", «в 2018 году», "(2018)" after the first end of a change; `j` where there is none."""
    k = j
    if g.low(k) in ("in", "в", "(") and g.kind(k + 1) == "num" and 1900 <= _whole(g, k + 1) <= 2100:
        k += 2
        k += g.low(k) in ("году", "г", ")")
        k += g.low(k) == "." and g.low(k - 1) == "г"
    return k


def _whole(g: Grammar, i: int) -> int:
    text = g.tokens[i].text
    return int(text) if is_whole(text) and len(text) < 5 else 0


def _is_year(amount: Amount) -> bool:
    return amount.number.whole and 1900 <= amount.number.value <= 2100


def _inner(g: Grammar, i: int) -> Amount | None:
    """An end of a range: an amount with or without a qualifier of its own."""
    found = qualifier_before(g, i) if i < g.n else None
    return amount_at(g, found[1] if found else i) if i < g.n else None


# -- ranges without one


def _joined(g: Grammar, amount: Amount) -> Amount:
    """ "10-20 dollars", "3 to 4 L", "two or three years", "9.8 ± 0.1 km", "-18 °C to -34 °C"; the amount itself otherwise."""
    error = _error(g, amount) or _arrived(g, amount)
    if error is not None:
        return error
    j = amount.after
    low = g.low(j)
    table = quantifiers(g.lang)
    dash = low in HYPHENS or low in ("−", "…", "÷")
    if low in HYPHENS and g.glued(j) and g.low(j + 1) in table.to:  # "8- to 16-meter"
        j, low, dash = j + 1, g.low(j + 1), False
    elif low == "." and g.low(j + 1) == "." and g.low(j + 2) == ".":
        j, dash = j + 2, True
    if not (dash or (low in table.to and low not in ("до", "по", "through", "until", "till")) or low in table.alternatives):
        return amount
    if (
        amount.weak
        or (amount.bare and _is_year(amount))
        or (dash and g.glued(j) != g.glued(j + 1) and not g.glued(j) and not _digits(g, j + 1))
    ):
        return amount
    second = _inner(g, j + 1)
    if second is None or second.weak or not _comparable(amount, second) or second.first == second.after:
        return amount
    if (low in table.alternatives or low == "to") and not _near(amount, second, low == "to"):
        return amount
    if low == "to" and second.bare and not amount.bare and (amount.kind == "percent" or is_counted(g.low(second.after), g.lang)):
        return amount  # "fell 25 percent to 52,400 units"
    if dash and not _rising(amount, second):
        score = g.glued(j) and g.glued(j + 1) and amount.bare and second.bare and amount.number.whole and second.number.whole
        return replace(amount, after=second.after, weak="never") if score else amount
    made = _bound(amount, second, False)  # "increased 5 to 10 percent" is a range: a change needs "from"
    return made or amount


def _arrived(g: Grammar, amount: Amount) -> Amount | None:
    """ "went up to $11 billion from $5.7 billion": where a change arrives stands first."""
    if (
        g.low(amount.after) != "from"
        or amount.bare
        or amount.kind not in ("money", "percent", "quantity")
        or not changes_before(g, amount.first)
    ):
        return None
    start = _inner(g, amount.after + 1)
    if start is None or start.weak or start.unit != amount.unit or start.value is None or amount.value is None:
        return None
    return replace(amount, after=start.after, value_from=start.value, value_to=amount.value, rule="change")


def _digits(g: Grammar, j: int) -> bool:
    return g.kind(j) == "num" or g.low(j) in ("$", "€", "£", "~", "≈")


def _near(a: Amount, b: Amount, to: bool) -> bool:
    """Whether two numbers around "or" and "to" are the ends of one range, not two things ("one or 500 reasons")."""
    if (
        a.value is None
        or b.value is None
        or (a.bare and b.bare and to and a.number.whole and a.number.value > 1900 and b.number.value > 1900)
    ):
        return False
    if to:
        return not (a.bare and b.bare) or a.value < b.value * b.number.scale
    return 0 < b.value / b.number.scale - a.value / a.number.scale <= 10 and a.bare


def _rising(a: Amount, b: Amount) -> bool:
    """A dash joins a range when it rises; "3-1" is a score, "55-55" a telephone."""
    if a.value is None or b.value is None:
        return False
    if (b.value < 0 and not a.bare) or a.value < 0:
        return True
    if a.number.fraction != b.number.fraction and a.number.fraction:
        return False
    scaled = a.value * b.number.scale if a.number.scale == 1 and b.number.scale > 1 and a.bare else a.value
    return scaled < b.value or (
        scaled > b.value
        and not b.bare
        and a.value < b.value * 100
        and a.number.scale == 1
        and a.unit is None
        and b.kind == "quantity"
        and False
    )


def _error(g: Grammar, amount: Amount) -> Amount | None:
    """ "9.83 ± 0.01 km", "5 +/- 1"."""
    j = amount.after
    if g.low(j) == "±":
        k = j + 1
    elif g.low(j) == "+" and g.low(j + 1) in ("/", "-") and g.low(j + 2) in ("-", "−", "–") and g.glued(j + 2):
        k = j + 3
    else:
        return None
    error = amount_at(g, k)
    if error is None or error.value is None or amount.value is None:
        return None
    unit = amount if not amount.bare else error
    return replace(amount, after=error.after, kind=unit.kind, unit=unit.unit, measure=unit.measure, low=amount.value - error.value,
                   high=amount.value + error.value, rule="error")  # fmt: skip


# -- both ends


def _comparable(a: Amount, b: Amount) -> bool:
    """Ends of one range speak of one unit, or one of them is silent."""
    if a.value is None or b.value is None or a.unit == b.unit:
        return True
    if a.unit is not None and b.unit is not None:
        if a.kind == "money" and b.unit.startswith(a.unit + "/"):  # "$5-$7 a kilo"
            return True
        same_dim = a.measure is not None and b.measure is not None and a.measure.dim is not None and a.measure.dim == b.measure.dim
        return same_dim and a.measure is not None and a.measure.factor is not None
    return not (b.bare and a.unit is not None and b.number.whole and b.value > 1900 and a.value < 1000)


def _bound(a: Amount, b: Amount, change: bool) -> Amount | None:
    """One amount of two ends, each with the unit and scale the other lends it."""
    low, high = _scaled(a, b)
    if low is None or high is None:
        return None
    unit = b if not b.bare else a
    if a.measure and b.measure and a.unit != b.unit and a.measure.factor and b.measure.factor:
        low = low * Decimal(repr(a.measure.factor)) / Decimal(repr(b.measure.factor))
    made = replace(
        b,
        first=a.first,
        kind=unit.kind,
        unit=unit.unit,
        measure=unit.measure,
        number=replace(a.number, whole=False),
        qualifier=a.qualifier,
    )
    if change:
        return replace(made, value=high, value_from=low, value_to=high, rule="change")
    small, big = min(low, high), max(low, high)
    return replace(made, value=(small + big) / 2, low=small, high=big, rule="range")


def _scaled(a: Amount, b: Amount) -> tuple[Decimal | None, Decimal | None]:
    """ "$10-15 billion": the first end takes the scale of the second, where it would be far smaller otherwise."""
    first, second = a.value, b.value
    if first is None or second is None:
        return None, None
    takes = a.number.scale == 1 and b.number.scale > 1 and abs(first) < 1000 and (a.bare or b.bare or a.unit == b.unit)
    takes = takes and not (a.bare and not b.bare and a.number.article)
    return (first * b.number.scale if takes else first), second

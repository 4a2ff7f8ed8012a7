"""An amount: a number with its currency or unit, or both parts of a compound one ("7 feet 10 inches", «1 час 55 минут»)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.extraction.numbers.catalog import Unit
from pipeline.extraction.numbers.grammar import Grammar
from pipeline.extraction.numbers.view import HYPHENS, Num
from pipeline.extraction.numbers.money import CHANGE, Money, money_after, money_before
from pipeline.extraction.numbers.units import UnitMatch, rate_at, unit_at

TIME_PARTS = {"century": ("year", 100), "decade": ("year", 10), "year": ("month", 12), "month": ("day", 30), "week": ("day", 7), "day": ("hour", 24),
              "hour": ("minute", 60), "minute": ("second", 60)}  # fmt: skip
MAX_PARTS = 6
RATES_OF_SUMS = frozenset({"year", "person", "capita", "head"})
"""What a sum is counted by without becoming a price: "$5 billion per year" stays money."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit on `tokens[first:after]`. `weak` names why it may be none in running text (see `reader`).

    `unit` of a plain count is None here: the thing counted is found by syntax. `number` is the numeral itself.
    """

    first: int
    after: int
    number: Num
    kind: str
    value: Decimal | None
    unit: str | None = None
    measure: Unit | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    value_from: Decimal | None = None
    value_to: Decimal | None = None
    qualifier: str | None = None
    weak: str | None = None
    rule: str = "number"

    @property
    def bare(self) -> bool:
        """Without currency and unit."""
        return self.unit is None


def amount_at(g: Grammar, i: int) -> Amount | None:
    """The amount that begins at token `i`, without qualifier and range."""
    return _signed_money(g, i) or _numbered(g, i) or _article(g, i) or _stemmed(g, i)


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
    return _priced(g, _with_change(g, amount))


def _numbered(g: Grammar, i: int) -> Amount | None:
    number = g.number(i) or _part_of_unit(g, i)
    if number is None:
        return None
    number = _in_brackets_again(g, number)
    return _with_unit(g, number) or Amount(i, number.after, number, "count", number.value)


def _part_of_unit(g: Grammar, i: int) -> Num | None:
    """"tenth of a gallon": a part of one unit, without a numerator."""
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


def _with_unit(g: Grammar, number: Num) -> Amount | None:
    """The number with what stands behind it: currency, percent, time, measure; also over a hyphen ("27-kilometer")."""
    j = number.after
    hyphen = g.low(j) in HYPHENS and g.glued(j) and g.glued(j + 1)
    k = j + hyphen
    money = None if hyphen and g.kind(k) != "word" else money_after(g, k)
    unit = None if money and not _pound_is_weight(g, money, k) else unit_at(g, k, number)
    if unit is None and money is None:
        return _with_unit_apart(g, number)
    if unit is not None and (money is None or unit.after >= money.after):
        return _measured(g, number, unit)
    if money is None:
        return None
    amount = Amount(number.first, money.after, number, "money", number.value, money.currency, rule="money word")
    return _priced(g, _with_change(g, amount))


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
        return _measured(g, number, unit)
    if g.lang == "en" and (number.fraction or number.scale > 1 or _ends_in_fraction(number)):
        k = j + (g.low(j) == "of")
        k += g.low(k) in g.words.articles and (k > j or number.fraction or _ends_in_fraction(number))
        money = money_after(g, k) if k > j else None
        if money is not None:
            return Amount(number.first, money.after, number, "money", number.value, money.currency, rule="money word")
        unit = unit_at(g, k, number) if k > j else None
        if unit is not None and unit.unit.kind in ("duration", "quantity"):
            return _measured(g, number, unit)
    return None


def _ends_in_fraction(number: Num) -> bool:
    return number.value != int(number.value)


def _measured(g: Grammar, number: Num, found: UnitMatch) -> Amount | None:
    unit, after = found.unit, found.after
    after = _aged(g, unit, after)
    amount = Amount(number.first, after, number, unit.kind, number.value, unit.name, unit, rule=unit.kind)
    if number.fraction and unit.name in TIME_PARTS and number.value < 1:
        smaller, parts = TIME_PARTS[unit.name]
        value = number.value * parts
        if value == int(value):  # half an hour is 30 minutes to everybody
            amount = replace(amount, value=value, unit=smaller, measure=None)
    if unit.kind == "count":
        return amount
    return _below_zero(g, amount) if unit.name in ("°", "°C", "°F") else _compound(g, amount)


def _below_zero(g: Grammar, amount: Amount) -> Amount:
    """"2 degrees below zero", «5 градусов ниже нуля», «10 градусов мороза»."""
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


def _article(g: Grammar, i: int) -> Amount | None:
    """ "a gallon", "an hour": one of a unit. In running text only measures and money are sure (see `reader`)."""
    if g.low(i) not in g.words.articles and g.lang == "en":
        return None
    k = i + (g.lang == "en")
    if g.lang == "ru" and (g.kind(i) != "word" or i > 0):
        return None
    number = Num(i, k, Decimal(1), worded=True, article=True)
    money = money_after(g, k)
    if money is not None and g.kind(k) == "word":
        return _with_change(g, Amount(i, money.after, number, "money", Decimal(1), money.currency, weak="article", rule="article"))
    unit = unit_at(g, k, number)
    if unit is None or unit.unit.kind in ("percent", "count"):
        return None
    found = _measured(g, number, unit)
    if found is None:
        return None
    measures = g.low(found.after) == "of" and unit.unit.dim in ("length", "mass", "volume") and not unit.unit.symbol
    return replace(found, weak=None if measures else "article", rule="article")


def _stemmed(g: Grammar, i: int) -> Amount | None:
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
    for length in range(min(13, len(word) - 3), 1, -1):
        value = g.words.stems.get(word[:length]) or _numeral_stem(g, word[:length])
        if value is not None:
            return _from_stem(g, i, value, word[length:])
    return None


def _numeral_stem(g: Grammar, stem: str) -> Decimal | None:
    """«двадцатипяти»: tens and units in the genitive."""
    for ten in (20, 30, 40, 50, 60, 70, 80, 90):
        for head, value in g.words.stems.items():
            if value == ten and stem.startswith(head) and (unit := g.words.stems.get(stem[len(head) :])) and unit < 10:
                return value + unit
    return None


def _from_stem(g: Grammar, i: int, value: Decimal, rest: str) -> Amount | None:
    inner = Grammar(rest, "ru")
    found = unit_at(inner, 0, None)
    if (
        found is None
        or found.after != inner.n
        or found.unit.symbol
        or (found.unit.name in ("night", "hour") and rest.startswith("част"))
    ):
        return None
    if (found.unit.kind == "percent" and not rest.startswith("процентн")) or rest in ("век", "лет"):
        return None
    number = Num(i, i + 1, value, worded=True)
    return Amount(i, i + 1, number, found.unit.kind, value, found.unit.name, found.unit, rule="compound adjective")


def _half_word(g: Grammar, i: int) -> Amount | None:
    """«полчаса», «полгода», «полмиллиона долларов», «пол-литра», «полтонны»."""
    rest = g.low(i)[3:].lstrip("-")
    inner = Grammar(rest, "ru")
    if rest in g.words.scales:
        number = Num(i, i + 1, g.words.scales[rest] / 2, g.words.scales[rest], True)
        return _with_unit(g, number) or Amount(i, i + 1, number, "count", number.value)
    found = unit_at(inner, 0, None)
    if found is None or found.after != inner.n or found.unit.kind not in ("duration", "quantity") or found.unit.symbol:
        return None
    number = Num(i, i + 1, Decimal("0.5"), worded=True, fraction=True)
    return _measured(g, number, UnitMatch(found.unit, i + 1))


# -- compounds


def _with_change(g: Grammar, amount: Amount) -> Amount:
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


def _priced(g: Grammar, amount: Amount) -> Amount:
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
    if rate and rate.unit.kind == "quantity" and g.low(j) == "per" and rate.unit.name not in RATES_OF_SUMS:
        return replace(amount, after=rate.after, unit=f"{amount.unit}/{rate.unit.name}")
    return amount


def _by_many(g: Grammar, j: int) -> tuple[str, int] | None:
    """"per thousand cubic metres", «за 1000 кубометров», «за тыс. куб. м»: the unit with its number."""
    if g.low(j) not in ("per", "за"):
        return None
    number = g.number(j + 1)
    if number is None or number.value <= 1 or number.fraction:
        return None
    found = unit_at(g, number.after, number)
    if found is None or found.unit.kind != "quantity":
        return None
    return f"{number.value.normalize():f} {found.unit.name}", found.after


def _compound(g: Grammar, amount: Amount) -> Amount:
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

"""Units behind a number: atoms of the catalogue, raised, multiplied and divided ("kWh", "mg/L", "km per hour", «куб. м в год»)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.extraction.numbers.catalog import Unit, unit_phrases
from pipeline.extraction.numbers.grammar import Grammar
from pipeline.extraction.numbers.literals import SUPERSCRIPTS
from pipeline.extraction.numbers.phrases import Phrases, english, exact, form_keys, lemma_keys, russian
from pipeline.extraction.numbers.tokens import Token, tokenize
from pipeline.extraction.numbers.view import HYPHENS, MINUS, Num
from pipeline.lexicon import lexicon

_RAISED = re.compile(r"(?P<base>.*?)(?P<power>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹])$")
_TO_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
MAX_FACTORS = 4


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A unit on the tokens up to `after`."""

    unit: Unit
    after: int


@cache
def _powers(lang: str) -> Phrases[int]:
    phrases: Phrases[int] = Phrases(lemma_keys if lang == "ru" else form_keys)
    for power, words in lexicon("units")["powers"].items():
        for word in words:
            phrases.add(word, power, russian if "а" <= word[0] <= "я" else english)
            phrases.add(word, power, exact)
    return phrases


@cache
def _ambiguous(lang: str) -> frozenset[str]:
    return frozenset(lexicon("units")["ambiguous"][lang]) | frozenset(lexicon("units")["ambiguous"]["en"])


def unit_at(g: Grammar, j: int, number: Num | None) -> UnitMatch | None:
    """The longest unit at token `j`, behind `number` (None for a unit that is looked up by itself, as in "$5 per kg")."""
    first = _factor(g, j, number)
    if first is None:
        return None
    unit, after = first
    if unit.adjective and number is not None and not (g.glued(j) and g.low(j - 1) in HYPHENS):
        return None
    simple = unit.kind in ("percent", "duration")
    for _ in range(MAX_FACTORS):
        following = None if simple else _next_factor(g, after, unit)
        if following is None:
            break
        unit, after = following
    return UnitMatch(unit, after)


def _next_factor(g: Grammar, j: int, unit: Unit) -> tuple[Unit, int] | None:
    if g.low(j) == "/" and g.glued(j) and (factor := _factor(g, j + 1, None)):
        return _joined(unit, "/", factor[0]), factor[1]
    if g.low(j) in ("⋅", "·", "*", "∙", "•") and (factor := _factor(g, j + 1, None)):
        return _joined(unit, "⋅", factor[0]), factor[1]
    if unit.symbol and g.kind(j) == "word" and (factor := _factor(g, j, None)) and "⁻" in factor[0].name:
        return _joined(unit, " ", factor[0]), factor[1]
    rate = rate_at(g, j)
    return (_joined(unit, "/", rate.unit), rate.after) if rate else None


def rate_at(g: Grammar, j: int) -> UnitMatch | None:
    """What an amount is counted by: "per hour", "a day", «в год», «на гектар»."""
    data = lexicon("units")
    if g.low(j) not in data["per"][g.lang]:
        return None
    named = data["rates"][g.lang].get(g.low(j + 1))
    if named is None and g.lang == "ru" and g.low(j + 1).startswith("душ"):
        named = "capita"
    if named:
        return UnitMatch(Unit(named), j + 2 + (g.low(j + 2) == "населения"))
    factor = _factor(g, j + 1, None)
    if factor is None or factor[0].kind in ("percent", "count"):
        return None
    timely = factor[0].kind == "duration"
    if (g.low(j) in ("a", "an", "each", "every", "в")) != timely and g.low(j) != "per":
        return None
    if g.lang == "ru" and timely and g.tokens[j + 1].low not in _ACCUSATIVE:
        return None
    return UnitMatch(*factor)


_ACCUSATIVE = frozenset({"час", "день", "сутки", "год", "месяц", "секунду", "минуту", "неделю", "квартал", "ч", "сек", "мин"})


_IN_COMPOUNDS = {"second": "s", "minute": "min", "hour": "h"}
"""Units of time are words by themselves, symbols inside a measure ("km/h")."""


def _joined(a: Unit, sign: str, b: Unit) -> Unit:
    second = _IN_COMPOUNDS.get(b.name, b.name)
    return Unit(f"{a.name}{sign}{second}", "count" if a.kind == "count" else "quantity", symbol=b.symbol)


def _factor(g: Grammar, j: int, number: Num | None) -> tuple[Unit, int] | None:
    """One unit with its power: "square km", "km2", "m³", "s-1", "km^2", "km squared"."""
    if j >= g.n or (j in g.blocked and g.kind(j) != "word"):
        return None
    power = _powers(g.lang).find(g.tokens, j)
    atom = None
    if power is not None:
        atom = _atom(g, power[1], None)
        if atom is not None:
            return _raised(atom[0], power[0]), atom[1]
    atom = _atom(g, j, number)
    if atom is None:
        return None
    unit, after = atom
    return _power_behind(g, unit, after)


def _power_behind(g: Grammar, unit: Unit, j: int) -> tuple[Unit, int]:
    word = {"squared": 2, "cubed": 3}.get(g.low(j))
    if word and unit.dim == "length":
        return _raised(unit, word), j + 1
    if not unit.symbol or not g.glued(j):
        return unit, j
    k = j + (g.low(j) == "^" or (g.low(j) == "*" and g.low(j + 1) == "*"))
    sign = ""
    if g.low(k) in MINUS and g.glued(k + 1):
        sign, k = "-", k + 1
    digits = g.low(k)
    if (
        g.kind(k) == "num"
        and digits in ("1", "2", "3", "4")
        and not (g.glued(k + 1) and g.kind(k + 1) == "word")
        and (sign or digits != "1")
    ):
        return _raised(unit, int(sign + digits)), k + 1
    return unit, j


def _raised(unit: Unit, power: int) -> Unit:
    dim = {2: "area", 3: "volume"}.get(power) if unit.dim == "length" else None
    factor = float(unit.factor) ** power if dim and unit.factor else None
    name = _IN_COMPOUNDS.get(unit.name, unit.name)
    return Unit(name + str(power).translate(_TO_SUPERSCRIPT), "quantity", dim, factor, True)


def _atom(g: Grammar, j: int, number: Num | None) -> tuple[Unit, int] | None:
    found = unit_phrases(g.lang).find(g.tokens, j)
    if found is None:
        return _superscripted(g, j)
    unit, after = found
    token = g.tokens[j]
    if g.glued(after) and g.kind(after) == "word" and g.kind(after - 1) == "word":
        return None
    if number is not None and token.text in _ambiguous(g.lang) and after == j + 1 and not _meant(g, j, number):
        return None
    if (
        g.low(after) in HYPHENS
        and g.glued(after)
        and g.glued(after + 1)
        and unit.symbol
        and g.kind(after + 1) == "word"
        and number is not None
    ):
        return (
            None
            if not number.worded
            and g.tokens[j].kind == "word"
            and not unit_phrases(g.lang).find(g.tokens, after + 1)
            and len(token.text) < 3
            else found
        )
    return found


def _superscripted(g: Grammar, j: int) -> tuple[Unit, int] | None:
    """ "km²", "s⁻¹": the tokenizer leaves the superscript on the word."""
    match = _RAISED.fullmatch(g.tokens[j].text) if g.kind(j) == "word" else None
    if match is None or not match["base"]:
        return None
    base = tokenize(match["base"])
    found = unit_phrases(g.lang).find(base, 0)
    if found is None or found[1] != len(base):
        return None
    return _raised(found[0], int(match["power"].translate(SUPERSCRIPTS))), j + 1


def _meant(g: Grammar, j: int, number: Num) -> bool:
    """Whether a short or ambiguous symbol is a unit here."""
    token, following = g.tokens[j], g.tokens[j + 1] if j + 1 < g.n else None
    text, glued = token.text, g.glued(j)
    ends = following is None or following.kind in ("sym", "num")
    if number.worded and len(text) <= 2 and text not in ("m", "l", "g", "г", "м", "л", "т"):
        return ends and text not in ("in", "h", "a")
    if text == "in":
        return _inch(g, j, number, following)
    if text in ("г", "г."):
        return not _year_like(number)
    if text in ("C", "F"):
        return glued
    if text == "s":
        return (number.value % 10 != 0 or not number.whole) and number.value < 1000 if glued else ends  # "45s", not "the 30s"
    if text == "M":
        return not number.whole and not number.worded and number.scale == 1
    if text in ("с", "в", "к", "А", "В", "К", "Б", "A", "V", "N", "K", "F", "B", "M", "T", "b", "d"):
        return (
            glued
            or ends
            or (following is not None and following.low in ("and", "to", "for", "at", "of", "или", "и") and text.isupper())
        )
    if text in ("х", "x", "×"):
        return glued and not (following is not None and following.kind == "num")
    if text == "second":
        return not number.worded or number.value in (0, 1)
    if text == "bits" or text == "bit":
        return True
    return not (following is not None and following.text in HYPHENS and not following.gap and number.worded and len(text) <= 2)


def _inch(g: Grammar, j: int, number: Num, following: Token | None) -> bool:
    if g.glued(j) or number.fraction or number.value != int(number.value):
        return True
    if following is None or following.low in ("thick", "long", "wide", "tall", "high", "deep", "x", "by", ")"):
        return not number.worded
    return following.low == "." and j + 2 >= g.n and not number.worded


def _year_like(number: Num) -> bool:
    return number.whole and 1000 <= number.value <= 2100

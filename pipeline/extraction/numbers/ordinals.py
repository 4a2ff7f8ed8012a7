"""Ordinals: "the sixth meeting", "6th", «1-й», «двадцать первый», «IV Консультативная встреча»."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.extraction.numbers.amount import Amount
from pipeline.extraction.numbers.grammar import Grammar
from pipeline.extraction.numbers.literals import is_whole
from pipeline.extraction.numbers.view import HYPHENS, Num

ROMAN = re.compile(r"(?=[IVXL])L?(?:XL|X{0,3})(?:IX|IV|V?I{0,3})")
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}
_DETERMINERS = frozenset(
    {
        "the",
        "its",
        "their",
        "his",
        "her",
        "our",
        "my",
        "your",
        "a",
        "every",
        "each",
        "this",
        "that",
        "s",
        "’",
        "'",
        "'s",
        "country",
        "very",
    }
)
_ROMAN_NO = frozenset({"I", "L", "X"})
_ROMAN_NOUNS_AFTER = frozenset({"век", "века", "веке", "веков", "century"})


def ordinal_at(g: Grammar, i: int) -> Amount | None:
    """The ordinal at token `i`; one in words is weak where nothing before or behind it shows that it counts something."""
    if i in g.blocked or i >= g.n:
        return None
    return _suffixed(g, i) or _worded(g, i) or _roman(g, i)


def _made(i: int, after: int, value: Decimal, rule: str, weak: str | None = None) -> Amount:
    return Amount(i, after, Num(i, after, value, worded=True), "ordinal", value, weak=weak, rule=rule)


def _suffixed(g: Grammar, i: int) -> Amount | None:
    token = g.tokens[i]
    if token.kind != "num" or not is_whole(token.text) or len(token.text) > 4:
        return None
    j = i + 1
    if g.lang == "ru" and g.low(j) in HYPHENS and g.glued(j):
        j += 1
    if not g.glued(j) or g.low(j) not in g.words.ordinal_suffixes or g.kind(j) != "word":
        return None
    if g.lang == "ru" and g.low(j) in g.words.cardinal_suffixes and (j == i + 1 or not _ordinal_suffix(token.text, g.low(j))):
        return None
    if g.lang == "ru" and j == i + 1 and g.low(j) in ("м", "х", "е", "ю", "й") and g.low(j) != "й" and g.low(j) != "е":
        return None
    return _made(i, j + 1, Decimal(token.text), "ordinal digits")


def _ordinal_suffix(digits: str, suffix: str) -> bool:
    """«2-х», «5-ти», «3-м» are cardinals as a rule; «1-м», «10-м» ordinals."""
    return suffix == "м" and int(digits) not in (2, 3, 4)


def _worded(g: Grammar, i: int) -> Amount | None:
    words = g.words
    low = g.low(i)
    if low in words.ordinals:
        return _made(i, i + 1, words.ordinals[low], "ordinal word", _weakness(g, i, i + 1))
    value = words.cardinals.get(low)
    if value is None or value < 20:
        return _run_together(g, i)
    total, j = value, i + 1
    while g.low(j) in words.cardinals and words.cardinals[g.low(j)] < total:
        total, j = total + words.cardinals[g.low(j)], j + 1
    if g.low(j) in words.hundred:
        total, j = total * 100, j + 1
    j += g.low(j) in HYPHENS
    last = words.ordinals.get(g.low(j))
    if (
        last is None
        or last >= 100
        or (last >= 10 and total < 100)
        or (g.low(j) in words.fractions and g.lang == "ru" and g.low(j + 1).startswith("част"))
    ):
        return None
    return _made(i, j + 1, total + last, "ordinal word")


def _run_together(g: Grammar, i: int) -> Amount | None:
    """ "twentyfifth"."""
    word = g.low(i)
    if g.lang != "en" or len(word) < 9 or not g.words.is_numeral(word):
        return None
    for ten, value in g.words.cardinals.items():
        if value >= 20 and word.startswith(ten) and (unit := g.words.ordinals.get(word[len(ten) :])) and unit < 10:
            return _made(i, i + 1, value + unit, "ordinal word")
    return None


def _weakness(g: Grammar, i: int, after: int) -> str | None:
    """Why an ordinal word may be an adverb or a fraction: nothing that determines it, or nothing behind it."""
    if g.lang == "ru":
        return None if g.kind(after) == "word" else "ordinal without noun"
    if g.low(i) == "second" and g.low(i - 1) in ("per", "one", "each"):
        return "time"
    before = g.low(i - 1)
    determined = before in _DETERMINERS and g.kind(after) == "word"
    return (
        None
        if determined or (g.kind(after) == "word" and g.tokens[after].text[:1].isupper() and g.tokens[i].text[:1].isupper())
        else "ordinal without determiner"
    )


def _roman(g: Grammar, i: int) -> Amount | None:
    """Roman numerals before a noun: not kings ("Charles III"), not references ("Article IV", "World War II"), not centuries."""
    token = g.tokens[i]
    if token.kind != "word" or not ROMAN.fullmatch(token.text) or g.glued(i + 1) or (g.glued(i) and g.low(i - 1) in HYPHENS):
        return None
    following = g.tokens[i + 1] if i + 1 < g.n else None
    if following is None or following.kind != "word" or following.low in _ROMAN_NOUNS_AFTER:
        return None
    cyrillic = following.low[:1] >= "а"
    if (token.text in _ROMAN_NO and not cyrillic) or (len(token.text) == 1 and not cyrillic):
        return None
    if not cyrillic and not following.text[:1].isupper():
        return None
    if cyrillic and len(following.low) < 4:
        return None
    previous = g.tokens[i - 1] if i else None
    if (
        previous is not None
        and previous.kind == "word"
        and previous.text[:1].isupper()
        and i > 1
        and previous.low not in ("the", "на", "в", "о", "об", "по", "к", "the")
    ):
        return None
    return _made(i, i + 1, Decimal(roman_value(token.text)), "roman")


def roman_value(text: str) -> int:
    """The value of a Roman numeral up to fifty and some."""
    total = 0
    for here, following in zip(text, [*text[1:], ""], strict=True):
        value = _DIGITS[here]
        total += -value if following and _DIGITS[following] > value else value
    return total

"""Why an amount may be none: years, names, pronouns, parts of words."""

from __future__ import annotations

from pipeline.extraction.numbers.amount import Amount
from pipeline.extraction.numbers.grammar import Grammar
from pipeline.extraction.numbers.literals import is_whole
from pipeline.extraction.numbers.traps import function_words, is_counted, is_year
from pipeline.extraction.numbers.view import HYPHENS, Num


def doubt_of(g: Grammar, amount: Amount) -> str | None:
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
    """ "Boeing 737", "Falcon 9", "flight KC 853", «Экспо 2017»: a capitalised word before whole digits, nothing counted behind."""
    i = amount.first
    if i == 0 or amount.qualifier is not None or i != amount.number.first or not g.tokens[i].gap:
        return False
    previous, following = g.tokens[i - 1], g.tokens[amount.after] if amount.after < g.n else None
    if previous.kind != "word" or not previous.text[:1].isupper() or previous.low in function_words():
        return False
    if previous.text.isupper() and 1 < len(previous.text) < 4 and not g.text.isupper():
        return True
    if following is not None and following.kind == "word" and following.text.islower() and following.gap:
        return not is_counted(following.low, g.lang)
    return not (i == 1 and len(g.tokens[i].text) > 2 and previous.low.endswith("ed"))


def _leading_zero(g: Grammar, number: Num) -> bool:
    text = g.tokens[number.after - 1].text
    return number.whole and len(text) > 1 and text.startswith("0")

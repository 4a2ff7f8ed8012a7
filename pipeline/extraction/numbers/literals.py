"""The value of digits as written: which marks part thousands and which begin the decimals."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

MAX_DIGITS = 30
"""Longer runs of digits are keys and noise, not numbers."""

VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–", "0123456789-+--")

_SPACES = re.compile(r"[ \u00a0\u2009\u202f'’]")
_ROUND = re.compile(r"[0-9]{1,3}[.,]000")


def literal_value(text: str, lang: str, scaled: bool = False, money: bool = False) -> Decimal | None:
    """The value of a literal token, None for what is no number (too long).

    One mark with three digits behind it is the hard case: "1,234" is a thousand in English; in Russian a comma begins the
    decimals, unless the digits end in three zeros («10,000») or a sign of money stands before («$1,250») and no word of scale
    follows (`scaled`). A single point begins the decimals in both, unless Russian has three zeros after it («15.000»).
    """
    if len(text) > 2 * MAX_DIGITS or sum(c.isdigit() for c in text) > MAX_DIGITS:
        return None
    plain = _SPACES.sub("", text).translate(SUPERSCRIPTS)
    commas, points = plain.count(","), plain.count(".")
    if commas and points:
        plain = plain.replace(",", "") if plain.rindex(",") < plain.rindex(".") else plain.replace(".", "").replace(",", ".")
    elif commas > 1:
        plain = plain.replace(",", "")
    elif points > 1:
        plain = plain.replace(".", "")
    elif commas:
        plain = plain.replace(",", "" if _comma_parts_thousands(plain, lang, scaled, money) else ".")
    elif points and lang == "ru" and _ROUND.fullmatch(plain) and not scaled:
        plain = plain.replace(".", "")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def _comma_parts_thousands(plain: str, lang: str, scaled: bool, money: bool) -> bool:
    head, tail = plain.split(",")
    if len(tail) != 3 or not tail.isdigit() or len(head) > 3 or head.startswith("0"):
        return False
    return lang != "ru" or (not scaled and (money or bool(_ROUND.fullmatch(plain))))


def is_whole(text: str) -> bool:
    """Digits alone, as in a year or an article: no thousands mark, no decimals."""
    return text.isascii() and text.isdigit()

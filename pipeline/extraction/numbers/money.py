"""Currencies before and behind a number: signs, ISO 4217 codes, names by CLDR (babel), small change, and prices by a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

from pipeline.extraction.numbers.catalog import plurals
from pipeline.extraction.numbers.grammar import Grammar
from pipeline.extraction.numbers.phrases import Phrases, english, exact, form_keys, lemma_keys, russian
from pipeline.extraction.numbers.tokens import Token
from pipeline.extraction.numbers.words import lemmas
from pipeline.lexicon import lexicon

_WORDS = frozenset({"ALL", "TOP", "TRY", "CUP", "PEN", "MOP", "SOS", "MAD", "COP", "BAM", "LAK", "GEL", "HEL", "CAT"})
"""Codes that are English words in capitals: read as money only next to the digits or behind them."""
CHANGE = frozenset({"cent", "penny", "kopeck", "tiyn", "sen"})


@dataclass(frozen=True, slots=True)
class Money:
    """A currency (ISO 4217, or a plain name where the text leaves the country open) on the tokens up to `after`."""

    currency: str
    after: int


@cache
def _codes() -> frozenset[str]:
    """Codes of money that is legal tender somewhere today, with the commonest of the past."""
    in_use = {
        code
        for history in get_global("territory_currencies").values()
        for code, _, end, tender in history
        if end is None and tender
    }
    return frozenset(in_use & set(Locale("en").currencies)) | {"HRK", "BGN", "DEM", "SDR", "XAF", "XOF"} - {"XXX", "XTS"}


@cache
def _signs() -> Phrases[str]:
    phrases: Phrases[str] = Phrases(lambda token: (exact(token.text),))
    for sign, code in lexicon("currencies")["signs"].items():
        phrases.add(sign, code, exact)
    return phrases


@cache
def _names(lang: str) -> Phrases[str]:
    data = lexicon("currencies")
    phrases: Phrases[str] = Phrases(_russian_keys if lang == "ru" else form_keys)
    for code in sorted(_codes()):
        for count in (1, 5):
            name = get_currency_name(code, count=count, locale=lang)
            if "(" not in name and name != code and (lang == "en" or count == 1):
                phrases.add(name, code, russian if lang == "ru" else english, keep=True)
    for name, code in (data["names_en"] | data["bare_en"] if lang == "en" else {}).items():
        for form in (name, *plurals(name)):
            phrases.add(form, code, english)
    if lang == "ru":
        for name, code in (data["names_ru"] | data["bare_ru"]).items():
            phrases.add(name, code, russian)
        for name in ("dollar", "euro", "pound", "tenge", "ruble"):
            for form in (name, *plurals(name)):
                phrases.add(form, data["bare_en"][name], english)
    for name, code in data[f"change_{lang}"].items():
        for form in (name, *(plurals(name) if lang == "en" and len(name) > 2 else ())):
            phrases.add(form, code, exact if len(name) < 3 else russian if lang == "ru" else english)
    for name, code in data["abbreviations"].items():
        phrases.add(name, code, exact)
    return phrases


def _russian_keys(token: Token) -> tuple[str, ...]:
    return tuple(lemma_keys(token))


def money_before(g: Grammar, i: int) -> Money | None:
    """A sign or code of currency at token `i` that a number may follow: "$", "US$", "USD", "Rs.", «₽», «рублей 10»."""
    if i >= g.n:
        return None
    sign = _signs().find(g.tokens, i)
    if sign is not None and not (g.kind(i) == "word" and g.glued(i)):
        return Money(*sign)
    token = g.tokens[i]
    if token.kind != "word" or g.glued(i):
        return None
    if token.text in _codes() and (token.text not in _WORDS or g.glued(i + 1)) and g.kind(i + 1) in ("num", "sym"):
        return Money(token.text, i + 1)
    code = lexicon("currencies")["abbreviations"].get(token.text) or lexicon("currencies")["abbreviations"].get(token.text + ".")
    if code is None:
        return None
    after = i + 1 + (g.low(i + 1) == "." and g.glued(i + 1))
    return Money(code, after) if g.kind(after) == "num" else None


def money_after(g: Grammar, j: int, words: bool = True) -> Money | None:
    """A currency at token `j`, behind a number: sign, code, name. `words=False` leaves out names and abbreviations."""
    if j >= g.n:
        return None
    sign = _signs().find(g.tokens, j)
    if sign is not None:
        return Money(*sign)
    token = g.tokens[j]
    if token.kind == "word" and token.text in _codes() and not (g.glued(j + 1) and g.kind(j + 1) == "word"):
        return Money(token.text, j + 1)
    if not words or token.kind != "word":
        return None
    found = _names(g.lang).find(g.tokens, j) or _country_before(g, j)
    if found is None or (len(token.text) == 1 and not g.glued(j) and g.low(j) != "c"):
        return None
    return Money(*found)


def _country_before(g: Grammar, j: int) -> tuple[str, int] | None:
    """A currency whose adjective is none of CLDR's ("Namibia dollars", «кипрских фунтов»): the noun decides."""
    if g.lang == "ru":
        nouns = (
            lemmas(g.low(j + 1)) & lexicon("currencies")["bare_ru"].keys()
            if re.fullmatch(r"[а-я]+ск[а-я]{1,3}", g.low(j))
            else None
        )
        return (min(nouns), j + 2) if nouns else None
    if not g.tokens[j].text[:1].isupper():
        return None
    noun = lexicon("currencies")["bare_en"].get(g.low(j + 1).removesuffix("s"))
    return (noun, j + 2) if noun and len(g.low(j + 1)) > 3 else None


def is_code(word: str) -> bool:
    """Whether a word that digits are glued to is a currency ("USD3.14", "Rs20")."""
    data = lexicon("currencies")
    return word in _codes() or word in data["abbreviations"] or word + "." in data["abbreviations"] or word == "US"

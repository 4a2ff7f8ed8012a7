"""Units of a language as phrases: SI units with their prefixes, CLDR's names by babel, and what `lexicons/units.yaml` adds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from babel.units import UnknownUnitError, format_unit

from pipeline.extraction.numbers.phrases import Phrases, english, exact, form_keys, lemma_keys, russian
from pipeline.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class Unit:
    """`name` is what the table shows; `factor` converts to the base unit of `dim`. Kinds are those of the table `numbers`."""

    name: str
    kind: str = "quantity"
    dim: str | None = None
    factor: float | None = None
    symbol: bool = False
    adjective: bool = False


@cache
def unit_phrases(lang: str) -> Phrases[Unit]:
    """Every unit of a language by its names and symbols. Russian texts use Latin symbols too ("MW"), so these are in both."""
    phrases: Phrases[Unit] = Phrases(lemma_keys if lang == "ru" else form_keys)
    data = lexicon("units")
    known: dict[str, Unit] = {}
    for entry in data["si"]:
        _add_si(phrases, entry, data["prefixes"], lang, known)
    for name, entry in data["cldr"].items():
        unit = known.setdefault(name, Unit(name, entry.get("kind", "quantity"), entry.get("dim"), entry.get("factor")))
        for word in _cldr_names(entry["id"], lang):
            _add_name(phrases, word, unit, lang)
        for symbol in _cldr_symbols(entry, lang):
            phrases.add(symbol, _as_symbol(unit), exact, keep=True)
    for name, entry in data["more"].items():
        unit = known.get(name) or Unit(name, entry.get("kind", "quantity"), entry.get("dim"), entry.get("factor"))
        for word in entry.get(f"names_{lang}", ()):
            _add_name(phrases, word, unit, lang)
        for word in entry.get(f"adjectives_{lang}", ()):
            phrases.add(word, replace(unit, adjective=True), russian)
        for symbol in entry.get("symbols", ()):
            phrases.add(symbol, _as_symbol(unit), exact)
    return phrases


def _as_symbol(unit: Unit) -> Unit:
    return replace(unit, symbol=True)


def _add_si(phrases: Phrases[Unit], entry: dict[str, Any], prefixes: dict[str, Any], lang: str, known: dict[str, Unit]) -> None:
    base = entry.get("as", entry["unit"])
    bare = [] if entry.get("only_prefixed") else [("", {"factor": 1, "ru": "", "en_name": "", "ru_name": ""})]
    for sign, prefix in [*bare, *((p, prefixes[p]) for p in entry["prefixes"])]:
        factor = entry["factor"] * prefix["factor"] if "factor" in entry else None
        duration = entry.get("as") == "second"
        unit = Unit(sign + base if not duration else base, "duration" if duration else "quantity", entry.get("dim"), factor)
        if not duration:
            known.setdefault(unit.name, unit)
        symbols = {sign + entry["unit"], *({"μ" + entry["unit"], "u" + entry["unit"]} if sign == "µ" else ())}
        if lang == "ru" and "ru" in entry:
            symbols |= {prefix["ru"] + symbol for symbol in (entry["ru"], *entry.get("ru_more", ()))}
        for symbol in symbols:
            phrases.add(symbol, _as_symbol(unit), exact)
        for name in entry[f"names_{lang}"]:
            _add_name(phrases, prefix[f"{lang}_name"] + name, unit, lang)


def _add_name(phrases: Phrases[Unit], name: str, unit: Unit, lang: str) -> None:
    if lang == "ru":
        phrases.add(name, unit, russian)
        return
    for form in {name, *plurals(name)}:
        phrases.add(form, unit, english)


def plurals(name: str) -> Iterator[str]:
    """Plural forms of an English phrase: of its last word, and of its first ("degrees Celsius", "pounds sterling")."""
    words = name.split(" ")
    for k in {0, len(words) - 1}:
        if words[k].isalpha():
            many = re.sub(r"(?<=[^aeiou])y$", "ie", words[k]) + "s"
            yield " ".join([*words[:k], many, *words[k + 1 :]])


def _cldr_names(unit_id: str, lang: str) -> set[str]:
    """CLDR's full names without the number: singular in Russian, which is read by lemma; all forms in English."""
    names = set()
    for locale, count in (("ru", 1),) if lang == "ru" else (("en", 1), ("en", 2), ("en_GB", 1), ("en_GB", 2)):
        try:
            names.add(_without_number(format_unit(count, unit_id, length="long", locale=locale)))
        except UnknownUnitError:
            continue
    return {name for name in names if name and "{" not in name}


def _cldr_symbols(entry: dict[str, Any], lang: str) -> set[str]:
    """CLDR's short forms. Those of time are left to the lexicon: «г.» and "d" are other things far more often."""
    if entry.get("kind") == "duration":
        return set()
    symbols = set()
    for locale in ("en", "ru") if lang == "ru" else ("en",):
        for count in (1, 5):
            try:
                symbols.add(_without_number(format_unit(count, entry["id"], length="short", locale=locale)))
            except UnknownUnitError:
                continue
    return {symbol for symbol in symbols if symbol and entry["id"] not in symbol}


def _without_number(text: str) -> str:
    return re.sub(r"[0-9]+|[\u00a0\u202f]", " ", text).strip()

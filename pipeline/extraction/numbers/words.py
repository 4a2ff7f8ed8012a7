"""Numeral words of a language, from `lexicons/<lang>/numerals.yaml`; Russian forms are made by pymorphy3."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from pipeline.languages.lemmas import analyzer
from pipeline.lexicon import lexicon

Values = dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Words:
    """Every table is keyed by the lower-case form as it stands in text («е» for «ё»), except `glued`, where case matters."""

    lang: str
    cardinals: Values
    scales: Values
    scale_adjectives: Values
    vague: Values
    ordinals: Values
    fractions: Values
    multiples: Values
    alone: Values
    stems: Values
    glued: Values
    money_glued: Values
    hundred: frozenset[str]
    several: frozenset[str]
    half: frozenset[str]
    quarter: frozenset[str]
    articles: frozenset[str]
    minus: frozenset[str]
    point: frozenset[str]
    whole: frozenset[str]
    conjunctions: frozenset[str]
    with_half: frozenset[str]
    fillers: frozenset[str]
    ordinal_suffixes: frozenset[str]
    cardinal_suffixes: frozenset[str]

    def is_numeral(self, low: str) -> bool:
        """Whether a word can be a number or hold one («пятилетний»); used to pass over texts without numbers."""
        tables = (self.cardinals, self.scales, self.ordinals, self.fractions, self.vague, self.multiples, self.hundred, self.half)
        if any(low in table for table in tables):
            return True
        return len(low) > 5 and (low[:3] in _beginnings(self.lang))


@cache
def words_of(lang: str) -> Words:
    """The tables of a language (`en` or `ru`)."""
    data = lexicon(f"{lang}/numerals")
    forms = _russian_forms if lang == "ru" else _as_it_is
    refused = set(data.get("not_cardinals", ()))

    def table(name: str, pos: str = "") -> Values:
        entries = data.get(name, {})
        return {f: Decimal(str(v)) for word, v in entries.items() for f in forms(word, pos) if f not in refused}

    def names(name: str) -> frozenset[str]:
        return frozenset(data.get(name, ()))

    vague = table("vague", "NOUN")
    if "vague_forms" in data:
        vague = {form: value for form, value in vague.items() if form in data["vague_forms"]}
    return Words(
        lang, table("cardinals", "NUMR"), table("scales", "NOUN"), table("scale_adjectives", "ADJF"), vague,
        table("ordinals", "ADJF"), table("fractions", "FRACTION"), table("multiples", "ADJF"),
        _plain(data["alone"]), _stems(_plain(data.get("stems", {}))),
        _plain(data["glued"]), _plain(data["money_glued"]), names("hundred"), names("several"),
        frozenset(f for word in data["half"] for f in forms(word, "NOUN")),
        frozenset(f for word in data["quarter"] for f in forms(word, "NOUN")),
        names("articles"), names("minus"), names("point"), names("whole"), names("and"), names("with_half"), names("fillers"),
        names("ordinal_suffixes"), names("cardinal_suffixes"),
    )  # fmt: skip


@cache
def _beginnings(lang: str) -> frozenset[str]:
    """The first letters of words that hold a numeral: «пол(года)», «пят(илетний)», "twe(ntyfifth)"."""
    words = words_of(lang)
    stems = words.stems or {word: value for word, value in words.cardinals.items() if value >= 20}
    return frozenset({"пол"} | {stem[:3] for stem in stems})


def _plain(table: dict[str, Any]) -> Values:
    return {str(word): Decimal(str(value)) for word, value in table.items()}


def _stems(simple: Values) -> Values:
    """First parts of compound adjectives with tens and units together: «двадцатипяти(летний)»."""
    tens = {stem: value for stem, value in simple.items() if 20 <= value < 100}
    units = {stem: value for stem, value in simple.items() if value < 10 and value == int(value)}
    return simple | {ten + unit: tens[ten] + units[unit] for ten in tens for unit in units}


def _as_it_is(word: str, _: str) -> Iterable[str]:
    return (word,)


def _russian_forms(word: str, pos: str) -> set[str]:
    """All forms of a numeral. `pos` names the reading meant; a fraction from an ordinal («пятая») has feminine forms only."""
    parses = [p for p in analyzer().parse(word) if p.normal_form.replace("ё", "е") == word]
    wanted = {"FRACTION": {"NOUN", "ADJF"}}.get(pos, {pos})
    fitting = [p for p in parses if p.tag.POS in wanted] or [p for p in parses if p.tag.POS in ("NUMR", "NOUN", "ADJF")]
    forms = set() if pos == "FRACTION" and fitting and fitting[0].tag.POS == "ADJF" else {word}
    for parse in fitting[:1]:
        for form in parse.lexeme:
            if "COMP" in form.tag or form.tag.POS == "ADJS":
                continue
            if pos == "FRACTION" and form.tag.POS == "ADJF" and "femn" not in form.tag and "plur" not in form.tag:
                continue
            forms.add(form.word.replace("ё", "е"))
    return forms


@lru_cache(maxsize=100_000)
def lemmas(word: str) -> frozenset[str]:
    """Every dictionary form that a Russian word may have as a noun or adjective, «е» for «ё»; the word itself for other scripts."""
    if not ("а" <= word[:1] <= "я"):
        return frozenset((word,))
    found = {p.normal_form.replace("ё", "е") for p in analyzer().parse(word) if p.tag.POS in ("NOUN", "ADJF", "PREP", None)}
    return frozenset(found | {word})


@lru_cache(maxsize=20_000)
def dictionary_form(word: str) -> str:
    """The dictionary form of a word of a name in the nominative: of an adjective its masculine, of a noun itself."""
    if not ("а" <= word[:1] <= "я"):
        return word
    parses = analyzer().parse(word)
    adjective = next((p for p in parses if p.tag.POS == "ADJF"), None) if parses[0].tag.POS == "ADJF" else None
    return adjective.normal_form.replace("ё", "е") if adjective is not None else word


@lru_cache(maxsize=100_000)
def is_genitive_noun(word: str) -> bool:
    """Whether a Russian word can be the counted noun, or its adjective, after a number («человек», «новых школ», «страны»)."""
    return any(
        p.tag.POS in ("NOUN", "ADJF", "PRTF") and ("gent" in p.tag or "gen2" in p.tag or "plur" in p.tag) and "Name" not in p.tag
        for p in analyzer().parse(word)[:4]
    )

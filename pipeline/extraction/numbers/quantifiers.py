"""Words around an amount: qualifiers before and behind it, and the words that make ranges and changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.extraction.numbers.grammar import Grammar
from pipeline.extraction.numbers.phrases import Phrases, english, form_keys
from pipeline.lexicon import lexicon

CLAUSE = 14
"""How many tokens before a number may hold the verb of a change."""


@dataclass(frozen=True, slots=True)
class Quantifiers:
    """The lexicon `<lang>/quantifiers`, as phrases and sets of words."""

    before: Phrases[str]
    verbs: Phrases[str]
    behind: Phrases[str]
    between: frozenset[str]
    begin: frozenset[str]
    to: frozenset[str]
    conjunctions: frozenset[str]
    alternatives: frozenset[str]
    by: frozenset[str]
    up_to: frozenset[str]
    change: tuple[str, ...]
    range_words: tuple[str, ...]
    inverted: frozenset[str]
    denials: frozenset[str]
    modals: frozenset[str]
    lasting: frozenset[str]
    of_length: frozenset[str]


@cache
def quantifiers(lang: str) -> Quantifiers:
    """The table of a language."""
    data = lexicon(f"{lang}/quantifiers")

    def words(name: str) -> frozenset[str]:
        return frozenset(data.get(name, ()))

    return Quantifiers(
        _phrases(data["qualifiers"]), _phrases(data["verbs"]), _phrases(data["after"]), words("between"), words("from"),
        words("to"), words("and"), words("or"), words("by"), words("up_to"), tuple(data["change"]), tuple(data["range_words"]),
        words("inverted"), words("denials"), words("modals"), words("lasting"), words("of_length"),
    )  # fmt: skip


def _phrases(table: dict[str, list[str]]) -> Phrases[str]:
    phrases: Phrases[str] = Phrases(form_keys)
    for qualifier, entries in table.items():
        for entry in entries:
            phrases.add(entry, qualifier, english)
    return phrases


def qualifier_before(g: Grammar, i: int) -> tuple[str, int] | None:
    """The qualifier that begins at token `i` and the token after it; "exact" is one that says nothing for the table."""
    found = quantifiers(g.lang).before.find(g.tokens, i)
    if found is not None:
        return None if g.low(i) == "up" and changes_before(g, i, 2) else found
    goes_on = g.low(i - 1) in (",", "—", "–") and any(g.kind(k) == "num" for k in range(max(0, i - 7), i))  # «на 0,9 п.п., до 8,4%»
    if g.low(i) in quantifiers(g.lang).up_to and not goes_on and not changes_before(g, i):
        return "under", i + 1
    return None


def verb_before(g: Grammar, i: int) -> str | None:
    """The qualifier of a verb that ends right before token `i` ("exceeded $4 billion"); the verb is no part of the number."""
    for k in range(max(0, i - 3), i):
        found = quantifiers(g.lang).verbs.find(g.tokens, k)
        if found is not None and found[1] == i:
            return _OPPOSITE.get(found[0]) if _is_denied(g, k) else found[0]
    return None


_OPPOSITE = {"over": "under", "under": "at least"}


def _is_denied(g: Grammar, k: int) -> bool:
    """ "does not exceed 5%", «не превышает 5%», «не должна превышать 5%»: the verb at token `k` is denied."""
    denials = quantifiers(g.lang).denials
    return g.low(k - 1) in denials or (g.low(k - 1) in quantifiers(g.lang).modals and g.low(k - 2) in denials)


def during(g: Grammar, first: int, after: int) -> bool:
    """ "$5 million over three years": in the course of; "lasted over three years" and "over three years ago" are more than."""
    if g.low(first) != "over":
        return False
    table = quantifiers(g.lang)
    return g.low(first - 1) not in table.lasting and g.low(after) not in table.of_length


def qualifier_behind(g: Grammar, j: int) -> tuple[str, int] | None:
    """The qualifier that stands behind an amount ("or more", «с лишним», "50+")."""
    return quantifiers(g.lang).behind.find(g.tokens, j)


def changes_before(g: Grammar, i: int, within: int = CLAUSE) -> bool:
    """Whether a verb or noun of change stands among the `within` tokens before token `i`, in its clause."""
    table = quantifiers(g.lang)
    for k in range(i - 1, max(-1, i - 1 - within), -1):
        low = g.low(k)
        if low in (";", "?", "!", ":") or (low == "." and not g.glued(k + 1)):
            return False
        if low.startswith(table.range_words):
            return False
        if low in ("up", "down") or (
            len(low) > 2
            and low.startswith(table.change)
            and low not in ("upon", "down", "downtown", "growers", "fallout", "cutting", "растений", "растения", "поднебесной")
        ):
            return True
    return False

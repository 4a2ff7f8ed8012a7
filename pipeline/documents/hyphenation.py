"""Whether a hyphen at a line end belongs to the word («транспортно-|логистического») or to the line («разви-|тия»)."""

from __future__ import annotations

import re

from pipeline.languages.lemmas import analyzer
from pipeline.lexicon import lexicon

CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
LINKING_VOWELS = "ое"
SHORTEST_LINKED = 4


def keeps_hyphen(left: str, right: str) -> bool:
    """Judge by the word before the hyphen and the word after it; both without the hyphen."""
    if not right[:1].islower() or not left[-1:].isalpha():
        return True  # «Казахстанско-|Немецкий», "C5-|type", «2020-|2024»
    if left.isupper() and len(left) > 1:
        return True  # «ИКТ-|инфраструктура»
    judge = _keeps_russian if CYRILLIC.search(left + right) else _keeps_english
    return judge(left.lower(), right.lower())


def _keeps_russian(left: str, right: str) -> bool:
    known = analyzer().word_is_known
    compounds = lexicon("ru/hyphens")
    if left in compounds["first"] or right in compounds["second"]:
        return True
    if known(left + right):
        return False
    if left[-1] in LINKING_VOWELS and len(left) >= SHORTEST_LINKED and len(right) >= SHORTEST_LINKED and known(right):
        return True
    return len(left) > 2 and len(right) > 2 and bool(known(left) and known(right))


def _keeps_english(left: str, right: str) -> bool:
    compounds = lexicon("en/hyphens")
    return left in compounds["first"] or right in compounds["second"]

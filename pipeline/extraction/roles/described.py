"""Institutions that a text names by a common noun: «директор центра», "the head of the agency", "its programme director"."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extraction.names.vocabulary import institution_kinds
from pipeline.extraction.roles.marked import Marked
from pipeline.languages.lemmas import parses


@cache
def common_nouns(lang: str) -> frozenset[str]:
    """Words for an institution in small letters ("centre", «центр»)."""
    return frozenset(word.lower() for word in institution_kinds(lang) if " " not in word)


def described(doc: Marked, token: int) -> int | None:
    """The organisation, named before, that the common noun at a token stands for: the nearest one with that word in its name,
    or of that kind. None where none fits."""
    key = doc.tokens.lemmas[token] if doc.lang == "ru" else doc.tokens.lower[token]
    if key not in common_nouns(doc.lang):
        return None
    kind = _kind_of(key, doc.lang)
    publisher = (doc.doc._.context.publisher or "").casefold()
    if doc.tokens.capital(token) and publisher and _says(publisher, key, doc.lang):
        number = next((i for i, e in enumerate(doc.doc._.entities) if publisher in (a.casefold() for a in e.aliases)), None)
        if number is not None:
            return number
    for exact in (True, False):
        for placed in reversed(doc.placed):
            if placed.start >= token or placed.mention.type != "ORG":
                continue
            entity = doc.entity(placed.mention.entity)
            if (
                any(_says(alias, key, doc.lang) for alias in entity.aliases)
                if exact
                else entity.kind == kind and kind not in ("other", "government")
            ):
                return placed.mention.entity
    return None


def nearest_organisation(doc: Marked, token: int) -> int | None:
    """What "its" stands for: the organisation named last in the same paragraph."""
    lo, _ = doc.tokens.paragraph_bounds(token)
    found = [p for p in doc.placed if lo <= p.start < token and p.mention.type == "ORG"]
    return found[-1].mention.entity if found else None


def nearest_country(doc: Marked, token: int) -> str | None:
    """The country that "its" stands for, where one is named in the sentence later than any organisation."""
    start = doc.doc[token].sent.start
    found = [p for p in doc.placed if start <= p.start < token and p.mention.type in ("ORG", "LOC")]
    last = doc.entity(found[-1].mention.entity) if found else None
    return last.country if last is not None and last.kind == "country" else None


def _kind_of(key: str, lang: str) -> str:
    kinds = institution_kinds(lang)
    return kinds.get(key) or kinds.get(key.capitalize()) or "other"


def _says(alias: str, key: str, lang: str) -> bool:
    words = re.findall(r"[\w-]+", alias.lower())
    if lang == "ru":
        return any(parses(word)[0].normal_form == key for word in words)
    return key in words or key.replace("center", "centre") in words or key.replace("centre", "center") in words

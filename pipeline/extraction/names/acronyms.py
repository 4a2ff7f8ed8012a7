"""Acronyms and what they stand for."""

from __future__ import annotations

import re

from pipeline.extraction.names.vocabulary import words

_SMALL = words("en/name_words", "small") | words("ru/name_words", "small")


def is_acronym(word: str) -> bool:
    """Mostly capitals, at least two: "SCO", "KazISS", «ИМЭП», «РАНХиГС», "C5+1" not."""
    letters = [c for c in word if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return capitals >= 2 and len(letters) <= 10 and capitals * 2 >= len(letters) and " " not in word


def stands_for(acronym: str, name: str) -> bool:
    """True where the acronym's letters are beginnings of the name's words, in order, each word that counts giving at least one.

    "KazISS" stands for "Kazakhstan Institute for Strategic Studies"; a tail with "under ..." or «при ...» counts for nothing.
    """
    name = re.split(r"\s+(?:under|при)\s", name)[0]
    words = [w for w in re.findall(r"\w+", name.lower()) if w]
    letters = "".join(c for c in acronym.lower() if c.isalpha())
    if len(words) < 2 or len(letters) < 2:
        return False
    return _consumes(letters, words)


def _consumes(letters: str, words: list[str]) -> bool:
    if not letters:
        return all(word in _SMALL for word in words)
    if not words:
        return False
    word, rest = words[0], words[1:]
    if word in _SMALL and _consumes(letters, rest):
        return True
    longest = min(4, len(letters), len(word))
    return any(letters[:n] == word[:n] and _consumes(letters[n:], rest) for n in range(1, longest + 1))

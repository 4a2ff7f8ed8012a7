"""Words of bodies' names that no lexicon knows, paired across the languages by a sentence encoder.

An encoder of sentences is a good dictionary of single words: on forty pairs of such words every Russian word was nearest to its
English one, right pairs scored 0.62 and more (mostly over 0.8), wrong ones 0.61 and less. So each unknown word is encoded once
and paired with its mutual nearest neighbour, and names are then compared word by word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

import numpy as np

from pipeline.lexicon import lexicon
from pipeline.linking.encoder import Vectors
from pipeline.linking.organisations import BodyName
from pipeline.linking.sounds import is_cyrillic, sound
from pipeline.linking.words import HEAD, LEVEL, SUBJECT, WORD, Word

ENOUGH, CLOSE = 0.7, 0.8  # for two unknown words; for an unknown word and one of the lexicon, which may have a word of its own
Dictionary = dict[str, tuple[str, str]]
"""Key of an unknown word -> (key that both languages share, class)."""


def make_dictionary(names: Iterable[BodyName], encode: Callable[[list[str]], Vectors]) -> Dictionary:
    """Pair the unknown words of `names` across languages, and with the words of the lexicon.

    Words that sound alike are left to `likeness`. The more frequent words come first where the encoder's budget ends.
    """
    frequency = Counter(w.key for name in names for w in name.content if w.kind == WORD and w.key.isalpha() and len(w.key) > 2)
    russian = [w for w in frequency if is_cyrillic(w)]
    english = [w for w in frequency if not is_cyrillic(w)]
    if not russian and not english:
        return {}
    sounds = {sound(w) for w in russian} & {sound(w) for w in english}
    wanted = sorted((w for w in frequency if sound(w) not in sounds), key=lambda w: (-frequency[w], w))
    known = {lang: _known_words(lang) for lang in ("en", "ru")}
    vectors = encode(wanted + sorted({*known["en"], *known["ru"]}) if wanted else [])
    left = [w for w in wanted if w in vectors and is_cyrillic(w)]
    right = [w for w in wanted if w in vectors and not is_cyrillic(w)]
    pairs = _mutual(left, right, vectors)
    taken = {*pairs, *pairs.values()}
    pairs |= _mutual([w for w in left if w not in taken], list(known["en"]), vectors, CLOSE)
    pairs |= _mutual([w for w in right if w not in taken], list(known["ru"]), vectors, CLOSE)
    return _shared_keys(pairs, known["en"] | known["ru"])


def translated(name: BodyName, dictionary: Dictionary) -> BodyName:
    """`name` with the keys that both languages share."""
    if not any(w.key in dictionary for w in name.words if w.kind == WORD):
        return name
    return replace(name, words=tuple(_word(w, dictionary) for w in name.words))


def _word(word: Word, dictionary: Dictionary) -> Word:
    if word.kind != WORD or word.key not in dictionary:
        return word
    key, kind = dictionary[word.key]
    return replace(word, key=key, kind=kind)


@cache
def _known_words(lang: str) -> dict[str, tuple[str, str]]:
    """A usual word of each meaning of the lexicon -> (meaning, class)."""
    known = {}
    for meaning, row in lexicon("organisation_words")["words"].items():
        kind = HEAD if row.get("head") else LEVEL if row.get("level") else SUBJECT
        for word in row[lang][:1]:
            known[word] = (meaning, kind)
    return known


def _mutual(own: list[str], others: list[str], vectors: Vectors, enough: float = ENOUGH) -> dict[str, str]:
    """Words of `own` with the word of `others` that is nearest to them and they to it."""
    others = [w for w in dict.fromkeys(others) if w in vectors]
    if not own or not others:
        return {}
    likeness = np.array([vectors[w] for w in own]) @ np.array([vectors[w] for w in others]).T
    nearest, back = likeness.argmax(axis=1), likeness.argmax(axis=0)
    return {
        word: others[nearest[i]]
        for i, word in enumerate(own)
        if likeness[i, nearest[i]] >= enough and (back[nearest[i]] == i or likeness[i, nearest[i]] >= 0.85)
    }


def _shared_keys(pairs: dict[str, str], known: dict[str, tuple[str, str]]) -> Dictionary:
    found: Dictionary = {}
    for word, other in sorted(pairs.items()):
        if other in known:
            found[word] = known[other]
        elif not is_cyrillic(other):
            found[word] = (other, WORD)
    return found

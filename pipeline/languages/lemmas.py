"""Russian lemmas and forms by pymorphy3, the reading chosen by a tagger's Universal Dependencies features."""

from __future__ import annotations

import logging
from functools import cache, lru_cache
from typing import Any

import pymorphy3

Feats = tuple[tuple[str, str], ...]

POS = {
    "NOUN": {"NOUN"}, "PROPN": {"NOUN"}, "ADJ": {"ADJF", "ADJS", "COMP"}, "VERB": {"VERB", "INFN", "PRTF", "PRTS", "GRND"},
    "AUX": {"VERB", "INFN"}, "ADV": {"ADVB", "COMP", "PRED"}, "PRON": {"NPRO"}, "DET": {"ADJF", "NPRO"}, "NUM": {"NUMR"},
    "ADP": {"PREP"}, "CCONJ": {"CONJ"}, "SCONJ": {"CONJ"}, "PART": {"PRCL"},
}  # fmt: skip
GRAMMEMES = {
    "Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct",
    "Sing": "sing", "Plur": "plur", "Masc": "masc", "Fem": "femn", "Neut": "neut", "Anim": "anim", "Inan": "inan",
    "Past": "past", "Pres": "pres", "Fut": "futr",
}  # fmt: skip


@cache
def analyzer() -> pymorphy3.MorphAnalyzer:
    """The one morphological analyzer of the process (loading it takes a quarter of a second)."""
    logging.getLogger("pymorphy3").setLevel(logging.WARNING)  # it tells of every dictionary that it opens
    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=200_000)
def parses(word: str) -> tuple[Any, ...]:
    """All pymorphy3 parses of a word, likeliest first, kept for the next time the word comes."""
    return tuple(analyzer().parse(word))


@lru_cache(maxsize=200_000)
def is_known(word: str) -> bool:
    """Whether the dictionary has the word; pymorphy3 looks it up anew at every call."""
    return bool(analyzer().word_is_known(word))


@lru_cache(maxsize=200_000)
def reading(word: str, pos: str, feats: Feats = ()) -> Any:
    """The pymorphy3 parse of `word` that agrees best with a UD part of speech and features."""
    wanted = {GRAMMEMES[v] for _, v in feats if v in GRAMMEMES}
    allowed = POS.get(pos, set())

    def agreement(parse: Any) -> tuple[bool, int, float]:
        return parse.tag.POS in allowed, len(wanted & parse.tag.grammemes), parse.score

    return max(parses(word), key=agreement)


@lru_cache(maxsize=200_000)
def lemma_of(word: str, pos: str, feats: Feats = ()) -> str:
    """The dictionary form, in lower case; a participle gives its verb."""
    return str(reading(word, pos, feats).normal_form)

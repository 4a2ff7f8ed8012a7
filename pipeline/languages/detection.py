"""The language of each block and of the whole document.

A block's own evidence comes first (`evidence`), then langdetect where that is weak, then the document around the block: "Astana"
or «Казахстан и Узбекистан» alone say nothing, and a short text that says nothing is English or Russian by its script.
"""

from __future__ import annotations

import bisect
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.documents.clean import clean
from pipeline.documents.document import PROSE, Block, Document
from pipeline.languages.evidence import SHORT_BONUS, Evidence, evidence

DECISIVE = 6.0
"""A lead of so much, in the units of `evidence`, needs no other voice."""
MOST_READ = 3000
"""Characters of a block that are looked at."""
LANGDETECT_LETTERS = 20
"""langdetect says nothing useful on shorter texts."""
LANGDETECT_CHARACTERS = 600
LANGDETECT_WEIGHT = 4.0
LONG_ENOUGH = 120
"""Letters of a text of which langdetect may know more than the blocks around it say."""
LANGDETECT_LATIN_LETTERS = 40
LANGDETECT_CYRILLIC = frozenset({"ru", "uk", "bg", "mk", "sr"})
"""It calls any other language in Cyrillic one of the first four."""
FEW_KNOWN, ENOUGH_KNOWN = 0.12, 0.2
"""A text with a smaller share of words that the lexicon knows in its best language may be in one that the lexicon lacks."""
MOST_CAPITALS = 0.5
CONTEXT_WEIGHT = 4.0
CLEAR = 2.5
"""A block with such a lead may speak for its neighbours."""


def detect(document: Document, seed: int = 0) -> Document:
    """The document with `lang`, `lang_confidence`, `languages` and the language of every prose block set.

    `seed` is langdetect's, which is random without one. Languages are ISO 639-1 codes; `und` where there are no letters at all.
    """
    prose = document.prose()
    found = [evidence(clean(document.text[block.start : min(block.end, block.start + MOST_READ)]).text) for block in prose]
    context = _Context(found)
    letters, sure = Counter[str](), 0.0
    decided: list[str] = []
    for i, e in enumerate(found):
        lang, confidence = _decide(e, context.around(i, e.script), seed)
        decided.append(lang)
        letters[lang] += e.letters
        sure += confidence * e.letters
    total = sum(letters.values())
    document.lang = letters.most_common(1)[0][0] if total else _without_letters(document.text)
    document.lang_confidence = round(letters[document.lang] / total * sure / total, 4) if total else 0.0
    document.languages = [{"lang": lang, "share": round(n / total, 4)} for lang, n in letters.most_common() if n]
    document.blocks = _with_languages(document.blocks, decided, document.lang)
    return document


def language_of(text: str, seed: int = 0) -> tuple[str, float]:
    """The language of a text by itself and how sure that is, 0 to 1."""
    own = evidence(clean(text[:MOST_READ]).text)
    lang, confidence = _decide(own, None, seed)
    return lang or _without_letters(text), confidence


def _with_languages(blocks: list[Block], decided: Sequence[str], main: str) -> list[Block]:
    """Prose gets its language; what has no letters ("5 %") goes with the block before it, or with the document."""
    out, last, languages = [], main, iter(decided)
    for block in blocks:
        if block.kind in PROSE:
            last = next(languages) or last
        out.append(replace(block, lang=last if block.kind in PROSE else None))
    return out


def _without_letters(text: str) -> str:
    if "₽" in text:
        return "ru"
    return "en" if any(c.isalnum() for c in text) else "und"


class _Context:
    """What the blocks around one, in the same script, are sure to be."""

    def __init__(self, found: Sequence[Evidence]) -> None:
        self.sure: dict[str, list[tuple[int, str]]] = {}
        for i, e in enumerate(found):
            if e.scores and _lead(e.scores) >= CLEAR:
                self.sure.setdefault(e.script, []).append((i, max(e.scores, key=lambda lang: e.scores[lang])))

    def around(self, i: int, script: str) -> str | None:
        """The language of the nearest block that is clear about its own; of two at the same distance, that of the later one."""
        sure = self.sure.get(script, [])
        at = bisect.bisect_left(sure, (i, ""))
        near = [(abs(j - i), -j, lang) for j, lang in sure[max(0, at - 1) : at + 2] if j != i]
        return min(near)[2] if near else None


# ---- one block ----------------------------------------------------------------------------------------------------


def _decide(e: Evidence, around: str | None, seed: int) -> tuple[str, float]:
    if not e.scores:
        return e.script, 1.0 if e.script else 0.0
    scores = dict(e.scores)
    if around is not None and _lead(scores) < DECISIVE + SHORT_BONUS:
        scores = dict(e.own)  # the document says more than the script does
        scores[around] += CONTEXT_WEIGHT
    if _is_open(e, scores, around):
        _add_langdetect(e, scores, seed)
    best = max(scores, key=lambda lang: scores[lang])
    return best, round(1 / (1 + math.exp(-_lead(scores) / 2)), 4)


def _is_open(e: Evidence, scores: Mapping[str, float], around: str | None) -> bool:
    """Whether langdetect, whose profiles take half a second to load, could change which language is best, and may."""
    best = max(scores, key=lambda lang: scores[lang])
    if around == best and _lead(scores) >= CLEAR and e.letters < LONG_ENOUGH:
        return False  # of a line like those around it langdetect knows less than they do
    weak = _lead(scores) < DECISIVE or e.known_share < FEW_KNOWN
    return weak and min(_lead(scores), scores[best]) < LANGDETECT_WEIGHT


def _add_langdetect(e: Evidence, scores: dict[str, float], seed: int) -> None:
    """langdetect's opinion, where the text is long enough for it to have one and it knows the likely languages."""
    best = max(e.own, key=lambda lang: e.own[lang])
    english = e.script == "latin" and best == "en" and e.known_share >= ENOUGH_KNOWN
    if e.capitals >= MOST_CAPITALS and e.script == "latin":
        return  # a list of names, which langdetect takes for any language
    if english or e.letters < LANGDETECT_LETTERS or (e.script == "cyrillic" and best not in LANGDETECT_CYRILLIC):
        return
    for lang, probability in langdetect_opinion(e.text[:LANGDETECT_CHARACTERS], seed):
        says_nothing = e.letters < LANGDETECT_LATIN_LETTERS and e.own.get(lang, 0.0) <= 0
        if e.script == "latin" and (probability < 0.9 or says_nothing):
            continue
        scores[lang] = scores.get(lang, 0.0) + LANGDETECT_WEIGHT * probability


def _lead(scores: Mapping[str, float]) -> float:
    """By how much the best is ahead of the second."""
    first, second = sorted(scores.values(), reverse=True)[:2]
    return first - second


def langdetect_opinion(text: str, seed: int) -> list[tuple[str, float]]:
    """langdetect's languages with their probabilities; none where it finds no features in the text."""
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = seed
    try:
        return [(guess.lang[:2], guess.prob) for guess in detect_langs(text)]
    except LangDetectException:
        return []

"""The language of each block and of the whole document.

A block's own evidence comes first (`evidence`), then langdetect where that is weak, then the document around the block: "Astana"
or «Казахстан и Узбекистан» alone say nothing, and a short text that says nothing is English or Russian by its script.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.documents.clean import clean
from pipeline.documents.document import PROSE, Block, Document
from pipeline.languages.evidence import Evidence, evidence

DECISIVE = 6.0
"""A lead of so much, in the units of `evidence`, needs no other voice."""
LANGDETECT_LETTERS = 20
"""langdetect says nothing useful on shorter texts."""
LANGDETECT_CHARACTERS = 600
LANGDETECT_WEIGHT = 4.0
LANGDETECT_LATIN_LETTERS = 40
LANGDETECT_CYRILLIC = frozenset({"ru", "uk", "bg", "mk", "sr"})
"""It calls any other language in Cyrillic one of the first four."""
FEW_KNOWN = 0.12
"""A text with a smaller share of words that the lexicon knows in its best language may be in one that the lexicon lacks."""
CONTEXT_WEIGHT = 4.0


def detect(document: Document, seed: int = 0) -> Document:
    """The document with `lang`, `lang_confidence`, `languages` and the language of every prose block set.

    `seed` is langdetect's, which is random without one. Languages are ISO 639-1 codes; `und` where there are no letters at all.
    """
    found = [_evidence_of(block, document.text) if block.kind in PROSE else None for block in document.blocks]
    context = _context([e for e in found if e is not None], seed)
    blocks, letters, sure = [], Counter[str](), 0.0
    for block, e in zip(document.blocks, found, strict=True):
        if e is None:
            blocks.append(replace(block, lang=None))
            continue
        lang, confidence = _decide(e, context, seed)
        blocks.append(replace(block, lang=lang))
        letters[lang] += e.letters
        sure += confidence * e.letters
    document.blocks = _undecided(blocks, letters)
    total = sum(letters.values())
    document.lang = letters.most_common(1)[0][0] if total else _without_letters(document.text)
    document.lang_confidence = round(letters[document.lang] / total * sure / total, 4) if total else 0.0
    document.languages = [{"lang": lang, "share": round(n / total, 4)} for lang, n in letters.most_common() if n]
    if not total:
        document.blocks = [replace(b, lang=document.lang) if b.kind in PROSE else b for b in blocks]
    return document


def language_of(text: str, seed: int = 0) -> tuple[str, float]:
    """The language of a text by itself and how sure that is, 0 to 1."""
    own = evidence(clean(text).text)
    lang, confidence = _decide(own, _context([own], seed), seed)
    return lang or _without_letters(text), confidence


def _evidence_of(block: Block, text: str) -> Evidence:
    return evidence(clean(text[block.start : block.end]).text)


# ---- one block ----------------------------------------------------------------------------------------------------


def _decide(e: Evidence, context: dict[str, dict[str, float]], seed: int) -> tuple[str, float]:
    if not e.scores:
        return e.script, 1.0 if e.script else 0.0
    scores = dict(e.scores)
    around = context.get(e.script, {})
    if _lead(scores) < DECISIVE:
        for lang, share in around.items():
            scores[lang] = scores.get(lang, 0.0) + CONTEXT_WEIGHT * share
    if _lead(scores) < DECISIVE or e.known_share < FEW_KNOWN:
        _add_langdetect(e, scores, seed)
    best = max(scores, key=lambda lang: scores[lang])
    return best, round(1 / (1 + math.exp(-_lead(scores) / 2)), 4)


def _add_langdetect(e: Evidence, scores: dict[str, float], seed: int) -> None:
    """langdetect's opinion, where the text is long enough for it to have one and it knows the likely languages."""
    best = max(scores, key=lambda lang: scores[lang])
    if e.letters < LANGDETECT_LETTERS or (e.script == "cyrillic" and best not in LANGDETECT_CYRILLIC):
        return
    if e.script == "latin" and e.known_share >= FEW_KNOWN:
        return
    for lang, probability in langdetect_opinion(e.text[:LANGDETECT_CHARACTERS], seed):
        if e.script == "latin" and (e.letters < LANGDETECT_LATIN_LETTERS or probability < 0.9):
            continue
        scores[lang] = scores.get(lang, 0.0) + LANGDETECT_WEIGHT * probability


def _lead(scores: dict[str, float]) -> float:
    """By how much the best is ahead of the second."""
    first, second = sorted(scores.values(), reverse=True)[:2]
    return first - second


def _undecided(blocks: list[Block], letters: Counter[str]) -> list[Block]:
    """Blocks without letters ("5 %", "***") go with the block before them, or with the document."""
    main = letters.most_common(1)[0][0] if letters else ""
    out, last = [], main
    for block in blocks:
        if block.kind in PROSE:
            last = block.lang or last
            out.append(replace(block, lang=last))
        else:
            out.append(block)
    return out


def _without_letters(text: str) -> str:
    if "₽" in text:
        return "ru"
    return "en" if any(c.isalnum() for c in text) else "und"


# ---- the document around it ---------------------------------------------------------------------------------------


def _context(found: Sequence[Evidence], seed: int) -> dict[str, dict[str, float]]:
    """For each script, the languages that its blocks together speak for, with weights that sum to at most 1."""
    context: dict[str, dict[str, float]] = {}
    for script in ("latin", "cyrillic"):
        mine = [e for e in found if e.script == script]
        if not mine:
            continue
        total: Counter[str] = Counter()
        for e in mine:
            for lang, score in e.scores.items():
                total[lang] += score  # type: ignore[assignment]
        best = max(total, key=lambda lang: total[lang])
        context[script] = {best: 1.0}
    return context


def langdetect_opinion(text: str, seed: int) -> list[tuple[str, float]]:
    """langdetect's languages with their probabilities; none where it finds no features in the text."""
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = seed
    try:
        return [(guess.lang[:2], guess.prob) for guess in detect_langs(text)]
    except LangDetectException:
        return []

"""Author's words between dashes in Russian direct speech: «— Где ты был? — спросил он. — Я ждал»."""

from __future__ import annotations

from pipeline.extraction.quotes.cues import DASHES
from pipeline.extraction.quotes.subjects import speaker_of
from pipeline.extraction.speech import speech_words
from pipeline.extraction.view import View

ENDINGS = frozenset({",", ".", "!", "?", "…", "...", ":", ";", "?!", "!..", "?..", "!!", "??", "!!!", "..", "»", '"', "”", "“"})
LOOK = 9
Range = tuple[int, int]


def split_speech(view: View, low: int, high: int) -> tuple[list[Range], list[int]]:
    """Tokens `low..high` of somebody's line: the stretches that are said, and the verbs of the author's words between."""
    parts: list[Range] = []
    verbs: list[int] = []
    start, i = low, low + 1
    while i <= high:
        if not _boundary(view, i, low):
            i += 1
            continue
        verb = _author_verb(view, i, high)
        if verb is None:
            i += 1
            continue
        parts.append((start, i - 1))
        verbs.append(verb)
        start = i = _resumes(view, verb, high)
    if start <= high:
        parts.append((start, high))
    return [part for part in (_trim(view, a, b) for a, b in parts) if part[0] <= part[1]], verbs


def _boundary(view: View, token: int, low: int) -> bool:
    return (
        view.words[token] in DASHES and token > low and (view.words[token - 1] in ENDINGS or view.words[token - 1][-1] in ".!?…,")
    )


def _author_verb(view: View, dash: int, high: int) -> int | None:
    """The verb of the author's words that begin after `dash`, or None where the dash belongs to what is said."""
    words = speech_words(view.lang)
    begins_low = dash < high and view.words[dash + 1][:1].islower()
    for i in range(dash + 1, min(high, dash + LOOK) + 1):
        if view.words[i] in {".", "!", "?", ";", ":", "«", "что"} or view.words[i] in DASHES:
            return None
        lemma = view.lemmas[i]
        third = "Person=2" not in view.feats[i] and "Mood=Imp" not in view.feats[i] and "VerbForm=Inf" not in view.feats[i]
        if (
            (lemma in words.verbs or (lemma in words.gestures and i - dash < 4))
            and view.pos[i] in {"VERB", "NOUN", "ADJ"}
            and third
        ):
            return i if begins_low or i - dash <= 4 else None
        if view.finite(i):
            return i if begins_low and third and _inverted(view, i, dash) else None
    return None


def _inverted(view: View, verb: int, dash: int) -> bool:
    """ "— махнул рукой Илья": a past verb first, its subject after it; that order is the author's."""
    subject = speaker_of(view, verb, dash + 1, min(len(view.words), verb + 8))
    return "Tense=Past" in view.feats[verb] and verb - dash <= 3 and subject is not None and subject > verb


def _resumes(view: View, verb: int, high: int) -> int:
    """Where speech goes on after author's words: behind the next dash that follows punctuation."""
    for i in range(verb + 1, high + 1):
        if view.words[i] in DASHES and view.words[i - 1] in {",", ".", ":", "!", "?", ";", "…", "..."}:
            return i + 1
    return high + 1


def _trim(view: View, low: int, high: int) -> Range:
    while low <= high and (view.words[low] in DASHES or view.words[low] in {",", "«", "»"}):
        low += 1
    while high >= low and (view.words[high] in DASHES or view.words[high] in {",", "«"}):
        high -= 1
    return low, high

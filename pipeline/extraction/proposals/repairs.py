"""Known mistakes of the taggers and of the sentence splitter, mended before the finders look."""

from __future__ import annotations

from pipeline.extraction.proposals.lexical import Lexicon
from pipeline.extraction.view import View
from pipeline.languages.lemmas import lemma_of

NOUNS = frozenset(["NOUN", "PROPN"])
NOUN_ENDINGS = (
    "ция", "ции", "цию", "цией", "циях", "ание", "ания", "анию", "анием", "ение", "ения", "ению", "ением", "ость", "остью",
)  # fmt: skip
ABBREVIATIONS = frozenset([
    "долл", "руб", "тыс", "млн", "млрд", "трлн", "гг", "им", "ул", "проф", "акад", "mr", "mrs", "ms", "dr", "prof", "gov",
])  # fmt: skip


def repair_verbs(lows: list[str], pos: list[str], lemmas: list[str], sentences: list[tuple[int, int]], words: Lexicon) -> None:
    """"Urges donors to ...", "Calls upon all states": a resolution's verb without subject, taken for a noun."""
    for start, end in sentences:
        verb = lows[start][:-1]
        noun = lows[start].endswith("s") and pos[start] in NOUNS
        if start + 2 >= end or not noun or verb not in words.verbs:
            continue
        plain = verb not in words.nouns and pos[start + 1] in {"NOUN", "PROPN", "ADJ"}
        if plain or pos[start + 1] == "DET" or lows[start + 1] in {"upon", "on"}:
            pos[start], lemmas[start] = "VERB", verb


def repair_nouns(lows: list[str], pos: list[str], lemmas: list[str]) -> dict[int, str]:
    """slovnet takes rare action nouns («цифровизацию») for adjectives: no adjective ends so. Gives the cases that are sure."""
    cases = {}
    for i, low in enumerate(lows):
        if pos[i] in {"ADJ", "VERB", "X"} and low.endswith(NOUN_ENDINGS) and len(low) > 6:
            pos[i], lemmas[i] = "NOUN", lemma_of(low, "NOUN").replace("ё", "е")
            if low.endswith("цию"):
                cases[i] = "Acc"
    return cases


def joined_sentences(view: View, lows: list[str]) -> tuple[list[tuple[int, int]], list[int]]:
    """Sentences, with those put together again that were cut after an abbreviation («75 млн долл. | США»)."""
    sentences: list[tuple[int, int]] = []
    for start, end in view.sentences:
        cut = sentences and start >= 2 and lows[start - 1] == "." and lows[start - 2] in ABBREVIATIONS
        if cut and view.paragraph[start] == view.paragraph[start - 1]:
            sentences[-1] = (sentences[-1][0], end)
        else:
            sentences.append((start, end))
    number = [0] * len(lows)
    for k, (start, end) in enumerate(sentences):
        number[start:end] = [k] * (end - start)
    return sentences, number

"""Whether a number is a fact, a target or a forecast, by the cues of its clause."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Span

from pipeline.lexicon import lexicon

_REACH = 110
"""Characters before a number within which a cue speaks of it."""
_BEHIND = 45
STATUSES = ("target", "forecast", "actual")
_DEFINITE = frozenset(["the", "these", "those", "both", "all", "its", "their", "эти", "этих", "все", "всех", "обе", "оба"])


@cache
def _cues(lang: str, name: str) -> re.Pattern[str]:
    parts = []
    for cue in lexicon(f"{lang}/periods")[name]:
        words = [re.escape(word[:-1]) + r"\w{0,12}" if word.endswith("-") else re.escape(word) for word in cue.split(" ")]
        parts.append(r"\s".join(words))
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(parts, key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE)


def status_of(number: Span) -> str:
    """`actual`, `target` or `forecast`: the nearest cue before the number in its clause decides, then one shortly behind it.

    A definite number ("the two countries", «эти пять стран») is a fact whatever is planned.
    """
    sentence, lang = number[0].sent, number.doc.lang_
    if number.start > sentence.start and number.doc[number.start - 1].lower_ in _DEFINITE:
        return "actual"
    text = sentence.text.replace("ё", "е").replace("Ё", "Е")
    start, end = number.start_char - sentence.start_char, number.end_char - sentence.start_char
    before = _clause_before(text[max(0, start - _REACH) : start])
    found = [(m.end(), name) for name in STATUSES for m in _cues(lang, name).finditer(before)]
    found += [
        (place - (start - len(before)), "forecast") for place in _futures(number, sentence) if start - len(before) <= place < start
    ]
    if found:
        return max(found)[1]
    behind = re.split(r"[.;,]", text[end : end + _BEHIND])[0]
    found = [(m.start(), name) for name in STATUSES for m in _cues(lang, name).finditer(behind)]
    found += [(place - end, "forecast") for place in _futures(number, sentence) if end <= place < end + len(behind)]
    return min(found)[1] if found else "actual"


def _futures(number: Span, sentence: Span) -> list[int]:
    """Where verbs in the future stand in the sentence (Russian marks them by morphology)."""
    return [t.idx - sentence.start_char for t in sentence if "Tense=Fut" in str(t.morph)]


def _clause_before(text: str) -> str:
    """What follows the last end of a clause: a semicolon, or a comma with a new finite beginning."""
    parts = re.split(r";|:\s|,\s(?:while|whereas|but|although|with|and)\s|,\s(?:а|но|тогда\sкак|хотя|при\sэтом)\s", text)
    return parts[-1]

"""Whether a number is a fact, a target or a forecast, by the cues of its clause."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Span

from pipeline.lexicon import lexicon

_REACH = 110
"""Characters before a number within which a cue speaks of it."""
_BEHIND = 45


@cache
def _cues(lang: str, name: str) -> re.Pattern[str]:
    parts = []
    for cue in lexicon(f"{lang}/periods")[name]:
        words = [re.escape(word[:-1]) + r"\w{0,12}" if word.endswith("-") else re.escape(word) for word in cue.split(" ")]
        parts.append(r"\s".join(words))
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(parts, key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE)


def status_of(number: Span, lang: str) -> str:
    """`actual`, `target` or `forecast`: the nearest cue before the number in its clause decides, then one shortly behind it."""
    sentence = number[0].sent
    text = sentence.text.replace("ё", "е").replace("Ё", "Е")
    start, end = number.start_char - sentence.start_char, number.end_char - sentence.start_char
    before = _clause_before(text[max(0, start - _REACH) : start])
    nearest = max(((m.end(), name) for name in ("target", "forecast", "actual") for m in _cues(lang, name).finditer(before)), default=None)
    if nearest is not None:
        return nearest[1]
    behind = re.split(r"[.;,]", text[end : end + _BEHIND])[0]
    found = min(((m.start(), name) for name in ("target", "forecast", "actual") for m in _cues(lang, name).finditer(behind)), default=None)
    return found[1] if found else "actual"


def _clause_before(text: str) -> str:
    """What follows the last end of a clause: a semicolon, or a comma with a new finite beginning."""
    parts = re.split(r";|:\s|,\s(?:while|whereas|but|although|with|and)\s|,\s(?:а|но|тогда\sкак|хотя|при\sэтом)\s", text)
    return parts[-1]

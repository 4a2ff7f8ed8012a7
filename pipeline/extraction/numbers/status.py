"""Whether a number is a fact, a target or a forecast, by the cues of its clause."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Span, Token

from pipeline.languages.lemmas import analyzer
from pipeline.lexicon import lexicon

_REACH = 110
"""Characters before a number within which a cue speaks of it."""
_BEHIND = 60
STATUSES = ("target", "forecast", "actual")


@cache
def _cues(lang: str, name: str) -> re.Pattern[str]:
    """One pattern of all cues. In a cue "-" ends the beginning of a word, "*" begins its end, "…" is up to seven words."""
    parts = []
    for cue in lexicon(f"{lang}/periods")[name]:
        words = [_word(word) for word in cue.split(" ")]
        parts.append(r"\s".join(words).replace(r"…\s", r"(?:\S+\s){0,7}?"))
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(parts, key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE)


def _word(word: str) -> str:
    if word.endswith("-"):
        return re.escape(word[:-1]) + r"\w{0,12}"
    return r"\w{1,20}" + re.escape(word[1:]) if word.startswith("*") else word if word == "…" else re.escape(word)


def status_of(number: Span, kind: str, noun: str | None) -> str:
    """`actual`, `target` or `forecast`: the nearest cue before the number in its clause decides, then one shortly behind it.

    Facts whatever is planned: an ordinal, a definite number ("the two countries", «вместо одиннадцати»), and a number that
    only announces a list ("I propose three steps"); `noun` is the lemma of what is counted.
    """
    sentence, lang = number[0].sent, number.doc.lang_
    data = lexicon(f"{lang}/periods")
    previous = number.doc[number.start - 1].lower_ if number.start > sentence.start else ""
    if kind == "ordinal" or previous in data["definite"] or (noun in data["announcing"] and number.text.isalpha()):
        return "actual"
    text = sentence.text.replace("ё", "е").replace("Ё", "Е")
    start, end = number.start_char - sentence.start_char, number.end_char - sentence.start_char
    before = _clause_before(text[max(0, start - _REACH) : start])
    begin = start - len(before)
    elliptic = _ELLIPTIC.search(text[:begin]) is not None
    if elliptic and not any(t.pos_ in ("VERB", "AUX") and begin <= t.idx - sentence.start_char < start for t in sentence):
        before = text[max(0, start - _REACH) : start]  # «…должна достичь 15%, а к 2050 году — 50%»: the verb is that of before
        begin = start - len(before)
    found = [(m.end() + begin, name) for name in STATUSES for m in _cues(lang, name).finditer(before)]
    found += [(place, name) for place, name in _verbs(sentence) if begin <= place < start]
    if found and not _is_told(number, max(found)[0] + sentence.start_char):
        return max(found)[1]
    if found:
        return "actual"
    behind = _BEHIND_END.split(text[end : end + _BEHIND])[0]
    found = [(m.start() + end, name) for name in STATUSES for m in _cues(lang, name).finditer(behind)]
    found += [(place, name) for place, name in _verbs(sentence) if name == "forecast" and end <= place < end + len(behind)]
    return min(found)[1] if found else "actual"


def _is_told(number: Span, cue: int) -> bool:
    """Whether a past tense with a subject of its own stands between a cue that ends at `cue` and the number, and governs it."""
    for verb in number.root.ancestors:
        past = verb.tag_ == "VBD" or ("Tense=Past" in str(verb.morph) and "Mood=Ind" in str(verb.morph))
        subjects = [c for c in verb.children if c.dep_.startswith("nsubj")]
        if past and cue <= verb.idx < number.start_char and any(cue <= c.left_edge.idx for c in subjects):
            return True
    return False


_INFINITIVE = re.compile(r"(?:ть|ти|чь)(?:ся|сь)?$")
"""slovnet takes some forms with «ё» («придётся») for infinitives."""


def _verbs(sentence: Span) -> list[tuple[int, str]]:
    """Russian verbs whose form tells: the future forecasts, an infinitive that leads («Создать резерв») sets a target."""
    found = []
    for token in sentence:
        form = str(token.morph)
        misread = "VerbForm=Inf" in form and sentence.doc.lang_ == "ru" and not _INFINITIVE.search(token.lower_)
        if "Tense=Fut" in form or (misread and analyzer().parse(token.lower_)[0].tag.tense == "futr"):
            found.append((token.idx - sentence.start_char, "forecast"))
        elif sentence.doc.lang_ == "ru" and "VerbForm=Inf" in form and not misread and _leads(token, sentence):
            found.append((token.idx - sentence.start_char, "target"))
    return found


def _leads(token: Token, sentence: Span) -> bool:
    """Whether an infinitive is the main verb by itself, without «будут», «могут», «чтобы»."""
    alone = not any(c.dep_ in ("aux", "mark", "cop") for c in token.children)
    return alone and (token.dep_ == "ROOT" or token.i == sentence.start)


_ELLIPTIC = re.compile(r",\s(?:and|but|а|но)\s$")
_BEHIND_END = re.compile(r"[.;,]|\s(?:and|but|и|а|но)\s(?!\d)")
_CLAUSE_END = re.compile(
    r";|:\s|,\s(?:while|whereas|but|although|though|however|with|and)\s|(?<!\w)(?:which|who|whom|whose|because|as\slong\sas|although)\s"
    r"|[,—]\s(?:а|но|однако|зато|впрочем|тогда\sкак|хотя|при\sэтом|пока|поскольку|так\sкак|потому\sчто|(?:\w{1,4}\s)?котор\w{1,4})\s"
)


def _clause_before(text: str) -> str:
    """What follows the last end of a clause: a semicolon, a relative, or a comma with a new finite beginning."""
    return _CLAUSE_END.split(text)[-1]

"""A second predicate behind what somebody said: "X said that A, and requested B" leaves A to be said and B to be done."""

from __future__ import annotations

from pipeline.extraction.speech import speech_words
from pipeline.extraction.view import View

ANDS = {"en": frozenset({"and", "but"}), "ru": frozenset({"и", "но", "а"})}
SUBJECTS = frozenset({"nsubj", "nsubjpass", "nsubj:pass", "expl"})
AGREEING = ("Number", "Gender", "Tense")


def before_second_predicate(view: View, cue: int, low: int, high: int) -> int:
    """The last token of the clause `low..high` that `cue` carries: before a comma, "and" and a verb that goes on for the cue.

    That verb is one of speech, has no subject of its own, and (Russian) agrees with the cue in number, gender and tense, which
    the verb inside the clause mostly does not.
    """
    for i in range(max(low + 2, cue + 3), high - 1):
        if view.words[i] == "," and view.lows[i + 1] in ANDS[view.lang]:
            verb = _verb_behind(view, i + 2, high)
            if verb is not None and _goes_on(view, cue, verb):
                return i - 1
    return high


def owner_of_second(view: View, verb: int) -> int | None:
    """The cue whose subject has `verb` as its second predicate, where a tree hangs it on the clause between; None elsewhere."""
    start = view.sentences[view.sentence[verb]][0]
    i = verb - 1
    while i > start and view.pos[i] in {"ADV", "PART"}:
        i -= 1
    if i - 1 <= start or view.words[i - 1] != "," or view.lows[i] not in ANDS[view.lang]:
        return None
    words = speech_words(view.lang)
    for k in range(i - 3, start, -1):
        that = view.lows[k + 1 : k + 3] in ([",", "что"], [",", "будто"]) or view.lows[k + 1] == "that"
        if that and view.lemmas[k] in words.clause_verbs and view.finite(k):
            return k if _goes_on(view, k, verb) else None
    return None


def _verb_behind(view: View, token: int, high: int) -> int | None:
    """The finite verb that follows at once, or behind adverbs."""
    for i in range(token, min(high, token + 3)):
        if view.pos[i] == "VERB":
            return i if view.finite(i) else None
        if view.pos[i] not in {"ADV", "PART"}:
            return None
    return None


def _goes_on(view: View, cue: int, verb: int) -> bool:
    words = speech_words(view.lang)
    if view.lemmas[verb] not in words.verbs or any(view.deps[kid] in SUBJECTS for kid in view.kids[verb]):
        return False
    if view.lang == "en":
        return _value(view, cue, "Tense") == _value(view, verb, "Tense")
    return all(_value(view, cue, name) == _value(view, verb, name) for name in AGREEING)


def _value(view: View, token: int, name: str) -> str:
    return next((part for part in view.feats[token].split("|") if part.startswith(name + "=")), "")

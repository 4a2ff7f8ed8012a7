"""Marked words that name a thing: titles of events, works, projects, companies; scare quotes and single terms."""

from __future__ import annotations

from pipeline.extraction.quotes.cues import STOPS
from pipeline.extraction.quotes.place import Place
from pipeline.extraction.speech import speech_words
from pipeline.extraction.view import View

SMALL = 4
"""Words shorter than this tell nothing about title case."""


def is_name(place: Place) -> bool:
    """Whether marked words, by what stands before them and by their own shape, are a name or a term and no speech."""
    view = place.view
    if len(place.words) == 1 and place.ending not in "!?…,.":
        return True
    if _two_sentences(place):
        return False
    before = place.link_last if place.link in {":", ""} else place.before
    if place.link in {"", ":", "stop"} and before >= place.low and place.link != "stop":
        if (
            _after_name_noun(view, before, place.low)
            or _after_naming_verb(view, before, place.low)
            or _after_scare(view, before, place.low)
        ):
            return place.link == "" or not place.sentence
        mention = view.mention_at(before)
        if place.link == "" and mention is not None and mention.type != "PER" and not place.finite and len(place.words) < 6:
            return True
    if not place.finite and place.ending not in "!?…,." and _title_case(place):
        return True
    mention = view.mention_at(place.first)
    return mention is not None and mention.type != "PER" and mention.end >= place.mark.end - 1 and not place.finite


def _two_sentences(place: Place) -> bool:
    """Whether a sentence ends inside the marks and another begins: no name does that. A stop after one letter abbreviates."""
    view = place.view
    return any(
        view.words[i] in STOPS and view.words[i + 1][:1].isupper() and len(view.words[i - 1]) > 2 and i - place.first > 1
        for i in range(place.first + 1, place.last)
    )


def _after_name_noun(view: View, token: int, low: int) -> bool:
    """A noun of things right before the marks, or one step back over an adjective or a number ("форум Азии", "Project No 5")."""
    words = speech_words(view.lang)
    for i in range(token, max(low, token - 2) - 1, -1):
        if view.lemmas[i] in words.named_things or view.lows[i] in words.named_things:
            return i == token or view.pos[token] in {"NUM", "ADJ", "PROPN"} or view.lang == "ru"
        if view.pos[i] not in {"NUM", "ADJ", "PROPN", "NOUN", "PUNCT"}:
            return False
    return False


def _after_naming_verb(view: View, token: int, low: int) -> bool:
    words = speech_words(view.lang)
    for i in range(token, max(low, token - 2) - 1, -1):
        if view.lemmas[i] in words.named_verbs and view.pos[i] in {"VERB", "ADJ", "NOUN"}:
            return i == token or not view.finite(i)
    return False


def _after_scare(view: View, token: int, low: int) -> bool:
    for phrase in speech_words(view.lang).scare:
        a = token - len(phrase) + 1
        if a >= low and tuple(view.lows[a : token + 1]) == phrase:
            return True
    return False


def _title_case(place: Place) -> bool:
    """Most of the longer words begin with a capital (English); a capital and no verb within six words (Russian)."""
    view = place.view
    long = [view.words[i] for i in place.words if len(view.words[i]) >= SMALL]
    if view.lang == "ru":
        return len(place.words) <= 8 and place.capital
    return bool(long) and sum(word[0].isupper() or word[0].isdigit() for word in long) >= 0.6 * len(long)

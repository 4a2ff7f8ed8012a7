"""The action of a phrase in base form: the verb of its head, or of what a light verb carries ("start work on the creation")."""

from __future__ import annotations

from pipeline.extraction.proposals.grammar import NOUNS, Grammar
from pipeline.extraction.proposals.phrases import Phrase


def head_action(g: Grammar, phrase: Phrase) -> str:
    """`establish` for "establish a council" and for "establishment of a council"; `создать` for both «создать» and «создание»."""
    if phrase.shape == "noun":
        return g.action(phrase.head) or _inner_action(g, phrase.head + 1, phrase.end) or g.lemmas[phrase.head]
    verb = g.lemmas[phrase.head]
    if g.english and g.lows[phrase.head + 1 : phrase.head + 2] == ["-"] and phrase.head + 2 < phrase.end:
        return f"{verb}-{g.lemmas[phrase.head + 2]}"  # "co-finance"
    for words in g.words.phrases.get(verb, ()):
        if tuple(g.lows[phrase.head + 1 : phrase.head + 1 + len(words)]) == words:
            return " ".join((verb, *words))
    for words in g.words.light.get(verb, ()):
        after = phrase.head + 1 + len(words)
        if tuple(g.lows[phrase.head + 1 : after]) == words and (action := _carried(g, after, phrase.end)) is not None:
            return action
    return verb


def _carried(g: Grammar, i: int, end: int) -> str | None:
    """The action that stands right after a light verb, as noun, gerund or infinitive."""
    if i >= end:
        return None
    if g.gerund(i, end):
        return g.lemmas[i]
    verb = g.infinitive(i, end)
    if verb is not None:
        return g.lemmas[verb]
    noun = g.noun_from(i, end)
    return g.action(noun) if noun is not None else None


def _inner_action(g: Grammar, i: int, end: int) -> str | None:
    """The first action inside a phrase whose head is a thing: "a methodology for measuring snow cover"."""
    for k in range(i, end):
        if g.gerund(k, end):
            return g.lemmas[k]
        verb = g.infinitive(k, end)
        if verb is not None:
            return g.lemmas[verb]
        if g.pos[k] in NOUNS and (action := g.action(k)) is not None:
            return action
    return None

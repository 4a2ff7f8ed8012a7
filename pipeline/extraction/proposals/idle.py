"""Verbs and phrases that ask for no action: "it should be noted", "we must admit that", "three things should be done"."""

from __future__ import annotations

from pipeline.extraction.proposals.grammar import NOUNS, Grammar


def is_idle(g: Grammar, verb: int) -> bool:
    """Whether a verb asks for no deed. "Recognise" and the like ask for one where a thing follows: "must recognise the results"."""
    lemma = g.lemmas[verb]
    if not g.words.has("idle", lemma):
        return False
    if not g.words.has("idle_of_clause", lemma) or g.passive(verb):
        return True
    noun = g.noun_from(verb + 1, g.region(verb)[1])
    return noun is None or g.words.has("facts", g.lemmas[noun])


def announces_list(g: Grammar, start: int, end: int) -> bool:
    """Whether a phrase only counts what follows: "three things should be done", «сделать три вещи»."""
    words = range(start, end)
    counted = any(g.pos[k] == "NUM" or g.words.has("counts", g.lemmas[k]) for k in words)
    vague = any(g.pos[k] in NOUNS and g.words.has("vague", g.lemmas[k]) for k in words)
    if not counted or not vague:
        return False
    content = (k for k in words if g.pos[k] in NOUNS | {"VERB", "ADP", "PROPN"})
    return all(g.words.has("vague", g.lemmas[k]) or g.words.has("doing", g.lemmas[k]) for k in content)

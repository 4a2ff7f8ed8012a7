"""Which verb governs a noun, and what a predicate says of its subject."""

from __future__ import annotations

from pipeline.extraction.proposals.grammar import VERBS, Grammar

FARTHEST_VOICE = 9


def governing_verb(g: Grammar, noun: int) -> int | None:
    """The verb whose object or circumstance the noun is, else the nearest verb of a voice before it in the sentence."""
    at = noun
    for _ in range(6):
        head = g.view.heads[at]
        if head == at:
            break
        if g.pos[head] in VERBS and not (g.feat(head, "VerbForm=Part") and g.view.deps[head] == "amod"):
            return head
        at = head
    low, _ = g.region(noun)
    for k in range(noun - 1, max(low, noun - FARTHEST_VOICE) - 1, -1):
        if g.pos[k] in VERBS and g.words.has("voices", g.lemmas[k]):
            return k
        if g.lows[k] in {";", ":"}:
            break
    return at if g.pos[at] in VERBS else None

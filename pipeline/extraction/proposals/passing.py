"""What is passed on the way from a cue to its phrase: adverbs, insertions, circumstances, and the X of "not X but Y"."""

from __future__ import annotations

from pipeline.extraction.proposals.grammar import NOUNS, VERBS, Grammar

MOST_TO_INFINITIVE = 9


def contrasted(g: Grammar, i: int, limit: int) -> int:
    """"not X but Y", «не X, а Y»: Y is meant."""
    if i >= limit or g.lows[i] not in {"not", "не"}:
        return i
    for k in range(i + 1, limit - 1):
        if g.finite(k) or g.lows[k] in {";", ":"}:
            break
        if g.english and g.lows[k] == "but":
            return skip(g, k + 1, limit)
        if not g.english and g.lows[k] == "а" and g.lows[k - 1] == "," and g.lows[k + 1] not in {"также", "не"}:
            return k + 1
    return i


def skip(g: Grammar, i: int, limit: int) -> int:
    """Past adverbs of the cue and short insertions between commas."""
    while i < limit:
        if g.lows[i] in g.words.sets["skips"] and g.pos[i] not in NOUNS | VERBS and g.lows[i] not in {"not", "не"}:
            i += 1
        elif g.lows[i] == "," and (end := _insertion(g, i, limit)) is not None:
            i = end
        else:
            break
    return i


def _insertion(g: Grammar, i: int, limit: int) -> int | None:
    """The token after the second comma of ", in particular,"."""
    for k in range(i + 1, min(limit, i + 7)):
        if g.lows[k] == ",":
            return k + 1
        if g.finite(k) or g.feat(k, "VerbForm=Inf") or g.lows[k] in {"чтобы", "что"}:
            return None
    return None


def after_circumstance(g: Grammar, i: int, limit: int) -> int | None:
    """The "to" after when or where it was said: "decided on 27 November to create", "proposed at the meeting to"."""
    if g.pos[i] not in {"ADP", "ADV", "PROPN", "NUM"} or g.lows[i] in {"to", "for", "of", "with", "about"}:
        return None
    for k in range(i + 1, min(limit, i + MOST_TO_INFINITIVE)):
        if g.lows[k] == "to":
            return k if g.infinitive(k, limit) is not None else None
        if g.finite(k) or g.lows[k] in {",", ";", ":", "that"}:
            return None
    return None


def later_infinitive(g: Grammar, i: int, limit: int) -> int | None:
    """An infinitive after its own adverbs and circumstances: «ежегодно проводить», «в рамках союза создать»."""
    if g.pos[i] not in {"ADV", "ADP", "DET", "ADJ", "NOUN"}:
        return None
    for k in range(i + 1, min(limit, i + 9)):
        if g.feat(k, "VerbForm=Inf"):
            ours = g.pos[i] in {"ADV", "ADP"} or any(g.view.heads[m] == k for m in range(i, k))
            return k if ours and g.case(i) not in {"Dat"} else None
        if g.finite(k) or g.lows[k] in {",", ":", ";", "не"}:
            return None
    return None

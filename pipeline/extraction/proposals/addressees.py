"""To whom a proposal is addressed: the noun phrase between a cue and what is asked ("urged [all parties] to reduce ...")."""

from __future__ import annotations

from pipeline.extraction.proposals.grammar import Grammar

MOST_TO_ADDRESSEE = 24
"""How many tokens an addressee may take."""


def addressee_at(g: Grammar, i: int, limit: int, end: str, following: frozenset[str] | None) -> tuple[tuple[int, int], int] | None:
    if i >= limit or g.pos[i] not in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "VERB"} or g.finite(i):
        return None
    if g.feat(i, "VerbForm=Inf"):
        return None
    if not g.english and end in {"inf", "any", "action"} and following is None:
        return _russian_addressee(g, i, limit)
    for k in range(i + 1, min(limit, i + MOST_TO_ADDRESSEE)):
        there = g.lows[k] in following if following is not None else _begins(g, k, limit, end)
        if there:
            return (g.after_article(i), k), k
        if g.finite(k) or g.lows[k] in {",", ";", ":", "that", "что", "чтобы"}:
            return None
    return None


def _begins(g: Grammar, k: int, limit: int, end: str) -> bool:
    if end == "inf":
        return g.infinitive(k + (g.lows[k] == "not"), limit) is not None
    if end == "that":
        return g.lows[k] in {"that", "чтобы"}
    return end == "ing" and g.gerund(k, limit)


def _russian_addressee(g: Grammar, i: int, limit: int) -> tuple[tuple[int, int], int] | None:
    """A noun phrase in the dative or accusative right after the cue, before the infinitive; its genitives belong to it."""
    noun = g.noun_from(i, limit) if g.pos[i] != "PRON" else i
    if noun is None or g.case(noun) not in {"Dat", "Acc", "Gen", "Nom"}:
        return None
    verb = next((k for k in range(noun + 1, min(limit, i + MOST_TO_ADDRESSEE)) if g.feat(k, "VerbForm=Inf")), None)
    if verb is None or any(g.finite(k) or g.lows[k] in {":", "чтобы", "что", ";"} for k in range(i, verb)):
        return None
    if "," in g.lows[i:verb]:  # an insertion: «партнёров, прежде всего банк и союз, поддержать»
        return ((i, verb - 1), verb) if g.lows[verb - 1] == "," else None
    end = noun + 1
    while end < verb:
        if g.pos[end] == "ADP" and noun < g.view.heads[end] < verb and g.view.heads[g.view.heads[end]] == noun:
            end = g.view.heads[end] + 1  # «партнёрам по НАТО»
            continue
        if g.pos[end] in {"ADV", "ADP", "PART"} or g.view.heads[end] == verb:
            break
        if g.case(end) not in {"Gen", None, g.case(noun)}:
            break
        end += 1
    return (i, end), end

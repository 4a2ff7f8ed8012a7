"""Where a phrase ends: read to the right until something begins that is no part of it.

The tree is asked only whether a verb to the right governs the phrase; everything else are words and marks, which keep
arguments that a parser hung elsewhere ("for the countries of the region").
"""

from __future__ import annotations

from pipeline.extraction.proposals.grammar import CONJUNCTIONS, Grammar

CLOSING = frozenset(["»", "”", "’’", ")", "]"])
OPENING = frozenset(["«", "“", "„", "(", "["])
DASHES = frozenset(["—", "–"])
RELATIVES = frozenset(["which", "who", "whom", "whose", "where", "when", "that"])
TRAILING = frozenset(", ; : — – - . … ! ? \" ' ’ “ « and or и или also too также alike".split())  # noqa: SIM905 - marks and words
TOLD_BY = frozenset(
    ["according to", "as", "in his", "in her", "in their", "по словам", "по мнению", "по его", "по ее", "как"]
)
REPORT_REACH = 16
POINTING = frozenset(["этот", "это", "эта", "эти", "this", "these"])
ANTECEDENTS = frozenset(["тем", "тех", "те", "теми", "тому", "того", "той", "там", "туда", "тот", "ту", "столько"])
NEEDED = frozenset(["кто", "кого", "кому", "чей", "чья", "чьи", "где", "куда", "откуда", "что", "сколько"])


def end_of(g: Grammar, start: int, head: int, limit: int) -> int:
    """The token after the last one of the phrase that starts at `start` and is headed by `head`."""
    i = head + 1
    depth = sum(g.lows[k] in OPENING for k in range(start, i)) - sum(g.lows[k] in CLOSING for k in range(start, i))
    straight = sum(g.lows[k] == '"' for k in range(start, i)) % 2
    while i < limit:
        low = g.lows[i]
        if low in OPENING:
            depth += 1
        elif low in CLOSING:
            if depth <= 0:
                break
            depth -= 1
        elif low == '"':
            if not straight and _closes(g, i):
                break
            straight = 1 - straight
        elif depth <= 0 and not straight and _stops(g, start, head, i, limit):
            break
        i += 1
    return trim(g, start, i)


def trim(g: Grammar, start: int, end: int) -> int:
    """Without marks and conjunctions at the end."""
    while end - 1 > start and (g.lows[end - 1] in TRAILING or (g.pos[end - 1] == "PUNCT" and g.lows[end - 1] not in CLOSING)):
        end -= 1
    return end


def _closes(g: Grammar, i: int) -> bool:
    """Whether a straight quotation mark closes: no space before it."""
    return i > 0 and g.view.ends[i - 1] == g.view.starts[i]


def _stops(g: Grammar, start: int, head: int, i: int, limit: int) -> bool:
    low = g.lows[i]
    if low in {";", ":", "!", "?", "…", "•"} or (low == "." and i + 1 >= limit):
        return True
    if low in DASHES:
        return not (g.pos[i - 1] == "PROPN" and i + 1 < limit and g.pos[i + 1] == "PROPN")
    if low == ",":
        return _new_clause(g, start, head, i + 1, limit)
    if low in CONJUNCTIONS and i + 1 < limit and g.lows[i + 1] in {"that", "что", "чтобы"}:
        return True
    if low in CONJUNCTIONS | {"but", "но", "а"}:
        return _other_verb(g, start, head, i + 1, limit, low)
    if low in {"because", "while", "whereas", "although", "unless"} and g.pos[i] == "SCONJ":
        return True
    return g.finite(i) and _governs(g, i, start, head)


def _new_clause(g: Grammar, start: int, head: int, i: int, limit: int) -> bool:
    """What stands after a comma."""
    if i >= limit:
        return True
    j = i + 1 if g.lows[i] in CONJUNCTIONS and i + 1 < limit else i
    if _needed(g, i - 2, i):
        return False
    if j > i and g.lows[j] in POINTING:
        return True  # ", and this is why"
    if _relative(g, j, limit):
        return True
    if starts_with(g, j, limit, g.words.sets["keeps"]) and not g.english:
        return False
    if starts_with(g, j, limit, {"as well as"}):
        return False
    if g.lows[j] == "а" and g.lows[j + 1 : j + 2] == ["не"]:
        return False
    if g.lows[j] in g.words.sets["stops"]:
        return True
    if _explained(g, j, limit) or reporting_tail(g, i, limit):
        return True
    if g.feat(j, "VerbForm=Conv"):
        return True
    if g.english and g.gerund(j, limit) and not g.lows[head].endswith("ing") and not starts_with(g, j, limit, {"including"}):
        return g.view.heads[j] < start or g.view.deps[j] in {"advcl", "ROOT"}
    return _other_verb(g, start, head, j, limit, ",")


def _needed(g: Grammar, before: int, i: int) -> bool:
    """Whether the words before a comma need the clause after it: «тем, кто ...», «так же, как ...», «странам, где ...»."""
    if g.english or before < 1:
        return False
    if g.lows[before] in ANTECEDENTS and (g.lemmas[i] == "который" or g.lows[i] in NEEDED or g.pos[i] == "ADP"):
        return True
    if g.lows[i] == "как" and g.lows[before] in {"же", "так"}:
        return True
    bare = g.pos[before] == "NOUN" and g.pos[before - 1] in {"VERB", "ADP"}
    return bare and g.lows[i] in {"где", "откуда", "куда"}


def starts_with(g: Grammar, i: int, limit: int, phrases: frozenset[str] | set[str]) -> bool:
    """Whether one of the phrases (of one to three words) begins at `i`."""
    return any(" ".join(g.lows[i : min(limit, i + k)]) in phrases for k in (1, 2, 3))


def _relative(g: Grammar, i: int, limit: int) -> bool:
    """Whether a relative clause begins at `i`: "which opens", "in which", «который», «за счёт которых». It comments."""
    for k in range(i, min(limit, i + 3)):
        if g.lows[k] in RELATIVES - {"that"} or g.lemmas[k] == "который":
            return k == i or g.pos[i] in {"ADP", "PART", "SCONJ"} or not g.english
    return not g.english and g.lows[i] in {"что", "чем"}


def _explained(g: Grammar, i: int, limit: int) -> bool:
    """", an idea that the centre put forward": what the thing is besides."""
    return g.english and g.lows[i] in {"a", "an"} and i + 2 < limit and g.lows[i + 2] in {"that", "which", "first", "long"}


def reporting_tail(g: Grammar, i: int, limit: int) -> bool:
    """Whether "said X", "X said", "as X noted", "according to X", «по словам X» begins at `i`."""
    if g.lows[i] in DASHES:
        i += 1
    if i >= limit:
        return False
    if starts_with(g, i, limit, {"as well as", "а также"}):
        return False
    if starts_with(g, i, limit, TOLD_BY):
        return g.lows[i] != "as" or any(g.lemmas[k] in g.words.sets["reports"] for k in range(i, min(limit, i + REPORT_REACH)))
    named = False
    for k in range(i, min(limit, i + REPORT_REACH)):
        if g.finite(k) and g.pos[k] == "VERB":
            return g.words.has("reports", g.lemmas[k]) and not g.negated(k) and (named or _subject_after(g, k, limit))
        joins = g.pos[k] in {"CCONJ", "SCONJ", "VERB"} or (g.pos[k] == "PART" and g.lows[k] not in {"'s", "’s"})
        if g.lows[k] in CLOSING or joins or g.lows[k] in {";", ":", '"'}:
            return False
        named = named or g.pos[k] in {"PROPN", "PRON"} or g.words.has("parties", g.lemmas[k])
    return False


def _subject_after(g: Grammar, verb: int, limit: int) -> bool:
    """Whether a name, a pronoun or a party follows right after the verb: "said the minister"."""
    near = range(verb + 1, min(limit, verb + 5))
    return any(g.pos[k] in {"PROPN", "PRON"} or g.words.has("parties", g.lemmas[k]) for k in near)


def _other_verb(g: Grammar, start: int, head: int, i: int, limit: int, mark: str) -> bool:
    """Whether a clause of its own begins at `i`: a finite verb, or a subject with one, that does not hang on the phrase."""
    for k in range(i, min(limit, i + 7)):
        if g.lows[k] in RELATIVES or g.lows[k] in {",", ";", "чтобы", "что"} or g.lemmas[k] == "который":
            return False
        if g.finite(k):
            if any(g.view.deps[m] in {"nsubj", "nsubjpass", "nsubj:pass"} and g.view.heads[m] >= k for m in range(i, k)):
                return True
            if g.feat(head, "VerbForm=Fin") and _hangs_on(g, k, head):
                return False
            if g.english and g.lows[k] == g.lemmas[k] and g.pos[k] == "VERB" and g.lows[head] == g.lemmas[head]:
                return False  # one more bare verb: "to identify ..., as well as utilize ..."
            return _governs(g, k, start, head) or not _hangs_on(g, k, head) or g.view.deps[k] in {"conj", "ROOT", "parataxis"}
        if g.feat(k, "VerbForm=Inf"):
            return False
    return mark in {"but", "но"}


def _governs(g: Grammar, verb: int, start: int, head: int) -> bool:
    """Whether a finite verb to the right stands above the phrase in the tree, or is the predicate that follows it."""
    at, seen = head, 0
    while seen < 12 and g.view.heads[at] != at:
        at = g.view.heads[at]
        seen += 1
        if at == verb:
            return True
    if g.view.deps[verb] in {"aux", "auxpass", "aux:pass", "cop"} and g.view.heads[verb] != verb:
        return g.view.heads[verb] > head and _governs(g, g.view.heads[verb], start, head)
    return False


def _hangs_on(g: Grammar, i: int, head: int) -> bool:
    at, seen = i, 0
    while seen < 12 and g.view.heads[at] != at:
        at = g.view.heads[at]
        seen += 1
        if at == head:
            return True
    return False

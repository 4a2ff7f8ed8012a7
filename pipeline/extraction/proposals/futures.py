"""Plans announced: "we will open a trade house", «мы откроем», "the agency announced that it will issue permits"."""

from __future__ import annotations

from pipeline.extraction.proposals.bounds import end_of
from pipeline.extraction.proposals.cues import Found
from pipeline.extraction.proposals.grammar import VERBS, Grammar
from pipeline.extraction.proposals.idle import is_idle
from pipeline.extraction.proposals.phrases import Phrase, split

THEMSELVES = frozenset(["it", "they", "he", "she", "он", "она", "оно", "они"])


def future(g: Grammar, i: int, limit: int) -> Found | None:
    """"We will open a trade house", «мы откроем»: plans announced in the first person."""
    if g.english:
        if not g.words.has("future", g.lows[i]) and not (g.lows[i] == "would" and g.view.deps[g.view.heads[i]] == "ccomp"):
            return None
        verb = g.view.heads[i]
        subject = next((k for k in g.view.kids[verb] if g.view.deps[k] == "nsubj"), None)
        if subject is None or not (g.lows[subject] in {"we", "i"} or _announced_by(g, verb, subject)) or not i < verb < limit:
            return None
    else:
        verb = i
        subject = next((k for k in g.view.kids[i] if g.view.deps[k] == "nsubj"), None)
        if not g.feat(i, "Tense=Fut") or not (g.feat(i, "Person=1") or _announced_by(g, i, subject)):
            return None
        if g.lows[i] in {"будем", "буду"}:
            inner = next((k for k in range(i + 1, min(limit, i + 5)) if g.feat(k, "VerbForm=Inf")), None)
            if inner is None:
                return None
            verb = inner
    idle = g.words.has("idle_future", g.lemmas[verb]) or is_idle(g, verb)
    if idle or g.negated(verb) or g.negated(i) or g.conditional(verb):
        return None
    phrase = Phrase(verb, end_of(g, verb, verb, limit), verb, "inf")
    if phrase.end <= verb + 1:
        return None
    own = subject is None or g.pos[subject] == "PRON"
    return Found(i, i + 1, "intend", split(g, phrase), "speech" if own else "subject", i if own else verb, "future", 0.65)


def _announced_by(g: Grammar, verb: int, subject: int | None) -> bool:
    """"The agency announced that it will open": a promise of one's own doing."""
    head = g.view.heads[verb]
    if subject is not None and g.words.has("deeds", g.lemmas[verb]) and g.doer(subject, subject) and g.pos[subject] != "PRON":
        return _told(g, verb)
    if g.view.deps[verb] != "ccomp" or not g.words.has("announces", g.lemmas[head]) or g.negated(head):
        return False
    return subject is None or (g.english and g.pos[subject] == "PRON" and g.lows[subject] in THEMSELVES)


def _told(g: Grammar, verb: int) -> bool:
    """Whether a sentence says who told it: "Uzbekistan will open six missions, the minister said"."""
    low, high = g.region(verb)
    return any(g.words.has("reports", g.lemmas[k]) and g.pos[k] in VERBS and k != verb for k in range(low, high))

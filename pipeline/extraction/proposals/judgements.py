"""Cues that judge an action: "X is a priority", "the main task is to", "called X an urgent task", "tasks, including ...".
"""

from __future__ import annotations

from pipeline.extraction.proposals.bounds import end_of
from pipeline.extraction.proposals.cues import Finder, Found
from pipeline.extraction.proposals.grammar import NOUNS, SUBJECTS, VERBS, Grammar
from pipeline.extraction.proposals.lexical import Frame
from pipeline.extraction.proposals.lists import announced, listed_from
from pipeline.extraction.proposals.phrases import Phrase, follow, skip, split
from pipeline.extraction.proposals.predicates import governing_verb

BE = frozenset(["be", "remain", "become", "seem", "быть", "стать", "являться", "становиться", "оставаться", "остаться"])
JUDGED_AS = frozenset(["oprd", "dobj", "attr", "ccomp", "appos", "pobj", "conj", "npadvmod"])
"""Relations in which an English parser may hang what something is called."""


def subject_demanded(g: Grammar, i: int, limit: int) -> Found | None:
    """"The development of hubs is a priority", "is of great importance", «приоритетом является развитие»."""
    if g.lemmas[i] not in BE or g.negated(i) or g.conditional(i) or _was(g, i):
        return None
    low, high = g.region(i)
    predicate = _predicate(g, i, high)
    if predicate is None:
        return None
    before = min([i, *(k for k in g.view.kids[i] if g.view.deps[k] in {"aux", "neg"})])
    kids = sorted(g.view.kids[i] + g.view.kids[predicate])
    for subject in (k for k in kids if k != predicate and g.view.deps[k] in SUBJECTS | {"attr", "xcomp", "obl"}):
        if g.gerund(subject, high) and subject < i:
            phrase = Phrase(subject, end_of(g, subject, subject, before), subject, "ing")
        elif g.action(subject) is not None:
            start = g.after_article(g.left_edge(subject, low))
            phrase = Phrase(start, end_of(g, start, subject, before if subject < i else limit), subject, "noun")
        else:
            continue
        if phrase.end > phrase.start + 1:
            return Found(predicate, predicate + 1, "need", split(g, phrase), "speech", i, "subject", 0.7)
    return None


def _was(g: Grammar, i: int) -> bool:
    """Whether a copula stands in the past; "has become" does not."""
    return g.feat(i, "Tense=Past") and not any(g.lows[k] in {"has", "have"} for k in g.view.kids[i])


def _predicate(g: Grammar, i: int, high: int) -> int | None:
    """The word of a demand near the copula: "is a [priority]", "of great [importance]", «[приоритетом] является»."""
    low, _ = g.region(i)
    window = range(i + 1, min(high, i + 8)) if g.english else range(max(low, i - 5), min(high, i + 6))
    for k in window:
        if g.english and g.lows[k] in {",", "to"}:
            return None
        predicate = g.words.has("subject_predicates", g.lemmas[k]) and (g.english or g.case(k) in {"Ins", "Nom", None})
        of_another = g.english and g.view.deps[k] == "amod" and not g.words.has("subject_predicates", g.lemmas[g.view.heads[k]])
        if predicate and not of_another:
            return k
        if g.words.has("of_predicates", g.lemmas[k]) and any(g.lows[m] == "of" for m in range(i, k)):
            return k
    return None


def goal(g: Grammar, i: int, limit: int) -> Found | None:
    """"The main task is to ...", "the tasks are A, B and C", "the priorities include ...", «задача — сделать»."""
    if not g.words.has("heads", g.lemmas[i]) or g.pos[i] not in NOUNS or g.negated(i):
        return None
    verb = _link(g, i, limit)
    if verb is None:
        return None
    j = skip(g, verb + 1, limit)
    infinitive = g.infinitive(j, limit)
    if infinitive is not None and not g.english and (g.lemmas[verb] == "быть" or _must_between(g, i, verb)):
        return None  # «вопрос будет решаться»: a future, no goal
    if infinitive is not None:
        start = j + 1 if g.english else j
        found = split(g, Phrase(start, end_of(g, start, infinitive, limit), infinitive, "inf"))
        return Found(i, i + 1, "need", found, "speech", i, "goal", 0.7)
    noun = g.noun_from(j, limit)
    if noun is None or g.action(noun) is None:
        return None
    start = g.after_article(j)
    force = "propose" if (word := g.words.nouns.get(g.lemmas[i])) is not None and word.force == "propose" else "need"
    found = split(g, Phrase(start, end_of(g, start, noun, limit), noun, "noun"))
    return Found(i, i + 1, force, found, "owner or speech", i, "goals", 0.7)


def _must_between(g: Grammar, i: int, verb: int) -> bool:
    return any(g.words.has("must", g.lemmas[k]) for k in range(i, verb))


def _link(g: Grammar, i: int, limit: int) -> int | None:
    """The copula or dash between a goal and what it is."""
    start = i + 2 if g.pos[min(i + 1, limit - 1)] == "ADV" else i + 1
    if start < limit and g.lows[start] == ",":  # "the way forward, X argued, is to ..."
        start = next((k + 1 for k in range(start + 1, min(limit, start + 7)) if g.lows[k] == ","), start)
    for k in range(start, min(limit, start + 8)):
        if g.lows[k] in {"—", "–"} and not g.english:
            return k
        if g.lemmas[k] in BE or (g.words.has("list_verbs", g.lemmas[k]) and g.pos[k] in VERBS):
            told = g.view.deps[k] == "ccomp"  # "said the priority was to": the past of the telling
            return k if told or not g.feat(k, "Tense=Past") or not g.english else None
        if (g.pos[k] in VERBS and g.finite(k) and g.lows[k] not in {"will", "must", "should"}) or g.lows[k] in {",", ";", ":"}:
            return None
    return None


def called(g: Grammar, i: int, limit: int) -> Found | None:
    """"called the protection of glaciers an urgent task", «назвал защиту ледников задачей», "considers X promising"."""
    if not g.words.has("called", g.lemmas[i]) or g.pos[i] not in VERBS or g.negated(i) or g.conditional(i):
        return None
    _, high = g.region(i)
    j = skip(g, i + 1, high)
    if j >= high:
        return None
    noun = g.noun_from(j, high)
    if not g.english and noun is not None and g.words.has("called_nouns", g.lemmas[noun]) and g.case(noun) == "Ins":
        j, noun = noun + 1, g.noun_from(noun + 1, high)  # «назвал приоритетом восстановление»
        judged_before: int | None = j - 1
    else:
        judged_before = None
    gerund = g.gerund(j, high)
    if not gerund and (noun is None or g.action(noun) is None):
        return None
    judged = judged_before if judged_before is not None else _judged(g, j, high)
    if judged is None and not g.english:  # «важнейшей задачей он назвал подготовку кадров»
        before = range(g.region(i)[0], i)
        judged = next((k for k in before if g.words.has("called_nouns", g.lemmas[k]) and g.case(k) == "Ins"), None)
    if judged is None or (g.english and judged <= (j if gerund else noun or j)):
        return None
    head = j if gerund or noun is None else noun
    start = g.after_article(j)
    end = end_of(g, start, head, _before_judged(g, judged, head) if judged > head else limit)
    found = split(g, Phrase(start, end, head, "ing" if gerund else "noun"))
    force = "support" if g.lows[judged] in {"promising", "перспективным", "перспективной"} else "need"
    return Found(i, i + 1, force, found, "subject", i, "called", 0.7) if end > start + 1 else None


def _judged(g: Grammar, j: int, high: int) -> int | None:
    """The word that makes a demand of what is called so."""
    for k in range(j, high):
        lemma = g.lemmas[k]
        if g.english:
            last = k + 1 >= high or g.pos[k + 1] in {"PUNCT", "ADP", "CCONJ", "SCONJ"}
            noun = g.words.has("called_nouns", lemma) and g.view.deps[k] in JUDGED_AS
            adjective = last and g.words.has("predicatives", g.lows[k]) and g.view.deps[k] in {"oprd", "acomp", "ccomp", "amod"}
            if k > j + 1 and (noun or adjective):
                return k
        elif g.words.has("called_nouns", lemma) and g.case(k) == "Ins":
            return k
        if g.lows[k] in {";", "that"}:
            return None
    return None


def _before_judged(g: Grammar, judged: int, head: int) -> int:
    """Where the judgement's own words begin: its article and adjectives, and "as" or "to be" before it."""
    k = judged
    while k - 1 > head and (g.pos[k - 1] in {"DET", "ADJ", "ADV", "AUX", "PART"} or g.lows[k - 1] in {"as", ","}):
        k -= 1
    if g.english:
        while k - 1 > head and g.view.heads[k - 1] == judged and g.pos[k - 1] == "NOUN":
            k -= 1
    return k


def listed(g: Grammar, i: int, limit: int) -> Found | None:
    """"outlined several tasks, including ...", «озвучил направления, в их числе ...»: a list under a verb that voices it."""
    if not g.words.has("heads", g.lemmas[i]) or g.pos[i] not in NOUNS:
        return None
    found = announced(g, i, g.region(i)[1])
    verb = governing_verb(g, i) if found else None
    if verb is None or g.negated(verb) or not g.words.has("voices", g.lemmas[verb]) or g.words.has("rejects", g.lemmas[verb]):
        return None
    phrases = [p for phrase in found for p in split(g, Phrase(*phrase))]
    word = g.words.nouns.get(g.lemmas[i])
    force = word.force if word is not None and word.force else "need"
    return Found(i, i + 1, force, phrases, "subject", verb, "list", 0.8)


def among(g: Grammar, i: int, limit: int) -> Found | None:
    """«в числе приоритетов участники назвали развитие ...», "among the priorities the speakers named the growth of ..."."""
    if g.pos[i] not in VERBS or not g.words.has("voices", g.lemmas[i]) or g.negated(i) or g.conditional(i) or g.passive(i):
        return None
    low, high = g.region(i)
    fronted = (k for k in range(low, min(i, low + 4)) if g.lows[k] in {"числе", "среди", "among"})
    mark = next(fronted, None)
    if mark is None or not any(g.words.has("heads", g.lemmas[k]) for k in range(mark + 1, min(i, mark + 6))):
        return None
    phrases = [p for phrase in listed_from(g, skip(g, i + 1, high), high) for p in split(g, Phrase(*phrase))]
    return Found(i, i + 1, "need", phrases, "subject", i, "among", 0.75) if phrases else None


def only_through(g: Grammar, i: int, limit: int) -> Found | None:
    """"is possible only through strengthening ...", «только путём укрепления ...»: the one way that somebody sees."""
    if not g.words.has("only", g.lows[i]) or i + 2 >= limit or g.negated(i):
        return None
    words = next((w for w in g.words.only_by if tuple(g.lows[i + 1 : i + 1 + len(w)]) == w), None)
    if words is None:
        return None
    frames = (Frame((), "ing"), Frame((), "action"))
    phrases = follow(g, frames, i + 1 + len(words), limit)
    return Found(i, i + 1 + len(words), "need", phrases, "speech", i, "only", 0.65) if phrases else None


JUDGEMENTS: tuple[Finder, ...] = (among, called, listed, goal, subject_demanded, only_through)

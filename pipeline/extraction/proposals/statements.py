"""Cues that need somebody who speaks: "it is necessary to", "should", "the main task is", «следует», «важно».

In neutral reporting these are facts and instructions; they count where somebody is quoted or told to say them, or in an
article that somebody signed.
"""

from __future__ import annotations

from pipeline.extraction.proposals.bounds import end_of
from pipeline.extraction.proposals.cues import Found
from pipeline.extraction.proposals.grammar import NOUNS, SUBJECTS, VERBS, Grammar
from pipeline.extraction.proposals.lexical import CueWord, Frame
from pipeline.extraction.proposals.phrases import Phrase, follow, skip, split

INFINITIVE = (Frame((), "inf"),)
TO_DO = CueWord("need", (Frame((), "inf"), Frame((frozenset({"for"}), frozenset({"NP"})), "inf"), Frame((), "that")))
BE = frozenset(["be", "remain", "become", "seem", "быть", "стать", "являться", "становиться", "оставаться", "остаться"])


def necessary(g: Grammar, i: int, limit: int) -> Found | None:
    """"it is necessary to build", "considers it important to", «необходимо создать», «считает важным ускорить»."""
    if g.english:
        if not g.words.has("predicatives", g.lows[i]) and not (g.lows[i] == "time" and g.pos[i] == "NOUN" and g.lows[i - 1] in {"is", "high", "'s"}):
            return None
        if g.view.deps[i] in {"amod", "compound", "advmod"} or not _expletive(g, i):
            return None
    elif not (g.words.has("modal_words", g.lows[i]) or _considered(g, i)) or g.view.deps[i] in {"amod", "det"}:
        return None
    if g.negated(i) or g.conditional(i) or (g.lows[i] == "следует" and _in_order(g, i)):
        return None
    phrases = _to_do(g, i, limit)
    if not phrases:
        return None
    if not g.english and _considered(g, i):
        return Found(i, i + 1, "need", phrases, "subject", g.view.heads[i] if g.view.heads[i] < i else i - 1, "considered", 0.8)
    return Found(i, i + 1, "need", phrases, "speech", i, "impersonal", 0.8)


def _to_do(g: Grammar, i: int, limit: int) -> list[Phrase]:
    if g.english:
        phrases = follow(g, TO_DO.frames, i + 1, limit)
    else:
        phrases = follow(g, (Frame((), "inf"), Frame((frozenset({"NP"}),), "inf"), Frame((), "that")), i + 1, limit)
        if not phrases and g.lows[i] in {"нужен", "нужна", "нужны", "необходим", "необходима", "необходимы"}:
            phrases = follow(g, (Frame((), "thing"),), i + 1, limit)
    return [p for p in phrases if not g.words.has("idle", g.lemmas[p.head])]


def _expletive(g: Grammar, i: int) -> bool:
    """"it is important", "considers it necessary"."""
    low, _ = g.region(i)
    return any(g.lows[k] in {"it", "'s"} for k in range(max(low, i - 6), i))


def _considered(g: Grammar, i: int) -> bool:
    """An adjective in the instrumental under "consider": «считает необходимым»."""
    if not g.words.has("considered_adjectives", g.lemmas[i]) or g.case(i) != "Ins":
        return False
    before = [k for k in range(max(0, i - 4), i) if g.words.has("considered", g.lemmas[k])]
    return bool(before) or g.words.has("considered", g.lemmas[g.view.heads[i]])


def _in_order(g: Grammar, i: int) -> bool:
    """«из доклада следует», «поезд следует»: the other meanings of «следует»."""
    return any(g.view.deps[k] in SUBJECTS and g.pos[k] in NOUNS and g.case(k) == "Nom" for k in g.view.kids[i])


def modal(g: Grammar, i: int, limit: int) -> Found | None:
    """"should", "must", "need to", «должны»: what the subject is told to do, or the whole clause where it is no doer."""
    verb = _told(g, i, limit)
    if verb is None or g.negated(i) or g.negated(verb) or g.conditional(verb) or g.words.has("idle", g.lemmas[verb]):
        return None
    low, _ = g.region(i)
    subject = next((k for k in sorted(g.view.kids[verb] + g.view.kids[i]) if g.view.deps[k] in SUBJECTS and low <= k < i), None)
    if subject is None and g.english:
        subject = g.subject(verb)
        subject = subject if subject is not None and subject < i else None
    if subject is None or (g.lows[subject] in {"it", "there", "you", "это", "вы", "what", "что"} and g.lows[subject] not in {"вы"}):
        return None
    if not g.passive(verb) and g.doer(subject, subject):
        phrase = Phrase(_verb_start(g, i, verb), end_of(g, verb, verb, limit), verb, "inf", _whom(g, subject, i))
        return Found(i, i + 1, "need", split(g, phrase), "speech", i, "modal", 0.75) if phrase.end > verb + 1 else None
    if g.pos[subject] not in NOUNS | {"ADJ"} and not g.lows[subject].endswith("ing"):
        return None
    start = g.after_article(g.left_edge(subject, low))
    return Found(i, i + 1, "need", [Phrase(start, end_of(g, start, verb, limit), verb, "clause")], "speech", i, "modal clause", 0.75)


def _verb_start(g: Grammar, i: int, verb: int) -> int:
    start = i + 1
    while start < verb and g.lows[start] in {"to", ",", "also", "также", "be"}:
        start += 1
    return start


def _told(g: Grammar, i: int, limit: int) -> int | None:
    """The verb that a modal at `i` asks for."""
    if g.english:
        if g.words.has("modals", g.lows[i]) and g.pos[i] == "AUX":
            verb = g.view.heads[i]
            done = any(g.lows[k] == "have" and g.view.deps[k] == "aux" for k in g.view.kids[verb])
            return verb if i < verb < min(limit, i + 7) and not done and g.pos[verb] in VERBS else None
        if g.words.has("semi_modals", g.lemmas[i]) and g.pos[i] in VERBS and g.lows[i] not in {"had", "needed"}:
            return g.infinitive(skip(g, i + 1, limit), limit)
        return None
    if not g.words.has("must", g.lemmas[i]):
        return None
    for k in range(i + 1, min(limit, i + 8)):
        if g.feat(k, "VerbForm=Inf") and g.lows[k] != "быть":
            return k
        if (g.feat(k, "Variant=Short") and g.lows[k - 1] == "быть") or (g.lows[k] == "быть" and k + 1 < limit and g.feat(k + 1, "Variant=Short")):
            return k if g.lows[k] != "быть" else k + 1
        if g.lows[k] in {",", ":"}:
            return None
    return None


def _whom(g: Grammar, subject: int, modal_at: int) -> tuple[int, int] | None:
    """Whom a modal tells to act: its subject, unless that is the speaker's own "we"."""
    if g.pos[subject] == "PRON":
        return None
    low, _ = g.region(subject)
    start = g.after_article(g.left_edge(subject, low))
    end = subject + 1
    while end < modal_at and g.pos[end] not in VERBS | {"PUNCT", "ADV"}:
        end += 1
    return start, end


def subject_demanded(g: Grammar, i: int, limit: int) -> Found | None:
    """"The development of hubs is a priority", "is of great importance", «приоритетом является развитие»."""
    if g.lemmas[i] not in BE or g.negated(i) or g.conditional(i) or g.feat(i, "Tense=Past"):
        return None
    low, high = g.region(i)
    predicate = _predicate(g, i, high)
    if predicate is None:
        return None
    subjects = [k for k in g.view.kids[i] + g.view.kids[predicate] if g.view.deps[k] in SUBJECTS | {"attr", "xcomp", "obl"} and k != predicate]
    for subject in sorted(subjects):
        if g.gerund(subject, high) and subject < i:
            phrase = Phrase(subject, end_of(g, subject, subject, i), subject, "ing")
        elif g.action(subject) is not None:
            start = g.after_article(g.left_edge(subject, low))
            phrase = Phrase(start, end_of(g, start, subject, i if subject < i else limit), subject, "noun")
        else:
            continue
        if phrase.end > phrase.start + 1:
            return Found(predicate, predicate + 1, "need", split(g, phrase), "speech", i, "subject", 0.7)
    return None


def _predicate(g: Grammar, i: int, high: int) -> int | None:
    """The word of a demand near the copula: "is a [priority]", "of great [importance]", «[приоритетом] является»."""
    low, _ = g.region(i)
    window = range(i + 1, min(high, i + 8)) if g.english else range(max(low, i - 5), min(high, i + 6))
    for k in window:
        if g.english and g.lows[k] in {",", "to"}:
            return None
        if g.words.has("subject_predicates", g.lemmas[k]) and (g.english or k == i or g.case(k) in {"Ins", "Nom", None}):
            if not (g.english and g.view.deps[k] == "amod" and not g.words.has("subject_predicates", g.lemmas[g.view.heads[k]])):
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


def _link(g: Grammar, i: int, limit: int) -> int | None:
    """The copula or dash between a goal and what it is."""
    for k in range(i + 1, min(limit, i + 9)):
        if g.lows[k] in {"—", "–"} and not g.english:
            return k
        if g.lemmas[k] in BE or (g.words.has("list_verbs", g.lemmas[k]) and g.pos[k] in VERBS):
            return k if not g.feat(k, "Tense=Past") or not g.english else None
        if (g.pos[k] in VERBS and g.finite(k)) or g.lows[k] in {",", ";", ":"}:
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
    gerund = g.gerund(j, high)
    if not gerund and (noun is None or g.action(noun) is None):
        return None
    judged = _judged(g, j, high)
    if judged is None or (g.english and judged <= (j if gerund else noun or j)):
        return None
    head = j if gerund or noun is None else noun
    start = g.after_article(j)
    end = end_of(g, start, head, _before_judged(g, judged, head))
    found = split(g, Phrase(start, end, head, "ing" if gerund else "noun"))
    force = "support" if g.lows[judged] in {"promising", "перспективным", "перспективной"} else "need"
    return Found(i, i + 1, force, found, "subject", i, "called", 0.7) if end > start + 1 else None


def _judged(g: Grammar, j: int, high: int) -> int | None:
    """The word that makes a demand of what is called so."""
    for k in range(j, high):
        lemma = g.lemmas[k]
        if g.english:
            if g.words.has("called_nouns", lemma) and g.view.deps[k] in {"oprd", "dobj", "attr", "ccomp", "appos", "pobj", "conj", "npadvmod"} and k > j + 1:
                return k
            if g.words.has("predicatives", g.lows[k]) and g.view.deps[k] in {"oprd", "acomp", "ccomp", "amod"} and k > j + 1 and (k + 1 >= high or g.pos[k + 1] in {"PUNCT", "ADP", "CCONJ", "SCONJ"}):
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


def future(g: Grammar, i: int, limit: int) -> Found | None:
    """"We will open a trade house", «мы откроем»: plans announced in the first person."""
    if g.english:
        if not g.words.has("future", g.lows[i]):
            return None
        verb = g.view.heads[i]
        subject = next((k for k in g.view.kids[verb] if g.view.deps[k] == "nsubj"), None)
        if subject is None or g.lows[subject] not in {"we", "i"} or not i < verb < limit:
            return None
    else:
        verb = i
        if not (g.feat(i, "Tense=Fut") and g.feat(i, "Person=1")):
            return None
        if g.lows[i] in {"будем", "буду"}:
            inner = next((k for k in range(i + 1, min(limit, i + 5)) if g.feat(k, "VerbForm=Inf")), None)
            if inner is None:
                return None
            verb = inner
    if g.negated(verb) or g.negated(i) or g.conditional(verb) or g.words.has("idle_future", g.lemmas[verb]) or g.words.has("idle", g.lemmas[verb]):
        return None
    phrase = Phrase(verb, end_of(g, verb, verb, limit), verb, "inf")
    return Found(i, i + 1, "intend", split(g, phrase), "speech", i, "future", 0.65) if phrase.end > verb + 1 else None


def listed(g: Grammar, i: int, limit: int) -> Found | None:
    """"outlined several tasks, including ...", «озвучил направления, в их числе ...»: a list under a verb that voices it."""
    from pipeline.extraction.proposals.lists import announced
    from pipeline.extraction.proposals.predicates import governing_verb

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


STATEMENT_FINDERS = (called, listed, goal, necessary, modal, subject_demanded, future)

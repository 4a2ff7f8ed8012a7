"""Whether somebody can have said it, and really did: subjects of indirect speech, and verbs that only might be speech."""

from __future__ import annotations

from pipeline.extraction.phrases import NEGATIONS, pronoun
from pipeline.extraction.quotes.subjects import asked, plausible
from pipeline.extraction.speech import speech_words
from pipeline.extraction.view import View

MODALS = frozenset({"could", "might", "may", "should", "must", "can", "need", "бы"})
GOING_ON = frozenset({"go", "continue", "hasten", "like", "love", "prefer", "begin", "start"})
STRONG = frozenset({"say", "deny", "answer", "ask"})


def body_where(view: View, verb: int) -> int | None:
    """«В министерстве утверждают, что …», «напомнили в центре»: the body whose people speak."""
    if "Number=Plur" not in view.feats[verb]:
        return None
    words = speech_words("ru")
    near = [i for i in range(verb + 1, min(len(view.words), verb + 5)) if view.lows[i - 1] in {"в", "во", "на"}]
    for i in [*(kid for kid in view.kids[verb] if kid < verb and view.deps[kid] == "obl"), *near]:
        mention = view.mention_at(i)
        if (mention is not None and mention.type == "ORG") or view.lemmas[i] in words.bodies:
            return i
    return None


def unreal(view: View, verb: int) -> bool:
    """Not said at all: negated, possible only, an order, an infinitive without anybody, the writer's or the reader's own."""
    feats = view.feats[verb]
    if "Mood=Imp" in feats or "Person=1" in feats or "Person=2" in feats:
        return True
    if view.lang == "ru":
        before = view.lows[verb - 1] if verb else ""
        return before == "не" or "VerbForm=Inf" in feats or (verb + 1 < len(view.lows) and view.lows[verb + 1] == "бы")
    if view.lows[verb] == "say" and _for_example(view, verb):
        return True
    auxiliaries = {view.lows[kid] for kid in view.kids[verb] if view.deps[kid] in {"aux", "neg"}}
    if asked(view, verb) or auxiliaries & MODALS or (auxiliaries & {"not", "n't", "never"}):
        return True
    if "to" in auxiliaries:
        head = view.heads[verb]
        return not (view.deps[verb] == "xcomp" and view.lemmas[head] in GOING_ON)
    return "VerbForm=Inf" in feats and not auxiliaries and not any(view.deps[kid] == "nsubj" for kid in view.kids[verb])


def _for_example(view: View, verb: int) -> bool:
    """ "Part of it, say 15 per cent, ...": no verb of anybody."""
    before, after = view.words[verb - 1 : verb], view.lows[verb + 1 : verb + 2]
    number = bool(after) and (view.pos[verb + 1] in {"NUM", "SYM"} or after[0] in {"a", "an", "about", "around", "by", "half"})
    return before in ([","], ["("], ["—"], ["–"]) and number


def _of_nobody(view: View, subject: int) -> bool:
    """ "No minister", «ни один министр»: a negation at the noun."""
    return any(view.lows[kid] in NEGATIONS and view.deps[kid] == "det" and kid < subject for kid in view.kids[subject])


def impersonal(view: View, verb: int) -> bool:
    """ "It was reported that", «сообщается, что», «было отмечено, что»."""
    if view.lang == "ru":
        nobody = "Number=Plur" in view.feats[verb] and not any(view.deps[kid] == "nsubj" for kid in view.kids[verb])
        return nobody or passive_form(view, verb)
    return passive_form(view, verb)


def passive_form(view: View, verb: int) -> bool:
    if view.lang == "ru":
        reflexive = view.lows[verb].endswith("ся") and view.lemmas[verb] not in speech_words("ru").verbs
        return reflexive or "Voice=Pass" in view.feats[verb]
    return any(view.deps[kid] in {"nsubjpass", "auxpass"} for kid in view.kids[verb])


def may_say(view: View, verb: int, subject: int | None) -> bool:
    """Whether this subject can have said it. Things that "suggest" or "show" say nothing."""
    words = speech_words(view.lang)
    if subject is None:
        return impersonal(view, verb) or words.verbs.get(view.lemmas[verb]) in STRONG
    kind = pronoun(view, subject)
    if kind in {"1", "1pl"} or view.lows[subject] in {"you", "ты", "вы", "nobody"} | NEGATIONS or _of_nobody(view, subject):
        return False
    if kind is not None:
        return kind != "n" or words.verbs.get(view.lemmas[verb]) in STRONG
    if not plausible(view, subject):
        return False
    mention = view.mention_at(subject)
    lemma = view.lemmas[subject]
    if (mention is not None and mention.type in ("PER", "ORG", "LOC")) or lemma in words.persons or lemma in words.collectives:
        return True
    if lemma in words.bodies or lemma in words.offices or view.pos[subject] == "PROPN" or "Animacy=Anim" in view.feats[subject]:
        return True
    return view.lemmas[verb] not in words.thing_verbs or (view.lang == "en" and view.lows[subject] in {"who", "one"})

"""What puts something forward: one small finder a kind of cue, in one ordered list. The order is the policy.

A finder looks at one token and gives what it found there, or None. Who puts it forward is decided afterwards (`proposers`),
by `holder`: the subject of a verb, the owner of a noun, or whoever speaks at that place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.extraction.proposals.bounds import end_of
from pipeline.extraction.proposals.grammar import NOUNS, VERBS, Grammar
from pipeline.extraction.proposals.idle import is_idle
from pipeline.extraction.proposals.lexical import Frame
from pipeline.extraction.proposals.lists import listed_from
from pipeline.extraction.proposals.phrases import Phrase, after_noun, follow, split
from pipeline.extraction.proposals.predicates import governing_verb

FOR_THAT = (Frame((frozenset({"за"}), frozenset({"то"})), "that"),)
AUXILIARIES = frozenset(["would", "will", "'d", "'ll", "do", "does", "did"])


@dataclass(frozen=True, slots=True)
class Found:
    """A cue (tokens `start:end`) with what it proposes. `anchor`: the verb or noun whose subject or owner is the proposer."""

    start: int
    end: int
    force: str
    phrases: list[Phrase]
    holder: str
    anchor: int
    rule: str
    confidence: float = 0.8
    passive: bool = False
    verb: int | None = None


def verb_cue(g: Grammar, i: int, limit: int) -> Found | None:
    """"proposed to", "called for", «призвал к», «было предложено»."""
    word = g.words.verbs.get(g.lemmas[i])
    if word is None or word.force is None or not _is_verb(g, i) or g.negated(i) or g.conditional(i):
        return None
    if g.words.has("over", g.lemmas[i]) and g.feat(i, "Tense=Past") and g.feat(i, "VerbForm=Fin") and g.view.deps[i] != "ccomp":
        return None
    if word.force == "intend" and _background(g, i):
        return None
    phrases = _after_colon(g, i, limit) or follow(g, word.frames, i + 1, limit)
    wished = g.words.has("wants", g.lemmas[i]) and bool(phrases) and phrases[0].shape == "inf" and phrases[0].addressee is None
    if wished and (is_idle(g, phrases[0].head) or any(g.words.has("reflexive", low) for low in g.lows[phrases[0].head : i + 5])):
        return None
    force = "intend" if wished else word.force
    passive = g.passive(i)
    if not phrases:
        return _passive_subject(g, i, word.force) if passive else None
    if passive and not g.words.has("passives", g.lemmas[i]) and not _invited(g, i):
        return None
    urgent = word.force == "call" and any(g.words.has("urgently", g.lows[k]) for k in range(max(0, i - 2), min(limit, i + 2)))
    return Found(i, _cue_end(g, i, phrases[0]), "urge" if urgent else force, phrases, "subject", i, "verb", 0.85, passive)


def _background(g: Grammar, i: int) -> bool:
    """"Because the bank agreed to settle, ...": a decision told as the reason or the time of something else is past and done."""
    past = g.feat(i, "Tense=Past") and g.view.deps[i] == "advcl"
    return past and any(g.words.has("background", g.lows[k]) for k in range(max(g.region(i)[0], i - 12), i))


def _invited(g: Grammar, i: int) -> bool:
    """"The Commission is invited to present a report": asked now, not told of the past."""
    now = any(g.lows[k] in {"is", "are"} for k in g.view.kids[i])
    return now and g.words.has("present_passives", g.lemmas[i]) and g.region(i)[0] < i


def _after_colon(g: Grammar, i: int, limit: int) -> list[Phrase]:
    """"proposed the following: to build ...", «предложил следующее: создать ...»."""
    colon = next((k for k in range(i + 1, min(limit - 1, i + 5)) if g.lows[k] == ":"), None)
    if colon is None or any(g.finite(k) for k in range(i + 1, colon)):
        return []
    return [p for phrase in listed_from(g, colon + 1, limit) for p in split(g, Phrase(*phrase))]


def _is_verb(g: Grammar, i: int) -> bool:
    if g.pos[i] not in VERBS or (g.feat(i, "VerbForm=Inf") and not _infinitive_of_speech(g, i)):
        return False
    return g.view.deps[i] not in {"amod", "compound"}


def _infinitive_of_speech(g: Grammar, i: int) -> bool:
    """"I would ask", "will propose", "would like to propose", «хотел бы предложить»: an infinitive that still is a cue."""
    if any(g.lows[k] in AUXILIARIES and g.view.deps[k] == "aux" for k in g.view.kids[i]):
        return True
    head = g.view.heads[i]
    if g.english and g.words.has("hearsay", g.lemmas[head]) and g.passive(head) and not g.negated(head):
        return True  # "is said to favour"
    return g.words.has("wants", g.lemmas[head]) and not g.negated(head)


def _passive_subject(g: Grammar, i: int, force: str) -> Found | None:
    """"The creation of a fund was proposed (by X)", «предложено создание фонда» with the noun anywhere."""
    if not g.words.has("passives", g.lemmas[i]):
        return None
    subject = next((k for k in g.view.kids[i] if g.view.deps[k] in {"nsubjpass", "nsubj:pass", "nsubj"}), None)
    if subject is None or g.action(subject) is None:
        return None
    phrases = _before(g, subject, i)
    return Found(i, i + 1, force, phrases, "subject", i, "passive", 0.75, True) if phrases else None


def _before(g: Grammar, noun: int, limit: int) -> list[Phrase]:
    """The phrases of a subject that stands before (or after) its predicate."""
    low, high = g.region(noun)
    start = g.after_article(g.left_edge(noun, low))
    end = end_of(g, start, noun, limit if noun < limit else high)
    return split(g, Phrase(start, end, noun, "noun")) if end > start + 1 else []


def _cue_end(g: Grammar, i: int, phrase: Phrase) -> int:
    """The cue is the verb and its particle, or the verb and noun; never what is proposed."""
    end = i + 1
    while end < phrase.start and end < i + 3 and (g.view.deps[end] == "prt" or g.pos[end] == "ADP"):
        end += 1
    return end


def noun_cue(g: Grammar, i: int, limit: int) -> Found | None:
    """"stressed the need to", "Japan's proposal to", «выступил с инициативой»: with a verb that voices it, or an owner."""
    word = g.words.nouns.get(g.lemmas[i])
    if word is None or word.force is None or g.pos[i] not in NOUNS or g.negated(i):
        return None
    if g.view.words[i][:1].isupper() and g.view.mention_at(i) is not None:
        return None
    verb = governing_verb(g, i)
    phrases = after_noun(g, i, limit)
    if not phrases and verb is not None and i < verb < i + 6:  # "the time has come to", "a proposal was made to"
        phrases = follow(g, word.frames, verb + 1, limit)
    if not phrases:
        return None
    if verb is not None and (g.words.has("rejects", g.lemmas[verb]) or g.negated(verb) or g.conditional(verb)):
        return None
    if any(g.words.has("against", g.lows[k]) for k in range(max(0, i - 3), i)):
        return None
    return Found(i, i + 1, word.force, phrases, "owner", i, "noun", 0.85, verb=verb)


def adjective_cue(g: Grammar, i: int, limit: int) -> Found | None:
    """"Germany is ready to", «банк намерен»."""
    word = g.words.adjectives.get(g.lemmas[i])
    if word is None or word.force is None or g.negated(i) or g.conditional(i) or g.view.deps[i] in {"amod", "compound"}:
        return None
    if not g.english and not g.feat(i, "Variant=Short") and g.case(i) not in {None, "Nom", "Ins"}:
        return None
    phrases = follow(g, word.frames, i + 1, limit)
    anchor = g.view.heads[i] if g.english and g.pos[g.view.heads[i]] in VERBS and g.view.heads[i] < i else i
    if anchor != i and (g.negated(anchor) or g.conditional(anchor)):
        return None
    return Found(i, i + 1, word.force, phrases, "subject", anchor, "adjective", 0.8) if phrases else None


def in_favour(g: Grammar, i: int, limit: int) -> Found | None:
    """«мы за то, чтобы сделать ...»: without any verb."""
    if g.english or tuple(g.lows[i : i + 4]) != ("за", "то", ",", "чтобы") or g.pos[i - 1] in VERBS or g.negated(i):
        return None
    phrases = follow(g, FOR_THAT, i, limit)
    return Found(i, i + 2, "support", phrases, "speech", i, "in favour", 0.75) if phrases else None


def let_us(g: Grammar, i: int, limit: int) -> Found | None:
    """"Let us build", «давайте создадим»."""
    if not g.words.has("lets", g.lows[i]) or i + 1 >= limit:
        return None
    j = i + 1
    if g.english:
        if g.lows[j] not in {"us", "'s"}:
            return None
        j += 1
    while j < limit and g.pos[j] == "ADV":
        j += 1
    if j >= limit or g.lows[j] in {"not", "не"} or g.pos[j] not in VERBS or is_idle(g, j):
        return None
    phrase = Phrase(j, end_of(g, j, j, limit), j, "inf")
    return Found(i, j, "propose", split(g, phrase), "speech", j, "let us", 0.8) if phrase.end > j + 1 else None


Finder = Callable[[Grammar, int, int], Found | None]
FINDERS: tuple[Finder, ...] = (in_favour, let_us, verb_cue, adjective_cue, noun_cue)

"""From a cue to the phrase that says what is proposed, by the frames of the lexicon.

Words on the way that say nothing by themselves are passed: "proposed to consider initiatives for [the construction of ...]".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.extraction.proposals.addressees import addressee_at
from pipeline.extraction.proposals.bounds import end_of, trim
from pipeline.extraction.proposals.grammar import VERBS, Grammar
from pipeline.extraction.proposals.lexical import ADDRESSEE, DOER, Frame
from pipeline.extraction.proposals.lists import announced, members
from pipeline.extraction.proposals.passing import after_circumstance, contrasted, later_infinitive, skip

DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `start:end` with their head. `shape`: `inf`, `ing`, `noun` or `clause`; `addressee`: tokens of whom it is asked."""

    start: int
    end: int
    head: int
    shape: str
    addressee: tuple[int, int] | None = None


def follow(g: Grammar, frames: tuple[Frame, ...], i: int, limit: int, depth: int = 0) -> list[Phrase]:
    """The phrases that stand at `i` after a cue with these frames; more than one for a list, none where nothing fits."""
    for frame in frames:
        found = _match(g, frame, i, limit, depth)
        if found:
            return found
    return []


def _match(g: Grammar, frame: Frame, i: int, limit: int, depth: int) -> list[Phrase]:
    addressee: tuple[int, int] | None = None
    i = skip(g, i, limit)
    for k, part in enumerate(frame.parts):
        if ADDRESSEE in part or DOER in part:
            following = frame.parts[k + 1] if k + 1 < len(frame.parts) else None
            found = addressee_at(g, i, limit, frame.end, following)
            must_act = DOER in part or (k > 0 and "for" in frame.parts[k - 1])
            if found is None or (must_act and not g.doer(found[0][1] - 1, found[0][0])):
                return []
            addressee, i = (None if g.words.has("first_person", g.lows[found[0][0]]) else found[0]), found[1]
        elif i < limit and g.lows[i] in part:
            i = skip(g, i + 1, limit)
        else:
            return []
    i = contrasted(g, i, limit)
    phrases = READERS[frame.end](g, i, limit, depth)
    return [replace(p, addressee=p.addressee or addressee) for p in phrases]


# --- what ends a frame ---------------------------------------------------------------------------------------------------


def _infinitive(g: Grammar, i: int, limit: int, depth: int) -> list[Phrase]:
    if i >= limit:
        return []
    if g.lows[i] in {"not", "не"}:
        verb = g.infinitive(i + 1, limit)  # "asked the council not to raise the fee": what is asked is to leave it
        idle = verb is None or g.words.has("idle", g.lemmas[verb]) or g.lemmas[verb] in {"be", "быть"}
        return [] if verb is None or idle else [Phrase(i, end_of(g, i, verb, limit), verb, "inf")]
    verb = g.infinitive(i, limit)
    start = i
    if verb is None and not g.english:
        verb = later_infinitive(g, i, limit)
    elif verb is None and (later := after_circumstance(g, i, limit)) is not None:
        start, verb = later, g.infinitive(later, limit)
    if verb is None:
        return []
    if g.english:
        start += 1
        if g.lows[start] == "not":
            return []
    passed = _passed(g, verb, limit, depth)
    if passed:
        return passed
    if g.lows[verb] in {"be", "быть"}:
        done = g.view.heads[verb]
        if not (verb < done < limit and g.pos[done] == "VERB" and g.view.deps[verb] in {"auxpass", "aux:pass"}):
            return []  # a state, no action
        verb = done
    return split(g, Phrase(start, end_of(g, start, verb, limit), verb, "inf"))


def _state(g: Grammar, i: int, limit: int, depth: int) -> list[Phrase]:
    """"(want) the archive to be open": the state of a thing that is wished."""
    found = addressee_at(g, i, limit, "inf", None)
    verb = g.infinitive(found[1], limit) if found is not None else None
    if found is None or verb is None or g.lemmas[verb] != "be" or g.lows[i] in g.words.sets["first_person"]:
        return []
    start, last = found[0]
    done = g.view.heads[verb]
    head = done if verb < done < limit and g.pos[done] == "VERB" else g.noun_from(start, last)
    return [Phrase(start, end_of(g, start, verb, limit), head, "clause" if head == done else "noun")] if head is not None else []


def _gerund(g: Grammar, i: int, limit: int, depth: int) -> list[Phrase]:
    if i < limit and g.pos[i] == "ADV" and g.gerund(i + 1, limit):
        i += 1
    if not g.gerund(i, limit):
        return []
    passed = _passed(g, i, limit, depth)
    return passed or split(g, Phrase(i, end_of(g, i, i, limit), i, "ing"))


def _passed(g: Grammar, verb: int, limit: int, depth: int) -> list[Phrase]:
    """What stands after a verb that is only passed through ("to consider", «поручить»)."""
    word = g.words.passed.get(g.lemmas[verb])
    return follow(g, word.frames, verb + 1, limit, depth + 1) if word is not None and depth < DEEPEST else []


def _clause(g: Grammar, i: int, limit: int, depth: int) -> list[Phrase]:
    """A clause that says what ought to be: subjunctive or a modal in English, «чтобы» in Russian."""
    if not g.english:
        i += i < limit and g.lows[i] == ","
        if i >= limit or g.lows[i] not in {"чтобы", "чтоб"}:
            return []
        i += 1
        verb = next((k for k in range(i, limit) if g.finite(k) or g.feat(k, "VerbForm=Inf")), None)
        if verb is not None and g.feat(verb, "VerbForm=Inf") and not g.negated(verb):
            return split(g, Phrase(i, end_of(g, i, verb, limit), verb, "inf"))
        return [Phrase(i, end_of(g, i, verb, limit), verb, "clause")] if verb is not None and not g.negated(verb) else []
    if i >= limit:
        return []
    that = g.lows[i] == "that"
    verb = _clause_verb(g, i, limit, that)
    if verb is None or not _ought(g, verb) or g.negated(verb):
        return []
    start = g.after_article(i + that)
    end = end_of(g, start, verb, limit)
    more = _clause(g, end + 1, limit, depth) if end + 1 < limit and g.lows[end] == "and" and g.lows[end + 1] == "that" else []
    return [Phrase(start, end, verb, "clause"), *more]


def _clause_verb(g: Grammar, i: int, limit: int, that: bool) -> int | None:
    """The verb of the clause that begins at `i`. Without "that" it must have its own subject there."""
    for k in range(i + 1, min(limit, i + 16)):
        if g.pos[k] in VERBS and g.view.deps[k] not in {"amod", "compound", "acl", "relcl", "aux", "auxpass", "advcl"}:
            subjects = [s for s in g.view.kids[k] if g.view.deps[s] in {"nsubj", "nsubjpass"}]
            if subjects and min(subjects) >= i and (that or g.view.deps[k] in {"ccomp", "xcomp"}):
                return k
    return None


def _ought(g: Grammar, verb: int) -> bool:
    """Whether an English clause demands: "(should) hold", "must be", never "holds", "held", "could hold"."""
    helpers = {g.lows[k] for k in g.view.kids[verb] if g.view.deps[k] in {"aux", "auxpass"}}
    if helpers & g.words.sets["modals"]:
        return True
    if helpers - {"be", "to"}:
        return False
    if "be" in helpers or g.feat(verb, "VerbForm=Inf"):
        return True
    if g.lows[verb] == g.lemmas[verb] and g.feat(verb, "Tense=Past"):
        return True  # "that the government cut tariffs": a form that is base and past
    base = g.feat(verb, "Tense=Pres") and not g.feat(verb, "Person=3") and g.lows[verb] == g.lemmas[verb]
    return base and g.lows[verb] not in {"have", "do", "reflect", "remain"}


def _noun(g: Grammar, i: int, limit: int, depth: int, accept: str) -> list[Phrase]:
    noun = g.noun_from(i, limit)
    if noun is None or depth > DEEPEST:
        return []
    lemma = g.lemmas[noun]
    if g.words.has("quantities", lemma) and (inner := _counted(g, noun, limit)) is not None:
        return _noun(g, inner, limit, depth + 1, accept)
    if g.words.has("heads", lemma) and (found := announced(g, noun, limit)):
        return [p for phrase in found for p in split(g, Phrase(*phrase))]
    carrier = g.words.nouns.get(lemma)
    if carrier is not None and (found_after := after_noun(g, noun, limit, depth)):
        return found_after
    start = g.after_article(i)
    if not _accepted(g, start, noun, accept):
        return []
    return split(g, Phrase(start, end_of(g, start, noun, limit), noun, "noun"))


def _counted(g: Grammar, noun: int, limit: int) -> int | None:
    """What is counted: the word after "of", the genitive after «ряд»."""
    if g.english:
        return noun + 2 if noun + 2 < limit and g.lows[noun + 1] == "of" else None
    return noun + 1 if noun + 1 < limit and g.case(noun + 1) == "Gen" else None


def after_noun(g: Grammar, noun: int, limit: int, depth: int = 0) -> list[Phrase]:
    """What a noun such as "proposal" or "need" carries, also past its owner: "the proposal of the ministers to ..."."""
    carrier = g.words.nouns[g.lemmas[noun]]
    found = follow(g, carrier.frames, noun + 1, limit, depth + 1)
    if carrier.force == "propose" and len(found) == 1 and found[0].shape == "noun" and found[0].end - found[0].start == 1:
        found = [replace(found[0], start=noun)]  # "[idea of a summit]": one word alone says too little
    if found and not _is_owner(g, noun, found[0], limit):
        return found
    owner_end = _owner_end(g, noun, limit)
    return follow(g, carrier.frames, owner_end, limit, depth + 1) if owner_end is not None else []


def _is_owner(g: Grammar, noun: int, phrase: Phrase, limit: int) -> bool:
    """Whether the phrase is only whose initiative it is: a name or a party right after "of", in Russian a genitive."""
    if phrase.shape != "noun" or g.action(phrase.head) is not None:
        return False
    mention = g.view.mention_at(phrase.head)
    return (mention is not None and mention.type in {"PER", "ORG", "LOC"}) or (
        g.words.has("parties", g.lemmas[phrase.head]) and not g.words.has("things", g.lemmas[phrase.head])
    )


def _owner_end(g: Grammar, noun: int, limit: int) -> int | None:
    i = noun + 1
    if g.english:
        if i >= limit or g.lows[i] not in {"of", "by", "from", "in", "made"}:
            return None
        for k in range(i + 1, min(limit, i + 9)):
            if g.infinitive(k, limit) is not None or g.lows[k] in {"for", "on", "that", "regarding", "concerning"}:
                return k
            if g.finite(k) or g.lows[k] in {",", ";"}:
                return None
        return None
    mention = g.view.mention_at(i) if i < limit else None
    if mention is not None and mention.type in {"PER", "ORG", "LOC"}:
        return g.view.token_before(mention.end) + 1
    k = i
    while k < min(limit, i + 9) and g.pos[k] in {"NOUN", "PROPN", "ADJ", "DET", "PUNCT"} and g.lows[k] not in {",", ".", ":"}:
        k += 1
    return k if i < k < limit else None


def _accepted(g: Grammar, start: int, noun: int, accept: str) -> bool:
    lemma = g.lemmas[noun]
    if accept == "carrier" or g.words.has("no_things", lemma):
        return False
    if g.action(noun) is not None:
        return True
    if accept == "action" or g.pos[noun] == "PROPN":
        return False
    if accept == "new":
        definite = g.english and start > 0 and g.lows[start - 1] == "the"
        return not definite and any(g.words.has("novel", word) for k in range(start, noun) for word in (g.lows[k], g.lemmas[k]))
    return accept == "any" or g.words.has("things", lemma)


def split(g: Grammar, phrase: Phrase) -> list[Phrase]:
    """One phrase a member where a phrase lists proposals of their own."""
    return [
        Phrase(start, trim(g, start, end), head, phrase.shape, phrase.addressee)
        for start, end, head in members(g, phrase.start, phrase.end, phrase.head, phrase.shape)
    ]


Reader = Callable[[Grammar, int, int, int], list[Phrase]]
READERS: dict[str, Reader] = {
    "inf": _infinitive,
    "ing": _gerund,
    "that": _clause,
    "state": _state,
    "action": lambda g, i, limit, depth: _noun(g, i, limit, depth, "action"),
    "thing": lambda g, i, limit, depth: _noun(g, i, limit, depth, "thing"),
    "new": lambda g, i, limit, depth: _noun(g, i, limit, depth, "new"),
    "any": lambda g, i, limit, depth: _noun(g, i, limit, depth, "any"),
    "carrier": lambda g, i, limit, depth: _noun(g, i, limit, depth, "carrier"),
}

__all__ = ["Phrase", "after_noun", "contrasted", "follow", "skip", "split"]

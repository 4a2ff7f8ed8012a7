"""Cues that need somebody who speaks: "it is necessary to", "should", «следует», «важно», «должны».

In neutral reporting these are facts and instructions; they count where somebody is quoted or told to say them, or in an
article that somebody signed.
"""

from __future__ import annotations

from pipeline.extraction.proposals.bounds import end_of
from pipeline.extraction.proposals.cues import Finder, Found
from pipeline.extraction.proposals.grammar import NOUNS, SUBJECTS, VERBS, Grammar
from pipeline.extraction.proposals.idle import is_idle
from pipeline.extraction.proposals.lexical import Frame
from pipeline.extraction.proposals.phrases import Phrase, contrasted, follow, skip, split

ASIDE = frozenset({"NP"})
TO_DO = {
    "en": (Frame((), "inf"), Frame((frozenset({"for"}), ASIDE), "inf"), Frame((), "that")),
    "ru": (Frame((), "inf"), Frame((ASIDE,), "inf"), Frame((), "that")),
}
"""What may follow "it is necessary", «необходимо»."""
IS_NEEDED = frozenset(["нужен", "нужна", "нужны", "необходим", "необходима", "необходимы"])
MOST_INSERTED = 10
NOBODY = frozenset(["it", "there", "you", "this", "that", "which", "who", "what", "это", "что", "кто", "который"])
"""Subjects that are told nothing."""


def told_before(g: Grammar, i: int, limit: int) -> Found | None:
    """«начинать следует с тарифов»: the infinitive stands before its modal, and the phrase is the clause."""
    if g.english or not g.words.has("modal_words", g.lows[i]) or i == 0 or not g.feat(i - 1, "VerbForm=Inf"):
        return None
    verb = i - 1
    if g.negated(i) or is_idle(g, verb) or i + 1 >= limit or g.pos[i + 1] == "PUNCT":
        return None
    return Found(i, i + 1, "need", [Phrase(verb, end_of(g, verb, i, limit), verb, "inf")], "speech", i, "modal after", 0.7)


def necessary(g: Grammar, i: int, limit: int) -> Found | None:
    """"it is necessary to build", "considers it important to", «необходимо создать», «считает важным ускорить»."""
    if g.english:
        if not g.words.has("predicatives", g.lows[i]) or g.view.deps[i] in {"amod", "compound", "advmod"} or not _expletive(g, i):
            return None
    elif not (g.words.has("modal_words", g.lows[i]) or _considered(g, i) or _would_do(g, i)) or g.view.deps[i] in {"amod", "det"}:
        return None
    if g.negated(i) or (g.english and g.conditional(i)) or (g.lows[i] == "следует" and _in_order(g, i)):
        return None
    phrases = _to_do(g, i, limit)
    if not phrases:
        return None
    phrases = _with_object_before(g, i, phrases)
    if not g.english and _considered(g, i):
        if g.negated(g.view.heads[i]):
            return None
        return Found(i, i + 1, "need", phrases, "subject", g.view.heads[i] if g.view.heads[i] < i else i - 1, "considered", 0.8)
    return Found(i, i + 1, "need", phrases, "speech", i, "impersonal", 0.8)


def _to_do(g: Grammar, i: int, limit: int) -> list[Phrase]:
    after = i + 2 if "бы" in g.lows[i + 1 : i + 2] else i + 1
    phrases = follow(g, TO_DO[g.words.lang], after, limit)
    if not phrases and g.lows[i] in IS_NEEDED:
        phrases = follow(g, (Frame((), "thing"), Frame((), "new")), i + 1, limit)
    return [p for p in phrases if not is_idle(g, p.head)]


def _with_object_before(g: Grammar, i: int, phrases: list[Phrase]) -> list[Phrase]:
    """«порт необходимо углубить»: the object stands before its modal, so that the clause is the phrase."""
    low, _ = g.region(i)
    noun, first = _before_insertion(g, i), phrases[0]
    if g.english or noun < low or g.pos[noun] not in NOUNS:
        return phrases
    while g.case(noun) == "Gen" and low <= g.view.heads[noun] < noun and g.pos[g.view.heads[noun]] in NOUNS:
        noun = g.view.heads[noun]  # «[часть] доходов необходимо вернуть»
    if g.view.heads[noun] != first.head:
        return phrases
    if g.case(noun) not in {"Acc", "Nom", None}:
        return phrases
    return [Phrase(g.left_edge(noun, low), first.end, first.head, "clause"), *phrases[1:]]


def _before_insertion(g: Grammar, i: int) -> int:
    """The token before `i`, past an insertion between commas: "part of the revenue, [say a fifth], should"."""
    low, _ = g.region(i)
    if i - 1 <= low or g.lows[i - 1] != ",":
        return i - 1
    comma = next((k for k in range(i - 2, max(low, i - MOST_INSERTED), -1) if g.lows[k] == ","), None)
    return comma - 1 if comma is not None and not any(g.pos[k] in VERBS and g.lows[k] != "say" for k in range(comma, i)) else i - 1


def _would_do(g: Grammar, i: int) -> bool:
    """«следовало бы»; without «бы» it speaks of what was missed."""
    return g.words.has("would", g.lows[i]) and "бы" in g.lows[i + 1 : i + 2]


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
    if verb is None or g.negated(i) or g.negated(verb) or g.conditional(verb) or is_idle(g, verb):
        return None
    low, _ = g.region(i)
    own = [k for k in g.view.kids[verb] + g.view.kids[i] if g.view.deps[k] in SUBJECTS and low <= k < i]
    subject = max(own, default=None)
    if subject is None and g.english:
        subject = g.subject(verb)
        subject = subject if subject is not None and subject < i else None
    if subject is None and not g.english and i - 1 >= low and g.pos[i - 1] in NOUNS and g.case(i - 1) in {None, "Nom"}:
        subject = i - 1  # the tree has lost it
    if subject is None and g.english and (last := _before_insertion(g, i)) < i - 1:
        comma = max((k for k in range(low, last) if g.lows[k] == ","), default=low - 1)
        subject = g.noun_from(comma + 1, last + 1)
    if subject is not None and not _agree(g, subject, i):
        return None
    if subject is None or g.lows[subject] in NOBODY:
        return None
    if g.lemmas[verb] in {"be", "быть"} and g.doer(subject, subject):
        return None
    if not g.passive(verb) and g.doer(subject, subject):
        phrase = Phrase(_verb_start(g, i, verb), end_of(g, verb, verb, limit), verb, "inf", _whom(g, subject, i))
        return Found(i, i + 1, "need", split(g, phrase), "speech", i, "modal", 0.75) if phrase.end > verb + 1 else None
    if g.pos[subject] not in NOUNS | {"ADJ"} and not g.lows[subject].endswith("ing"):
        return None
    start = g.after_article(g.left_edge(subject, low))
    clause = Phrase(start, end_of(g, start, verb, limit), verb, "clause")
    return Found(i, i + 1, "need", [clause], "speech", i, "modal clause", 0.75)


def _agree(g: Grammar, subject: int, modal_at: int) -> bool:
    """Whether «должен» has the number of its subject; else the tree has given it the subject of another clause."""
    if g.english or any(g.view.deps[k] == "conj" for k in g.view.kids[subject]):
        return True
    return not (g.feat(subject, "Number=Plur") and g.feat(modal_at, "Number=Sing"))


def _verb_start(g: Grammar, i: int, verb: int) -> int:
    start = i + 1
    while start < verb and g.lows[start] in {"to", ",", "also", "также", "be"}:
        start += 1
    return start


def _told(g: Grammar, i: int, limit: int) -> int | None:
    """The verb that a modal at `i` asks for."""
    if g.english:
        return _told_in_english(g, i, limit)
    if not g.words.has("must", g.lemmas[i]):
        return None
    if any(low in {"был", "была", "было", "были"} for low in g.lows[i + 1 : i + 2]):
        return None
    for k in range(i + 1, min(limit, i + 8)):
        if g.feat(k, "VerbForm=Inf") and g.lows[k] != "быть":
            return k
        if g.feat(k, "Variant=Short") and g.lows[k - 1] == "быть":
            return k
        if g.lows[k] in {",", ":"}:
            return None
    return None


def _told_in_english(g: Grammar, i: int, limit: int) -> int | None:
    """The verb of "should build", "needs to be built"; none for "should have built"."""
    if g.words.has("modals", g.lows[i]) and g.pos[i] == "AUX":
        head = g.view.heads[i]
        done = any(g.lows[k] == "have" and g.view.deps[k] == "aux" for k in g.view.kids[head])
        return head if i < head < min(limit, i + 7) and not done and g.pos[head] in VERBS else None
    if g.words.has("semi_modals", g.lemmas[i]) and g.pos[i] in VERBS and g.lows[i] not in {"had", "needed"}:
        verb = g.infinitive(skip(g, i + 1, limit), limit)
        passive = verb is not None and g.lows[verb] == "be" and g.passive(g.view.heads[verb])
        return g.view.heads[verb] if passive and verb is not None else verb
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


def what_is_needed(g: Grammar, i: int, limit: int) -> Found | None:
    """"We need a regional exchange", "what we need is a regional exchange"."""
    if not g.english or g.lemmas[i] != "need" or g.pos[i] not in VERBS or g.feat(i, "Tense=Past"):
        return None
    if (g.negated(i) and contrasted(g, i + 1, limit) == i + 1) or g.conditional(i):
        return None
    subject = next((k for k in g.view.kids[i] if g.view.deps[k] == "nsubj" and k < i), None)
    if subject is None or not g.doer(subject, subject):
        return None
    copula = i + 1 if i + 1 < limit and g.lows[i + 1] == "is" else None
    if copula is None:
        phrases = follow(g, (Frame((), "thing"), Frame((), "new")), i + 1, limit)
    else:
        phrases = follow(g, (Frame((), "any"), Frame((), "inf")), i + 2, limit)
    return Found(i, i + 1, "need", phrases, "speech", i, "needed", 0.7) if phrases else None


def cleft(g: Grammar, i: int, limit: int) -> Found | None:
    """"What I propose is a pause: a year without new fees": the phrase after a colon says it most plainly."""
    if not g.english or g.lows[i] != "what":
        return None
    copula = next((k for k in range(i + 2, min(limit, i + 8)) if g.lows[k] in {"is", "are"}), None)
    verb = copula - 1 if copula is not None else i
    verb -= g.lows[verb] in {"for", "now", "here", "today"}
    word = g.words.verbs.get(g.lemmas[verb])
    if copula is None or word is None or word.force not in {"propose", "call", "urge"} or g.negated(verb) or g.negated(copula):
        return None
    colon = next((k for k in range(copula + 1, min(limit - 1, copula + 8)) if g.lows[k] == ":"), copula)
    frames = (Frame((), "inf"), Frame((), "ing"), Frame((), "that"), Frame((), "any"))
    phrases = follow(g, frames, colon + 1, limit) or follow(g, frames, copula + 1, limit)
    holder = "speech" if g.lows[i + 1] in g.words.sets["first_person"] else "subject"
    return Found(i, copula + 1, word.force, phrases, holder, verb, "cleft", 0.75) if phrases else None


def recommended(g: Grammar, i: int, limit: int) -> Found | None:
    """A sentence that begins with what to do, below a heading "Recommendations"."""
    if any(g.pos[k] != "PUNCT" and not g.lows[k].rstrip(".").isdigit() for k in range(g.region(i)[0], i)):
        return None
    bare = g.english and g.lows[i] in g.verbs and g.feat(i, "VerbForm=Inf")
    if not bare and (g.english or not g.feat(i, "VerbForm=Inf")):
        return None
    if is_idle(g, i) or any(g.view.deps[k] in SUBJECTS for k in g.view.kids[i]):
        return None
    phrase = Phrase(i, end_of(g, i, i, limit), i, "inf")
    return Found(i, i, "propose", split(g, phrase), "heading", i, "recommended", 0.7) if phrase.end > i + 1 else None


STATEMENTS: tuple[Finder, ...] = (cleft, told_before, recommended, necessary, what_is_needed, modal)

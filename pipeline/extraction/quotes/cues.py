"""Cues beside marked words: the verb after, before, or in the paragraph before, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extraction.phrases import noun_phrase
from pipeline.extraction.quotes.subjects import paper_near, plausible, speaker_of, subject_of
from pipeline.extraction.speech import SpeechWords, speech_words
from pipeline.extraction.view import View

STOPS = frozenset({".", "!", "?", ";", "…", "..."})
DASHES = frozenset({"—", "–", "-", "--", "―", "−"})
OPENERS = frozenset('“„«‹"‘') | {"``"}
CLOSERS = frozenset('”»›"’') | {"''"}
REACH_AFTER = 45
REACH_BEFORE = 45


@dataclass(frozen=True, slots=True)
class Cue:
    """`token` is the verb or noun of speech; `subject` the token that stands for the speaker; `low:high` the clause's tokens."""

    token: int
    subject: int | None
    low: int
    high: int
    rule: str
    sure: bool = True


def cue_after(view: View, first: int, limit: int, loose: bool) -> Cue | None:
    """The cue clause that begins at token `first`, right after closing marks and punctuation.

    `loose`: nothing but the mark separates the clause from the quote, so the verb must stand at once. `limit` is the token
    where the paragraph or the next quote begins.
    """
    words = speech_words(view.lang)
    high = _clause_end(view, first, limit)
    for i in range(first, high):
        if not _speaks(view, words, i, gestures=not loose):
            continue
        if i - first > 3 and not _leads(view, first, i):
            continue
        subject = speaker_of(view, i, first, high)
        if subject is not None and not first <= subject < high:
            subject = None
        if subject is None and view.lang == "ru" and view.lows[i].endswith(("ся", "но", "ны")):
            subject = paper_near(view, i)
        if subject is None and i > first + 1:
            continue
        if loose and (i > first + 6 or _takes_clause(view, i)):
            return None
        return Cue(i, subject, first, high, "after-cue", sure=subject is not None)
    return None


def _clause_end(view: View, first: int, limit: int) -> int:
    """Where the cue clause ends: at the stop of its sentence, an opening mark or a dash that follows a comma."""
    end = min(limit, first + REACH_AFTER)
    for i in range(first, end):
        word = view.words[i]
        if word in STOPS or (word == ":" and i > first):
            return i
        if word in DASHES and i > first and view.words[i - 1] in {",", "."}:
            return i
    return end


def _speaks(view: View, words: SpeechWords, token: int, gestures: bool = True) -> bool:
    lemma = view.lemmas[token]
    reflexive = view.lang == "ru" and lemma.removesuffix("ся") in words.verbs and view.finite(token)
    if lemma in words.verbs or reflexive or (gestures and lemma in words.gestures):
        return view.pos[token] in {"VERB", "AUX"} or (view.lang == "ru" and lemma.endswith(("ть", "ться", "чь", "ти")))
    return lemma.rstrip(".") in words.adjectives and view.lang == "ru" and view.pos[token] in {"ADJ", "VERB"}


def _leads(view: View, first: int, verb: int) -> bool:
    """Whether only a subject (and what belongs to it) lies between the quote and a verb."""
    subject = subject_of(view, verb)
    if subject is None:
        return False
    low, _ = view.subtree(subject) if verb > subject else (subject, subject)
    return first <= subject and low - first <= 4


def _takes_clause(view: View, verb: int) -> bool:
    return any(view.deps[kid] in {"ccomp", "xcomp", "dobj"} and kid > verb for kid in view.kids[verb])


def cue_before(view: View, last: int, low: int, link: str) -> Cue | None:
    """The cue whose clause ends at token `last`, right before the opening marks.

    `link` is what stands between: ":" , ",", "" (nothing), "that", "—". `low` is the first token that may belong to it.
    """
    words = speech_words(view.lang)
    start = clause_start(view, last, low)
    reach = {":": REACH_BEFORE, ",": 14, "—": 14}.get(link, 6)
    if link == "," and (opinion_at(view, start) or (start + 1 < last and opinion_at(view, start + 1))):
        return _opinion_before(view, start, last)
    verb = _verb_before(view, words, max(start, last - reach + 1), last, link)
    if verb is not None:
        subject = speaker_of(view, verb, start, last + 1)
        if subject is not None and not start <= subject <= last and not _same_sentence(view, subject, verb):
            subject = None
        return Cue(verb, subject, start, last + 1, "before-cue")
    return _nominal_cue(view, start, last, words) if link == ":" else _opinion_before(view, start, last)


def _verb_before(view: View, words: SpeechWords, start: int, last: int, link: str) -> int | None:
    """The verb that announces marked words: the nearest verb of speech, finite or close by; before a colon also others."""
    weaker: list[int] = []
    for i in range(last, start - 1, -1):
        if _speaks(view, words, i):
            if view.finite(i) or last - i < 5 or link != ":":
                return i
            weaker.append(i)
        elif link == ":" and view.pos[i] == "VERB" and view.lemmas[i] in words.noun_verbs:
            weaker.insert(0, i) if view.finite(i) and not weaker else weaker.append(i)
        elif link in {"", "that"} and view.pos[i] == "VERB" and view.finite(i):
            return None
    return weaker[0] if weaker else None


def _same_sentence(view: View, a: int, b: int) -> bool:
    return view.sentence[a] == view.sentence[b]


def clause_start(view: View, last: int, low: int) -> int:
    """The first token of the sentence that ends at `last`; sentence ends that a parser sees at marks are not trusted."""
    for i in range(last - 1, max(low, last - REACH_BEFORE) - 1, -1):
        if view.words[i] in STOPS and i + 1 <= last and view.words[i - 1 : i] != ["т"]:
            return i + 1
        if view.words[i] in CLOSERS and view.words[i] != '"' and view.words[i] != "’" and i - 1 >= 0 and view.words[i - 1] in STOPS:
            return i + 1
    return max(low, last - REACH_BEFORE)


def _nominal_cue(view: View, start: int, last: int, words: SpeechWords) -> Cue | None:
    """Before a colon: "by his own words:", "the following statement:", else any clause with a person as subject."""
    opinion = _opinion_before(view, start, last)
    if opinion is not None:
        return opinion
    for i in range(last, start - 1, -1):
        if (
            view.pos[i] in {"VERB", "AUX"}
            and (subject := subject_of(view, i)) is not None
            and start <= subject
            and plausible(view, subject)
        ):
            mention = view.mention_at(subject)
            person = (
                (mention is not None and mention.type == "PER")
                or view.lemmas[subject] in words.persons
                or view.pos[subject] == "PRON"
            )
            return Cue(i, subject if person else None, start, last + 1, "before-colon", sure=person)
    return None


def _opinion_before(view: View, start: int, last: int) -> Cue | None:
    for i in range(start, min(last, start + 8)):
        found = opinion_at(view, i)
        if found is not None:
            return Cue(found[0], found[1], start, last + 1, "opinion-phrase")
    return None


def opinion_at(view: View, token: int) -> tuple[int, int | None, int] | None:
    """ "In his opinion", "according to X", «по словам X», «на взгляд X» that begins at `token`.

    Gives the cue word, the token of the owner (None where there is none) and the last token of the phrase.
    """
    words = speech_words(view.lang)
    low = view.lows[token]
    if low in words.according:
        return _according(view, token)
    nouns = words.opinion.get(low)
    if not nouns:
        return None
    for i in range(token + 1, min(len(view.words), token + 6)):
        if view.lemmas[i] in nouns or view.lows[i] in nouns:
            return _owner(view, token, i)
        if view.words[i] in {",", "."} or view.pos[i] in {"VERB", "ADP"}:
            return None
    return None


def _according(view: View, token: int) -> tuple[int, int | None, int] | None:
    start = token + 1
    if view.lang == "en":
        if start >= len(view.words) or view.lows[start] != "to":
            return None
        start += 1
    head = _phrase_after(view, start)
    if head is None or (view.lang == "ru" and not _can_own(view, head)):
        return None
    return token, head, noun_phrase(view, head)[1]


def _owner(view: View, first: int, noun: int) -> tuple[int, int | None, int] | None:
    for i in range(first + 1, noun):  # "in his opinion", "in Smith's view", «по его мнению»
        if view.pos[i] in {"PRON", "DET"} and view.lows[i] in _OWNERS[view.lang]:
            return noun, i, noun
        if view.deps[i] == "poss" or (i + 1 < noun and view.words[i + 1] in {"'s", "’s", "'", "’"}):
            return noun, i, noun
    head = None
    if view.lang == "ru":
        after = noun + 1
        if view.lows[noun] == "точки" and after < len(view.words) and view.lows[after] == "зрения":
            after += 1
        head = _phrase_after(view, after)
        if head is not None and view.lows[first] == "по" and not _can_own(view, head):
            return None
    elif noun + 1 < len(view.words) and view.lows[noun + 1] == "of":
        head = _phrase_after(view, noun + 2)
    return (noun, head, noun_phrase(view, head)[1]) if head is not None else None


_OWNERS = {
    "en": frozenset(["his", "her", "their", "its", "my", "our"]),
    "ru": frozenset(["его", "её", "ее", "их", "мой", "моему", "моим", "нашему", "нашим", "моей", "нашей"]),
}


def _can_own(view: View, head: int) -> bool:
    words = speech_words("ru")
    lemma = view.lemmas[head]
    return (
        view.mention_at(head) is not None
        or lemma in words.persons
        or lemma in words.collectives
        or lemma in words.bodies
        or view.pos[head] in {"PROPN", "PRON"}
        or "Animacy=Anim" in view.feats[head]
    )


def _phrase_after(view: View, token: int) -> int | None:
    """The head of the noun phrase that begins at `token`."""
    end = min(len(view.words), token + 10)
    i = token
    while i < end:
        if view.pos[i] in {"NOUN", "PROPN", "PRON", "NUM"} or view.mention[i] >= 0:
            if view.lang == "en":
                while i + 1 < end and view.pos[i + 1] in {"NOUN", "PROPN"}:
                    i += 1
                if i + 1 < end and view.words[i + 1] in {"'s", "’s"}:
                    i += 2
                    continue
            return i
        if view.pos[i] in {"VERB", "PUNCT", "SCONJ", "ADP"} and view.words[i] not in {"-"}:
            return None
        i += 1
    return None

"""Sentences held by a phrase beside them: "according to X", "in his opinion", "as X noted", «по словам X», «как сообщил X»."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extraction.phrases import pronoun
from pipeline.extraction.quotes.agency import body_where, may_say, passive_form
from pipeline.extraction.quotes.cues import opinion_at
from pipeline.extraction.quotes.found import Found
from pipeline.extraction.quotes.subjects import paper_near, speaker_of
from pipeline.extraction.speech import speech_words
from pipeline.extraction.view import View

Range = tuple[int, int]


def by_opinion(view: View, token: int) -> Iterator[Found]:
    """ "According to X, …", «…, по словам X, …»: the sentence around the phrase."""
    found = opinion_at(view, token)
    if found is None:
        return
    cue, owner, last = found
    if owner is not None:
        owner, last = _whose_paper(view, owner, last)
    if owner is None or view.sentence[owner] != view.sentence[token] or not _can_hold(view, owner):
        return
    parts = _around(view, token, _with_name(view, last))
    if parts:
        yield indirect(view, parts, "indirect/according", cue, owner, 0.8)


def _whose_paper(view: View, owner: int, last: int) -> tuple[int, int]:
    """ "According to a survey by the Institute": the body that made the paper, and the end of its name."""
    if view.lang != "en" or view.lemmas[owner] not in speech_words("en").papers or view.mention_at(owner) is not None:
        return owner, last
    end = view.sentences[view.sentence[owner]][1]
    for i in range(owner + 1, min(end, owner + 10)):
        mention = view.mention_at(i)
        if mention is not None and mention.type in ("PER", "ORG") and view.lows[owner + 1] in {"by", "of", "from"}:
            return i, max(last, view.token_before(mention.end))
        if view.words[i] in {",", ".", ";"} or view.pos[i] == "VERB":
            break
    return owner, last


def _clause_of(view: View, first: int, last: int) -> Range:
    """The sentence around a phrase, or of it what a colon or a semicolon sets apart."""
    low, high = view.sentences[view.sentence[first]]
    for i in range(first - 1, low, -1):
        if view.words[i] in {":", ";"}:
            low = i + 1
            break
    for i in range(last + 1, high):
        if view.words[i] == ";":
            return low, i
    return low, high


def _with_name(view: View, last: int) -> int:
    """ "In the view of the delegate, Anke Keller, …": the phrase with the name between commas."""
    mention = view.mention_at(last + 2) if view.words[last + 1 : last + 2] == [","] else None
    if mention is None or mention.type != "PER":
        return last
    end = view.token_before(mention.end)
    return end if view.words[end + 1 : end + 2] in ([","], ["."]) else last


def _can_hold(view: View, owner: int) -> bool:
    """Not "according to plan": somebody or some paper must own the words."""
    kind = pronoun(view, owner)
    if kind in {"1", "1pl", "rel"} or view.lows[owner] in {"my", "our"}:
        return False
    words = speech_words(view.lang)
    lemma = view.lemmas[owner]
    known = lemma in words.persons or lemma in words.collectives or lemma in words.bodies or lemma in words.offices
    alive = view.pos[owner] in {"PROPN", "PRON", "DET"} or "Animacy=Anim" in view.feats[owner]
    return kind is not None or view.mention_at(owner) is not None or known or alive


def _around(view: View, first: int, last: int) -> list[Range]:
    """The clause without a parenthesis `first..last` and the commas at it."""
    low, high = _clause_of(view, first, last)
    end = last + 1
    while end < high and view.words[end] != "," and (view.deps[end] in {"appos", "relcl"} or _inside(view, end, first, last)):
        end += 1
    while end < high and _inside(view, end, first, last):
        end += 1
    if end < high and view.words[end] == ",":
        end += 1
    begin = first
    if begin > low and view.words[begin - 1] == ",":
        begin -= 1
    lead = begin - low
    if lead <= 3 and all(view.pos[i] in {"CCONJ", "ADV", "PUNCT", "SCONJ", "PART", "ADP"} for i in range(low, begin)):
        low = begin
    parts = [(low, begin - 1), (end, high - 1)]
    return [part for part in (strip(view, *part) for part in parts) if part[0] <= part[1]]


def _inside(view: View, token: int, first: int, last: int) -> bool:
    """Whether a token hangs, by a few steps, on the phrase (an apposition or a clause on its owner)."""
    for _ in range(8):
        head = view.heads[token]
        if first <= token <= last:
            return True
        if head == token:
            return False
        token = head
    return False


def as_told(view: View, token: int) -> Iterator[Found]:
    """ "As Keller noted, …", «Как сообщил министр, …», «…, как отметил он, …»."""
    words = speech_words(view.lang)
    low, high = view.sentences[view.sentence[token]]
    if token > low and view.words[token - 1] not in {",", "—", "–"} and view.pos[token - 1] not in {"CCONJ", "PART"}:
        return
    if token > low + 1 and view.lows[token - 2] in {"вопрос", "того", "тем", "тому", "так", "such", "well", "soon"}:
        return  # «после того, как …» tells when, not who
    for i in range(token + 1, min(high, token + 9)):
        if view.words[i] in {",", ".", ":"}:
            return
        told = view.lemmas[i] in words.clause_verbs or view.lemmas[i].removesuffix("ся") in words.clause_verbs
        if told and view.pos[i] == "VERB":
            yield from _told(view, token, i, high)
            return


def _told(view: View, token: int, verb: int, high: int) -> Iterator[Found]:
    subject = speaker_of(view, verb, token, high)
    if subject is None and view.lang == "ru":
        subject = body_where(view, verb) or paper_near(view, verb)
    if subject is None and passive_form(view, verb):
        return  # "as is expected" quotes nobody
    if "Person=1" in view.feats[verb] or not view.finite(verb) or (subject is not None and pronoun(view, subject) in {"1", "1pl"}):
        return
    if subject is not None and (not may_say(view, verb, subject) or view.lows[subject] in {"they", "people"}):
        return  # "as they say" quotes nobody
    last = verb
    while last + 1 < high and view.words[last + 1] not in {",", "—", "–", "."}:
        last += 1
    for i in range(last + 1, min(high, last + 18)):  # an apposition between commas belongs to the parenthesis
        if view.words[i] == "," and _inside(view, i - 1, token, last) and i > last + 1:
            last = i - 1
            break
    parts = _around(view, token, last)
    if parts:
        yield indirect(view, parts, "indirect/as-told", verb, subject, 0.8)


def strip(view: View, low: int, high: int) -> Range:
    while low <= high and not view.words[low][:1].isalnum() and view.words[low] not in {"«", "“", '"', "(", "$", "€", "‘", "„"}:
        low += 1
    while low <= high and view.words[high] in {",", ".", ":", ";", "—", "–", "!", "?", "…"}:
        high -= 1
    return low, high


def indirect(view: View, clause: list[Range], rule: str, cue: int, subject: int | None, confidence: float) -> Found:
    parts = [(view.starts[a], view.ends[b]) for a, b in clause]
    return Found(sorted(parts), "indirect", rule, confidence, cue, subject)

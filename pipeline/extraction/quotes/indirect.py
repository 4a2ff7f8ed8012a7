"""Indirect speech: the clause that a verb or noun of speech carries, and sentences held by "according to X".

Each finder yields the tokens of what is said, the cue and the subject. English leans on the tree, since "that" may be
absent; Russian leans on the comma and «что», which never are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from pipeline.extraction.phrases import pronoun
from pipeline.extraction.quotes.agency import body_where, may_say, passive_form, unreal
from pipeline.extraction.quotes.clauses import (
    clause_after_colon,
    clause_after_that,
    clause_of_tree,
    ru_clause_after_that,
    trailing_clause,
)
from pipeline.extraction.quotes.found import Found
from pipeline.extraction.quotes.marks import Marked
from pipeline.extraction.quotes.opinions import as_told, by_opinion, indirect
from pipeline.extraction.quotes.sentences_before import about_that
from pipeline.extraction.quotes.subjects import paper_near, plausible, speaker_of, subject_of
from pipeline.extraction.speech import speech_words
from pipeline.extraction.view import View

Range = tuple[int, int]
LEAST_WORDS = 2
SENTENCE_OF_ITS_OWN = "direct/paragraph-before-stop"
"""Its cue stands in a whole sentence of the paragraph before and may carry a clause there."""


def indirect_quotes(view: View, marks: list[Marked], direct: list[Found]) -> list[Found]:
    """Indirect quotes outside direct ones, outermost only, in order. A cue serves one quote."""
    closed = _closed_tokens(view, marks)
    for quote in direct:
        if quote.cue is not None and quote.rule != SENTENCE_OF_ITS_OWN:
            closed[quote.cue] = 1
    found = [quote for i in range(len(view.words)) if not closed[i] for quote in _at(view, i)]
    found = _without_messengers(view, found)
    found.sort(key=lambda quote: (quote.start, -quote.end))
    taken = sorted(part for quote in direct for part in quote.parts)
    cues = sorted(view.starts[quote.cue] for quote in direct if quote.cue is not None and quote.rule != SENTENCE_OF_ITS_OWN)
    kept: list[Found] = []
    reach = -1
    for quote in found:
        if any(bisect_left(cues, a) < bisect_left(cues, b) for a, b in quote.parts):
            continue  # it would hold "the judge said" of a direct quote
        quote.parts = [part for part in (_beside(view, taken, *part) for part in quote.parts) if part is not None]
        if not quote.parts or quote.start < reach or _n_words(view, quote) < LEAST_WORDS:
            continue
        quote.paragraphs = (view.paragraph[view.token_from(quote.start)],) * 2
        kept.append(quote)
        reach = quote.end
    return kept


def _without_messengers(view: View, found: list[Found]) -> list[Found]:
    """«Министр сказал, что …, сообщает ТАСС»: the minister's words, not the agency's."""
    told = sorted(quote.start for quote in found if quote.rule == "indirect/that")
    return [
        quote for quote in found if not (_by_a_body(view, quote) and bisect_left(told, quote.start) < bisect_left(told, quote.end))
    ]


def _by_a_body(view: View, quote: Found) -> bool:
    if quote.rule != "indirect/trailing" or quote.subject is None:
        return False
    mention = view.mention_at(quote.subject)
    return (mention is not None and mention.type == "ORG") or view.lemmas[quote.subject] in speech_words(view.lang).bodies


def _closed_tokens(view: View, marks: list[Marked]) -> bytearray:
    """Tokens in marks of any kind: no cue of the document's own voice stands there."""
    closed = bytearray(view.quoted)
    for mark in marks:
        a, b = view.token_from(mark.start), view.token_before(mark.end) + 1
        closed[a:b] = b"\1" * max(0, b - a)
    return closed


def _n_words(view: View, quote: Found) -> int:
    return sum(view.words[i][:1].isalnum() for a, b in quote.parts for i in range(view.token_from(a), view.token_before(b) + 1))


def _beside(view: View, taken: list[Range], start: int, end: int) -> Range | None:
    """What of a stretch lies outside direct quotes: None where they hold most of it."""
    at = max(0, bisect_left(taken, (start, -1)) - 1)
    for a, b in taken[at:]:
        if a >= end:
            break
        if b <= start:
            continue
        if a - start > end - b:
            end = len(view.text[:a].rstrip("“”\"«»„‘' ,:—–-")) if a - start < 2000 else a
        else:
            start = b
        if end - start < 12:
            return None
    return (start, end) if start < end else None


def _at(view: View, token: int) -> Iterator[Found]:
    """The indirect quotes whose cue begins at a token."""
    words = speech_words(view.lang)
    low, lemma = view.lows[token], view.lemmas[token]
    if view.lang == "ru" and token == view.sentences[view.sentence[token]][0]:
        yield from about_that(view, token)
    if low in words.according or low in words.opinion:
        yield from by_opinion(view, token)
    if (view.lang == "ru" and low == "как") or (low == "as" and view.lang == "en"):
        yield from as_told(view, token)
    elif _is_cue_verb(view, token):
        yield from _by_verb(view, token)
    elif lemma in words.nouns and view.pos[token] == "NOUN":
        yield from _by_noun(view, token)


def _is_cue_verb(view: View, token: int) -> bool:
    """A verb that takes a clause, also in its reflexive passive («сообщается»), and «уверен», «убеждён»."""
    words = speech_words(view.lang)
    lemma = view.lemmas[token]
    if view.lang == "ru" and _short(view, token):
        return lemma in words.adjectives or lemma in words.clause_verbs
    if view.lang == "ru" and lemma in words.adjectives:
        return view.pos[token] in {"ADJ", "VERB"}
    if view.pos[token] == "VERB" and view.lows[token + 1 : token + 2] and view.lows[token + 1] in words.phrases.get(lemma, ()):
        return True
    return view.pos[token] in {"VERB", "AUX"} and (lemma in words.clause_verbs or lemma.removesuffix("ся") in words.clause_verbs)


def _short(view: View, token: int) -> bool:
    """«Уверен», «убеждены»: a predicate without a verb."""
    return view.pos[token] == "ADJ" and "Variant=Short" in view.feats[token]


# --- verbs ----------------------------------------------------------------------------------------------------------------


def _by_verb(view: View, verb: int) -> Iterator[Found]:
    if unreal(view, verb):
        return
    subject = subject_of(view, verb)
    sentence = view.sentences[view.sentence[verb]]
    clause = None
    if view.lang == "ru":
        clause = ru_clause_after_that(view, verb)
        rule = "that"
        if clause is None:
            clause, rule = trailing_clause(view, verb), "trailing"
            if clause is not None:
                subject = speaker_of(view, verb, sentence[0], sentence[1])
                if subject is None or view.pos[subject] not in {"NOUN", "PROPN", "PRON"}:
                    subject = body_where(view, verb)
                if subject is None:
                    return
    else:
        clause, rule = clause_of_tree(view, verb)
        if clause is None:
            clause, rule = clause_after_that(view, verb), "that"
    if clause is None and (view.finite(verb) or (view.lang == "ru" and _short(view, verb))):
        clause, rule = clause_after_colon(view, verb), "colon"
    if clause is None:
        return
    if view.lang == "ru" and _short(view, verb):
        subject = _of_short(view, verb)
        if subject is None:
            return
    if subject is None or view.pos[subject] in {"PART", "ADP", "ADV", "SCONJ", "CCONJ"}:
        subject = _subject_elsewhere(view, verb, sentence)
    if subject is None and passive_form(view, verb):
        subject = paper_near(view, verb)
    if not may_say(view, verb, subject):
        return
    yield indirect(view, clause, f"indirect/{rule}", verb, subject, 0.8 if subject is not None else 0.55)


def _of_short(view: View, adjective: int) -> int | None:
    """The subject of «уверен»: the person named right before it, a noun in the nominative, or the body whose people are."""
    before = view.mention_at(adjective - 1) if adjective else None
    if before is not None and before.type == "PER":
        return adjective - 1
    place = body_where(view, adjective)
    if place is not None:
        return place
    near = [kid for kid in view.kids[adjective] if view.deps[kid] in {"nsubj", "nsubj:pass"} and kid < adjective]
    return near[-1] if near and plausible(view, near[-1]) else None


def _subject_elsewhere(view: View, verb: int, sentence: Range) -> int | None:
    """The subject by position, the body that a plural verb without subject speaks for, or the subject of the whole sentence."""
    if not view.finite(verb) or passive_form(view, verb):
        return None
    near = speaker_of(view, verb, sentence[0], sentence[1])
    if near is not None or view.lang == "en":
        return near
    if "Number=Plur" in view.feats[verb]:
        return body_where(view, verb)
    root = next((i for i in range(*sentence) if view.heads[i] == i), verb)
    return subject_of(view, root) if root != verb and view.pos[root] == "VERB" else None


# --- nouns ----------------------------------------------------------------------------------------------------------------


def _by_noun(view: View, noun: int) -> Iterator[Found]:
    """ "The statement that …", «мнение, что …», «уверенность в том, что …»."""
    clause = ru_clause_after_that(view, noun) if view.lang == "ru" else clause_after_that(view, noun, noun=True)
    if clause is None:
        return
    subject = None
    for kid in view.kids[noun]:
        if view.deps[kid] == "poss" or (view.lang == "ru" and view.deps[kid] == "nmod" and view.mention_at(kid) is not None):
            subject = kid
    head = view.heads[noun]
    if subject is None and view.pos[head] == "VERB" and not unreal(view, head):
        subject = subject_of(view, head)
        if subject == noun or (subject is not None and not plausible(view, subject)):
            subject = None
    if subject is None or pronoun(view, subject) in {"1", "1pl"} or not may_say(view, head, subject):
        return
    yield indirect(view, clause, "indirect/noun", noun, subject, 0.7)

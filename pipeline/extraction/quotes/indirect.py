"""Indirect speech: the clause that a verb or noun of speech carries, and sentences held by "according to X".

Each finder yields the tokens of what is said, the cue and the subject. English leans on the tree, since "that" may be
absent; Russian leans on the comma and «что», which never are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from pipeline.extraction.phrases import pronoun
from pipeline.extraction.quotes.clauses import (
    clause_after_colon,
    clause_after_that,
    clause_of_tree,
    ru_clause_after_that,
    trailing_clause,
)
from pipeline.extraction.quotes.cues import opinion_at
from pipeline.extraction.quotes.found import Found
from pipeline.extraction.quotes.marks import Marked
from pipeline.extraction.quotes.subjects import plausible, speaker_of, subject_of
from pipeline.extraction.speech import speech_words
from pipeline.extraction.view import View

Range = tuple[int, int]
MODALS = frozenset(["could", "might", "may", "should", "must", "can", "need", "бы"])
STRONG = frozenset({"say", "deny", "answer", "ask"})
LEAST_WORDS = 3


def indirect_quotes(view: View, marks: list[Marked], direct: list[Found]) -> list[Found]:
    """Indirect quotes outside direct ones, outermost only, in order. A cue serves one quote."""
    closed = _closed_tokens(view, marks)
    for quote in direct:
        if quote.cue is not None:
            closed[quote.cue] = 1
    found = [quote for i in range(len(view.words)) if not closed[i] for quote in _at(view, i)]
    found.sort(key=lambda quote: (quote.start, -quote.end))
    taken = sorted(part for quote in direct for part in quote.parts)
    cues = sorted(view.starts[quote.cue] for quote in direct if quote.cue is not None)
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
    if low in words.according or low in words.opinion:
        yield from _by_opinion(view, token)
    if (view.lang == "ru" and low == "как") or (low == "as" and view.lang == "en"):
        yield from _as_told(view, token)
    elif (lemma in words.clause_verbs and view.pos[token] in {"VERB", "AUX"}) or (view.lang == "ru" and lemma in words.adjectives and view.pos[token] in {"ADJ", "VERB"}):
        yield from _by_verb(view, token)
    elif lemma in words.nouns and view.pos[token] == "NOUN":
        yield from _by_noun(view, token)


# --- verbs ----------------------------------------------------------------------------------------------------------------


def _by_verb(view: View, verb: int) -> Iterator[Found]:
    if _unreal(view, verb):
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
                    return
    else:
        clause, rule = clause_of_tree(view, verb)
        if clause is None:
            clause, rule = clause_after_that(view, verb), "that"
    if clause is None and view.finite(verb):
        clause, rule = clause_after_colon(view, verb), "colon"
    if clause is None:
        return
    if subject is None:
        subject = _subject_elsewhere(view, verb, sentence)
    if not _may_say(view, verb, subject):
        return
    yield _found(view, clause, f"indirect/{rule}", verb, subject, 0.8 if subject is not None else 0.55)


def _subject_elsewhere(view: View, verb: int, sentence: Range) -> int | None:
    """The subject by position, the body that a plural verb without subject speaks for, or the subject of the whole sentence."""
    if not view.finite(verb) or _passive_form(view, verb):
        return None
    near = speaker_of(view, verb, sentence[0], sentence[1])
    if near is not None or view.lang == "en":
        return near
    if "Number=Plur" in view.feats[verb]:
        return _body_where(view, verb)
    root = next((i for i in range(*sentence) if view.heads[i] == i), verb)
    return subject_of(view, root) if root != verb and view.pos[root] == "VERB" else None


def _body_where(view: View, verb: int) -> int | None:
    """«В министерстве утверждают, что …»: the body whose people speak."""
    if "Number=Plur" not in view.feats[verb]:
        return None
    words = speech_words("ru")
    for kid in view.kids[verb]:
        mention = view.mention_at(kid)
        if view.deps[kid] == "obl" and kid < verb and ((mention is not None and mention.type == "ORG") or view.lemmas[kid] in words.bodies):
            return kid
    return None


def _unreal(view: View, verb: int) -> bool:
    """Not said at all: negated, possible only, an order, an infinitive without anybody, the writer's or the reader's own."""
    feats = view.feats[verb]
    if "Mood=Imp" in feats or "Person=1" in feats or "Person=2" in feats:
        return True
    if view.lang == "ru":
        before = view.lows[verb - 1] if verb else ""
        return before == "не" or "VerbForm=Inf" in feats or (verb + 1 < len(view.lows) and view.lows[verb + 1] == "бы")
    auxiliaries = {view.lows[kid] for kid in view.kids[verb] if view.deps[kid] in {"aux", "neg"}}
    if auxiliaries & MODALS or (auxiliaries & {"not", "n't", "never"}):
        return True
    if "to" in auxiliaries:
        head = view.heads[verb]
        return not (view.deps[verb] == "xcomp" and view.lemmas[head] in {"go", "continue", "hasten"})
    return "VerbForm=Inf" in feats and not auxiliaries and not any(view.deps[kid] == "nsubj" for kid in view.kids[verb])


def _impersonal(view: View, verb: int) -> bool:
    """"It was reported that", «сообщается, что», «было отмечено, что»."""
    if view.lang == "ru":
        nobody = "Number=Plur" in view.feats[verb] and not any(view.deps[kid] == "nsubj" for kid in view.kids[verb])
        return nobody or _passive_form(view, verb)
    return _passive_form(view, verb)


def _passive_form(view: View, verb: int) -> bool:
    if view.lang == "ru":
        reflexive = view.lows[verb].endswith("ся") and view.lemmas[verb] not in speech_words("ru").verbs
        return reflexive or "Voice=Pass" in view.feats[verb]
    return any(view.deps[kid] in {"nsubjpass", "auxpass"} for kid in view.kids[verb])


def _may_say(view: View, verb: int, subject: int | None) -> bool:
    """Whether this subject can have said it. Things that "suggest" or "show" say nothing."""
    words = speech_words(view.lang)
    if subject is None:
        return _impersonal(view, verb) or words.verbs.get(view.lemmas[verb]) in STRONG
    kind = pronoun(view, subject)
    if kind in {"1", "1pl"} or view.lows[subject] in {"you", "ты", "вы", "nobody", "никто"}:
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
    return words.verbs.get(view.lemmas[verb]) in {"say", "deny"} or (view.lang == "en" and view.lows[subject] in {"who", "one"})


# --- nouns ----------------------------------------------------------------------------------------------------------------


def _by_noun(view: View, noun: int) -> Iterator[Found]:
    """"The statement that …", «мнение, что …», «уверенность в том, что …»."""
    clause = ru_clause_after_that(view, noun) if view.lang == "ru" else clause_after_that(view, noun, noun=True)
    if clause is None:
        return
    subject = None
    for kid in view.kids[noun]:
        if view.deps[kid] == "poss" or (view.lang == "ru" and view.deps[kid] == "nmod" and view.mention_at(kid) is not None):
            subject = kid
    head = view.heads[noun]
    if subject is None and view.pos[head] == "VERB" and not _unreal(view, head):
        subject = subject_of(view, head)
        if subject == noun or (subject is not None and not plausible(view, subject)):
            subject = None
    if subject is None or pronoun(view, subject) in {"1", "1pl"} or not _may_say(view, head, subject):
        return
    yield _found(view, clause, "indirect/noun", noun, subject, 0.7)


# --- phrases --------------------------------------------------------------------------------------------------------------


def _by_opinion(view: View, token: int) -> Iterator[Found]:
    """"According to X, …", «…, по словам X, …»: the sentence around the phrase."""
    found = opinion_at(view, token)
    if found is None:
        return
    cue, owner, last = found
    if owner is None or view.sentence[owner] != view.sentence[token] or not _can_hold(view, owner):
        return
    parts = _around(view, token, last)
    if parts:
        yield _found(view, parts, "indirect/according", cue, owner, 0.8)


def _can_hold(view: View, owner: int) -> bool:
    """Not "according to plan": somebody or some paper must own the words."""
    kind = pronoun(view, owner)
    if kind in {"1", "1pl", "rel"} or (view.lang == "en" and view.lows[owner] in {"my", "our"}):
        return False
    words = speech_words(view.lang)
    lemma = view.lemmas[owner]
    return (
        kind is not None or view.mention_at(owner) is not None or lemma in words.persons or lemma in words.collectives or lemma in words.bodies
        or view.pos[owner] in {"PROPN", "PRON", "DET"} or lemma in words.offices or "Animacy=Anim" in view.feats[owner]
    )  # fmt: skip


def _around(view: View, first: int, last: int) -> list[Range]:
    """The sentence without a parenthesis `first..last` and the commas at it."""
    low, high = view.sentences[view.sentence[first]]
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
    return [part for part in (_strip(view, *part) for part in parts) if part[0] <= part[1]]


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


def _as_told(view: View, token: int) -> Iterator[Found]:
    """"As Keller noted, …", «Как сообщил министр, …», «…, как отметил он, …»."""
    words = speech_words(view.lang)
    low, high = view.sentences[view.sentence[token]]
    if token > low and view.words[token - 1] not in {",", "—", "–"} and view.pos[token - 1] not in {"CCONJ", "PART"}:
        return
    if token > low + 1 and view.lows[token - 2] in {"вопрос", "того", "тем", "тому", "так", "such", "well", "soon"}:
        return  # «после того, как …» tells when, not who
    for i in range(token + 1, min(high, token + 9)):
        if view.words[i] in {",", ".", ":"}:
            return
        if view.lemmas[i] in words.verbs and view.pos[i] == "VERB":
            yield from _told(view, token, i, high)
            return


def _told(view: View, token: int, verb: int, high: int) -> Iterator[Found]:
    subject = speaker_of(view, verb, token, high)
    if "Person=1" in view.feats[verb] or not view.finite(verb) or (subject is not None and pronoun(view, subject) in {"1", "1pl"}):
        return
    if subject is not None and not _may_say(view, verb, subject):
        return
    last = verb
    while last + 1 < high and view.words[last + 1] not in {",", "—", "–", "."}:
        last += 1
    for i in range(last + 1, min(high, last + 18)):  # an apposition between commas belongs to the parenthesis
        if view.words[i] == "," and _inside(view, i - 1, token, last) and i > last + 1:
            last = i - 1
            break
    parts = _around(view, token, last)
    if parts:
        yield _found(view, parts, "indirect/as-told", verb, subject, 0.8)


def _strip(view: View, low: int, high: int) -> Range:
    while low <= high and not view.words[low][:1].isalnum() and view.words[low] not in {"«", "“", "\"", "(", "$", "€", "‘", "„"}:
        low += 1
    while low <= high and view.words[high] in {",", ".", ":", ";", "—", "–", "!", "?", "…"}:
        high -= 1
    return low, high


def _found(view: View, clause: list[Range], rule: str, cue: int, subject: int | None, confidence: float) -> Found:
    parts = [(view.starts[a], view.ends[b]) for a, b in clause]
    return Found(sorted(parts), "indirect", rule, confidence, cue, subject)

"""Marked words: which of them somebody said, and the cue that tells who.

The rules of `RULES` are tried in order; the first that answers decides, and its name stays with the quote.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.extraction.quotes.authorwords import split_speech
from pipeline.extraction.quotes.cues import STOPS, Cue, clause_start, cue_after, cue_before
from pipeline.extraction.quotes.found import Found
from pipeline.extraction.quotes.marks import Marked
from pipeline.extraction.quotes.names import is_name
from pipeline.extraction.quotes.place import Place
from pipeline.extraction.quotes.signatures import signature, signed_in_line
from pipeline.extraction.quotes.subjects import plausible, speaker_of, subject_of
from pipeline.extraction.speech import speech_words
from pipeline.extraction.view import View

FIRST_PERSON = frozenset(["i", "we", "my", "our", "us", "me", "я", "мы", "наш", "нам", "нас", "мне", "мой", "меня", "i'm", "we're"])


Rule = Callable[[Place], Found | None]


def with_cue_inside(place: Place) -> Found | None:
    """«Мы идём, — сказал он. — Пора»: marks around speech and author's words alike."""
    view = place.view
    if view.lang != "ru" or len(place.words) < 3:
        return None
    parts, verbs = split_speech(view, place.first, place.last)
    if not verbs:
        return None
    found = place.found("cue-inside", None, 0.9)
    found.parts = [(view.starts[a], view.ends[b]) for a, b in parts]
    found.cue, found.subject = (
        verbs[0],
        speaker_of(view, verbs[0], max(place.first, verbs[0] - 8), min(place.last + 1, verbs[0] + 16)),
    )
    return found if found.parts else None


def with_cue_after(place: Place) -> Found | None:
    """“…,” said Keller."""
    view = place.view
    outside_stop = place.separator[:1] in {".", "…"} and not any(dash in place.separator for dash in "—–-")
    if outside_stop or ":" in place.separator or place.clause >= place.limit:
        return None
    joined = place.ending in ",?!…—–-" or bool(place.separator) or place.broken_off
    if not joined and (place.ending != "." and (is_name(place) or len(place.words) < 3)):
        return None
    if not joined and place.ending != "." and place.link not in {"start", "stop"}:
        return None
    if place.link == "" and (not place.capital or is_name(place)):
        return None  # marks inside a sentence that is reported as a whole
    if len(place.words) == 1 and not place.capital:
        return None
    cue = cue_after(view, place.clause, place.limit, loose=not joined)
    if cue is None or (place.link == "" and not place.capital and len(place.words) < 5 and not cue.sure):
        return None
    if joined and place.ending not in ",?!…" and place.link not in {"start", "stop", ":", "—", ","} and len(place.words) < 6:
        return None  # "the project “X”, said N": the marks are inside a reported sentence
    return place.found("after-cue", cue, 0.95)


def with_cue_before(place: Place) -> Found | None:
    """Keller said: “…”"""
    if place.link not in {":", ",", "—", "that", ""} or place.link_last < place.low:
        return None
    if place.link != ":" and is_name(place):
        return None
    cue = cue_before(place.view, place.link_last, place.low, place.link)
    if place.link == ":":
        return _after_colon(place, cue)
    if cue is None or len(place.words) < 2:
        return None
    if place.capital:
        whole = (place.sentence or place.link == ",") and len(place.words) >= 3
    else:  # said “there will be no second round”: the marks hold the whole clause
        near = cue.token >= place.link_last - 2 or cue.rule == "opinion-phrase" or place.view.lows[cue.low] in {"как", "as"}
        near = near or place.link == "that"
        whole = place.link in {"", ",", "that"} and near and place.stops and place.finite and len(place.words) >= 5
    return place.found("before-cue", cue, 0.9) if whole else None


def _after_colon(place: Place, cue: Cue | None) -> Found | None:
    label = _label(place)
    if (cue is None or not cue.sure) and label is not None:
        return label
    if cue is None or not cue.sure:
        if is_name(place) or not place.sentence:
            return None
        return place.found("after-colon", cue, 0.7, inherit="same")
    if len(place.words) < 2 and not place.stops and not place.capital:
        return None
    distant = place.link_last - cue.token > 2 or cue.rule == "before-colon"
    if distant and not place.sentence and is_name(place):
        return None
    return place.found("before-cue", cue, 0.95)


def _label(place: Place) -> Found | None:
    """Nothing but a name before the colon, or a name and what it is about, as in headlines ("Keller on bridges: “…”")."""
    view = place.view
    start = clause_start(view, place.link_last, place.low)
    if place.link_last - start > 12 or len(place.words) < 2 or any(view.finite(i) for i in range(start, place.link_last + 1)):
        return None
    speaker = next((i for i in (place.link_last, start, start + 1, start + 2) if _is_person(view, i)), None)
    if speaker is None or speaker > place.link_last:
        return None
    found = place.found("label", None, 0.8)
    found.subject = speaker
    return found


def _is_person(view: View, token: int) -> bool:
    mention = view.mention_at(token)
    return mention is not None and mention.type == "PER"


def with_cue_in_paragraph_before(place: Place) -> Found | None:
    """A paragraph of its own, announced by the one before: by a colon, or by a sentence on what somebody said."""
    view = place.view
    if place.link not in {"start", "—"} or place.mark.first == 0 or len(place.words) < 3:
        return None
    k = place.mark.first - 1
    low, high = view.paragraph_tokens[k]
    if high <= low or view.paragraphs[k].kind == "heading" or view.quoted[high - 1] or view.quoted[max(low, high - 2)]:
        return None
    colon = view.words[high - 1] == ":"
    if not colon and not (place.whole_paragraph and view.words[high - 1] == "."):
        return None
    last = high - 2
    cue = cue_before(view, last, low, ":")
    if cue is not None and not colon:
        cue = _outermost(view, cue)
    if cue is None or (not colon and (cue.subject is None or cue.rule == "before-colon")):
        return place.found("paragraph-before", cue, 0.7, inherit="same") if colon else None
    return place.found("paragraph-before" if colon else "paragraph-before-stop", cue, 0.9 if colon else 0.75, inherit="same")


def _outermost(view: View, cue: Cue) -> Cue:
    """Of "X recalled that A had promised B", whose words follow: not the verb inside the clause but the one that carries it."""
    token, verbs = cue.token, speech_words(view.lang).verbs
    while view.deps[token] == "ccomp" and view.heads[token] < token and view.lemmas[view.heads[token]] in verbs:
        token = view.heads[token]
    subject = subject_of(view, token) if token != cue.token else None
    return cue if subject is None else Cue(token, subject, cue.low, cue.high, cue.rule)


def alone(place: Place) -> Found | None:
    """Marked sentences without a cue: who spoke last goes on, or the sentence before tells who."""
    if place.link == "start" or (place.link == "—" and place.before <= place.low):
        called = place.whole_paragraph and (len(place.words) >= 4 or place.ending in ".!?…")
        if not place.sentence and not called:
            return None
        if not place.whole_paragraph and not place.stops:
            return None
        return place.found("no-cue", None, 0.6, inherit="turn")
    if place.link == "stop" and place.sentence and not is_name(place):
        return place.found("sentence-before", _sentence_before(place), 0.65, inherit="same")
    return None


def _sentence_before(place: Place) -> Cue | None:
    """The subject of the sentence that ends before the marks, if it can speak."""
    view = place.view
    end = place.before
    if end < place.low or view.quoted[end]:
        return None
    start = max(place.low, view.sentences[view.sentence[end]][0])
    words = speech_words(view.lang)
    for i in range(start, end + 1):
        if view.deps[i] in {"ROOT", "parataxis"} and view.pos[i] in {"VERB", "AUX"}:
            subject = subject_of(view, i)
            if subject is not None and plausible(view, subject):
                mention = view.mention_at(subject)
                if (
                    (mention is not None and mention.type == "PER")
                    or view.pos[subject] == "PRON"
                    or view.lemmas[subject] in words.persons
                ):
                    return Cue(i, subject, start, end, "sentence-before")
    return None


def fragment(place: Place) -> Found | None:
    """A marked piece of somebody's sentence: "called the plan “a gift to all who pollute”". Kept if no indirect quote holds it."""
    view = place.view
    if len(place.words) < 4 or place.link_last < place.low or (place.capital and is_name(place)):
        return None
    words = speech_words(view.lang)
    named = is_name(place)
    start = max(place.low, view.sentences[view.sentence[place.link_last]][0])
    for i in range(place.link_last, max(start, place.link_last - 16) - 1, -1):
        if view.pos[i] == "VERB" and (view.lemmas[i] in words.judge or (view.lemmas[i] in words.verbs and not named)):
            subject = subject_of(view, i)
            if subject is None or not plausible(view, subject):
                return None
            return place.found("fragment", Cue(i, subject, start, place.before, "fragment"), 0.6)
    if place.finite and not named and any(view.lows[i] in FIRST_PERSON for i in place.words[:60]):
        return place.found("first-person", None, 0.5, inherit="same")
    return None


def with_signature(place: Place) -> Found | None:
    """A paragraph in marks, and below it or behind it "— Name, title"."""
    party = signature(place.view, place.mark.last + 1) if place.whole_paragraph and len(place.words) >= 3 else None
    if party is None and len(place.words) >= 3 and any(mark in place.separator for mark in "—–-:"):
        party = signed_in_line(place.view, place.clause, place.limit)
    if party is None:
        return None
    found = place.found("signature", None, 0.9)
    found.party = party
    return found


RULES: tuple[Rule, ...] = (with_signature, with_cue_inside, with_cue_after, with_cue_before, with_cue_in_paragraph_before, alone)


def direct_quotes(view: View, marks: list[Marked]) -> tuple[list[Found], list[Found]]:
    """Quotes in marks, and marked fragments that count only where no indirect quote holds them.

    Sets `view.quoted` for the words of the quotes.
    """
    found: list[Found] = []
    fragments: list[Found] = []
    for number in range(len(marks)):
        place = Place(view, marks, number)
        if not place.words:
            continue
        quote = next((quote for rule in RULES if (quote := rule(place)) is not None), None)
        if quote is not None and found and quote.rule == "direct/paragraph-before-stop" and quote.cue == found[-1].cue:
            quote = place.found("no-cue", None, 0.6, inherit="turn")  # that cue belongs to the quote of its own paragraph
        if quote is None and found and _interrupted(view, found[-1], place):
            quote = place.found("after-interruption", None, 0.9)
        if quote is None:
            piece = fragment(place)
            if piece is not None:
                fragments.append(piece)
            continue
        for start, end in quote.parts:
            a, b = view.token_from(start), view.token_before(end) + 1
            view.quoted[a:b] = b"\1" * max(0, b - a)
        if found and _goes_on(view, found[-1], quote, place):
            found[-1].parts += quote.parts
            found[-1].paragraphs = (found[-1].paragraphs[0], quote.paragraphs[1])
        else:
            found.append(quote)
    return found, fragments


def _goes_on(view: View, last: Found, quote: Found, place: Place) -> bool:
    """Whether a cue only interrupts: “A,” he said, “B.” or “A,” he said. “B.”"""
    if last.cue is None or last.rule not in {"direct/after-cue", "direct/cue-inside"}:
        return False
    if last.paragraphs[1] == quote.paragraphs[0] and (quote.cue == last.cue or quote.rule == "direct/after-interruption"):
        return True
    return quote.rule == "direct/sentence-before" and _one_clause_between(view, last, place)


def _interrupted(view: View, last: Found, place: Place) -> bool:
    """“A,” he said, “but B.”: the second half needs no capital, nor many words."""
    if last.rule != "direct/after-cue" or last.cue is None or not _one_clause_between(view, last, place):
        return False
    return place.link in {",", "—"} or (place.link == "stop" and place.capital and place.stops and len(place.words) > 1)


def _one_clause_between(view: View, last: Found, place: Place) -> bool:
    """Whether the clause of the cue is all that lies between two marked stretches of a paragraph."""
    if last.cue is None or last.paragraphs[1] != place.mark.first or not 0 <= place.before - last.cue <= 40:
        return False
    stops = [i for i in range(last.cue + 1, place.before + 1) if view.words[i] in STOPS]
    return not stops or stops[0] >= place.before - 1

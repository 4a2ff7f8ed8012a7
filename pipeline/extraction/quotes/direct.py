"""Marked words: which of them somebody said, and the cue that tells who.

The rules of `RULES` are tried in order; the first that answers decides, and its name stays with the quote.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.extraction.quotes.authorwords import split_speech
from pipeline.extraction.quotes.cues import CLOSERS, DASHES, STOPS, Cue, cue_after, cue_before
from pipeline.extraction.quotes.found import Found
from pipeline.extraction.quotes.marks import Marked
from pipeline.extraction.quotes.names import is_name
from pipeline.extraction.quotes.signatures import signature
from pipeline.extraction.quotes.subjects import plausible, speaker_of, subject_of
from pipeline.extraction.speech import speech_words
from pipeline.extraction.view import View

LINKS_THAT = frozenset(["that", "что", "как", "чтобы", "whether"])
FIRST_PERSON = frozenset(["i", "we", "my", "our", "us", "me", "я", "мы", "наш", "нам", "нас", "мне", "мой", "меня", "i'm", "we're"])


class Place:
    """One marked stretch with what its rules ask for: tokens, neighbours, and whether it reads like a sentence."""

    def __init__(self, view: View, marks: list[Marked], number: int) -> None:
        self.view, self.mark = view, marks[number]
        mark = self.mark
        self.first, self.last = view.token_from(mark.start), view.token_before(mark.end)
        self.words = [i for i in range(self.first, min(self.last, self.first + 400) + 1) if view.words[i][:1].isalnum()]
        self.low = view.paragraph_tokens[mark.first][0]
        self.high = view.paragraph_tokens[mark.last][1]
        if number and marks[number - 1].last == mark.first:
            self.low = max(self.low, view.token_from(marks[number - 1].outer_end))
        self.limit = self.high
        if number + 1 < len(marks) and marks[number + 1].first == mark.last:
            self.limit = min(self.high, view.token_from(marks[number + 1].outer_start))
        self.before = view.token_before(mark.outer_start)
        self.after = view.token_from(mark.outer_end)
        inside = view.text[mark.start : mark.outer_end].rstrip("”\"»’'›“`").rstrip()
        self.ending = inside[-1:]
        self._link()
        self._separators()

    def _link(self) -> None:
        view, i = self.view, self.before
        while i >= self.low and view.words[i] in {"(", "[", "“", "«", "\"", "`"}:
            i -= 1
        self.link = "start" if i < self.low else ""
        self.link_last = i
        word = view.lows[i] if i >= self.low else ""
        if word == ":" or (word in DASHES and i > self.low and view.words[i - 1] == ":"):
            self.link, self.link_last = ":", i - 1 - (word in DASHES)
        elif word == ",":
            self.link, self.link_last = ",", i - 1
        elif word in DASHES:
            self.link, self.link_last = "—", i - 1
        elif word in LINKS_THAT:
            self.link, self.link_last = "that", i - 1
            if i and view.words[i - 1] == ",":
                self.link_last = i - 2
        elif word in STOPS or word in CLOSERS:
            self.link = "stop"

    def _separators(self) -> None:
        view, i = self.view, self.after
        found = ""
        while i < self.limit and (view.words[i] in {",", ".", "…", ")"} or view.words[i] in DASHES or view.words[i] in CLOSERS):
            found += view.words[i]
            i += 1
        self.clause, self.separator = i, found
        self.broken_off = False
        if i >= self.high < len(view.words) and view.paragraph[self.high] == self.mark.last + 1 and view.words[self.high][:1].islower():
            self.broken_off = True  # a page may break between the quote and its cue
            self.clause, self.limit = self.high, view.paragraph_tokens[self.mark.last + 1][1]

    @property
    def capital(self) -> bool:
        """Whether the words begin as a sentence does."""
        word = self.view.words[self.words[0]] if self.words else ""
        return word[:1].isupper() or word[:1].isdigit()

    @property
    def finite(self) -> bool:
        return any(self.view.finite(i) for i in self.words[:120])

    @property
    def stops(self) -> bool:
        """Whether a sentence ends with the words."""
        return self.ending in ".!?…" or self.separator.startswith((".", "…")) or self.clause >= self.high

    @property
    def sentence(self) -> bool:
        return len(self.words) >= 3 and self.capital and (self.finite or self.ending in ".!?…") and self.stops

    @property
    def whole_paragraph(self) -> bool:
        return self.link in {"start", "—"} and self.before < self.low + 2 and self.clause >= self.high and not self.broken_off

    def found(self, rule: str, cue: Cue | None, confidence: float, inherit: str = "") -> Found:
        mark = self.mark
        return Found(
            [(mark.start, mark.end)], "direct", f"direct/{rule}", confidence, cue.token if cue else None,
            cue.subject if cue else None, inherit=inherit, paragraphs=(mark.first, mark.last),
        )  # fmt: skip


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
    found.cue, found.subject = verbs[0], speaker_of(view, verbs[0], max(place.first, verbs[0] - 8), min(place.last + 1, verbs[0] + 16))
    return found if found.parts else None


def with_cue_after(place: Place) -> Found | None:
    """“…,” said Keller."""
    view = place.view
    outside_stop = place.separator[:1] in {".", "…"} and not any(dash in place.separator for dash in "—–-")
    if outside_stop or place.clause >= place.limit:
        return None
    joined = place.ending in ",?!…—–-" or bool(place.separator) or place.broken_off
    if not joined and (place.ending != "." and (is_name(place) or len(place.words) < 3)):
        return None
    if not joined and place.ending != "." and place.link not in {"start", "stop"}:
        return None
    if place.link == "" and is_name(place):
        return None
    cue = cue_after(view, place.clause, place.limit, loose=not joined)
    if cue is None or (place.link == "" and not place.capital and len(place.words) < 5 and not cue.sure):
        return None
    if joined and place.ending not in ",?!…" and place.link not in {"start", "stop", ":", "—", ","} and len(place.words) < 6:
        return None  # "the project “X”, said N": the marks are inside a reported sentence
    return place.found("after-cue", cue, 0.95)


def with_cue_before(place: Place) -> Found | None:
    """Keller said: “…” """
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
    if cue is None or not cue.sure:
        if is_name(place) or not place.sentence:
            return None
        return place.found("after-colon", cue, 0.7, inherit="same")
    if len(place.words) < 2 and not place.stops and not place.capital:
        return None
    return place.found("before-cue", cue, 0.95)


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
    if cue is None or (not colon and (cue.subject is None or cue.rule == "before-colon")):
        return place.found("paragraph-before", cue, 0.7, inherit="same") if colon else None
    return place.found("paragraph-before" if colon else "paragraph-before-stop", cue, 0.9 if colon else 0.75, inherit="same")


def alone(place: Place) -> Found | None:
    """Marked sentences without a cue: who spoke last goes on, or the sentence before tells who."""
    if place.link == "start" or (place.link == "—" and place.before <= place.low):
        if not place.sentence and not (place.whole_paragraph and len(place.words) >= 4):
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
                if (mention is not None and mention.type == "PER") or view.pos[subject] == "PRON" or view.lemmas[subject] in words.persons:
                    return Cue(i, subject, start, end, "sentence-before")
    return None


def fragment(place: Place) -> Found | None:
    """A marked piece of somebody's sentence: "called the plan “a gift to all who pollute”". Kept if no indirect quote holds it."""
    view = place.view
    if len(place.words) < 4 or place.link_last < place.low or is_name(place):
        return None
    words = speech_words(view.lang)
    start = max(place.low, view.sentences[view.sentence[place.link_last]][0])
    for i in range(place.link_last, max(start, place.link_last - 16) - 1, -1):
        if view.pos[i] == "VERB" and (view.lemmas[i] in words.judge or view.lemmas[i] in words.verbs):
            subject = subject_of(view, i)
            if subject is None or not plausible(view, subject):
                return None
            return place.found("fragment", Cue(i, subject, start, place.before, "fragment"), 0.6)
    if place.finite and any(view.lows[i] in FIRST_PERSON for i in place.words[:60]):
        return place.found("first-person", None, 0.5, inherit="same")
    return None


def with_signature(place: Place) -> Found | None:
    """A paragraph in marks, and below it "— Name, title"."""
    party = signature(place.view, place.mark.last + 1) if place.whole_paragraph and len(place.words) >= 3 else None
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
        view.quoted[place.first : place.last + 1] = b"\1" * (place.last + 1 - place.first)
        if found and _goes_on(view, found[-1], quote, place):
            found[-1].parts += quote.parts
            found[-1].paragraphs = (found[-1].paragraphs[0], quote.paragraphs[1])
        else:
            found.append(quote)
    return found, fragments


def _goes_on(view: View, last: Found, quote: Found, place: Place) -> bool:
    """Whether a cue only interrupts: “A,” he said, “B.” or “A,” he said. “B.” """
    if last.cue is None or last.rule not in {"direct/after-cue", "direct/cue-inside"}:
        return False
    if last.paragraphs[1] == quote.paragraphs[0] and (quote.cue == last.cue or quote.rule == "direct/after-interruption"):
        return True
    return quote.rule == "direct/sentence-before" and _one_clause_between(view, last, place)


def _interrupted(view: View, last: Found, place: Place) -> bool:
    """“A,” he said, “but B.”: the second half needs no capital."""
    return last.rule == "direct/after-cue" and last.cue is not None and place.link in {",", "—"} and _one_clause_between(view, last, place)


def _one_clause_between(view: View, last: Found, place: Place) -> bool:
    """Whether the clause of the cue is all that lies between two marked stretches of a paragraph."""
    if last.cue is None or last.paragraphs[1] != place.mark.first or not 0 <= place.before - last.cue <= 40:
        return False
    stops = [i for i in range(last.cue + 1, place.before + 1) if view.words[i] in STOPS]
    return not stops or stops[0] >= place.before - 1

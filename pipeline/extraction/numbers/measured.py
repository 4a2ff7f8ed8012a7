"""What a number measures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from pipeline.extraction.numbers.nouns import (
    NOUNS,
    OBJECTS,
    SUBJECTS,
    head_outside,
    is_timely,
    misread_noun,
    noun_after,
    noun_phrase,
)
from pipeline.extraction.records import Number, text_of
from pipeline.lexicon import lexicon

Place = tuple[int, int]
MAX_CLIMB = 6
_LABEL = re.compile(r"(?P<label>[^:;.!?–—,]{2,80}?)\s?(?::|\s[–—-])\s*$")
_LABEL_REACH = 120
_LABEL_MARKS = frozenset(":–—-")
_PREPOSITIONS = frozenset(
    [
        "to",
        "by",
        "at",
        "from",
        "of",
        "in",
        "up",
        "with",
        "worth",
        "for",
        "до",
        "на",
        "в",
        "во",
        "с",
        "со",
        "под",
        "от",
        "из",
        "по",
        "к",
    ]
)
_CLIMBED = frozenset(["xcomp", "conj", "advcl", "pcomp", "aux", "cop", "ccomp", "prep", "aux:pass", "acl", "parataxis"])
_MODIFIERS = frozenset(["nummod", "compound", "amod", "nmod", "quantmod", "poss", "npadvmod", "advmod", "nummod:gov"])


def counted_noun(doc: Doc, span: Span) -> Token | None:
    """The noun that a count counts ("9,000 *students*", «300 новых *школ*»), by the tree where it agrees with word order."""
    if span.end < len(doc) - 1 and doc[span.end].text in ("-", "‑") and not doc[span.end - 1].whitespace_:
        return doc[span.end + 1] if doc[span.end + 1].is_alpha else None
    root = head_outside(span)
    head = root.head
    if span.end < len(doc) - 1 and doc[span.end].lower_ in ("a", "per", "each") and is_timely(doc[span.end + 1]):
        return None  # "from 12 to 20 a week"
    modifies = root.dep_.startswith(("nummod", "amod", "quantmod", "det", "compound"))
    if modifies and head.pos_ in NOUNS and span.end <= head.i < span.end + 6:
        return head if not any(doc[k].is_punct and doc[k].text not in ("-", '"', "«") for k in range(span.end, head.i)) else None
    following = (noun_after(doc, span.end) or misread_noun(doc, span.end)) if span.end < len(doc) else None
    return following if following is not None and following.sent.start == span[0].sent.start else None


@dataclass(frozen=True, slots=True)
class Measure:
    """Finds what is measured. `taken` are the tokens of every number and time of the document: no part of what is measured."""

    doc: Doc
    taken: frozenset[int]

    def place(self, number: Number, span: Span, counted: Token | None) -> Place | None:
        """The noun phrase that says what `number` measures, as characters of the text."""
        if counted is not None and (number.value_from is None or self._above(span, number) is None):
            if counted.i == span.end + 1 and self.doc[span.end].is_punct:  # "10-member working group"
                counted = noun_after(self.doc, counted.i + 1) or counted
            found = noun_phrase(counted, self.taken)
            return self._behind(found, number) if found else None
        label = self._label(number)
        if label is not None:
            return label
        finders = [self._spent_on, self._complement, self._modified, self._before_preposition, self._said_before, self._governed]
        if span.start and self.doc[span.start - 1].lower_ == "of":  # "a loan of $5 million for schools"
            finders.insert(0, self._before_preposition)
        # Behind a change of a count stands what is counted, before it what changes.
        for finder in finders[3:] if number.value_from is not None else finders:
            head = finder(span, number)
            if head is not None and not self._fits(head):
                head = None
            if head is not None and not self._across(span, head) and (found := noun_phrase(self._filled(head), self.taken)):
                return found
        return self._before(span)

    def _spent_on(self, span: Span, number: Number) -> Token | None:
        """ "invested $95 million in irrigation", «выделил на ремонт 5 млн тенге»: what the money is for."""
        verb = head_outside(span).head
        data = lexicon(f"{self.doc.lang_}/periods")
        if number.kind != "money" or verb.lemma_.lower() not in data["spending"]:
            return None
        for child in (*verb.children, *(c for t in span for c in t.children if c.i >= span.end)):
            if child.pos_ == "ADP" and child.lower_ in data["spent_on"]:
                return next((c for c in child.children if c.pos_ == "NOUN"), None)
            if child.dep_ in ("obl", "nmod") and child.pos_ == "NOUN":
                cases = [c.lower_ for c in child.children if c.dep_ == "case"]
                if cases and cases[0] in data["spent_on"] and self._fits(child):
                    return child
        return None

    def _said_before(self, span: Span, number: Number) -> Token | None:
        """Russian by word order, since trees of numerals are often torn: the first nominative of the clause before its verb."""
        if self.doc.lang_ != "ru":
            return None
        verb = next((t for t in reversed(self.doc[max(0, span.start - 5) : span.start]) if t.pos_ == "VERB"), None)
        if verb is None or verb.sent.start != span[0].sent.start or any(k in self.taken for k in range(verb.i, span.start)):
            return None
        found = None
        for k in range(verb.i - 1, verb.sent.start - 1, -1):
            token = self.doc[k]
            if token.text in ",;:—«»" or k in self.taken or token.pos_ in ("CCONJ", "VERB"):
                break
            if token.pos_ == "NOUN" and "Case=Nom" in str(token.morph) and token.head.i not in self.taken:
                found = token
        return found

    def _above(self, span: Span, number: Number) -> Token | None:
        return self._before_preposition(span, number) or self._said_before(span, number) or self._governed(span, number)

    def _behind(self, place: Place, number: Number) -> Place | None:
        """The part of a place that lies behind the number, where the number stands inside it."""
        if place[0] >= number.end or place[1] <= number.start:
            return place
        rest = text_of(self.doc)[number.end : place[1]]
        return (place[1] - len(rest.lstrip()), place[1]) if rest.strip() else None

    def _across(self, span: Span, head: Token) -> bool:
        """Whether a sign parts the number from a noun behind it: what is measured stands before the number then."""
        return any(self.doc[k].text in ",;—–(" for k in range(span.end, head.i))

    def _filled(self, head: Token) -> Token:
        """ "a loan in the amount of", «кредит в размере»: the noun behind a word that holds nothing by itself."""
        empty = head.lemma_.lower() in lexicon(f"{self.doc.lang_}/periods")["empty_nouns"]
        if not empty or any(
            c.dep_ in ("nmod", "prep") and c.i > head.i and c.right_edge.i not in self.taken for c in head.children
        ):
            return head
        above = head.head.head if head.head.pos_ == "ADP" else head.head
        if above.pos_ in NOUNS and above.i < head.i and self._fits(above):
            return above
        nearest = next((t for t in reversed(self.doc[max(head.sent.start, head.i - 5) : head.i]) if t.pos_ in NOUNS), None)
        return nearest if nearest is not None and self._fits(nearest) else head

    def _fits(self, head: Token) -> bool:
        return head.pos_ != "PRON" and head.i not in self.taken and not is_timely(head)

    def _complement(self, span: Span, number: Number) -> Token | None:
        """ "15 percent of exports", "5 tons of wheat", "$2 million in investments", «26 процентов экспорта», «5 тонн зерна»."""
        doc = self.doc
        if span.end >= len(doc):
            return None
        following = doc[span.end]
        if following.lower_ == "of":
            return noun_after(doc, span.end)
        if following.lower_ in ("in", "for", "worth") and number.kind == "money":
            head = noun_after(doc, span.end + 1)
            return head if head is not None and head.pos_ == "NOUN" else None
        if doc.lang_ != "ru" or number.kind == "ordinal":
            return None
        head = noun_after(doc, span.end) if doc[span.end].pos_ != "ADV" else None  # «на 5 процентов больше показателя»
        if head is None or any(c.dep_ == "case" for c in head.lefts) or any(doc[k].is_punct for k in range(span.end, head.i)):
            return None
        follows = head.i == span.end and head.dep_ == "nmod" and span.start <= head.head.i < span.end
        return head if follows or "Case=Gen" in str(head.morph) else None

    def _modified(self, span: Span, number: Number) -> Token | None:
        """ "a $10 million loan", "27-kilometer ring", «пятилетний план», «80-процентная доля»."""
        root = head_outside(span)
        head = root.head
        if root.dep_ in _MODIFIERS and head.pos_ in NOUNS:
            if span.end <= head.i < span.end + 6:
                return head
            if head.i < span.start and root.dep_ in ("nmod", "amod", "nummod"):
                return head
        doc = self.doc
        if doc.lang_ != "en" or span.end >= len(doc) or number.kind not in ("money", "quantity", "duration"):
            return None
        following = noun_after(doc, span.end) if doc[span.end].pos_ in ("NOUN", "ADJ") else None
        return following if following is not None and following.i < span.end + 4 and following.head.i != span.start else None

    def _before_preposition(self, span: Span, number: Number) -> Token | None:
        """The noun right before the number's preposition: "raise *trade* to", «довести *товарооборот* до», "*growth* of"."""
        doc, k = self.doc, span.start - 1
        if k > 0 and doc[k].lower_ not in _PREPOSITIONS and doc[span.start].lower_ in _PREPOSITIONS:
            k = span.start
        if k < 1 or doc[k].lower_ not in _PREPOSITIONS or doc[k].sent.start != span[0].sent.start:
            return None
        head = doc[k - 1]
        if head.pos_ not in NOUNS or head.i in self.taken or is_timely(head):
            return None
        if any(case in str(head.morph) for case in ("Case=Dat", "Case=Ins")):  # «обходится перевозчикам в 5 млн»
            return None
        while True:
            above = head.head
            if above.pos_ == "ADP" and above.i < head.i:
                above = above.head
            if above.i >= head.i or above.pos_ not in NOUNS or above.i in self.taken:
                break
            head = above
        cases = [c for c in head.children if c.dep_ == "case"]
        inside = head.dep_ == "pobj" or (cases and cases[0].i < head.i)
        return None if inside else head

    def _governed(self, span: Span, number: Number) -> Token | None:
        """Up the tree from the number: the object of "raise trade to", the subject of "reached", the noun of "growth of"."""
        token = head_outside(span)
        through = token
        for _ in range(MAX_CLIMB):
            governor = token.head
            if governor is token:
                return subject_of(token, self.taken) if token.pos_ in ("VERB", "AUX", "ADJ", "NOUN") else None
            if governor.pos_ in NOUNS and governor.i not in self.taken and not is_timely(governor):
                return governor if governor.i < span.start else subject_of(governor, self.taken)
            if governor.pos_ in ("VERB", "AUX", "ADJ", "ADV") and governor.i not in self.taken:
                return self._of_verb(governor, through, span)
            token = governor
            if token.pos_ != "ADP" and token.i not in self.taken:
                through = token
        return None

    def _of_verb(self, verb: Token, through: Token, span: Span) -> Token | None:
        if through.dep_ not in OBJECTS:
            for child in verb.children:
                if child.dep_ in OBJECTS and child.pos_ in NOUNS and child.i not in self.taken and child.i < span.start:
                    return child
        return subject_of(verb, self.taken)

    def _label(self, number: Number) -> Place | None:
        """ "GDP growth: 4.8%", «Население — 20 млн»: the words before a colon or dash, in headings, lists and tables."""
        start = next((p.start for p in self.doc._.paragraphs if p.start <= number.start < p.end), 0)
        before = text_of(self.doc)[max(start, number.start - _LABEL_REACH) : number.start]
        match = _LABEL.search(before) if before.rstrip()[-1:] in _LABEL_MARKS else None
        if match is None:
            return None
        label = re.sub(r"^[\s•·*–—\-\d)]+", "", match["label"])
        begin = number.start - len(before) + match.end("label") - len(label)
        words = label.split()
        tokens = self._tokens(begin, begin + len(label))
        if not tokens or tokens[0].pos_ in ("ADP", "CCONJ", "SCONJ") or any(is_timely(t) for t in tokens):
            return None
        if not 1 <= len(words) <= 8 or any(t.pos_ in ("VERB", "AUX") for t in self._tokens(begin, begin + len(label))):
            return None
        heads = [t for t in self._tokens(begin, begin + len(label)) if t.pos_ in NOUNS]
        return (begin, begin + len(label.rstrip())) if heads else None

    def _tokens(self, start: int, end: int) -> list[Token]:
        span = self.doc.char_span(start, end, alignment_mode="expand")
        return list(span) if span is not None else []

    def _before(self, span: Span) -> Place | None:
        """The nearest noun before the number in its sentence that is no time and no part of another number."""
        sentence = span[0].sent
        for k in range(span.start - 1, sentence.start - 1, -1):
            token = self.doc[k]
            if token.pos_ != "NOUN" or not self._fits(token) or token.lemma_.lower() in ("time", "время", "period", "период"):
                continue
            head = token
            while head.dep_ in ("compound", "nmod", "pobj", "prep") and sentence.start <= head.head.i < head.i:
                if head.head.pos_ not in NOUNS | {"ADP"} or head.head.i in self.taken:
                    break
                head = head.head
            return noun_phrase(head if head.pos_ in NOUNS else token, self.taken)
        return None


def subject_of(verb: Token, taken: frozenset[int]) -> Token | None:
    """The subject of a verb, or of the verb it hangs on; a participle's noun."""
    for _ in range(MAX_CLIMB):
        for child in verb.children:
            if child.dep_ in SUBJECTS and child.i not in taken and child.pos_ not in ("PRON", "DET"):
                return child
        if verb.dep_ in ("acl", "relcl", "acl:relcl", "amod") and verb.head.pos_ in NOUNS:
            return None if verb.head.i in taken else verb.head
        if verb.head is verb or verb.dep_ not in _CLIMBED:
            return None
        verb = verb.head
        if verb.pos_ == "ADP":
            verb = verb.head
        if verb.pos_ in NOUNS and verb.i not in taken:
            return verb
    return None

"""Who speaks at a place: of a quote, of a sentence that is told as theirs, of a signed article."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from pipeline.extraction.parties import author_party
from pipeline.extraction.proposals.bounds import reporting_tail
from pipeline.extraction.proposals.candidates import Candidates
from pipeline.extraction.proposals.grammar import NOUNS, VERBS, Grammar
from pipeline.extraction.records import Party, Quote

OWNING = frozenset(["poss", "nmod", "det"])
LEAST_FIRST_PERSONS = 2
"""How often "I" or "we" must stand outside quotes to make a text somebody's own opinion."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a cue counts, and who stands behind it (None: nobody is named)."""

    counts: bool
    party: Party | None = None
    confidence: float = 1.0
    force: str | None = None
    """Another force than the cue's: the proposal of somebody unnamed that the party supports."""


NOBODY = Standing(False)


class Speaking:
    """Answers for one document."""

    def __init__(self, doc: Doc, g: Grammar, candidates: Candidates) -> None:
        self.doc, self.g, self.candidates = doc, g, candidates
        self.quotes: list[Quote] = doc._.quotes
        self.personal = self._is_personal()

    @cached_property
    def author(self) -> Party | None:
        """The author, looked up when first needed; an entity of that name is used again."""
        name = " ".join((self.g.view.context.author or "").split())
        known = next((k for k, e in enumerate(self.g.view.entities) if name and e.type == "person" and e.name == name), None)
        return author_party(self.doc) if known is None else Party(known, 0, 0, "author", 0.7)

    def direct(self, token: int) -> Quote | None:
        """The direct quote in whose words a token lies."""
        return self._quote(token, "direct")


    def _quote(self, token: int, kind: str) -> Quote | None:
        at = self.g.view.starts[token]
        inside = [q for q in self.quotes if q.kind == kind and any(a <= at < b for a, b in q.parts or [(q.start, q.end)])]
        return min(inside, key=lambda q: q.end - q.start) if inside else None


    def speech(self, token: int) -> Standing:
        """Who speaks at a place: of a quote, of a sentence that is told as theirs, of the article; else nobody."""
        for kind, sureness in (("direct", 1.0), ("indirect", 0.95)):
            quote = self._quote(token, kind)
            if quote is not None:
                return Standing(True, quote.speaker, sureness if quote.speaker else 0.6)
        party = self._told_by(token) or self._by_opinion(token) or self._told_next(token)
        if party is not None:
            return Standing(True, party, 0.9)
        if (author := self.author) is not None:
            return Standing(True, author, 0.8)
        return Standing(True, None, 0.6) if self.personal or self.under_recommendations(token) else NOBODY


    def _is_personal(self) -> bool:
        """Whether somebody speaks in the first person outside quotes: an article of opinion whose author is not known."""
        g = self.g
        spoken = [part for q in self.quotes if q.kind == "direct" for part in q.parts or [(q.start, q.end)]]
        places = (g.view.starts[i] for i, low in enumerate(g.lows) if g.words.has("first_person", low))
        return sum(not any(a <= at < b for a, b in spoken) for at in places) >= LEAST_FIRST_PERSONS


    def under_recommendations(self, token: int) -> bool:
        """Whether the nearest heading above says "Recommendations", «Предложения»."""
        view = self.g.view
        for k in range(view.paragraph[token] - 1, -1, -1):
            start, end = view.paragraph_tokens[k]
            if view.paragraphs[k].kind == "heading" or (end - start <= 2 and self.g.lows[end - 1] not in {".", ":"}):
                words = (self.g.words.nouns.get(lemma) for lemma in self.g.lemmas[start:end])
                return any(word is not None and word.force == "propose" for word in words)
        return False


    def _told_by(self, token: int) -> Party | None:
        """The subject of the verb of saying above a token, or of one that follows the clause ("..., X said")."""
        g = self.g
        low, high = g.region(token)
        at = token
        for _ in range(10):
            head = g.view.heads[at]
            if head == at:
                break
            at = head
            if g.pos[at] in VERBS and g.words.has("reports", g.lemmas[at]) and not g.negated(at):
                return self._speaker_of(at, token)
        for k in range(low, high):
            if not g.words.has("reports", g.lemmas[k]) or self._for_example(k):
                continue
            tail = self._is_tail(token, k, high)
            told = g.view.deps[k] == "parataxis" or tail
            party = self._speaker_of(k, token) if told else None
            if party is not None or (tail and (party := self._before_tail(k)) is not None):
                return party
        return None


    def _for_example(self, k: int) -> bool:
        """"part of the revenue, say a fifth, should be returned": nobody says anything."""
        return self.g.lows[k] == "say" and k > 0 and self.g.lows[k - 1] in {",", "("}


    def _before_tail(self, verb: int) -> Party | None:
        """The noun phrase between the last comma and a verb of saying, whatever the tree makes of it."""
        g = self.g
        comma = max((k for k in range(g.region(verb)[0], verb) if g.lows[k] == ","), default=None)
        noun = g.noun_from(comma + 1, verb) if comma is not None else None
        return self.candidates.party(noun) if noun is not None else None


    def _is_tail(self, token: int, verb: int, high: int) -> bool:
        """Whether a verb of saying ends a sentence that begins with what was said: "..., the mayor, Anna Ozola, said"."""
        g = self.g
        commas = [k for k in range(token, verb) if g.lows[k] == ","]
        return any(g.pos[k + 1] != "CCONJ" and reporting_tail(g, k + 1, high) for k in commas[-3:])


    def _told_next(self, token: int) -> Party | None:
        """«Об этом заявил X»: the sentence after tells whose words these were."""
        g = self.g
        number = g.sentence[token] + 1
        low, high = g.sentences[number] if number < len(g.sentences) else (0, 0)
        if g.english or tuple(g.lows[low : low + 2]) != ("об", "этом"):
            return None
        near = range(low + 2, min(high, low + 12))
        verb = next((k for k in near if g.words.has("reports", g.lemmas[k]) and g.finite(k)), None)
        return self._speaker_of(verb, token) if verb is not None else None


    def _speaker_of(self, verb: int, token: int) -> Party | None:
        g = self.g
        subject = next((k for k in g.view.kids[verb] if g.view.deps[k] == "nsubj"), None)
        if subject is not None:
            return self.candidates.party(subject) if subject != token else None
        for k in g.view.kids[verb]:  # «говорится в заявлении министерства»: whose text it is
            text = g.words.has("texts", g.lemmas[k])
            owner = next((m for m in g.view.kids[k] if g.view.deps[m] == "nmod"), None) if text else None
            if owner is not None and (party := self.candidates.party(owner)) is not None:
                return party
        return None


    def _by_opinion(self, token: int) -> Party | None:
        """"according to X", "in X's opinion", «по словам X», «по мнению X»."""
        g = self.g
        low, high = g.region(token)
        for k in range(low, high):
            if g.lows[k] == "according" and k + 2 < high:
                noun = g.noun_from(k + 2, high)
                return self.candidates.party(noun) if noun is not None else None
            opinion = g.words.has("opinion_nouns", g.lemmas[k]) and g.pos[k] in NOUNS
            if not opinion or not (g.english or "по" in g.lows[max(low, k - 2) : k]):
                continue
            owners = (m for m in g.view.kids[k] if g.view.deps[m] in OWNING and g.pos[m] in NOUNS | {"PRON", "DET"})
            party = next((party for m in owners if (party := self.candidates.party(m)) is not None), None)
            if party is not None:
                return party
        return None

"""Who puts a proposal forward: the subject of its verb, the owner of its noun, or whoever speaks there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc

from pipeline.extraction.parties import author_party, party_of
from pipeline.extraction.phrases import pronoun
from pipeline.extraction.proposals.bounds import reporting_tail
from pipeline.extraction.proposals.cues import Found
from pipeline.extraction.proposals.grammar import NOUNS, VERBS, Grammar
from pipeline.extraction.records import Party, Quote


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a cue counts, and who stands behind it (None: nobody is named)."""

    counts: bool
    party: Party | None = None
    confidence: float = 1.0


NOBODY = Standing(False)
BEING = frozenset(["be", "remain"])
OWNED = frozenset({"propose", "call", "urge", "support"})
"""Nouns that their owner alone puts forward; a need or an intention must be voiced besides."""
LEAST_FIRST_PERSONS = 2
"""How often "I" or "we" must stand outside quotes to make a text somebody's own opinion."""


class Proposers:
    """Answers for one document; keeps its author and which quote covers a place."""

    def __init__(self, doc: Doc, g: Grammar) -> None:
        self.doc, self.g = doc, g
        self.quotes: list[Quote] = doc._.quotes
        self.author = author_party(doc)
        self.personal = self._is_personal()

    def standing(self, found: Found) -> Standing:
        """Who is behind a cue."""
        if found.holder == "subject":
            return self._of_verb(found)
        if found.holder == "owner":
            return self._of_noun(found)
        if found.holder == "owner or speech":
            spoken = self.speech(found.anchor)
            owner = self._owner(found) if found.force == "propose" and not spoken.counts else None
            return spoken if owner is None else Standing(True, owner)
        return self.speech(found.anchor)

    def _is_personal(self) -> bool:
        """Whether somebody speaks in the first person outside quotes: an article of opinion whose author is not known."""
        g = self.g
        spoken = [part for q in self.quotes if q.kind == "direct" for part in q.parts or [(q.start, q.end)]]
        places = (g.view.starts[i] for i, low in enumerate(g.lows) if g.words.has("first_person", low))
        return sum(not any(a <= at < b for a, b in spoken) for at in places) >= LEAST_FIRST_PERSONS

    # --- verbs and nouns ---

    def _of_verb(self, found: Found) -> Standing:
        said = self.direct(found.anchor)
        if found.passive:
            agent = self.g.agent(found.anchor)
            party = self._party(agent) if agent is not None else None
            return Standing(True, party or (said.speaker if said else None), 0.8)
        subject = self.g.subject(found.anchor)
        if subject is None:
            return self._without_subject(found, said)
        if self.g.lows[subject] in self.g.words.sets["first_person"]:
            return self._first_person(found.anchor, subject)
        party = None if self._in_dateline(subject, found.anchor) else self._party(subject, found.force)
        if party is None:
            party = self._farther_subject(found.anchor, found.force)
        if party is None:
            return NOBODY
        if said is not None and self._speaks_for(party):
            return Standing(True, said.speaker)
        return Standing(True, party)

    def _first_person(self, verb: int, subject: int) -> Standing:
        """"We propose": whoever speaks; where that is not known, the words themselves."""
        spoken = self.speech(verb)
        if spoken.counts:
            return spoken
        view = self.g.view
        return Standing(True, Party(None, view.starts[subject], view.ends[subject], "pronoun", 0.5), 0.8)

    def _in_dateline(self, subject: int, verb: int) -> bool:
        """"ALMATY, 18 September (Agency) — ...": the place before the dash is nobody's subject."""
        low, _ = self.g.region(subject)
        return subject <= low + 2 and any(self.g.lows[k] in {"—", "–", "--", "/"} for k in range(subject + 1, verb))

    def _farther_subject(self, verb: int, force: str) -> Party | None:
        """The subject of a verb farther up: of "X recalled that A does B, and proposed ..." the parser made A propose."""
        g, at = self.g, verb
        dateline = self._nearest_before(verb) if any(g.lows[k] in {"—", "–"} for k in range(g.region(verb)[0], verb)) else None
        for _ in range(3 if g.view.deps[verb] == "conj" else 0):
            at = g.view.heads[at]
            subject = next((k for k in g.view.kids[at] if g.view.deps[k] == "nsubj"), None)
            if subject is not None and (party := self._party(subject, force)) is not None:
                return party
        return dateline

    def _without_subject(self, found: Found, said: Quote | None) -> Standing:
        """A first person that is only an ending («предлагаем»), or a verb whose subject the tree has lost."""
        if not self.g.english and self.g.feat(found.anchor, "Person=1"):
            spoken = self.speech(found.anchor)
            return spoken if spoken.counts else Standing(True, None, 0.7)
        if said is not None:
            return Standing(True, said.speaker, 0.8)
        party = self._where(found.anchor) or self._nearest_before(found.anchor)
        return Standing(True, party, 0.7) if party is not None else NOBODY

    def _where(self, verb: int) -> Party | None:
        """«в министерстве предлагают»: nobody is the subject, the body is named by its place."""
        g = self.g
        low, _ = g.region(verb)
        if g.english or not g.feat(verb, "Number=Plur"):
            return None
        for k in range(low, verb - 1):
            if g.lows[k] in {"в", "во"} and (noun := g.noun_from(k + 1, verb)) is not None:
                party = self._party(noun)
                if party is not None and (party.entity is None or g.view.entities[party.entity].type == "organisation"):
                    return party
        return None

    def _nearest_before(self, verb: int) -> Party | None:
        """The last name or party noun before a verb in its sentence, where no other verb stands between."""
        low, _ = self.g.region(verb)
        for k in range(verb - 1, max(low, verb - 12) - 1, -1):
            if self.g.finite(k) and not self.g.view.deps[k].startswith("aux"):
                return None
            if self.g.pos[k] in NOUNS and self.g.case(k) in {None, "Nom"} and (party := self._party(k)) is not None:
                return party
        return None

    def _of_noun(self, found: Found) -> Standing:
        owner = self._owner(found)
        verb = found.verb
        lemma = self.g.lemmas[verb] if verb is not None else None
        voiced = lemma is not None and self.g.words.has("voices", lemma)
        if verb is not None and lemma in BEING and self.g.words.has("being_nouns", self.g.lemmas[found.anchor]):
            return self._of_verb(replace(found, anchor=verb, passive=False))
        if owner is not None and (voiced or found.force in OWNED):
            return NOBODY if lemma is not None and self.g.words.has("done", lemma) else Standing(True, owner)
        if verb is None or not voiced:
            return self._unvoiced(found, verb)
        if self.g.subject(verb) == found.anchor and not self.g.passive(verb):
            return self.speech(found.anchor) if found.force == "need" else Standing(True, self._source(verb), 0.8)
        if self.g.passive(verb):
            agent = self.g.agent(verb)
            return Standing(True, self._party(agent) if agent is not None else None, 0.8)
        return self._of_verb(replace(found, anchor=verb, passive=False))

    def _source(self, verb: int) -> Party | None:
        """Where a proposal comes from: "came from Japan", «поступило от/со стороны Кыргызстана»."""
        low, high = self.g.region(verb)
        for k in range(low, high - 1):
            if self.g.lows[k] in {"from", "от"} or (self.g.lows[k] == "стороны" and self.g.lows[k - 1] == "со"):
                noun = self.g.noun_from(k + 1, high)
                if noun is not None and (party := self._party(noun)) is not None:
                    return party
        return None

    def _unvoiced(self, found: Found, verb: int | None) -> Standing:
        """A need that somebody's own words state: "there is a need to", «есть необходимость»."""
        if found.force != "need" or (verb is not None and self.g.words.has("done", self.g.lemmas[verb])):
            return NOBODY
        existential = verb is not None and self.g.words.has("existential", self.g.lemmas[verb])
        return self.speech(found.anchor) if existential else NOBODY

    def _owner(self, found: Found) -> Party | None:
        """"Japan's proposal", "the proposal of the ministers", «инициатива Токаева», «предложение кыргызской стороны»."""
        noun, g = found.anchor, self.g
        before = found.phrases[0].start if found.phrases[0].start > noun else noun + 12
        for k in g.view.kids[noun]:
            genitive = not g.english and k < before and g.case(k) == "Gen" and g.view.deps[k] in {"nmod", "appos"} and k > noun
            if (g.view.deps[k] == "poss" and (g.pos[k] in NOUNS or pronoun(g.view, k) in {"m", "f", "pl"})) or genitive:
                if (party := self._party(k)) is not None:
                    return party
            if g.view.deps[k] == "prep" and g.lows[k] in {"of", "by", "from"} and k < before:
                inner = next((n for n in g.view.kids[k] if g.view.deps[n] == "pobj" and n < before), None)
                if inner is not None and (party := self._party(inner)) is not None:
                    return party
        return None

    def _party(self, token: int, force: str = "need") -> Party | None:
        """The party of a noun, if it is one that can put something forward with this force."""
        g = self.g
        if g.pos[token] == "PRON" and g.lows[token] in {"it", "this", "that", "which", "это", "что"} | {"there", "what"}:
            return party_of(g.view, token) if g.lows[token] == "it" else None
        party = None if g.words.has("no_parties", g.lemmas[token]) else party_of(g.view, token)
        own = g.view.mention_at(token)
        if party is not None and own is not None and party.by == "name" and party.end <= own.start:
            party = Party(own.entity, own.start, own.end, "name", party.confidence)  # "According to X, Kazakhstan ..."
        if party is None:
            return None
        if party.entity is not None:
            mention = g.view.mention_at(g.view.token_from(party.start)) if party.by == "name" else None
            return None if mention is not None and mention.type in {"EVENT", "WORK"} else party
        if party.by == "pronoun":
            return party
        return replace(party, by=party.by or "title") if self._can_propose(token, force) else None

    def _can_propose(self, token: int, force: str) -> bool:
        g, at = self.g, token
        if g.words.has("texts", g.lemmas[token]):
            return force not in {"intend", "offer", "support"}
        for _ in range(4):
            if g.words.has("parties", g.lemmas[at]):
                return True
            if g.view.deps[at] not in {"compound", "amod", "nmod", "flat", "flat:name"} or g.view.heads[at] == at:
                break
            at = g.view.heads[at]
        word = g.view.words[token]
        return g.pos[token] == "PROPN" and word[:1].isupper() and (g.english or not word.isupper() or len(word) < 6)

    def _speaks_for(self, party: Party) -> bool:
        """Whether a subject inside direct speech is one the speaker stands for: a state, not another person or body."""
        if party.entity is None:
            return False
        return self.g.view.entities[party.entity].type == "place"

    # --- speech ---

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
        if self.author is not None:
            return Standing(True, self.author, 0.8)
        return Standing(True, None, 0.6) if self.personal or self._under_recommendations(token) else NOBODY

    def _under_recommendations(self, token: int) -> bool:
        """Whether the nearest heading above says "Recommendations", «Предложения»."""
        view = self.g.view
        for k in range(view.paragraph[token] - 1, -1, -1):
            start, end = view.paragraph_tokens[k]
            if view.paragraphs[k].kind == "heading" or (end - start <= 2 and self.g.lows[end - 1] not in {".", ":"}):
                return any((word := self.g.words.nouns.get(self.g.lemmas[i])) is not None and word.force == "propose" for i in range(start, end))
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
            told = g.words.has("reports", g.lemmas[k]) and (g.view.deps[k] == "parataxis" or self._is_tail(token, k, high))
            if told and (party := self._speaker_of(k, token)) is not None:
                return party
        return None

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
        verb = next((k for k in range(low + 2, min(high, low + 12)) if g.words.has("reports", g.lemmas[k]) and g.finite(k)), None)
        return self._speaker_of(verb, token) if verb is not None else None

    def _speaker_of(self, verb: int, token: int) -> Party | None:
        g = self.g
        subject = next((k for k in g.view.kids[verb] if g.view.deps[k] == "nsubj"), None)
        if subject is not None:
            return self._party(subject) if subject != token else None
        for k in g.view.kids[verb]:  # «говорится в заявлении министерства»: whose text it is
            owner = next((m for m in g.view.kids[k] if g.view.deps[m] == "nmod"), None) if g.words.has("texts", g.lemmas[k]) else None
            if owner is not None and (party := self._party(owner)) is not None:
                return party
        return None

    def _by_opinion(self, token: int) -> Party | None:
        """"according to X", "in X's opinion", «по словам X», «по мнению X»."""
        g = self.g
        low, high = g.region(token)
        for k in range(low, high):
            if g.lows[k] == "according" and k + 2 < high:
                noun = g.noun_from(k + 2, high)
                return self._party(noun) if noun is not None else None
            if g.words.has("opinion_nouns", g.lemmas[k]) and g.pos[k] in NOUNS and (g.english or (k > 0 and "по" in g.lows[max(low, k - 2) : k])):
                owner = next((m for m in g.view.kids[k] if g.view.deps[m] in {"poss", "nmod", "det"} and g.pos[m] in NOUNS | {"PRON", "DET"}), None)
                if owner is not None and (party := self._party(owner)) is not None:
                    return party
        return None

"""Which noun can put something forward, and where such a noun stands: owner of a proposal, source, place, subject lost."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extraction.parties import party_of
from pipeline.extraction.phrases import pronoun
from pipeline.extraction.proposals.cues import Found
from pipeline.extraction.proposals.grammar import NOUNS, Grammar
from pipeline.extraction.records import Party
from pipeline.extraction.speech import speech_words

MOST_ITEMS = 40
"""How many items back the opening line of a list may stand."""
LATEST_IN_ITEM = 4
SHORT_LINE = 8
NO_PERSONS = frozenset(["this", "that", "which", "there", "what", "это", "что"])


class Candidates:
    """Parties of one document, by the noun that stands for them."""

    def __init__(self, g: Grammar) -> None:
        self.g = g

    def party(self, token: int, force: str = "need") -> Party | None:
        """The party of a noun, if it is one that can put something forward with this force."""
        g = self.g
        if g.lows[token] == "it":
            return party_of(g.view, token) or self._body_before(token)
        if g.pos[token] == "PRON" and g.lows[token] in NO_PERSONS:
            return None
        party = None if g.words.has("no_parties", g.lemmas[token]) else party_of(g.view, token)
        if party is None:
            return None
        if party.entity is None and (named := self._named_beside(token)) is not None:
            return named
        own = g.view.mention_at(token)
        if own is not None and party.by == "name" and party.end <= own.start:
            party = Party(own.entity, own.start, own.end, "name", party.confidence)  # "According to X, Kazakhstan ..."
        if party.entity is not None:
            mention = g.view.mention_at(g.view.token_from(party.start)) if party.by == "name" else None
            return None if mention is not None and mention.type in {"EVENT", "WORK"} else party
        if party.by == "pronoun":
            return party
        if (holder := self._so_called(token)) is not None:
            return replace(party, entity=holder, by="title")
        return replace(party, by=party.by or "title") if self._can_propose(token, force) else None


    def _named_beside(self, token: int) -> Party | None:
        """"Consumer group Fair Deal", "the charity Open Door": the body named right behind a common noun."""
        g = self.g
        mention = g.view.mention_at(token + 1) if g.english and g.pos[token] == "NOUN" and token + 1 < g.n else None
        if mention is None or mention.type != "ORG" or g.view.starts[token + 1] != mention.start:
            return None
        return Party(mention.entity, mention.start, mention.end, "name", 0.8)

    def _so_called(self, token: int) -> int | None:
        """"The hydrologist", «проректор»: who was last introduced by a title that begins with this word, where the noun is bare."""
        g = self.g
        more = {g.view.deps[k] for k in g.view.kids[token] if g.lows[k] != "the"}
        if more & {"nmod", "prep", "poss", "amod", "det", "appos"} or g.pos[token] not in NOUNS or g.feat(token, "Number=Plur"):
            return None
        before = [role for role in g.view.roles if role.start < g.view.starts[token]]
        called = [role for role in before if role.role.lower().replace("ё", "е").split()[:1] == [g.lemmas[token].lower()]]
        return max(called, key=lambda role: role.start).holder if called else None

    def _body_before(self, token: int) -> Party | None:
        """"It also plans": the body or state that the sentence before is about."""
        g = self.g
        low, _ = g.sentences[max(0, g.sentence[token] - 1)]
        for k in range(low, g.region(token)[0]):
            if g.view.deps[k] == "nsubj" and g.pos[k] in NOUNS and g.view.paragraph[k] == g.view.paragraph[token]:
                party = self.party(k)
                entity = party.entity if party is not None else None
                person = entity is not None and g.view.entities[entity].type == "person"
                return None if person or party is None else replace(party, by="pronoun")
        return None

    def _can_propose(self, token: int, force: str) -> bool:
        g, at = self.g, token
        if g.words.has("texts", g.lemmas[token]):
            return force not in {"intend", "offer", "support"}
        for _ in range(4):
            if g.words.has("parties", g.lemmas[at]) or g.words.has("agents", g.lemmas[at]) or self._speaks(g.lemmas[at]):
                return True
            if g.view.deps[at] not in {"compound", "amod", "nmod", "flat", "flat:name"} or g.view.heads[at] == at:
                break
            at = g.view.heads[at]
        word = g.view.words[token]
        return g.pos[token] == "PROPN" and word[:1].isupper() and (g.english or not word.isupper() or len(word) < 6)


    def _speaks(self, lemma: str) -> bool:
        """Whether the lexicon of speech knows the noun as one of persons or of people together."""
        words = speech_words(self.g.view.lang)
        return lemma in words.persons or lemma in words.collectives or lemma in words.offices

    def owner(self, found: Found) -> Party | None:
        """"Japan's proposal", "the proposal of the ministers", «инициатива Токаева», «предложение кыргызской стороны»."""
        noun, g = found.anchor, self.g
        phrase = found.phrases[0]
        before = phrase.start if phrase.start > noun else noun + 12
        for k in g.view.kids[noun]:
            if phrase.start <= noun < k < phrase.end:
                continue  # "[the idea of a summit]": what is proposed, nobody's name
            genitive = not g.english and noun < k < before and g.case(k) == "Gen" and g.view.deps[k] in {"nmod", "appos"}
            possessive = g.view.deps[k] == "poss" and (g.pos[k] in NOUNS or pronoun(g.view, k) in {"m", "f", "pl"})
            if (genitive or possessive) and (party := self.party(k)) is not None:
                return party
            if g.view.deps[k] == "prep" and g.lows[k] in {"of", "by", "from"} and k < before:
                inner = next((n for n in g.view.kids[k] if g.view.deps[n] == "pobj" and n < before), None)
                if inner is not None and (party := self.party(inner)) is not None:
                    return party
        return None


    def source(self, verb: int) -> Party | None:
        """Where a proposal comes from: "came from Japan", «поступило от/со стороны Кыргызстана»."""
        low, high = self.g.region(verb)
        for k in range(low, high - 1):
            if self.g.lows[k] in {"from", "от"} or (self.g.lows[k] == "стороны" and self.g.lows[k - 1] == "со"):
                noun = self.g.noun_from(k + 1, high)
                if noun is not None and (party := self.party(noun)) is not None:
                    return party
        return None


    def at_place(self, verb: int) -> Party | None:
        """«в министерстве предлагают»: nobody is the subject, the body is named by its place."""
        g = self.g
        low, _ = g.region(verb)
        if g.english or not g.feat(verb, "Number=Plur"):
            return None
        for k in range(low, verb - 1):
            if g.lows[k] in {"в", "во"} and (noun := g.noun_from(k + 1, verb)) is not None:
                party = None if g.words.has("texts", g.lemmas[noun]) else self.party(noun)
                body = party is not None and (party.entity is None or g.view.entities[party.entity].type == "organisation")
                if body:
                    return party
        return None


    def nearest_before(self, verb: int) -> Party | None:
        """The last name or party noun before a verb in its sentence, where no other verb stands between."""
        low, _ = self.g.region(verb)
        for k in range(verb - 1, max(low, verb - 12) - 1, -1):
            if self.g.finite(k) and not self.g.view.deps[k].startswith("aux"):
                return None
            if self.g.pos[k] in NOUNS and self.g.case(k) in {None, "Nom"} and (party := self.party(k)) is not None:
                return party
        return None

    def of_opening(self, verb: int) -> Party | None:
        """The party of the line that opens a list of sentences without subjects: "The Heads of State:", "The Assembly,"."""
        view = self.g.view
        here = view.paragraph[verb]
        if verb - view.paragraph_tokens[here][0] > LATEST_IN_ITEM:
            return None
        for k in range(here - 1, max(-1, here - MOST_ITEMS), -1):
            start, end = view.paragraph_tokens[k]
            short = end - start <= SHORT_LINE
            if end > start and (self.g.lows[end - 1] == ":" or (short and self.g.lows[end - 1] == ",")):
                low = max(start, self.g.region(end - 1)[0])
                nouns = [i for i in range(low, end) if self.g.pos[i] in NOUNS]
                return next((party for i in nouns if (party := self.party(i)) is not None), None)
        return None

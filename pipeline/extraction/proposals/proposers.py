"""Who puts a proposal forward: the subject of its verb, the owner of its noun, or whoever speaks there."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from pipeline.extraction.proposals.candidates import Candidates
from pipeline.extraction.proposals.cues import Found
from pipeline.extraction.proposals.grammar import SUBJECTS, VERBS, Grammar
from pipeline.extraction.proposals.speaking import NOBODY, Speaking, Standing
from pipeline.extraction.records import Party, Quote

DENIALS = frozenset(["no", "none", "nobody", "neither", "few", "not", "не", "никто", "ни"])
BEING = frozenset(["be", "remain"])
OWNED = frozenset({"propose", "call", "urge", "support"})
"""Nouns that their owner alone puts forward; a need or an intention must be voiced besides."""


class Proposers:
    """Answers for one document."""

    def __init__(self, doc: Doc, g: Grammar) -> None:
        self.g = g
        self.candidates = Candidates(g)
        self.speaking = Speaking(doc, g, self.candidates)

    def standing(self, found: Found) -> Standing:
        """Who is behind a cue."""
        if found.holder == "subject":
            return self._of_verb(found)
        if found.holder == "owner":
            return self._of_noun(found)
        if found.holder == "owner or speech":
            spoken = self.speaking.speech(found.anchor)
            owner = self.candidates.owner(found) if found.force == "propose" and not spoken.counts else None
            return spoken if owner is None else Standing(True, owner)
        if found.holder == "heading" and not self.speaking.under_recommendations(found.anchor):
            return NOBODY
        return self.speaking.speech(found.anchor)


    def _of_verb(self, found: Found) -> Standing:
        said = self.speaking.direct(found.anchor)
        if found.passive:
            agent = self.g.agent(found.anchor)
            party = self.candidates.party(agent) if agent is not None else None
            return Standing(True, party or (said.speaker if said else None), 0.8)
        subject = self._main_subject(found.anchor)
        if subject is None:
            subject = self.g.subject(found.anchor)
        if subject is None:
            return self._without_subject(found, said)
        if self._denied(subject) or self._alone(found.anchor, subject):
            return NOBODY
        wished = found.force == "intend" and self.g.words.has("wants", self.g.lemmas[found.anchor])
        if wished and (self.g.lows[subject] in {"i", "я"} or self.g.words.has("wishers", self.g.lemmas[subject])):
            return NOBODY  # "I want to sleep"
        if self.g.lows[subject] in self.g.words.sets["first_person"]:
            return self._first_person(found.anchor, subject)
        party = None if self._in_dateline(subject, found.anchor) else self.candidates.party(subject, found.force)
        if party is None:
            party = self._farther_subject(found.anchor, found.force)
        if party is None:
            return NOBODY
        if said is not None and self._speaks_for(party):
            return Standing(True, said.speaker)
        return Standing(True, party)


    def _main_subject(self, verb: int) -> int | None:
        """Of "X said that the town had no room, and asked ...": the comma ends the clause that was told, and X asks."""
        g, at = self.g, verb
        joined = verb - 2 >= 0 and g.lows[verb - 1] in {"and", "и"} and g.lows[verb - 2] == ","
        if not joined or any(g.view.deps[k] in SUBJECTS for k in g.view.kids[verb]):
            return None
        for _ in range(5):
            at, relation = g.view.heads[at], g.view.deps[at]
            if g.pos[at] in VERBS and g.words.has("reports", g.lemmas[at]) and relation in {"ccomp", "conj", "parataxis"}:
                return next((k for k in g.view.kids[at] if g.view.deps[k] == "nsubj" and k < verb), None)
        return None


    def _denied(self, subject: int) -> bool:
        """"Nobody proposes", "few members are ready", «не все готовы»."""
        low, _ = self.g.region(subject)
        start = self.g.left_edge(subject, low)
        return any(self.g.lows[k] in DENIALS for k in range(max(low, start - 1), subject + 1))

    def _alone(self, verb: int, subject: int) -> bool:
        """"She decided to act": of one person a decision is a piece of a life, unless it is said to be one in speech."""
        if not self.g.words.has("alone", self.g.lemmas[verb]) or self.speaking.direct(verb) is not None:
            return False
        mention = self.g.view.mention_at(subject)
        return self.g.lows[subject] in {"he", "she", "он", "она"} or (mention is not None and mention.type == "PER")

    def _first_person(self, verb: int, subject: int) -> Standing:
        """"We propose": whoever speaks; where that is not known, the words themselves."""
        spoken = self.speaking.speech(verb)
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
        dashed = any(g.lows[k] in {"—", "–"} for k in range(g.region(verb)[0], verb))
        dateline = self.candidates.nearest_before(verb) if dashed else None
        for _ in range(3 if g.view.deps[verb] == "conj" else 0):
            at = g.view.heads[at]
            subject = next((k for k in g.view.kids[at] if g.view.deps[k] == "nsubj"), None)
            if subject is not None and (party := self.candidates.party(subject, force)) is not None:
                return party
        return dateline


    def _without_subject(self, found: Found, said: Quote | None) -> Standing:
        """A first person that is only an ending («предлагаем»), or a verb whose subject the tree has lost."""
        if not self.g.english and self.g.feat(found.anchor, "Person=1"):
            spoken = self.speaking.speech(found.anchor)
            return spoken if spoken.counts else Standing(True, None, 0.7)
        if said is not None:
            return Standing(True, said.speaker, 0.8)
        verb = found.anchor
        party = self.candidates.at_place(verb) or self.candidates.nearest_before(verb) or self.candidates.of_opening(verb)
        return Standing(True, party, 0.7) if party is not None else NOBODY


    def _of_noun(self, found: Found) -> Standing:
        owner = self.candidates.owner(found)
        verb = found.verb
        lemma = self.g.lemmas[verb] if verb is not None else None
        voiced = lemma is not None and self.g.words.has("voices", lemma)
        if verb is not None and lemma in BEING and self.g.words.has("being_nouns", self.g.lemmas[found.anchor]):
            return self._of_verb(replace(found, anchor=verb, passive=False))
        if owner is not None and (voiced or found.force in OWNED):
            return NOBODY if lemma is not None and self.g.words.has("done", lemma) else Standing(True, owner)
        if verb is not None and not voiced and owner is None and (supported := self._supported(found, verb)) is not None:
            return supported
        if verb is None or not voiced:
            return self._unvoiced(found, verb)
        if self.g.subject(verb) == found.anchor and not self.g.passive(verb):
            spoken = found.force == "need"
            return self.speaking.speech(found.anchor) if spoken else Standing(True, self.candidates.source(verb), 0.8)
        if self.g.passive(verb):
            agent = self.g.agent(verb)
            return Standing(True, self.candidates.party(agent) if agent is not None else None, 0.8)
        return self._of_verb(replace(found, anchor=verb, passive=False))


    def _supported(self, found: Found, verb: int) -> Standing | None:
        """«предложение ... поддержали в кабмине»: a verb of support after its object."""
        word = self.g.words.verbs.get(self.g.lemmas[verb])
        if word is None or word.force != "support" or found.force not in OWNED or self.g.passive(verb):
            return None
        standing = self._of_verb(replace(found, anchor=verb, passive=False))
        return replace(standing, force="support") if standing.counts else None


    def _unvoiced(self, found: Found, verb: int | None) -> Standing:
        """A need that somebody's own words state: "there is a need to", «есть необходимость»."""
        if found.force != "need" or (verb is not None and self.g.words.has("done", self.g.lemmas[verb])):
            return NOBODY
        existential = verb is not None and self.g.words.has("existential", self.g.lemmas[verb])
        return self.speaking.speech(found.anchor) if existential else NOBODY


    def _speaks_for(self, party: Party) -> bool:
        """Whether a subject inside direct speech is one the speaker stands for: a state, not another person or body."""
        if party.entity is None:
            return False
        return self.g.view.entities[party.entity].type == "place"

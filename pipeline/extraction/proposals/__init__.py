"""The component `proposals`: who wants what done.

cues and statements (what puts something forward) -> phrases, bounds, lists (what is put forward) -> proposers (by whom) ->
actions and topics. The words are in `lexicons/<lang>/proposals.yaml` and `topics.yaml`.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extraction.proposals.cues import FINDERS, Found
from pipeline.extraction.proposals.grammar import Grammar
from pipeline.extraction.proposals.heads import head_action
from pipeline.extraction.proposals.phrases import Phrase
from pipeline.extraction.proposals.proposers import Proposers, Standing
from pipeline.extraction.proposals.statements import STATEMENT_FINDERS
from pipeline.extraction.proposals.topics import topic_of
from pipeline.extraction.records import Proposal
from pipeline.extraction.view import view_of

SHORTEST_WORDS = 2


@Language.factory("proposals")
class Proposals:
    """Fills `doc._.proposals`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.verbs = _known_verbs(nlp)

    def __call__(self, doc: Doc) -> Doc:
        if len(doc):
            g = Grammar(view_of(doc), self.verbs)
            doc._.proposals = _Finder(doc, g).run()
        return doc


def _known_verbs(nlp: Language) -> frozenset[str]:
    """The verbs that an English lemmatizer knows; none for other languages."""
    if not nlp.has_pipe("lemmatizer"):
        return frozenset()
    lookups = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    return frozenset(lookups.get_table("lemma_index")["verb"]) if lookups.has_table("lemma_index") else frozenset()


class _Finder:
    """Walks over a document's tokens once; what a cue has used is not looked at again."""

    def __init__(self, doc: Doc, g: Grammar) -> None:
        self.doc, self.g, self.proposers = doc, g, Proposers(doc, g)
        self.used = bytearray(g.n)
        self.rows: list[Proposal] = []

    def run(self) -> list[Proposal]:
        for low, high in self.g.view.sentences:
            for finders in (FINDERS, STATEMENT_FINDERS):
                for i in range(low, high):
                    if not self.used[i]:
                        self._look(finders, i, high)
        return sorted(self.rows, key=lambda p: (p.start, p.end))

    def _look(self, finders: tuple, i: int, high: int) -> None:  # type: ignore[type-arg]
        for finder in finders:
            found = finder(self.g, i, high)
            if found is None:
                continue
            phrases = [p for p in found.phrases if self._good(p)]
            if not phrases:
                continue
            standing = self.proposers.standing(found)
            if not standing.counts:
                continue
            self.rows += [self._row(found, phrase, standing) for phrase in phrases]
            first, last = min(found.start, *(p.start for p in phrases)), max(found.end, *(p.end for p in phrases))
            self.used[first:last] = b"\1" * (last - first)
            return

    def _good(self, phrase: Phrase) -> bool:
        """Long enough to say something, and not said already."""
        return phrase.end - phrase.start >= SHORTEST_WORDS and not any(self.used[phrase.start : phrase.end])

    def _row(self, found: Found, phrase: Phrase, standing: Standing) -> Proposal:
        view = self.g.view
        lemmas = [self.g.lemmas[k] for k in range(phrase.start, phrase.end)]
        words = [self.g.lows[k] for k in range(phrase.start, phrase.end)]
        return Proposal(
            start=view.starts[phrase.start],
            end=view.ends[phrase.end - 1],
            force=found.force,
            action=head_action(self.g, phrase),
            topic=topic_of(lemmas, view.lang),
            proposer=standing.party,
            cue=self._text(found.start, found.end),
            addressee=self._text(*phrase.addressee) if phrase.addressee else None,
            anaphora=any(self.g.words.has("anaphors", word) for word in [*words[:6], *lemmas[:6]]),
            rule=found.rule,
            confidence=round(found.confidence * standing.confidence, 2),
        )

    def _text(self, start: int, end: int) -> str:
        return str(self.doc.text[self.g.view.starts[start] : self.g.view.ends[end - 1]])

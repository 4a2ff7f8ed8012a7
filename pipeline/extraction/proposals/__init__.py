"""The component `proposals`: who wants what done.

cues and statements (what puts something forward) -> phrases, bounds, lists (what is put forward) -> proposers (by whom) ->
actions and topics. The words are in `lexicons/<lang>/proposals.yaml` and `topics.yaml`.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extraction.proposals.bullets import bulleted
from pipeline.extraction.proposals.cues import FINDERS, Finder, Found
from pipeline.extraction.proposals.futures import future
from pipeline.extraction.proposals.grammar import VERBS, Grammar
from pipeline.extraction.proposals.heads import head_action
from pipeline.extraction.proposals.idle import announces_list
from pipeline.extraction.proposals.judgements import JUDGEMENTS
from pipeline.extraction.proposals.phrases import Phrase
from pipeline.extraction.proposals.proposers import Proposers
from pipeline.extraction.proposals.speaking import Standing
from pipeline.extraction.proposals.statements import STATEMENTS
from pipeline.extraction.proposals.topics import VERB, topic_of, topics_of
from pipeline.extraction.records import Proposal
from pipeline.extraction.view import view_of

SHORTEST_WORDS = 2
PASSES: tuple[tuple[Finder, ...], ...] = (FINDERS, (*JUDGEMENTS, *STATEMENTS, future))
"""Cues with a subject or owner of their own first; then those that need somebody who speaks."""


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
        self.title, self.lead = self._opening()

    def run(self) -> list[Proposal]:
        for found, counts in bulleted(self.g):
            standing = self.proposers.standing(found)
            self._take(found, Standing(True) if counts and not standing.counts else standing)
        for low, high in self.g.sentences:
            if self._asks(high):
                continue
            for finders in PASSES:
                for i in range(low, high):
                    if not self.used[i]:
                        self._look(finders, i, high)
        return sorted(self.rows, key=lambda p: (p.start, p.end))

    def _asks(self, high: int) -> bool:
        """Whether a sentence is a question."""
        return "?" in self.g.lows[max(0, high - 2) : high]

    def _look(self, finders: tuple[Finder, ...], i: int, high: int) -> None:
        for finder in finders:
            found = finder(self.g, i, high)
            if found is not None and any(map(self._good, found.phrases)) and self._take(found, self.proposers.standing(found)):
                return

    def _take(self, found: Found, standing: Standing) -> bool:
        """Write the rows of a cue that counts; its words and those of its phrases are used then."""
        counts = standing.counts and not self.g.doubted(found.start)
        phrases = [p for p in found.phrases if self._good(p)] if counts else []
        for phrase in phrases:
            self.rows.append(self._row(found, phrase, standing))
            self.used[phrase.start : phrase.end] = b"\1" * (phrase.end - phrase.start)
        if phrases and found.rule != "list item":
            first, last = min(found.start, phrases[0].start), max(found.end, phrases[0].start)
            self.used[first:last] = b"\1" * (last - first)
        return bool(phrases)

    def _good(self, phrase: Phrase) -> bool:
        """Long enough to say something, and not said already."""
        words = phrase.end - phrase.start
        if words < SHORTEST_WORDS or announces_list(self.g, phrase.start, phrase.end) or any(self.used[phrase.start : phrase.end]):
            return False
        last = self.g.pos[phrase.end - 1]
        return words > SHORTEST_WORDS + 1 or (last != "PRON" and not self.g.words.has("heads", self.g.lemmas[phrase.head]))

    def _row(self, found: Found, phrase: Phrase, standing: Standing) -> Proposal:
        view = self.g.view
        lemmas, topical = self.g.lemmas[phrase.start : phrase.end], self._topical(phrase.start, phrase.end)
        words = [self.g.lows[k] for k in range(phrase.start, phrase.end)]
        return Proposal(
            start=view.starts[phrase.start],
            end=view.ends[phrase.end - 1],
            force=standing.force or found.force,
            action=head_action(self.g, phrase),
            topic=topic_of(self._text(phrase.start, phrase.end), (topical, *self._around(phrase)), view.lang, self.title),
            proposer=standing.party,
            cue=self._text(found.start, found.end) if found.start < found.end else None,
            addressee=self._text(*phrase.addressee) if phrase.addressee else None,
            anaphora=any(self.g.words.has("anaphors", word) for word in [*words[:6], *lemmas[:6]]),
            rule=found.rule,
            confidence=round(found.confidence * standing.confidence, 2),
        )

    def _opening(self) -> tuple[list[str], list[str]]:
        """Lemmas of the first heading and of the first paragraph of prose."""
        view, found = self.g.view, dict[bool, list[str]]()
        for paragraph, (start, end) in zip(view.paragraphs, view.paragraph_tokens, strict=True):
            found.setdefault(paragraph.kind == "heading", self._topical(start, end))
        return found.get(True, []), found.get(False, [])

    def _around(self, phrase: Phrase) -> tuple[list[str], list[str], list[str]]:
        """Lemmas of the sentence, of the paragraph and of the document's first paragraph."""
        g = self.g
        sentence, paragraph = g.region(phrase.start), g.view.paragraph_tokens[g.view.paragraph[phrase.start]]
        return self._topical(*sentence), self._topical(*paragraph), self.lead

    def _topical(self, start: int, end: int) -> list[str]:
        """Words as the topic lexicon has them: English verbs are marked, so that "to train" is no train; others are lemmas,
        but forms that stand in the lexicon themselves ("media") stay."""
        g, known = self.g, topics_of(self.g.view.lang).exact
        return [
            g.lemmas[k] + VERB if g.english and g.pos[k] in VERBS else g.lows[k] if g.lows[k] in known else g.lemmas[k]
            for k in range(start, end)
        ]

    def _text(self, start: int, end: int) -> str:
        return self.g.view.text[self.g.view.starts[start] : self.g.view.ends[end - 1]]

"""A Doc as plain lists, one entry a token, so that rules which walk over a document stay linear and cheap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Doc

from pipeline.extraction.records import Entity, Mention, Paragraph, Role, columns_of, text_of

NO_PLACE = -1
NOBODY_KNOWN = -1
LONGEST_SENTENCE = 400
"""Longer ones are read in pieces, so that a rule that looks through a sentence stays linear on text without full stops."""
MOST_NODES = 600


class View:
    """The columns of a Doc, where its sentences and paragraphs lie, and which mention covers a token.

    It keeps no reference to the Doc; lists of records (`mentions`, `entities`, `roles`) are the Doc's own.
    """

    def __init__(self, doc: Doc) -> None:
        self.lang: str = doc._.context.lang
        self.text: str = text_of(doc)
        self.mentions: list[Mention] = doc._.mentions
        self.entities: list[Entity] = doc._.entities
        self.roles: list[Role] = doc._.roles
        self.context = doc._.context
        self.paragraphs: list[Paragraph] = doc._.paragraphs or [Paragraph(0, len(self.text), "paragraph")]
        self._read(doc)
        self._places(doc)
        self.mention: list[int] = [NO_PLACE] * len(self.words)
        self._index_mentions()
        self.quoted = bytearray(len(self.words))
        """1 where a token is part of words that somebody said in direct speech."""
        self.genders: dict[int, str | None] = {}
        self.speakers: list[tuple[int, int]] = []
        """Place and entity of every speaker found so far, in order."""

    def _read(self, doc: Doc) -> None:
        columns = columns_of(doc)
        self.words, self.starts, self.ends = columns.words, columns.starts, columns.ends
        self.lows = [word.lower().replace("’", "'") for word in self.words]
        self.lemmas = [lemma.lower().replace("ё", "е") for lemma in columns.lemmas]
        self.pos = list(columns.pos)
        self.deps = [t.dep_ for t in doc]
        self.heads = [t.head.i for t in doc]
        self.feats = [str(t.morph) for t in doc]

    def _places(self, doc: Doc) -> None:
        n = len(self.words)
        whole = [(s.start, s.end) for s in doc.sents] if n else []
        self.sentences = [(k, min(b, k + LONGEST_SENTENCE)) for a, b in whole for k in range(a, b, LONGEST_SENTENCE)]
        self.sentence = [0] * n
        for k, (a, b) in enumerate(self.sentences):
            self.sentence[a:b] = [k] * (b - a)
        self.paragraph_tokens: list[tuple[int, int]] = []
        self.paragraph = [0] * n
        for k, paragraph in enumerate(self.paragraphs):
            a, b = self.token_from(paragraph.start), self.token_before(paragraph.end) + 1
            self.paragraph_tokens.append((a, max(a, b)))
            self.paragraph[a:b] = [k] * max(0, b - a)

    def _index_mentions(self) -> None:
        """A token belongs to the person rather than to the organisation where mentions overlap."""
        self.by_start = sorted(self.mentions, key=lambda m: m.start)
        self.mentions_of: dict[int, list[int]] = {}
        for mention in self.by_start:
            self.mentions_of.setdefault(mention.entity, []).append(mention.start)
        for k in sorted(range(len(self.mentions)), key=lambda k: self.mentions[k].type == "PER"):
            self._cover(k)

    def place_mention(self, number: int) -> None:
        """Mark the tokens of `mentions[number]`, which may be new."""
        mention = self.mentions[number]
        self.mentions_of.setdefault(mention.entity, [])
        insort(self.mentions_of[mention.entity], mention.start)
        insort(self.by_start, mention, key=lambda m: m.start)
        self._cover(number)

    def _cover(self, number: int) -> None:
        mention = self.mentions[number]
        a, b = self.token_from(mention.start), self.token_before(mention.end) + 1
        self.mention[a:b] = [number] * max(0, b - a)

    @cached_property
    def kids(self) -> list[list[int]]:
        """The children of every token, in order."""
        kids: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                kids[head].append(i)
        return kids

    def token_from(self, char: int) -> int:
        """The first token that ends after `char` (`len(words)` where there is none)."""
        return bisect_right(self.ends, char)

    def token_before(self, char: int) -> int:
        """The last token that starts before `char` (-1 where there is none)."""
        return bisect_right(self.starts, char - 1) - 1

    def mention_at(self, token: int) -> Mention | None:
        """The mention that covers a token."""
        k = self.mention[token] if 0 <= token < len(self.mention) else NO_PLACE
        return self.mentions[k] if k != NO_PLACE else None

    @cached_property
    def descriptions(self) -> dict[str, list[tuple[int, int]]]:
        """What persons are called beside their names ("economist Karl Jensen", "Karl Jensen, an economist"): noun lemma to
        places and entities, in order."""
        found: dict[str, list[tuple[int, int]]] = {}
        for mention in self.by_start:
            if mention.type != "PER":
                continue
            first, after = self.token_from(mention.start), self.token_before(mention.end) + 1
            beside = list(self._title_before(first))
            if after < len(self.words) and self.words[after] == ",":
                beside += range(after + 1, min(len(self.words), after + 5))
            for i in beside:
                if self.pos[i] in {"NOUN", "PROPN"} and self.mention[i] == NO_PLACE and self.sentence[i] == self.sentence[first]:
                    found.setdefault(self.lemmas[i], []).append((mention.start, mention.entity))
        return found

    def _title_before(self, first: int) -> Iterator[int]:
        """Tokens of the noun phrase that leads to a name ("the Foreign Minister of Japan, Takeshi Mori"), nearest first."""
        for i in range(first - 1, max(-1, first - 9), -1):
            if self.pos[i] in {"VERB", "AUX", "CCONJ", "SCONJ", "PRON"} or (not self.words[i][:1].isalnum() and i < first - 1):
                return
            k = self.mention[i]
            if k != NO_PLACE and self.mentions[k].type == "PER":
                return
            yield i

    @cached_property
    def affiliations(self) -> list[tuple[int, int]]:
        """Persons with the organisation in brackets behind their name: «Д. Келлер (Институт гидрологии)»."""
        found = []
        for mention in self.by_start:
            after = self.token_before(mention.end) + 1
            if mention.type == "PER" and after + 1 < len(self.words) and self.words[after] == "(":
                body = self.mention_at(after + 1)
                if body is not None and body.type == "ORG":
                    found.append((mention.entity, body.entity))
        return found

    @cached_property
    def bodies(self) -> dict[str, list[tuple[int, int]]]:
        """Nouns in names of organisations ("foundation", «агентство»): lemma to places and entities, in order."""
        found: dict[str, list[tuple[int, int]]] = {}
        for mention in self.by_start:
            if mention.type == "ORG":
                for i in range(self.token_from(mention.start), self.token_before(mention.end) + 1):
                    if self.pos[i] in {"NOUN", "PROPN"}:
                        found.setdefault(self.lemmas[i], []).append((mention.start, mention.entity))
        return found

    def mention_order(self, char: int) -> int:
        """How many mentions start before `char`; `by_start` holds them in order."""
        return bisect_left(self.by_start, char, key=lambda m: m.start)

    @cached_property
    def persons_by_word(self) -> dict[str, int]:
        """Persons by the first and the last word of their name, the last words first."""
        parts = [(k, e.name.split()) for k, e in enumerate(self.entities) if e.type == "person" and e.name.split()]
        found: dict[str, int] = {}
        for word, k in [(words[-1], k) for k, words in parts] + [(words[0], k) for k, words in parts]:
            found.setdefault(word, k)
        return found

    def last_mention_of(self, entity: int, char: int) -> int:
        """Where an entity was mentioned last before `char`; -1 where it was not."""
        starts = self.mentions_of.get(entity, [])
        at = bisect_left(starts, char)
        return starts[at - 1] if at else -1

    def note_speaker(self, char: int, entity: int) -> None:
        """Remember who speaks at `char` (`NOBODY_KNOWN` for one without a name); "he" and "the expert" may mean that person."""
        insort(self.speakers, (char, entity))

    def last_speaker(self, char: int) -> int | None:
        """The entity that spoke last before `char`."""
        at = bisect_left(self.speakers, (char, -1))
        return self.speakers[at - 1][1] if at else None

    def subtree(self, token: int, skip: frozenset[str] = frozenset()) -> tuple[int, int]:
        """First and last token below `token` (itself included), without branches whose relation is in `skip`.

        Walks children only, at most `MOST_NODES` of them.
        """
        low = high = token
        todo = [token]
        seen = 0
        while todo and seen < MOST_NODES:
            at = todo.pop()
            seen += 1
            low, high = min(low, at), max(high, at)
            todo += [kid for kid in self.kids[at] if self.deps[kid] not in skip]
        return low, high

    def finite(self, token: int) -> bool:
        """Whether a token is a finite verb."""
        return "VerbForm=Fin" in self.feats[token]


if not Doc.has_extension("view"):
    Doc.set_extension("view", default=None)


def view_of(doc: Doc) -> View:
    """The view of a Doc, made once; it holds what `names` and `roles` found before the first call."""
    view = doc._.view
    if view is None or len(view.words) != len(doc) or view.mentions is not doc._.mentions:
        view = doc._.view = View(doc)
    return view  # type: ignore[no-any-return]

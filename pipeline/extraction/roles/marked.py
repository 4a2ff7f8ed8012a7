"""A document as the role rules see it: tokens as lists, the mention at each token, the titles."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from pipeline.extraction.names.draft import Draft, draft_of
from pipeline.extraction.records import Entity, Mention
from pipeline.extraction.titles import Title, find_titles
from pipeline.languages.lemmas import parses


@dataclass(slots=True)
class Placed:
    """A mention with its tokens."""

    start: int
    end: int
    mention: Mention


@dataclass(slots=True)
class Marked:
    """`tokens` are lists of the Doc's tokens; `at` gives the outermost mention a token lies in."""

    doc: Doc
    tokens: Draft
    placed: list[Placed]
    titles: list[Title]
    at: dict[int, Placed]

    @property
    def lang(self) -> str:
        return self.tokens.lang

    def entity(self, number: int) -> Entity:
        return self.doc._.entities[number]  # type: ignore[no-any-return]

    def starting(self, token: int, *types: str) -> Placed | None:
        """The mention of one of the types that begins at a token."""
        found = self.at.get(token)
        return found if found is not None and found.start == token and found.mention.type in types else None

    def ending(self, token: int, *types: str) -> Placed | None:
        """The mention of one of the types that ends before a token."""
        found = self.at.get(token - 1)
        return found if found is not None and found.end == token and found.mention.type in types else None


def _is_plural(word: str) -> bool:
    """By the dictionary: taggers err on a title that begins a sentence."""
    nouns = [p for p in parses(word) if p.tag.POS == "NOUN"]
    return bool(nouns) and all(p.tag.number == "plur" for p in nouns)


def _superior(tokens: Draft, title: Title) -> bool:
    """As in "under the President", «при Президенте»: an office that an institution stands under."""
    before = title.start - 1
    if before >= 0 and tokens.lower[before] == "the":
        before -= 1
    return before >= 0 and title.start not in tokens.breaks and tokens.lower[before] in ("under", "при")


def marked(doc: Doc) -> Marked:
    """The view of a Doc that has mentions."""
    tokens = draft_of(doc, doc._.context.lang)
    placed = []
    for mention in doc._.mentions:
        start = bisect_right(tokens.starts, mention.start) - 1
        placed.append(Placed(start, bisect_left(tokens.starts, mention.end), mention))
    at: dict[int, Placed] = {}
    for item in sorted(placed, key=lambda p: p.start - p.end):
        for i in range(item.start, item.end):
            at.setdefault(i, item)
    titles = find_titles(tokens.lower, tokens.lemmas, tokens.lang, set(tokens.breaks))
    if tokens.lang == "ru":
        titles = [replace(t, plural=_is_plural(tokens.lower[t.head])) for t in titles]
    titles = [t for t in titles if not _superior(tokens, t)]
    outside = [t for t in titles if not (found := at.get(t.head)) or found.mention.type == "PER" or found.start == t.head]
    return Marked(doc, tokens, placed, outside, at)

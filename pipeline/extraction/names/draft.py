"""The working copy of a document's names while the rules repair them: tokens as plain lists, names as token ranges."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from pipeline.extraction.records import columns_of, text_of

UD_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}


@dataclass(slots=True, eq=False)
class Name:
    """Tokens `start:end` name something. `rule` is the last rule that made or changed it; `votes` tell how sure its type is."""

    start: int
    end: int
    type: str
    source: str = "model"
    rule: str = "model"
    confidence: float = 0.8
    sure: bool = False
    """True where form or context fixes the type, so that agreement with other mentions may not change it."""
    trusted: bool = False
    """True for a span of a model with the three types PER, ORG and LOC, which is surer of its type than a model with eighteen."""
    acronym_of: Name | None = None

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(slots=True)
class Draft:
    """Tokens of a Doc as lists, and its names so far. No two names overlap."""

    doc: Doc
    text: str
    """`doc.text`, which spaCy builds anew at every call."""
    lang: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    pos: list[str]
    lemmas: list[str]
    breaks: list[int]
    """Token numbers at which paragraphs begin."""
    sentence_starts: set[int]
    names: list[Name] = field(default_factory=list)
    trusting: bool = False
    """True where the names come from a model with three types: rules then add less of their own."""
    nested: list[Name] = field(default_factory=list)
    """People whose name is part of an institution's («Фонд Н. Назарбаева»); they overlap `names`."""
    _at: dict[int, Name] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)

    def at(self, token: int) -> Name | None:
        """The name that a token lies in."""
        return self._at.get(token)

    def free(self, start: int, end: int) -> bool:
        return not any(i in self._at for i in range(start, end))

    def shown(self, start: int, end: int) -> str:
        """The text of tokens `start:end`."""
        return self.text[self.starts[start] : self.ends[end - 1]]

    def name_text(self, name: Name) -> str:
        return self.shown(name.start, name.end)

    def sorted(self) -> list[Name]:
        """A snapshot of the names in reading order."""
        return sorted(self.names, key=lambda n: n.start)

    def of_type(self, *types: str) -> list[Name]:
        return [n for n in self.sorted() if n.type in types]

    def add(self, start: int, end: int, type_: str, rule: str, *, source: str = "rule", sure: bool = False) -> Name:
        """A new name; names it overlaps go away."""
        for name in {id(n): n for i in range(start, end) if (n := self._at.get(i))}.values():
            self.drop(name)
        new = Name(start, end, type_, source, rule, sure=sure)
        self.names.append(new)
        for i in range(start, end):
            self._at[i] = new
        return new

    def drop(self, name: Name) -> None:
        self.names.remove(name)
        for i in range(name.start, name.end):
            self._at.pop(i, None)

    def resize(self, name: Name, start: int, end: int, rule: str) -> None:
        """Other bounds for a name; names that stand in the way give way. An empty range drops it."""
        if (start, end) == (name.start, name.end):
            return
        if start >= end:
            self.drop(name)
            return
        for i in range(name.start, name.end):
            self._at.pop(i, None)
        for other in {id(n): n for i in range(start, end) if (n := self._at.get(i))}.values():
            self.drop(other)
        name.start, name.end, name.rule = start, end, rule
        for i in range(start, end):
            self._at[i] = name

    def retype(self, name: Name, type_: str, rule: str, *, sure: bool = False) -> None:
        if name.type != type_:
            name.type, name.rule = type_, rule
        name.sure = name.sure or sure

    def paragraph_bounds(self, token: int) -> tuple[int, int]:
        """First token of the paragraph a token lies in, and the first one after it."""
        k = bisect_right(self.breaks, token)
        return self.breaks[k - 1], self.breaks[k] if k < len(self.breaks) else len(self.words)

    def case(self, token: int) -> str | None:
        """The case a tagger gave, in pymorphy's words (Russian)."""
        found = self.doc[token].morph.get("Case", [])
        return UD_CASES.get(found[0]) if found else None

    def gender(self, token: int) -> str | None:
        found = self.doc[token].morph.get("Gender", [])
        return {"Masc": "m", "Fem": "f"}.get(found[0]) if found else None

    def capital(self, token: int) -> bool:
        """The word begins with a capital letter."""
        return 0 <= token < len(self.words) and self.words[token][:1].isupper()

    def starts_sentence(self, token: int) -> bool:
        return token in self.sentence_starts

    def glued(self, token: int) -> bool:
        """No blank between this token and the one before."""
        return token > 0 and self.starts[token] == self.ends[token - 1]


def draft_of(doc: Doc, lang: str) -> Draft:
    """The tokens of a Doc; no names yet."""
    c = columns_of(doc)
    lower = [word.lower() for word in c.words]
    lemmas = c.lemmas if lang == "ru" else lower
    draft = Draft(doc, text_of(doc), lang, c.words, lower, c.starts, c.ends, c.pos, lemmas, _breaks(doc, c.starts), set())
    draft.sentence_starts = set(_sentence_starts(doc, draft))
    return draft


def _breaks(doc: Doc, starts: list[int]) -> list[int]:
    first = [p.start for p in doc._.paragraphs] or [0]
    found, k = [], 0
    for i, start in enumerate(starts):
        if k < len(first) and start >= first[k]:
            found.append(i)
            k += 1
    return found or [0]


def _sentence_starts(doc: Doc, draft: Draft) -> Iterator[int]:
    yield from draft.breaks
    opening = "\"“”«„'‘([—–-•*…"
    for token in doc:
        if token.is_sent_start:
            i = token.i
            yield i
            while i < len(draft) - 1 and draft.words[i] in opening:
                i += 1
                yield i


def tokens_between(names: Iterable[Name]) -> set[int]:
    """All tokens that lie in one of the names."""
    return {i for name in names for i in range(name.start, name.end)}

"""What the components find, as plain records, and where a `Doc` keeps them.

`start` and `end` are characters of `doc.text` (the clean text), half-open; `span_of` gives the tokens. Rows of the tables
get their offsets in the text as read by `doc._.alignment`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from pipeline.documents.clean import CleanText


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about the document from outside its prose."""

    doc_id: str = ""
    lang: str = "en"
    date: dt.date | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the document inside `doc.text`. `kind` is one of `documents.document.PROSE`."""

    start: int
    end: int
    kind: str


@dataclass(slots=True)
class Entity:
    """One thing that a document speaks of; its place in `doc._.entities` is its local number.

    `type`: `person`, `organisation`, `place` (a country is a place whose `country` is its own ISO code and `kind` is
    `country`), `event`, `work`. `name` is the fullest base form the document gives; `kind` is that of the organisation.
    """

    type: str
    name: str
    aliases: set[str] = field(default_factory=set)
    acronyms: set[str] = field(default_factory=set)
    kind: str | None = None
    country: str | None = None
    parent: int | None = None
    gender: str | None = None
    """`m`, `f` or None when nothing tells."""


@dataclass(slots=True)
class Mention:
    """One occurrence of a name. `type`: PER, ORG, LOC, EVENT, WORK. `entity` is the local number of what it names."""

    start: int
    end: int
    type: str
    name: str
    entity: int
    source: str = "model"
    rule: str = "model"
    confidence: float = 0.8


@dataclass(slots=True)
class Role:
    """"Director of X": `holder` and `organisation` are local numbers, `country` is ISO 3166-1 alpha-2; the place is the title's."""

    holder: int
    role: str
    start: int
    end: int
    organisation: int | None = None
    country: str | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """Who speaks or proposes. `entity` is None where the text names nobody who is known (a collective, an unknown title).

    `by`: `name`, `title`, `pronoun`, `heading` or `author`. `start == end` where no words stand for the party (an author
    who is known from the metadata alone).
    """

    entity: int | None
    start: int
    end: int
    by: str | None
    confidence: float = 0.8


@dataclass(slots=True)
class Quote:
    """Words said, without their marks. `parts` holds more than one place where a cue interrupts the words."""

    start: int
    end: int
    kind: str
    parts: list[tuple[int, int]] = field(default_factory=list)
    speaker: Party | None = None
    cue: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    rule: str = ""
    confidence: float = 0.8


@dataclass(slots=True)
class Number:
    """A number with its unit and approximator; see the table `numbers` of the contract for each field."""

    start: int
    end: int
    kind: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    value_from: float | None = None
    value_to: float | None = None
    unit: str | None = None
    qualifier: str | None = None
    measured: tuple[int, int] | None = None
    entity: int | None = None
    period: str | None = None
    status: str = "actual"
    rule: str = ""
    confidence: float = 0.8


@dataclass(slots=True)
class Proposal:
    """The thing proposed, as a phrase that stands by itself; see the table `proposals` of the contract."""

    start: int
    end: int
    force: str
    action: str
    topic: str = "other"
    proposer: Party | None = None
    cue: str | None = None
    addressee: str | None = None
    anaphora: bool = False
    rule: str = ""
    confidence: float = 0.8


EXTENSIONS: dict[str, object] = {
    "context": Context(),
    "content": "",
    "columns": None,
    "alignment": None,
    "paragraphs": [],
    "entities": [],
    "mentions": [],
    "roles": [],
    "quotes": [],
    "numbers": [],
    "proposals": [],
    "dropped": {},
}
for _name, _default in EXTENSIONS.items():
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


def span_of(doc: Doc, start: int, end: int) -> Span:
    """The tokens that `doc.text[start:end]` touches. Both ends must lie in the text and `start < end`."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no tokens at {start}:{end} of a text of {len(doc.text)} characters")
    return span


def text_of(doc: Doc) -> str:
    """`doc.text`, which spaCy puts together anew from all tokens at every call."""
    return doc._.content or doc.text


@dataclass(frozen=True, slots=True)
class Columns:
    """The tokens of a Doc as plain lists, read from it once; whoever changes one takes a copy. `ends` are exclusive."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    pos: list[str]
    lemmas: list[str]


def columns_of(doc: Doc) -> Columns:
    """The columns of a Doc that is parsed; they are kept until its number of tokens changes."""
    columns: Columns | None = doc._.columns
    if columns is None or len(columns.words) != len(doc):
        words, starts = [t.text for t in doc], [t.idx for t in doc]
        ends = [start + len(word) for word, start in zip(words, starts, strict=True)]
        columns = Columns(words, starts, ends, [t.pos_ for t in doc], [t.lemma_ for t in doc])
        doc._.columns = columns
    return columns


def prepare(doc: Doc, context: Context, paragraphs: list[Paragraph], alignment: CleanText | None = None) -> Doc:
    """Give a parsed Doc what the components expect: context, paragraphs, alignment, and empty lists of its own."""
    doc._.context, doc._.paragraphs, doc._.alignment, doc._.content = context, paragraphs, alignment, doc.text
    for name in ("entities", "mentions", "roles", "quotes", "numbers", "proposals"):
        doc._.set(name, [])
    doc._.dropped = {}
    return doc

"""Russian by slovnet: entities, morphology and syntax set on a spaCy `Doc`; lemmas by pymorphy3, chosen by slovnet's tags.

The models and the navec embeddings ship inside the `natasha` wheel; that package is only located, never imported (it would
load the dead pymorphy2). Published for these models on news: NER 0.96 to 0.98, morphology 0.97, syntax LAS 0.91.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import razdel
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

from pipeline.errors import ModelError
from pipeline.languages.lemmas import lemma_of

MODELS = {
    "ner": "model/slovnet_ner_news_v1.tar",
    "morph": "model/slovnet_morph_news_v1.tar",
    "syntax": "model/slovnet_syntax_news_v1.tar",
    "navec": "emb/navec_news_v1_1B_250K_300d_100q.tar",
}


class RazdelTokenizer:
    """Tokens as slovnet's models were trained on them. The text must hold single spaces only, as `documents.clean` gives it."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        tokens = [(t.start, t.stop) for t in razdel.tokenize(text)]
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for start, stop in tokens:
            if start > at and not (start == at + 1 and words):
                words.append(text[at:start])  # white space that no word can carry becomes a token of its own
                spaces.append(False)
            words.append(text[start:stop])
            follows = text[stop : stop + 1] == " "
            spaces.append(follows)
            at = stop + follows
        if at < len(text):
            words.append(text[at:])
            spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> RazdelTokenizer:
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Nothing to write: the rules are razdel's."""

    def from_disk(self, _path: Any, **_: Any) -> RazdelTokenizer:
        return self


@registry.tokenizers("dragoman.razdel.v1")  # type: ignore[untyped-decorator]
def create_razdel_tokenizer() -> Any:
    """The tokenizer factory that `configs/ru.cfg` names."""
    return lambda nlp: RazdelTokenizer(nlp.vocab)


def model_file(kind: str) -> Path:
    """Where the wheel `natasha` keeps a model of this kind (a key of `MODELS`)."""
    spec = importlib.util.find_spec("natasha")
    folder = Path(next(iter(spec.submodule_search_locations or []))) if spec else None
    path = folder / "data" / MODELS[kind] if folder else None
    if path is None or not path.is_file():
        raise ModelError(f"Russian model '{kind}' is missing: pip install natasha (it carries {MODELS[kind]})")
    return path


@cache
def _taggers() -> tuple[Any, Any, Any]:
    from navec import Navec
    from slovnet import NER, Morph, Syntax

    navec = Navec.load(model_file("navec"))
    models = tuple(cls.load(model_file(kind)) for cls, kind in ((NER, "ner"), (Morph, "morph"), (Syntax, "syntax")))
    for model in models:
        model.navec(navec)
    return models


@Language.factory("slovnet", default_config={"batch_size": 8}, assigns=["doc.ents", "token.tag", "token.head", "token.lemma"])
class SlovnetParser:
    """Sets sentence starts, tags, morphology, heads, lemmas and entities (PER, ORG, LOC) on Docs of razdel's tokens."""

    def __init__(self, nlp: Language, name: str, batch_size: int) -> None:
        self.name, self.batch_size = name, batch_size
        self.ner, self.morph, self.syntax = _taggers()

    def __call__(self, doc: Doc) -> Doc:
        return next(iter(self.pipe([doc])))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int | None = None) -> Iterator[Doc]:
        for batch in batches(docs, self.batch_size):
            self._annotate(batch)
            yield from batch

    def _annotate(self, docs: list[Doc]) -> None:
        bounds = [list(_sentences(doc)) for doc in docs]
        sentences = [[t.text for t in doc[a:b]] for doc, spans in zip(docs, bounds, strict=True) for a, b in spans]
        tags = iter(self.morph.map(sentences))
        trees = iter(self.syntax.map(sentences))
        for doc, spans, found in zip(docs, bounds, self.ner.map([doc.text for doc in docs]), strict=True):
            rows = [row for a, b in spans for row in _rows(doc.vocab, a, b, next(tags).tokens, next(trees).tokens)]
            if rows:
                table: Any = np.array(rows, dtype=np.uint64)
                doc.from_array(["SENT_START", "HEAD", "DEP", "POS", "TAG", "MORPH", "LEMMA"], table)
            doc.ents = _entities(doc, found.spans)


def batches(docs: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    """Lists of up to `size` Docs, in order."""
    iterator = iter(docs)
    while batch := list(islice(iterator, size)):
        yield batch


def _sentences(doc: Doc) -> Iterator[tuple[int, int]]:
    """Token ranges of sentences, by razdel's rules."""
    starts = {0} if len(doc) else set()
    for sentence in razdel.sentenize(doc.text):
        span = doc.char_span(sentence.start, sentence.stop, alignment_mode="expand")
        if span is not None:
            starts.add(span.start)
    order = sorted(starts)
    yield from zip(order, [*order[1:], len(doc)][: len(order)], strict=True)


def _rows(vocab: Vocab, start: int, end: int, tags: list[Any], tree: list[Any]) -> Iterator[list[Any]]:
    """What `Doc.from_array` wants of each token of one sentence; heads are relative, wrapped to unsigned as spaCy does."""
    heads, relations = _tree([int(node.head_id) - 1 for node in tree], [node.rel for node in tree])
    add = vocab.strings.add
    for i, (tag, head, relation) in enumerate(zip(tags, heads, relations, strict=True)):
        feats = tuple(sorted(tag.feats.items()))
        morph = vocab.morphology.add("|".join(f"{k}={v}" for k, v in feats))
        lemma = add(lemma_of(tag.text, tag.pos, feats))
        sent_start = 1 if i == 0 else np.uint64(np.iinfo(np.uint64).max)
        yield [sent_start, np.array(head - i, np.int64).astype(np.uint64), add(relation), add(tag.pos), add(tag.tag), morph, lemma]


def _tree(heads: list[int], relations: list[str]) -> tuple[list[int], list[str]]:
    """A tree with one root. slovnet picks each head alone, so that cycles, several roots and heads outside can occur."""
    n = len(heads)
    root = next((i for i, head in enumerate(heads) if head < 0 or head == i), 0)
    fixed = [root if i != root and (not 0 <= head < n or head == i) else head for i, head in enumerate(heads)]
    fixed[root] = root
    for i in range(n):
        seen, at = {i}, fixed[i]
        while at not in seen and at != root:
            seen.add(at)
            at = fixed[at]
        if at != root:  # a cycle: its first word hangs on the root
            fixed[i] = root
    return fixed, ["ROOT" if i == root else (rel if rel != "root" else "parataxis") for i, rel in enumerate(relations)]


def _entities(doc: Doc, found: list[Any]) -> list[Span]:
    spans = (doc.char_span(s.start, s.stop, label=s.type, alignment_mode="expand") for s in found)
    return [span for span in spans if span is not None]

"""Russian by slovnet: entities, morphology and syntax set on a spaCy `Doc`; lemmas by pymorphy3, chosen by slovnet's tags.

The models and the navec embeddings ship inside the `natasha` wheel; that package is only located, never imported (it would
load the dead pymorphy2). Published for these models on news: NER 0.96 to 0.98, morphology 0.97, syntax LAS 0.91.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import razdel
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

from pipeline.errors import ModelError
from pipeline.languages.lemmas import lemma_of
from pipeline.languages.trees import Word, batches, sentences_of, set_words

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
        bounds = [sentences_of(doc, ((s.start, s.stop) for s in razdel.sentenize(doc.text))) for doc in docs]
        texts = [[t.text for t in doc[a:b]] for doc, spans in zip(docs, bounds, strict=True) for a, b in spans]
        tagged, trees = iter(self.morph.map(texts)), iter(self.syntax.map(texts))
        for doc, spans, found in zip(docs, bounds, self.ner.map([doc.text for doc in docs]), strict=True):
            set_words(doc, [_words(next(tagged).tokens, next(trees).tokens) for _ in spans])
            doc.ents = _entities(doc, found.spans)


def _words(tags: list[Any], tree: list[Any]) -> list[Word]:
    words = []
    for tag, node in zip(tags, tree, strict=True):
        feats = tuple(sorted(tag.feats.items()))
        words.append(Word(tag.pos, lemma_of(tag.text, tag.pos, feats), int(node.head_id) - 1, node.rel, tag.tag, feats))
    return words


def _entities(doc: Doc, found: list[Any]) -> list[Span]:
    spans = (doc.char_span(s.start, s.stop, label=s.type, alignment_mode="expand") for s in found)
    return [span for span in spans if span is not None]

"""Stanza as a backend: its tokenizer, tagger, lemmatizer, parser and NER, as far as their models are there.

Nothing is downloaded here: models come from `model_dir` (default: the environment variable STANZA_RESOURCES_DIR, else
`~/stanza_resources`), where `dragoman models pull stanza-ru` puts them. The package is loaded when a component is made.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import razdel
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import iob_to_biluo
from spacy.training.iob_utils import biluo_tags_to_spans
from spacy.util import registry
from spacy.vocab import Vocab

from pipeline.errors import ModelError
from pipeline.languages.lemmas import lemma_of
from pipeline.languages.trees import Word, batches, sentences_of, set_words

PROCESSORS = ("tokenize", "pos", "lemma", "depparse", "ner")
LABELS = {"PERSON": "PER", "GPE": "LOC", "FAC": "LOC"}
"""Types of models trained on OntoNotes, in the words of all the others."""


def models_folder(model_dir: str | None) -> Path:
    """Where the models lie."""
    return Path(model_dir or os.environ.get("STANZA_RESOURCES_DIR") or Path.home() / "stanza_resources")


def available(lang: str, model_dir: str | None = None) -> list[str]:
    """The processors of a language whose models are there, in the order in which they run."""
    folder = models_folder(model_dir) / lang
    return [name for name in PROCESSORS if any((folder / name).glob("*.pt"))]


@cache
def _pipeline(lang: str, model_dir: str | None, processors: tuple[str, ...], pretokenized: bool) -> Any:
    folder = models_folder(model_dir)
    try:
        import stanza
    except ImportError as error:
        raise ModelError("Stanza is not installed: pip install 'dragoman[stanza]'") from error
    if not processors or not (folder / "resources.json").is_file():
        raise ModelError(f"Stanza's models for '{lang}' are not in {folder}: dragoman models pull stanza-{lang}")
    names = ["tokenize", *(name for name in processors if name != "tokenize")]
    try:
        return stanza.Pipeline(
            lang, dir=str(folder), processors=",".join(names), download_method=None, use_gpu=False, verbose=False,
            tokenize_pretokenized=pretokenized,
        )  # fmt: skip
    except Exception as error:  # Stanza raises many kinds for models that are missing, damaged or of another version
        reason = " ".join(str(error).split())[:200]
        hint = f"dragoman models pull stanza-{lang}"
        raise ModelError(f"Stanza's models for '{lang}' in {folder} cannot be loaded ({reason}): {hint}") from error


class StanzaTokenizer:
    """Tokens and sentences by Stanza's own tokenizer, at their exact places."""

    def __init__(self, vocab: Vocab, lang: str, model_dir: str | None) -> None:
        self.vocab, self.pipeline = vocab, _pipeline(lang, model_dir, ("tokenize",), False)

    def __call__(self, text: str) -> Doc:
        places = [(t.start_char, t.end_char, i == 0) for s in self.pipeline(text).sentences for i, t in enumerate(s.tokens)]
        words: list[str] = []
        spaces: list[bool] = []
        starts: list[bool | int | None] = []
        at = 0
        for start, end, first in places:
            if start > at:  # white space that no word can carry, or what the tokenizer left out
                words.append(text[at:start])
                spaces.append(False)
                starts.append(not starts)
            words.append(text[start:end])
            follows = text[end : end + 1] == " "
            spaces.append(follows)
            starts.append(first or not starts)
            at = end + follows
        if at < len(text):
            words.append(text[at:])
            spaces.append(False)
            starts.append(not starts)
        return Doc(self.vocab, words=words, spaces=spaces, sent_starts=starts)

    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> StanzaTokenizer:
        return self


@registry.tokenizers("dragoman.stanza.v1")  # type: ignore[untyped-decorator]
def create_stanza_tokenizer(lang: str, model_dir: str | None = None) -> Any:
    """The tokenizer factory: `@tokenizers = "dragoman.stanza.v1"` with `lang` and `model_dir`."""
    return lambda nlp: StanzaTokenizer(nlp.vocab, lang, model_dir)


@Language.factory("stanza", default_config={"model_dir": None, "lang": None, "batch_size": 32})
class StanzaParser:
    """Tags, morphology, lemmas, heads and entities by the Stanza models that are there, on the Doc's own tokens.

    Where a language has no lemma model, Russian lemmas come from pymorphy3 and others are the words in lower case; without a
    parser, the words of a sentence hang on its first verb.
    """

    def __init__(self, nlp: Language, name: str, model_dir: str | None, lang: str | None, batch_size: int) -> None:
        self.name, self.lang, self.batch_size = name, lang or str(nlp.lang), batch_size
        self.processors = tuple(p for p in available(self.lang, model_dir) if p != "tokenize")
        self.pipeline = _pipeline(self.lang, model_dir, self.processors, True)

    def __call__(self, doc: Doc) -> Doc:
        return next(iter(self.pipe([doc])))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int | None = None) -> Iterator[Doc]:
        for batch in batches(docs, self.batch_size):
            bounds = [_sentences(doc) for doc in batch]
            given = [[_visible(t.text) for t in doc[a:b]] for doc, spans in zip(batch, bounds, strict=True) for a, b in spans]
            said = iter(self.pipeline(given).sentences if given else [])
            for doc, spans in zip(batch, bounds, strict=True):
                mine = [next(said) for _ in spans]
                set_words(doc, [self._words(sentence) for sentence in mine])
                if "ner" in self.processors:
                    doc.ents = [span for (start, _), s in zip(spans, mine, strict=True) for span in _entities(doc, start, s)]
                yield doc

    def _words(self, sentence: Any) -> list[Word]:
        said = [token.words[0] for token in sentence.tokens]
        if "depparse" in self.processors:
            heads = [(word.head or 0) - 1 for word in said]
        else:
            root = next((i for i, word in enumerate(said) if word.upos == "VERB"), 0)
            heads = [-1 if i == root else root for i in range(len(said))]
        return [self._word(word, head) for word, head in zip(said, heads, strict=True)]

    def _word(self, word: Any, head: int) -> Word:
        pairs = (part.partition("=") for part in (word.feats or "").split("|") if "=" in part)
        feats = tuple(sorted((name, value) for name, _, value in pairs))
        pos = word.upos or "X"
        lemma = word.lemma or (lemma_of(word.text, pos, feats) if self.lang == "ru" else word.text.lower())
        return Word(pos, lemma, head, word.deprel or "dep", word.xpos or "", feats)


def _sentences(doc: Doc) -> list[tuple[int, int]]:
    """The sentences that the tokenizer found, else razdel's."""
    if doc.has_annotation("SENT_START"):
        return [(sentence.start, sentence.end) for sentence in doc.sents]
    return sentences_of(doc, ((s.start, s.stop) for s in razdel.sentenize(doc.text)))


def _visible(text: str) -> str:
    """Stanza drops words without letters; white space that is a token of ours gets a sign in its place."""
    return text if text.strip() else "_"


def _entities(doc: Doc, start: int, sentence: Any) -> Iterator[Span]:
    """Spans by the tags of the words: Stanza's character offsets are those of the words joined by single spaces."""
    tags = [(token.ner or "O").replace("E-", "L-", 1).replace("S-", "U-", 1) for token in sentence.tokens]
    words = doc[start : start + len(tags)].as_doc()
    for span in biluo_tags_to_spans(words, iob_to_biluo(tags)):
        yield Span(doc, start + span.start, start + span.end, label=LABELS.get(span.label_, span.label_))

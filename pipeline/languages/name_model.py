"""The component `name_model`: English names (PER, ORG, LOC) by the tagger that ships under `pipeline/models/names-en`.

How it was trained: `training/names`. It runs on onnxruntime and tokenizers, one thread, one window of pieces at a time, so that
a text gives the same names whatever else is in the batch. Long texts are read in windows that overlap.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipeline.errors import ModelError
from pipeline.languages.name_spans import LABELS, NameSpan, join_windows, spans, windows

MODELS = Path(__file__).parent.parent / "models"
FILES = ("config.json", "tokenizer.json", "model.onnx")

if not Span.has_extension("name_score"):
    Span.set_extension("name_score", default=None)  # the model's mean probability of the words of a name, 0..1


class NameTagger:
    """The model as a function from a text to spans; it knows nothing of spaCy.

    `folder` holds `config.json`, `tokenizer.json` and `model.onnx`. Raises ModelError if one is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        for name in FILES:
            if not (folder / name).is_file():
                raise ModelError(f"the name model in {folder.name}/ is not whole: {name} is missing")
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        if tuple(config["labels"]) != LABELS:
            raise ModelError(f"the name model in {folder.name}/ has the labels {config['labels']}, expected {list(LABELS)}")
        if (size := (folder / "model.onnx").stat().st_size) != config["bytes"]:
            raise ModelError(
                f"the name model in {folder.name}/ is damaged: model.onnx has {size} bytes, expected {config['bytes']}"
            )
        self.version = str(config["version"])
        self._size, self._overlap = int(config["window"]), int(config["overlap"])
        self._begin, self._end = ([int(i)] for i in config["frame"])
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])

    def __call__(self, text: str) -> list[NameSpan]:
        """Names of `text` in order, without overlap; offsets are code points of `text`."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        if not encoding.ids:
            return []
        ranges = windows(len(encoding.ids), self._size, self._overlap)
        parts = [self._scores(encoding.ids[start:end]) for start, end in ranges]
        return spans(text, encoding.offsets, join_windows(len(encoding.ids), ranges, parts))

    def _scores(self, ids: list[int]) -> Any:
        window = np.array(self._begin + ids + self._end, np.int64)
        return self._session.run(None, {"ids": window})[0][1:-1]


@cache
def tagger(folder: Path) -> NameTagger:
    """The tagger of a folder, loaded once a process."""
    return NameTagger(folder)


def to_ents(doc: Doc, found: Iterable[NameSpan]) -> list[Span]:
    """The names as spans of whole tokens, each with its score; a name that ends inside a token takes the token."""
    ents = []
    for name in found:
        span = doc.char_span(name.start, name.end, label=name.label, alignment_mode="expand")
        if span is not None:
            span._.name_score = name.score
            ents.append(span)
    return filter_spans(ents)


@Language.factory("name_model", default_config={"model": "names-en"}, assigns=["doc.ents"], retokenizes=False)
class NameModel:
    """Sets `doc.ents`, and `span._.name_score` on each of them.

    `model` is a folder under `pipeline/models`, or a path to a folder of the same files elsewhere. It is read at first use.
    """

    def __init__(self, nlp: Language, name: str, model: str) -> None:
        self.name = name
        self.folder = MODELS / model if (MODELS / model).is_dir() else Path(model)

    def __call__(self, doc: Doc) -> Doc:
        doc.ents = tuple(to_ents(doc, tagger(self.folder)(doc.text)))
        return doc

"""Language pipelines as spaCy config files say, and the way of a document through its pipeline.

A paragraph is what the models see; a document is what the components of `pipeline.extraction` see. So the models run over
paragraphs of many documents in batches, then the paragraphs of one document are joined to one `Doc`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_model_from_config
from thinc.api import Config

from pipeline.documents.clean import CleanText, clean, join
from pipeline.documents.document import Document
from pipeline.errors import DragomanError, ModelError, SettingsError
from pipeline.extraction.records import Context, Paragraph, prepare
from pipeline.settings import configs_folder

DOCUMENT_COMPONENTS = ("names", "roles", "quotes", "numbers", "proposals")
"""Components that read whole documents; all others in a `.cfg` are models and read single paragraphs."""

COMPONENT_MODULES = (
    "pipeline.languages.slovnet",
    "pipeline.languages.stanza",
    "pipeline.languages.name_model",
    *(f"pipeline.extraction.{name}" for name in DOCUMENT_COMPONENTS),
)
"""Importing these registers every factory and tokenizer that a `.cfg` may name. None of them loads a model on import."""


@cache
def language_pipeline(lang: str) -> Language:
    """The pipeline of `configs/<lang>.cfg`, loaded once a process."""
    path = configs_folder() / f"{lang}.cfg"
    if not path.is_file():
        raise SettingsError(f"no pipeline for language '{lang}': {path.name} is missing in {path.parent.name}/")
    return load_pipeline(path)


def load_pipeline(path: Path) -> Language:
    """A pipeline from a spaCy config file; a missing model or an unknown component is one sentence."""
    for module in COMPONENT_MODULES:
        import_module(module)
    try:
        return load_model_from_config(Config().from_disk(path), auto_fill=True)
    except DragomanError:
        raise
    except OSError as error:
        raise ModelError(f"{path.name}: a model cannot be loaded: {error}") from error
    except Exception as error:  # spaCy and confection raise many kinds here; all of them mean that the file is wrong
        raise SettingsError(f"{path.name}: {' '.join(str(error).split())[:300]}") from error


@dataclass(frozen=True, slots=True)
class _Piece:
    document: int
    kind: str
    clean: CleanText


def parse_documents(documents: list[Document], lang: str) -> Iterator[tuple[Document, Doc]]:
    """Each document that has prose in `lang`, with one `Doc` of all that prose and every component run on it."""
    pieces = [
        _Piece(i, block.kind, piece)
        for i, document in enumerate(documents)
        for block in document.prose()
        if block.lang == lang and (piece := clean(document.text[block.start : block.end], block.start)).text
    ]
    if not pieces:
        return  # a language that no document has costs no loading of its models
    nlp = language_pipeline(lang)
    parsed = _run_models(nlp, pieces)
    for i, document in enumerate(documents):
        mine = [k for k, piece in enumerate(pieces) if piece.document == i]
        if mine:
            yield document, _assemble(nlp, document, lang, [pieces[k] for k in mine], [parsed[k] for k in mine])


def _run_models(nlp: Language, pieces: list[_Piece]) -> list[Doc]:
    """The Docs of all pieces, in their order; batches hold pieces of like length, which wastes least."""
    order = sorted(range(len(pieces)), key=lambda k: len(pieces[k].clean.text))
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name in DOCUMENT_COMPONENTS]):
        docs = list(nlp.pipe(pieces[k].clean.text for k in order))
    return [doc for _, doc in sorted(zip(order, docs, strict=True), key=lambda pair: pair[0])]


def _assemble(nlp: Language, document: Document, lang: str, pieces: list[_Piece], docs: list[Doc]) -> Doc:
    doc = Doc.from_docs(docs, ensure_whitespace=True) if len(docs) > 1 else docs[0]
    alignment = join([piece.clean for piece in pieces])
    if doc is None or doc.text.rstrip() != alignment.text:
        raise RuntimeError(f"{document.doc_id}: the parsed text is not the clean text")
    context = Context(document.doc_id, lang, document.date, document.title, document.author, document.publisher)
    prepare(doc, context, list(_paragraphs(pieces)), alignment)
    for name, component in nlp.pipeline:
        if name in DOCUMENT_COMPONENTS:
            doc = component(doc)
    return doc


def _paragraphs(pieces: Iterable[_Piece]) -> Iterator[Paragraph]:
    at = 0
    for piece in pieces:
        yield Paragraph(at, at + len(piece.clean.text), piece.kind)
        at += len(piece.clean.text) + 1


def parse_text(text: str, lang: str, context: Context | None = None) -> Doc:
    """One text, blank lines between its paragraphs, through the whole pipeline: for tests, notebooks and `explain`."""
    from pipeline.documents.document import Block

    blocks, at = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(at, at + len(part), "paragraph", lang))
        at += len(part) + 2
    document = Document(doc_id=context.doc_id if context else "text", sha256="", text=text, blocks=blocks, lang=lang)
    if context:
        document.date, document.title, document.author, document.publisher = (
            context.date, context.title, context.author, context.publisher,
        )  # fmt: skip
    return next(doc for _, doc in parse_documents([document], lang))

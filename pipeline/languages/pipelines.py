"""Language pipelines as spaCy config files say, and the way of a document through its pipeline.

A paragraph is what the models see; a document is what the components of `pipeline.extraction` see. So the models run over
paragraphs of many documents in batches, then the paragraphs of one document are joined to one `Doc`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import groupby
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


LONGEST = 50_000
"""Characters that a model sees at once; a longer paragraph goes through it in pieces, cut where a sentence ends."""

NO_WORD = re.compile(r"\S{400}")
"""No language has such words; spaCy's tokenizer takes quadratic time over them, so that they are cut."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph, or a part of one (`goes_on`: the paragraph ends in a later piece)."""

    document: int
    kind: str
    clean: CleanText
    goes_on: bool = False


def parse_documents(documents: list[Document], lang: str) -> Iterator[tuple[Document, Doc]]:
    """Each document that has prose in `lang`, with one `Doc` of all that prose and every component run on it."""
    pieces = [
        piece
        for i, document in enumerate(documents)
        for block in document.prose()
        if block.lang == lang
        for piece in _pieces(i, block.kind, clean(document.text[block.start : block.end], block.start))
    ]
    if not pieces:
        return  # a language that no document has costs no loading of its models
    nlp = language_pipeline(lang)
    parsed = _run_models(nlp, pieces)
    for i, found in groupby(zip(pieces, parsed, strict=True), key=lambda pair: pair[0].document):
        mine = list(found)
        yield documents[i], _assemble(nlp, documents[i], lang, [piece for piece, _ in mine], [doc for _, doc in mine])


def _pieces(document: int, kind: str, whole: CleanText) -> Iterator[_Piece]:
    """The paragraph, or the parts of one that is too long for a model."""
    cuts = list(_cuts(whole.text))
    for i, (start, end) in enumerate(cuts):
        yield _Piece(document, kind, _part(whole, start, end), goes_on=i + 1 < len(cuts))


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Where the parts of a paragraph begin and end; one part for nearly every paragraph."""
    start, n = 0, len(text)
    for run in NO_WORD.finditer(text):
        yield from _short(text, start, run.end())
        start = run.end() + (text[run.end() : run.end() + 1] == " ")
    yield from _short(text, start, n)


def _short(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        near = text[start : start + LONGEST]
        cut = max(near.rfind(". "), near.rfind("! "), near.rfind("? ")) + 1 or near.rfind(" ")
        if cut <= 0:
            break
        yield start, start + cut
        start += cut + 1
    if start < end:
        yield start, end


def _part(whole: CleanText, start: int, end: int) -> CleanText:
    return CleanText(whole.text[start:end], whole.starts[start:end], whole.ends[start:end])


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
    start = at = 0
    for piece in pieces:
        at += len(piece.clean.text)
        if not piece.goes_on:
            yield Paragraph(start, at, piece.kind)
            start = at + 1
        at += 1


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

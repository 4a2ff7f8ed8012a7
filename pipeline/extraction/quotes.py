"""The component `quotes`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("quotes")
class Quotes:
    """Fills `doc._.quotes`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        return doc

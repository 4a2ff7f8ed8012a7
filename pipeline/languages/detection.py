"""The language of each block and of the whole document."""

from __future__ import annotations

from dataclasses import replace

from pipeline.documents.document import Document


def detect(document: Document) -> Document:
    """The document with `lang`, `lang_confidence`, `languages` and the language of every block set."""
    cyrillic = sum("а" <= c <= "я" for c in document.text.lower())
    latin = sum("a" <= c <= "z" for c in document.text.lower())
    lang = "ru" if cyrillic > latin else "en"
    document.blocks = [replace(block, lang=lang) for block in document.blocks]
    document.lang, document.lang_confidence = lang, max(cyrillic, latin) / max(cyrillic + latin, 1)
    document.languages = [{"lang": lang, "share": 1.0}]
    return document

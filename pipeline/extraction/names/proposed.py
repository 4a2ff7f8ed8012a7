"""Bodies that somebody proposes to found: "to establish a Business Council", «создать Водно-энергетический консорциум»."""

from __future__ import annotations

from pipeline.extraction.names.draft import Draft, Name
from pipeline.extraction.names.vocabulary import words

_FOUND = {lang: words(f"{lang}/name_words", "founding") for lang in ("en", "ru")}
_WISH = {lang: words(f"{lang}/name_words", "wishing") for lang in ("en", "ru")}


def proposed_bodies(draft: Draft) -> set[Name]:
    """Organisations that stand behind a verb of founding, in a sentence that proposes."""
    found = set()
    for name in draft.of_type("ORG"):
        sentence = draft.doc[name.start].sent
        before = range(max(sentence.start, name.start - 8), name.start)
        founding = any(draft.lemmas[i] in _FOUND[draft.lang] or draft.lower[i] in _FOUND[draft.lang] for i in before)
        wish = any(
            draft.lemmas[i] in _WISH[draft.lang] or draft.lower[i] in _WISH[draft.lang] for i in range(sentence.start, name.start)
        )
        article = (
            draft.lang == "ru"
            or draft.lower[name.start - 1] in ("a", "an")
            or (name.start - 2 >= 0 and draft.lower[name.start - 2] in ("a", "an"))
        )
        if founding and wish and article and len(name) > 1:
            found.add(name)
    return found

"""An acronym in brackets is tied to the name before it: «Институт мировой экономики и политики (ИМЭП)»."""

from __future__ import annotations

from pipeline.extraction.names.acronyms import is_acronym, stands_for
from pipeline.extraction.names.draft import Draft


def mixed_acronyms(draft: Draft) -> None:
    """A word such as "KazISS" that the letters of an institution of the document fit is that institution's short name."""
    full = [n for n in draft.of_type("ORG") if len(n) > 2]
    if not full:
        return
    for i, word in enumerate(draft.words):
        name = draft.at(i)
        if len(word) < 3 or not is_acronym(word) or word.isupper() or (name is not None and (name.sure or len(name) > 1)):
            continue
        owner = next((n for n in full if stands_for(word, draft.name_text(n))), None)
        if owner is not None:
            draft.add(i, i + 1, "ORG", "mixed_acronyms", sure=True).acronym_of = owner


def acronym_and_quoted(draft: Draft) -> None:
    """GSV "Russia - Islamic World", НИЦ «Байкал»: an acronym and the quoted name right behind it are one institution."""
    for name in draft.of_type("ORG"):
        i = name.end
        if (
            len(name) > 1
            or not draft.words[name.start].isupper()
            or i + 2 >= len(draft)
            or draft.words[i] not in '"“'
            or draft.lang == "ru"
        ):
            continue
        inner = draft.at(i + 1)
        if inner is not None and inner.type == "ORG" and inner.end < len(draft) and draft.words[inner.end] in '"”':
            draft.resize(name, name.start, inner.end, "acronym_and_quoted")


def acronyms_in_brackets(draft: Draft) -> None:
    """A word in brackets behind an institution that its letters fit, or that is written like an acronym, is its short name."""
    for name in draft.of_type("ORG"):
        i = name.end
        while i < len(draft) and draft.words[i] in '»"”':
            i += 1
        if (
            i + 2 >= len(draft)
            or draft.words[i] != "("
            or not is_acronym(draft.words[i + 1])
            or draft.words[i + 2] not in (")", ",", ";")
        ):
            continue
        word, inner = draft.words[i + 1], draft.at(i + 1)
        if not stands_for(word, draft.name_text(name)) and (len(name) < 2 or (inner is not None and inner.type == "LOC")):
            continue
        if inner is None or len(inner) == 1:
            short = draft.add(i + 1, i + 2, "ORG", "acronyms_in_brackets", sure=True)
            short.acronym_of = name

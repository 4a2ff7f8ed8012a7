"""An acronym in brackets is tied to the name before it: «Институт мировой экономики и политики (ИМЭП)»."""

from __future__ import annotations

from pipeline.extraction.names.acronyms import is_acronym, stands_for
from pipeline.extraction.names.draft import Draft


def acronyms_in_brackets(draft: Draft) -> None:
    """A word in brackets right behind an institution that its letters fit, or that is written like an acronym, is its short name."""
    for name in draft.of_type("ORG"):
        i = name.end
        while i < len(draft) and draft.words[i] in "»\"”":
            i += 1
        if i + 2 >= len(draft) or draft.words[i] != "(" or not is_acronym(draft.words[i + 1]) or draft.words[i + 2] not in (")", ",", ";"):
            continue
        word, inner = draft.words[i + 1], draft.at(i + 1)
        if not stands_for(word, draft.name_text(name)) and (len(name) < 2 or (inner is not None and inner.type == "LOC")):
            continue
        if inner is None or len(inner) == 1:
            short = draft.add(i + 1, i + 2, "ORG", "acronyms_in_brackets", sure=True)
            short.acronym_of = name

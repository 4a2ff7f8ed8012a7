"""What looks like a name and is none: file names, photo credits, common words with a capital."""

from __future__ import annotations

import re

from pipeline.extraction.names.draft import Draft

_FILE = re.compile(r"(?:-(?:min|max|scaled|thumb|\d+x\d+)|\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|html?|php))$", re.IGNORECASE)
_CREDIT = re.compile(
    r"^(?:photos?|images?|picture|credits?|photo credit|photo by|image credit|фото|фотография|снимок|иллюстрация|изображение)\b"
    r"[^.]{0,20}[:©]|^©",
    re.IGNORECASE,
)


def file_names(draft: Draft) -> None:
    """As in "Ivanov-min", "chart.png"."""
    for name in draft.sorted():
        if _FILE.search(draft.name_text(name)):
            draft.drop(name)


_DOMAIN = re.compile(r"^[\w-]{2,}(?:\.[\w-]+)*\.(?:uz|kz|kg|tj|tm|ru|com|org|net|info|az|by|ua|eu|рф)$", re.IGNORECASE)


def domains(draft: Draft) -> None:
    """As in "Kun.uz", "Lenta.ru": a site named in running text is a medium or a company."""
    for i, word in enumerate(draft.words):
        name = draft.at(i) if "." in word else None
        free = name is None or (name.type == "PER" and len(name) == 1)
        if "." in word and _DOMAIN.match(word) and not word.lower().startswith("www.") and free:
            linked = i > 0 and draft.words[i - 1] in ("/", "//", "@", ":", "—") and draft.glued(i)
            if not linked and not (i + 1 < len(draft) and draft.words[i + 1] == "/" and draft.glued(i + 1)):
                draft.add(i, i + 1, "ORG", "domains")


def credits(draft: Draft) -> None:
    """A paragraph that begins with "Photo:" names nobody who acts."""
    for name in draft.sorted():
        start, end = draft.paragraph_bounds(name.start)
        if end - start <= 25 and _CREDIT.match(draft.shown(start, end)):
            draft.drop(name)


def common_words(draft: Draft) -> None:
    """A single word that the same document writes with a small letter too is no name, unless form or context makes it one."""
    small = {w for w in draft.words if w.islower()}
    for name in draft.of_type("LOC", "ORG", "PER"):
        if (
            len(name) == 1
            and not name.sure
            and not name.trusted
            and draft.lang == "en"
            and draft.lower[name.start] in small
            and draft.pos[name.start] != "PROPN"
        ):
            draft.drop(name)

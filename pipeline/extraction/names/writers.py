"""The document's author, known from its metadata, is a person of the document even where the prose never names him."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from pipeline.extraction.names.bases import spaced_initials, tidy
from pipeline.extraction.names.coreference import same_person
from pipeline.extraction.names.details import person_gender
from pipeline.extraction.names.vocabulary import institution_kinds
from pipeline.extraction.records import Entity


def author_names(doc: Doc) -> None:
    """Each author of `doc._.context` becomes a person among the entities, or is the one the prose names already."""
    for name in _names(doc._.context.author or ""):
        same = next((e for e in doc._.entities if e.type == "person" and _same(name, e)), None)
        if same is None:
            doc._.entities.append(Entity("person", name, {name}, gender=person_gender([name], doc._.context.lang)))
        else:
            same.aliases.add(name)
            same.name = max(same.name, name, key=lambda n: (len(n.split()), len(n)))


def author_entities(doc: Doc) -> list[int]:
    """Local numbers of the document's authors."""
    names = _names(doc._.context.author or "")
    return [i for i, e in enumerate(doc._.entities) if e.type == "person" and any(name in e.aliases for name in names)]


def _same(name: str, entity: Entity) -> bool:
    return any(same_person(a, b) or same_person(b, a) for a in [name] for b in entity.aliases)


def _names(author: str) -> list[str]:
    """The people of an author line; institutions that sign an article are none."""
    text = re.sub(r"^(?:by|author|автор|авторы)\s*:?\s+", "", author.strip(), flags=re.IGNORECASE)
    found = []
    for piece in re.split(r"\s*(?:,|;|&|\band\b|\bи\b)\s*", text):
        name = spaced_initials(tidy(piece.title() if piece.isupper() else piece))
        words = name.split()
        if (
            2 <= len(words) <= 4
            and all(w[0].isupper() for w in words)
            and not any(w in institution_kinds("en") or w.lower() in institution_kinds("ru") for w in words)
        ):
            found.append(name)
    return found

"""The spaCy component: titles and mentions in, `doc._.roles` out."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extraction.records import Role
from pipeline.extraction.roles.holders import held_titles
from pipeline.extraction.roles.marked import marked


@Language.factory("roles")
class Roles:
    """Fills `doc._.roles`: each office of each person once a document, at the place where it is first told."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        seen = set()
        for role in held_titles(marked(doc)):
            key = (role.holder, role.role.casefold(), role.organisation, role.country)
            if key not in seen:
                seen.add(key)
                doc._.roles.append(role)
        doc._.roles = _without_vaguer(doc._.roles)
        return doc


def _without_vaguer(roles: list[Role]) -> list[Role]:
    """A bare "President" says nothing beside "President of Kazakhstan" of the same person."""
    told = {(r.holder, r.role.casefold()) for r in roles if r.organisation is not None or r.country}
    return [r for r in roles if r.organisation is not None or r.country or (r.holder, r.role.casefold()) not in told]

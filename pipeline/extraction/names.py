"""The component `names`: from a model's entities to mentions and to the things a document speaks of."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.extraction.records import Entity, Mention

LABELS = {
    "PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "EVENT": "EVENT",
    "WORK_OF_ART": "WORK", "LAW": "WORK",
}  # fmt: skip
TYPES = {"PER": "person", "ORG": "organisation", "LOC": "place", "EVENT": "event", "WORK": "work"}


@Language.factory("names")
class Names:
    """Fills `doc._.mentions` and `doc._.entities`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        for ent in doc.ents:
            if ent.label_ in LABELS:
                self._add(doc, ent)
        return doc

    def _add(self, doc: Doc, ent: Span) -> None:
        kind = LABELS[ent.label_]
        name = ent.text.removeprefix("the ").removeprefix("The ")
        start = ent.end_char - len(name)
        local = _entity_named(doc, TYPES[kind], name)
        doc._.mentions.append(Mention(start, ent.end_char, kind, name, local))


def _entity_named(doc: Doc, type_: str, name: str) -> int:
    for i, entity in enumerate(doc._.entities):
        same_surname = type_ == "person" and entity.name.split()[-1] == name.split()[-1]
        if entity.type == type_ and (entity.name == name or same_surname):
            entity.aliases.add(name)
            entity.name = max(entity.name, name, key=len)
            return i
    doc._.entities.append(Entity(type_, name, {name}))
    return len(doc._.entities) - 1

"""The spaCy component: model entities in, `doc._.mentions` and `doc._.entities` out."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extraction.names import details, surroundings
from pipeline.extraction.names.bases import base_forms
from pipeline.extraction.names.coreference import Thing, core, things_of
from pipeline.extraction.names.draft import Draft, Name, draft_of
from pipeline.extraction.names.proposed import proposed_bodies
from pipeline.extraction.names.repairs import repairs
from pipeline.extraction.names.writers import author_names
from pipeline.extraction.records import Entity, Mention
from pipeline.extraction.titles import find_titles

LABELS = {
    "PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "EVENT": "EVENT",
    "WORK_OF_ART": "WORK", "LAW": "WORK",
}  # fmt: skip
CONFIDENCE = {"model": 0.8, "lexicon": 0.9, "rule": 0.85}


@Language.factory("names")
class Names:
    """Fills `doc._.mentions` and `doc._.entities` from `doc.ents` of any model (labels of OntoNotes, CoNLL or slovnet)."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        draft = repaired(doc, doc._.context.lang)
        bases = base_forms(draft)
        things = things_of(draft, bases)
        proposed = proposed_bodies(draft)
        doc._.entities = [_entity(thing, draft.lang) for thing in things]
        for thing, entity in zip(things, doc._.entities, strict=True):
            if thing.type == "organisation":
                surroundings.complete(draft, thing.names, entity)
                if any(name in proposed for name in thing.names):
                    entity.kind = "proposed"
        _standing_under(draft, things, doc._.entities)
        _parents(doc._.entities)
        doc._.mentions = sorted(_mentions(draft, things, bases), key=lambda m: m.start)
        author_names(doc)
        return doc


def repaired(doc: Doc, lang: str) -> Draft:
    """The names of a document after every repair."""
    draft = draft_of(doc, lang)
    labels = {ent.label_ for ent in doc.ents}
    draft.trusting = lang == "en" and bool(labels & {"PER", "LOC", "ORG"}) and labels <= {"PER", "ORG", "LOC"}
    for ent in doc.ents:
        if ent.label_ in LABELS:
            draft.add(ent.start, ent.end, LABELS[ent.label_], "model", source="model").trusted = draft.trusting
    titles = find_titles(draft.lower, draft.lemmas, lang, set(draft.breaks))
    for repair in repairs(lang):
        repair(draft, titles)
    return draft


def _entity(thing: Thing, lang: str) -> Entity:
    entity = Entity(thing.type, thing.title, set(thing.bases), set(thing.acronyms))
    if thing.type == "organisation":
        entity.kind = details.organisation_kind(thing.bases, lang)
        entity.country = details.organisation_country(thing.bases, lang)
    elif thing.type == "person":
        entity.gender = details.person_gender(thing.bases, lang)
    elif thing.type == "place":
        entity.country = thing.country or details.place_country(thing.title, lang)
        entity.kind = "country" if thing.country else None
    return entity


def _standing_under(draft: Draft, things: list[Thing], entities: list[Entity]) -> None:
    """«Институт … (ИМЭП) при Фонде …»: an institution, perhaps with its acronym in brackets, under another one or an office."""
    number = {id(name): i for i, thing in enumerate(things) for name in thing.names}
    for name in draft.of_type("ORG"):
        k = name.end
        while k < len(draft) and k not in draft.breaks and draft.words[k] in '»"”)(':
            k += 1
        if k >= len(draft) or draft.lower[k] not in ("при", "under") or k in draft.breaks:
            continue
        entity = entities[number[id(name)]]
        k += 1 + (k + 1 < len(draft) and draft.lower[k + 1] == "the")
        above = draft.at(k)
        if above is not None and above.type == "ORG":
            entity.parent = number[id(above)]
        elif entity.country is None:
            place = next((n for i in range(k, min(k + 4, len(draft))) if (n := draft.at(i)) is not None and n.type == "LOC"), None)
            entity.country = entities[number[id(place)]].country if place is not None else None


def _parents(entities: list[Entity]) -> None:
    """An institution under another one gets it as its parent; a parent that is named nowhere else becomes an entity here."""
    by_core = {core(alias): i for i, e in enumerate(entities) if e.type == "organisation" for alias in e.aliases}
    for entity in list(entities):
        text = details.parent_text(entity.name) if entity.type == "organisation" else None
        if text is None or entity.parent is not None or not details.is_body(text):
            continue
        name = details.nominative(text)
        if core(name) not in by_core:
            lang = "ru" if name != name.encode("ascii", "ignore").decode() else "en"
            parent = Entity(
                "organisation",
                name,
                {name},
                set(),
                details.organisation_kind([name], lang),
                details.organisation_country([name], lang),
            )
            entities.append(parent)
            by_core[core(name)] = len(entities) - 1
        entity.parent = by_core[core(name)]


def _within(draft: Draft, name: Name) -> tuple[int, int]:
    """The place of a name without marks that the tokenizer left on its first or last word ("///nCa")."""
    start, end = draft.starts[name.start], draft.ends[name.end - 1]
    while start < end - 1 and draft.text[start] in "/\\|*#_=~":
        start += 1
    while end - 1 > start and draft.text[end - 1] in "/\\|*#_=~":
        end -= 1
    return start, end


def _mentions(draft: Draft, things: list[Thing], bases: dict[Name, str]) -> Iterator[Mention]:
    for number, thing in enumerate(things):
        for name in thing.names:
            start, end = _within(draft, name)
            yield Mention(
                start, end, name.type, bases[name], number, name.source, name.rule,
                max(CONFIDENCE[name.source], 0.95 if name.sure else 0.0),
            )  # fmt: skip

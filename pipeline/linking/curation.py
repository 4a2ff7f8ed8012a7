"""An analyst's decisions applied to the forms of this corpus."""

from __future__ import annotations

from collections import defaultdict

from pipeline.linking.clusters import Clusters, Edge
from pipeline.linking.forms import Form
from pipeline.linking.ids import Ledger
from pipeline.linking.known import plain
from pipeline.linking.overrides import Overrides, Reference


class Curation:
    """Finds the forms that each reference of the overrides means, and counts references that mean nothing here as stale."""

    def __init__(self, forms: list[Form], overrides: Overrides, ledger: Ledger) -> None:
        self._forms, self._overrides = forms, overrides
        self._by_id: dict[str, list[int]] = {}
        self._by_name: dict[str, list[int]] = defaultdict(list)
        if overrides.references():
            for i, form in enumerate(forms):
                self._by_name[plain(form.name)].append(i)
            self._learn_ledger(ledger)

    def _learn_ledger(self, ledger: Ledger) -> None:
        by_key: dict[str, list[int]] = defaultdict(list)
        for i, form in enumerate(self._forms):
            by_key[form.key].append(i)
        for reference in self._overrides.references():
            if reference.is_id:
                self._by_id[reference.text] = [i for key in ledger.keys_of(reference.text) for i in by_key.get(key, ())]

    def learn_ids(self, forms_by_id: dict[str, list[int]]) -> None:
        """Ids of a run without overrides, for references to ids that no ledger knows yet."""
        for reference in self._overrides.references():
            if reference.is_id and not self._by_id.get(reference.text):
                self._by_id[reference.text] = forms_by_id.get(reference.text, [])

    def meant(self, reference: Reference) -> list[int]:
        """The forms that a reference means, in order."""
        if reference.is_id:
            return self._by_id.get(reference.text, [])
        places = self._by_name.get(plain(reference.text), [])
        if reference.document:
            return [i for i in places if self._forms[i].document == reference.document]
        return places

    def same(self) -> list[Edge]:
        """Joins that must be made."""
        edges = []
        for group in self._overrides.same:
            places = [i for reference in group for i in self.meant(reference)]
            edges += [Edge(1.0, places[0], i, "curated") for i in places[1:] if i != places[0]]
        return edges

    def apart(self) -> dict[int, set[tuple[int, int]]]:
        """Marks (entry, side) of forms that must not meet."""
        marks: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for entry, group in enumerate(self._overrides.different):
            for side, reference in enumerate(group):
                for i in self.meant(reference):
                    marks[i].add((entry, side))
        return dict(marks)

    def names(self, members: list[int]) -> dict[str, str]:
        """The names that an analyst gave to the entity of these forms, by language."""
        own = set(members)
        chosen: dict[str, str] = {}
        for reference, names in self._overrides.name:
            if own & set(self.meant(reference)):
                chosen |= names
        return chosen

    def dropped(self, clusters: Clusters) -> set[int]:
        """Forms of all entities that an analyst dropped; a reference to one document drops there alone."""
        out: set[int] = set()
        for reference in self._overrides.drop:
            for i in self.meant(reference):
                out |= {i} if reference.document else set(clusters.members(i))
        return out

    def stale(self) -> list[str]:
        """A sentence for each reference that means nothing in this corpus."""
        texts = [r.text + (f" @ {r.document}" if r.document else "") for r in self._overrides.references() if not self.meant(r)]
        return [f"'{text}' names nothing in this corpus, so the entry has no effect" for text in dict.fromkeys(texts)]

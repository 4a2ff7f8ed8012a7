"""One person's office in documents of two languages: evidence that two names of a body are translations of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from pipeline.geography import country_of_city
from pipeline.linking.clusters import Clusters, Edge
from pipeline.linking.dictionary import Dictionary, translated
from pipeline.linking.forms import Form
from pipeline.linking.organisations import BodyName, guard, is_acronym, parse_body, same_words
from pipeline.linking.words import HEAD, SUBJECT, WORD

BONUS, ENOUGH = 0.25, 0.75  # what the office adds to the words that two names share, and what the sum must reach
LED, SERVED = 0.15, 0.4  # the share of words in common that is enough with equal heads: for a body's head, and for other offices
MOST_BODIES = 20  # of one person and one kind of office; more are no evidence


def office_edges(
    forms: list[Form], places: Iterable[int], fixed: Iterable[int], clusters: Clusters, dictionary: Dictionary
) -> list[Edge]:
    """Edges between bodies of unlike language in which one person, already linked across the languages, holds the same office.

    Bodies that have names in both languages already, and those of the lexicons (`fixed`), need no such evidence.
    """
    known = {clusters.find(i) for i in fixed}
    held: dict[tuple[int, str], set[int]] = defaultdict(set)
    for i in places:
        if not is_acronym(forms[i].name) and clusters.find(i) not in known:
            for holder, kind in forms[i].holders:
                held[clusters.find(holder), kind].add(i)
    edges: dict[tuple[int, int], Edge] = {}
    for (_, kind), bodies in sorted(held.items()):
        if 2 <= len(bodies) <= MOST_BODIES:
            for edge in _edges(forms, sorted(bodies), kind, clusters, dictionary):
                edges[edge.a, edge.b] = max(edge, edges.get((edge.a, edge.b), edge), key=lambda e: e.score)
    return list(edges.values())


def _edges(forms: list[Form], bodies: list[int], kind: str, clusters: Clusters, dictionary: Dictionary) -> Iterator[Edge]:
    for a, b in combinations(bodies, 2):
        langs = [{forms[m].lang for m in clusters.members(i)} for i in (a, b)]
        if not langs[0] & langs[1]:
            first, second = (translated(parse_body(forms[i].name, forms[i].lang, forms[i].country), dictionary) for i in (a, b))
            score = _score(first, second, kind)
            if score:
                yield Edge(score, a, b, "same office holder")


def _score(a: BodyName, b: BodyName, kind: str) -> float:
    """What the two names are worth together with the office; 0 where that is too little, or something is against it."""
    if guard(a, b):
        return 0.0
    shared, common, left, right = same_words(a, b)
    if other_city(left, a.lang) and other_city(right, b.lang):
        return 0.0
    telling = any(word.kind in (SUBJECT, WORD) for word in a.content if word.key in common)
    heads = bool(a.of(HEAD) & b.of(HEAD))
    two_subjects = bool(a.of(SUBJECT) & set(left) and b.of(SUBJECT) & set(right))  # the lexicon tells them apart
    enough = LED if kind.endswith("lead") and not two_subjects else SERVED
    if heads and telling and shared >= enough:
        return min(0.95, max(0.8, shared + BONUS))
    return min(0.95, shared + BONUS) if telling and shared + BONUS >= ENOUGH else 0.0


def other_city(keys: Iterable[str], lang: str) -> bool:
    """True when a word that the other name lacks is a city: a twin would name the same one."""
    return any(country_of_city(key.capitalize(), lang) for key in keys)

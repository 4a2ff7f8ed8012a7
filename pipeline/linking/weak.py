"""Names that say too little by themselves (bare surnames, initials, acronyms): joined to the one entity that they can mean."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations

from pipeline.linking.clusters import Clusters, Edge
from pipeline.linking.forms import Form
from pipeline.linking.names import PersonName, parse_person
from pipeline.linking.organisations import acronym_fits, acronym_letters, is_acronym, letter_keys, parse_body
from pipeline.linking.people import compare_people
from pipeline.linking.sounds import folded, is_cyrillic, skeletons, sound
from pipeline.linking.words import HEAD

MOST_CANDIDATES = 200
LONG_ENOUGH = 5  # letters of a surname that is worth something by itself: «Кан» and «Ли» are borne by too many


def join_weak_people(forms: list[Form], places: Iterable[int], clusters: Clusters, counts: Counter[str]) -> list[Edge]:
    """Initials first, then bare surnames, each to the only entity that fits; returns the ambiguous ones as near misses."""
    names = {i: name for i in places if (name := parse_person(forms[i].name))}
    near: list[Edge] = []
    initials = [i for i, n in names.items() if n.initials_only]
    bare = [i for i, n in names.items() if n.bare]
    _attach(forms, names, initials, [i for i, n in names.items() if not n.bare and not n.initials_only], clusters, near, counts)
    _join_initials(names, initials, clusters)
    _attach(forms, names, bare, [i for i, n in names.items() if not n.bare], clusters, near, counts)
    _join_same_weak(forms, bare, clusters)
    return near


def _attach(
    forms: list[Form], names: dict[int, PersonName], weak: list[int], full: list[int], clusters: Clusters, near: list[Edge],
    counts: Counter[str],
) -> None:  # fmt: skip
    by_sound, by_bones = _by_surname(names, full)
    for i in weak:
        head = names[i].surname
        pool = by_sound.get(head.sound) or sorted({j for bones in skeletons(head.text) for j in by_bones.get(bones, ())})
        if len(pool) > MOST_CANDIDATES:
            counts["weak names with too many candidates"] += 1
            continue
        best = _best_by_cluster(names, i, pool, clusters)
        chosen = _only_one(forms, i, best, clusters)
        edges = sorted(best.values(), key=lambda e: (-e.score, e.b))
        if chosen is not None:
            clusters.join(chosen)
        elif len(edges) > 1:
            near += [Edge(e.score * 0.9, e.a, e.b, f"{e.reason}, but {len(edges)} people fit") for e in edges[:3]]


def _by_surname(names: dict[int, PersonName], full: list[int]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Full names by the sound of their surname, and by its skeletons; by either end of the name where the order is open."""
    by_sound: dict[str, list[int]] = defaultdict(list)
    by_bones: dict[str, list[int]] = defaultdict(list)
    for i in full:
        name = names[i]
        heads = {name.surname, name.surname if name.sure else name.parts[0]}
        for code in sorted({h.sound for h in heads}):
            by_sound[code].append(i)
        for bones in sorted({bones for h in heads for bones in skeletons(h.text)}):
            by_bones[bones].append(i)
    return by_sound, by_bones


def _best_by_cluster(names: dict[int, PersonName], weak: int, pool: list[int], clusters: Clusters) -> dict[int, Edge]:
    """For each entity in reach, the best comparison; an entity one of whose names forbids it is out."""
    best: dict[int, Edge] = {}
    out: set[int] = set()
    for other in pool:
        root = clusters.find(other)
        comparison = compare_people(names[weak], names[other])
        if comparison.conflict:
            out.add(root)
        elif comparison.score >= 0.55 and (root not in best or comparison.score > best[root].score):
            best[root] = Edge(comparison.score, weak, other, comparison.reason)
    return {root: edge for root, edge in best.items() if root not in out}


def _only_one(forms: list[Form], weak: int, best: dict[int, Edge], clusters: Clusters) -> Edge | None:
    """The entity that fits by sex and country; among several the only one of the country that the document gives."""
    fitting = {}
    for root, edge in best.items():
        members = [forms[m] for m in clusters.members(root)]
        if _fits(forms[weak], members):
            fitting[root] = edge
    if len(fitting) > 1 and forms[weak].country:
        fitting = {r: e for r, e in fitting.items() if forms[weak].country in _seats(forms, clusters, r)}
    if len(fitting) != 1:
        return None
    root, edge = next(iter(fitting.items()))
    short = edge.reason == "surname" and len(sound(folded(forms[weak].name))) < LONG_ENOUGH
    if short and forms[weak].country not in _seats(forms, clusters, root):
        return None
    reason = f"{edge.reason}, the only one in the corpus" if len(best) == 1 else f"{edge.reason} and country"
    return Edge(edge.score, edge.a, edge.b, reason)


def _fits(weak: Form, members: list[Form]) -> bool:
    genders = {g for m in members for g in m.genders}
    if weak.genders and genders and not set(weak.genders) & genders:
        return False
    seats = {c for m in members for c in m.seats}
    return not (weak.country and seats and weak.country not in seats)


def _seats(forms: list[Form], clusters: Clusters, root: int) -> set[str]:
    return {c for m in clusters.members(root) for c in forms[m].seats}


def _join_initials(names: dict[int, PersonName], initials: list[int], clusters: Clusters) -> None:
    """Initials with the same surname, where no full name took them: «Е. Тукумов» and Y. Tukumov."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for i in initials:
        blocks[names[i].surname.sound].append(i)
    edges = []
    for members in blocks.values():
        for a, b in combinations(members[:MOST_CANDIDATES], 2):
            comparison = compare_people(names[a], names[b])
            if not comparison.conflict and comparison.score >= 0.8:
                edges.append(Edge(comparison.score, a, b, "same initials and surname"))
    clusters.join_all(edges)


def _join_same_weak(forms: list[Form], weak: list[int], clusters: Clusters) -> None:
    """The same bare name in several documents is one entity unless countries or sexes tell them apart."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for i in weak:
        blocks[forms[i].name.casefold()].append(i)
    for members in blocks.values():
        countries = {c for i in members if (c := forms[i].country)}
        for a, b in combinations(members[:20], 2):
            first, second = forms[a], forms[b]
            same_country = first.country == second.country or len(countries) == 1
            if same_country and not (first.genders and second.genders and not set(first.genders) & set(second.genders)):
                clusters.join(Edge(0.7, a, b, "same name"))


# ---- acronyms -----------------------------------------------------------------------------------------------------


def join_acronyms(forms: list[Form], places: Iterable[int], clusters: Clusters) -> list[Edge]:
    """Acronyms to the one body that declares them, or whose name makes them; returns the ambiguous ones as near misses."""
    places = list(places)
    weak = [i for i in places if is_acronym(forms[i].name)]
    wanted = {_letter_key(forms[i].name) for i in weak}
    declared: dict[str, list[int]] = defaultdict(list)
    made: dict[str, list[int]] = defaultdict(list)
    for i in places:
        for acronym in forms[i].acronyms:
            declared[acronym].append(i)
        if not is_acronym(forms[i].name) and wanted:
            for key in letter_keys(parse_body(forms[i].name, forms[i].lang, forms[i].country)):
                made[key].append(i)
    near: list[Edge] = []
    for i in weak:
        edges = [Edge(0.93, i, j, f"acronym {forms[i].name}") for j in declared[forms[i].name] if j != i]
        edges = _best_edges(forms, edges, clusters) or _best_edges(forms, _computed(forms, i, made), clusters)
        if len(edges) == 1:
            clusters.join(edges[0])
        else:
            near += [Edge(e.score * 0.8, e.a, e.b, f"{e.reason}, but {len(edges)} bodies fit") for e in edges[:3]]
    _join_same_weak(forms, weak, clusters)
    return near


def _computed(forms: list[Form], weak: int, made: dict[str, list[int]]) -> list[Edge]:
    acronym = forms[weak].name
    letters = sorted(acronym_letters(acronym))
    script = "ru" if is_cyrillic(acronym) else "en"
    keys = {script + "".join(letters[:i] + letters[i + n :]) for n in (0, 1, 2) for i in range(len(letters) - n + 1)}
    edges = []
    for j in sorted({j for key in keys for j in made.get(key, ())}):
        name = parse_body(forms[j].name, forms[j].lang, forms[j].country)
        fits = acronym_fits(acronym, name)
        same_country = forms[weak].country is not None and forms[weak].country in name.countries
        told = bool(name.of(HEAD)) and fits == 1.0 and forms[j].lang == script
        if any(is_cyrillic(other) == is_cyrillic(acronym) for other in forms[j].acronyms):
            continue  # the body's own document gives it another acronym
        if fits and (len(letters) >= 4 or (len(letters) == 3 and (same_country or told))):
            edges.append(Edge(0.75 + 0.1 * (fits == 1.0) + 0.05 * same_country, weak, j, f"acronym {acronym} of the name"))
    return edges


def _best_edges(forms: list[Form], edges: list[Edge], clusters: Clusters) -> list[Edge]:
    """One edge an entity, only the best ones, none against a country."""
    best: dict[int, Edge] = {}
    for edge in edges:
        countries = parse_body(forms[edge.b].name, forms[edge.b].lang, forms[edge.b].country).countries
        if forms[edge.a].country and countries and forms[edge.a].country not in countries:
            continue
        root = clusters.find(edge.b)
        if root not in best or edge.score > best[root].score:
            best[root] = edge
    top = max((e.score for e in best.values()), default=0.0)
    return [e for e in best.values() if e.score >= top - 0.01]


def _letter_key(acronym: str) -> str:
    return ("ru" if is_cyrillic(acronym) else "en") + "".join(sorted(acronym_letters(acronym)))

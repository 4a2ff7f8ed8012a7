"""Which forms are compared at all: blocks by rough keys, kept small, so that cost grows with the number of forms.

A block that is larger than the limit is parted by a finer key; what is still too large is compared along a sorted order in a
window, and counted. Within a block, forms that sound the same are joined without comparison.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.linking.clusters import Edge
from pipeline.linking.dictionary import Dictionary, translated
from pipeline.linking.forms import Form
from pipeline.linking.names import INITIAL, PersonName, parse_person
from pipeline.linking.organisations import BodyName, compare_bodies, guard, is_acronym, parse_body
from pipeline.linking.people import compare_people
from pipeline.linking.sounds import skeleton, skeletons, sound
from pipeline.linking.words import WORD, Word

PEOPLE_ACROSS, ACROSS, WITHIN = 0.72, 0.75, 0.9  # what a pair of two scripts, of two languages, or of one must reach
NEAR = 0.6
WINDOW = 12
TOO_MANY = 1_000  # names with a word: such a word is no reason to compare them


@dataclass
class Found:
    """Edges to join along, pairs that fell just short, pairs for the sentence encoder, and counts."""

    edges: list[Edge] = field(default_factory=list)
    near: list[Edge] = field(default_factory=list)
    open: list[tuple[int, int]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add_near(self, edge: Edge) -> None:
        self.near.append(edge)
        if len(self.near) > 20_000:
            self.near = sorted(self.near, key=lambda e: (-e.score, e.a, e.b))[:2_000]


Signature = Hashable


def bounded_pairs(
    blocks: dict[str, list[Signature]], finer: Callable[[Signature], str], limit: int, counts: Counter[str]
) -> Iterator[tuple[Signature, Signature]]:
    """Pairs of signatures that share a block, each once. No block costs more than `limit` squared over two, or linear with
    the window."""
    seen: set[tuple[Signature, Signature]] = set()
    for key in sorted(blocks):
        for members, windowed in _parted(sorted(set(blocks[key]), key=repr), finer, limit, counts):
            for i, a in enumerate(members):
                for b in members[i + 1 : i + 1 + WINDOW] if windowed else members[i + 1 :]:
                    if (a, b) not in seen:
                        seen.add((a, b))
                        yield a, b
    counts["pairs"] += len(seen)


def _parted(
    members: list[Signature], finer: Callable[[Signature], str], limit: int, counts: Counter[str]
) -> Iterator[tuple[list[Signature], bool]]:
    counts["blocks"] += 1
    counts["largest block"] = max(counts["largest block"], len(members))
    if len(members) <= limit:
        yield members, False
        return
    counts["blocks parted"] += 1
    parts: dict[str, list[Signature]] = defaultdict(list)
    for member in members:
        parts[finer(member)].append(member)
    for key in sorted(parts):
        if len(parts[key]) > limit:
            counts["blocks capped"] += 1
        yield parts[key], len(parts[key]) > limit


# ---- people -------------------------------------------------------------------------------------------------------


def people_edges(forms: list[Form], places: Iterable[int], limit: int) -> Found:
    """Compare people's names that have a given name in full."""
    found = Found()
    groups: dict[Signature, list[int]] = defaultdict(list)
    names: dict[Signature, PersonName] = {}
    for place in places:
        name = parse_person(forms[place].name)
        if name is None or name.bare or name.initials_only:
            continue
        signature = person_signature(name)
        groups[signature].append(place)
        names.setdefault(signature, name)
    _join_equal(groups, forms, found, "same name in two scripts")
    blocks: dict[str, list[Signature]] = defaultdict(list)
    for own_signature, own in names.items():
        for key in own.blocking_keys():
            blocks[key].append(own_signature)
    for a, b in bounded_pairs(blocks, lambda s: _given_key(names[s]), limit, found.counts):
        comparison = compare_people(names[a], names[b])
        needed = PEOPLE_ACROSS if names[a].cyrillic != names[b].cyrillic else WITHIN
        edge = Edge(comparison.score, groups[a][0], groups[b][0], comparison.reason)
        if not comparison.conflict and comparison.score >= needed:
            found.edges.append(edge)
        elif not comparison.conflict and comparison.score >= NEAR:
            found.add_near(edge)
    return found


def person_signature(name: PersonName) -> tuple[str, ...]:
    """Equal for names that sound alike in every part, in either script."""
    head = name.surname
    return (head.sound, *sorted(("." if p.kind == INITIAL else "") + p.sound for p in name.parts if p is not head))


def _given_key(name: PersonName) -> str:
    return "".join(sorted(skeleton(p.text) for p in name.parts if p is not name.surname and p.kind != INITIAL))[:8]


def _join_equal(groups: dict[Signature, list[int]], forms: list[Form], found: Found, across_reason: str) -> None:
    for members in groups.values():
        first = forms[members[0]]
        for place in members[1:]:
            across = forms[place].lang != first.lang
            score, reason = (0.97, across_reason) if across else (0.99, "same name")
            found.edges.append(Edge(score, members[0], place, reason))


# ---- bodies, places, events, works --------------------------------------------------------------------------------


def body_edges(forms: list[Form], places: Iterable[int], limit: int, dictionary: Dictionary) -> Found:
    """Compare names of bodies (or places, events, works) word by word; acronyms and nobody's names are left for later."""
    found = Found()
    groups: dict[Signature, list[int]] = defaultdict(list)
    names: dict[Signature, BodyName] = {}
    for place in places:
        form = forms[place]
        name = translated(parse_body(form.name, form.lang, form.country), dictionary)
        nobodys = name.generic and (form.type == "organisation" or len(name.content) == 1)
        if not name.content or nobodys or (form.type == "organisation" and is_acronym(form.name)):
            continue
        signature = body_signature(name)
        groups[signature].append(place)
        names.setdefault(signature, name)
    _join_equal(groups, forms, found, "translated name")
    for a, b in bounded_pairs(_body_blocks(names), lambda s: repr(s[-1]) + str(len(s)), limit, found.counts):  # type: ignore[index,arg-type]
        _compare(forms, groups[a][0], groups[b][0], names[a], names[b], found)
    return found


def _compare(forms: list[Form], a: int, b: int, first: BodyName, second: BodyName, found: Found) -> None:
    comparison = compare_bodies(first, second)
    if comparison.conflict:
        return
    across = first.lang != second.lang
    edge = Edge(comparison.score, a, b, comparison.reason)
    if comparison.score >= (ACROSS if across else WITHIN):
        found.edges.append(edge)
        return
    if across and comparison.score >= 0.3:
        found.open.append((a, b))
    if comparison.score >= NEAR:
        found.add_near(edge)


def body_signature(name: BodyName) -> tuple[str, ...]:
    """Equal for names with the same words, in any order and either language, of the same countries."""
    words = sorted(sound(w.key) if w.kind == WORD else "=" + w.key for w in name.content)
    return (*words, ",".join(sorted(name.countries)))


def _body_blocks(names: dict[Signature, BodyName]) -> dict[str, list[Signature]]:
    """Each name stands in the blocks of its three rarest keys of words, but in no block of a word that too many names have, unless
    it has no other."""
    keys = {s: {key for w in name.content for key in _word_keys(w)} for s, name in names.items()}
    frequency = Counter(key for own in keys.values() for key in own)
    blocks: dict[str, list[Signature]] = defaultdict(list)
    for signature, own in keys.items():
        rarest = sorted(own, key=lambda k: (frequency[k] == 1, frequency[k], k))[:3]
        for key in [k for k in rarest if frequency[k] <= TOO_MANY] or rarest[:1]:
            blocks[key].append(signature)
    return blocks


def _word_keys(word: Word) -> tuple[str, ...]:
    return skeletons(word.key) if word.kind == WORD else ("=" + word.key,)


def translation_edges(
    forms: list[Form], pairs: Iterable[tuple[int, int]], encode: Callable[[list[str]], dict[str, list[float]]]
) -> Found:
    """Score open pairs of two languages by a sentence encoder; `encode` gives a unit vector a name."""
    found = Found()
    pairs = list(pairs)
    vectors = encode(sorted({forms[i].name for pair in pairs for i in pair}))
    for a, b in pairs:
        first, second = vectors.get(forms[a].name), vectors.get(forms[b].name)
        if first is None or second is None:
            found.counts["pairs beyond the encoder's budget"] += 1
            continue
        cosine = float(sum(x * y for x, y in zip(first, second, strict=True)))
        names = [parse_body(forms[i].name, forms[i].lang, forms[i].country) for i in (a, b)]
        comparison = compare_bodies(names[0], names[1], cosine)
        edge = Edge(comparison.score, a, b, comparison.reason)
        if not comparison.conflict and comparison.score >= ACROSS:
            found.edges.append(edge)
        elif not comparison.conflict and comparison.score >= NEAR:
            found.add_near(edge)
    return found


def make_guard(forms: list[Form], fixed: dict[int, str]) -> Callable[[list[int], list[int]], str | None]:
    """The guard of a corpus's clusters: known entities, types, names, countries, numbers and sexes that exclude each other."""

    def check(left: list[int], right: list[int]) -> str | None:
        ids = {fixed[f] for f in left + right if f in fixed}
        if len(ids) > 1:
            return "two known entities"
        if forms[left[0]].type == "person":
            return _people_conflict(forms, left, right)
        return _bodies_conflict(forms, left, right)

    return check


def _sample(forms: list[Form], members: list[int], most: int = 6) -> list[Form]:
    """Forms that say most, no two of one name: enough to see a conflict, few enough to stay cheap."""
    telling = [forms[m] for m in members if not forms[m].weak] or [forms[members[0]]]
    return list({f.name: f for f in sorted(telling, key=lambda f: (-len(f.name), f.name))[: most * 2]}.values())[:most]


def _people_conflict(forms: list[Form], left: list[int], right: list[int]) -> str | None:
    for a in _sample(forms, left):
        for b in _sample(forms, right):
            first, second = parse_person(a.name), parse_person(b.name)
            if first and second:
                comparison = compare_people(first, second)
                if comparison.conflict:
                    return comparison.reason
                if comparison.score < 0.97 and a.genders and b.genders and not set(a.genders) & set(b.genders):
                    return "sex differs"
    return None


def _bodies_conflict(forms: list[Form], left: list[int], right: list[int]) -> str | None:
    for a in _sample(forms, left):
        for b in _sample(forms, right):
            if is_acronym(a.name) or is_acronym(b.name):
                if a.country and b.country and a.country != b.country:
                    return "country differs"
                continue
            why = guard(parse_body(a.name, a.lang, a.country), parse_body(b.name, b.lang, b.country))
            if why:
                return why
    return None

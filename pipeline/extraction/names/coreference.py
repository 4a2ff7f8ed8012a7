"""Which names of one document name the same thing: surnames to full names, acronyms to institutions, forms of a country."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.extraction.names.acronyms import is_acronym, stands_for
from pipeline.extraction.names.details import organisation_kind
from pipeline.extraction.names.draft import Draft, Name
from pipeline.extraction.names.vocabulary import known_organisation
from pipeline.geography import country_of, nationality_of

TYPES = {"PER": "person", "ORG": "organisation", "LOC": "place", "EVENT": "event", "WORK": "work"}


@dataclass(slots=True, eq=False)
class Thing:
    """What some names of the document name. `bases` hold every base form with the number of the first name that has it."""

    type: str
    names: list[Name] = field(default_factory=list)
    bases: dict[str, int] = field(default_factory=dict)
    acronyms: set[str] = field(default_factory=set)
    country: str | None = None

    def add(self, name: Name, base: str) -> None:
        self.names.append(name)
        self.bases.setdefault(base, name.start)
        if self.type == "organisation" and is_acronym(base):
            self.acronyms.add(base)

    @property
    def title(self) -> str:
        """The fullest base form: most words that are no initials, then the longest, then the first."""
        return max(self.bases, key=lambda b: (not is_acronym(b), _words(b), len(b), -self.bases[b]))


def _words(base: str) -> int:
    return sum(not w.endswith(".") for w in base.split())


def things_of(draft: Draft, bases: dict[Name, str]) -> list[Thing]:
    """The things that the names of the document name, in order of first mention."""
    groups = {
        "PER": _people, "ORG": _organisations, "LOC": _places, "EVENT": _same_base, "WORK": _same_base,
    }  # fmt: skip
    names = {type_: draft.of_type(type_) + [n for n in draft.nested if n.type == type_] for type_ in groups}
    found = [thing for type_, group in groups.items() for thing in group(draft, names[type_], bases, TYPES[type_])]
    return sorted(found, key=lambda t: min(n.start for n in t.names))


def fold(text: str) -> str:
    """For comparison: small letters, «ё» as «е», no quotation marks, single blanks, plain apostrophes."""
    text = re.sub(r"[«»“”„\"]", "", text).casefold().replace("ё", "е").replace("’", "'").replace("–", "-")
    return " ".join(text.split())


# ---- people ---------------------------------------------------------------------------------------------------------


def _people(draft: Draft, names: list[Name], bases: dict[Name, str], type_: str) -> list[Thing]:
    """Fullest names first; then initials with a surname; then bare words, which go to the nearest full name before them."""
    things: list[Thing] = []
    for name in sorted(names, key=lambda n: (-_fullness(bases[n]), n.start)):
        candidates = [t for t in things if any(same_person(bases[name], other) for other in t.bases)]
        thing = _nearest(candidates, name) if candidates else None
        if thing is None:
            thing = Thing(type_)
            things.append(thing)
        thing.add(name, bases[name])
    return things


def _fullness(base: str) -> int:
    words = base.split()
    return 2 * sum(not w.endswith(".") for w in words) + sum(w.endswith(".") for w in words)


def _nearest(candidates: list[Thing], name: Name) -> Thing:
    """The one whose last mention before the name is nearest; else the one mentioned first."""

    def distance(thing: Thing) -> tuple[bool, int]:
        before = [n.start for n in thing.names if n.start < name.start]
        return not before, name.start - max(before) if before else min(n.start for n in thing.names)

    return min(candidates, key=distance)


def same_person(short: str, full: str) -> bool:
    """Whether a name can be a shorter form of another one of the same document."""
    a, b = _parts(short), _parts(full)
    if not a or not b:
        return False
    if a == b:
        return True
    if len(a) == 1:
        return len(b) > 1 and not a[0].endswith(".") and (a[0] == b[-1] or (a[0] == b[0] and not b[0].endswith(".")))
    if a[-1] != b[-1]:
        return False
    given_a, given_b = a[:-1], b[:-1]
    if not given_b:
        return True
    return all(any(_agrees(x, y) for y in given_b) for x in given_a) and _agrees(given_a[0], given_b[0])


def _agrees(x: str, y: str) -> bool:
    """A given name and its initial, or the same name."""
    if x == y:
        return True
    if not (x.endswith(".") or y.endswith(".")):
        return False
    return x.rstrip(".").split("-")[0].strip(".")[:1] == y.rstrip(".")[:1]


def _parts(name: str) -> list[str]:
    """Initials and words in small letters, the surname last («Салтыбаев Е. А.» is turned round)."""
    text = re.sub(r"(?<=\.)(?=[^\s.-])", " ", fold(name))
    words = text.split()
    while len(words) > 1 and words[-1].endswith(".") and not words[0].endswith("."):
        words = [words[-1], *words[:-1]]
    return words


# ---- institutions ---------------------------------------------------------------------------------------------------


def _organisations(draft: Draft, names: list[Name], bases: dict[Name, str], type_: str) -> list[Thing]:
    things: list[Thing] = []
    by_name: dict[Name, Thing] = {}
    for name in sorted(names, key=lambda n: (is_acronym(bases[n]), n.acronym_of is not None, -_words(bases[n]), n.start)):
        thing = by_name.get(name.acronym_of) if name.acronym_of else None
        thing = thing or next((t for t in things if _same_organisation(bases[name], t)), None) or _only_longer(bases[name], things)
        if thing is None:
            thing = Thing(type_)
            things.append(thing)
        thing.add(name, bases[name])
        by_name[name] = thing
    return things


def core(base: str) -> str:
    """An institution's name without what it stands under, for comparison."""
    return re.split(r"\s+(?:under|при)\s", fold(base))[0]


def _same_organisation(base: str, thing: Thing) -> bool:
    row = known_organisation(base)
    for other in thing.bases:
        if core(base) == core(other) or (row is not None and known_organisation(other) is row):
            return True
        if is_acronym(core_text(base)) and base not in thing.acronyms and stands_for(core_text(base), other):
            return True
    return base in thing.acronyms or core_text(base) in thing.acronyms


def core_text(base: str) -> str:
    return re.split(r"\s+(?:under|при)\s", base)[0]


def _only_longer(base: str, things: list[Thing]) -> Thing | None:
    """A shorter name of two words or more goes to the one longer name that begins or ends with it."""
    key = core(base)
    if len(key.split()) < 2:
        return _first_word_of(key, things)
    found = [t for t in things if any(core(o).startswith(key + " ") or core(o).endswith(" " + key) for o in t.bases)]
    return found[0] if len(found) == 1 else None


def _first_word_of(key: str, things: list[Thing]) -> Thing | None:
    """As in "Oasis" for the one "Oasis News Agency" of the document: a medium or a company may go by its first word."""
    found = [thing for thing in things if any(_goes_by_first_word(base, key) for base in thing.bases)]
    return found[0] if len(found) == 1 and len(key) > 3 else None


def _goes_by_first_word(base: str, key: str) -> bool:
    first, *rest = fold(base).split()
    return first == key and bool(rest) and organisation_kind([base], "en") in ("media", "company")


# ---- places, events, works ------------------------------------------------------------------------------------------


def _places(draft: Draft, names: list[Name], bases: dict[Name, str], type_: str) -> list[Thing]:
    things: dict[str, Thing] = {}
    for name in names:
        base = bases[name]
        code = None if nationality_of(base, draft.lang) else country_of(base, draft.lang)
        thing = things.setdefault(code or fold(base), Thing(type_, country=code))
        thing.add(name, base)
    return list(things.values())


def _same_base(draft: Draft, names: list[Name], bases: dict[Name, str], type_: str) -> list[Thing]:
    things: dict[str, Thing] = {}
    for name in names:
        things.setdefault(fold(bases[name]), Thing(type_)).add(name, bases[name])
    return list(things.values())

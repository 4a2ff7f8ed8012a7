"""What is known of each entity once its forms are together: names in both languages, aliases, acronyms, kind, country, parent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pipeline.geography import country_name
from pipeline.linking.forms import Form
from pipeline.linking.ids import Claim
from pipeline.linking.known import Known, slug_of
from pipeline.linking.names import GIVEN, INITIAL, SURNAME, parse_person
from pipeline.linking.organisations import is_acronym, parse_body, without_tail
from pipeline.linking.sounds import is_cyrillic
from pipeline.linking.words import COUNTRY

PREFIXES = {"person": "per", "organisation": "org", "place": "loc", "event": "event", "work": "work", "state": "state"}


@dataclass(slots=True)
class Entity:
    """One row of `schema.ENTITIES` in the making."""

    members: list[int]
    type: str
    name_en: str | None
    name_ru: str | None
    aliases: list[str]
    acronyms: list[str]
    kind: str | None
    country: str | None
    claim: Claim
    names: dict[str, str] = field(default_factory=dict)

    def row(self, entity_id: str, parent_id: str | None, former_ids: list[str]) -> dict[str, Any]:
        english, russian = self.names.get("en", self.name_en), self.names.get("ru", self.name_ru)
        name = english or russian or (self.aliases[0] if self.aliases else "")
        return {
            "entity_id": entity_id, "type": self.type, "name": name, "name_en": english, "name_ru": russian,
            "aliases": sorted(set(self.aliases) - {name}), "acronyms": self.acronyms, "kind": self.kind, "country": self.country,
            "parent_id": parent_id if parent_id != entity_id else None, "former_ids": former_ids,
        }  # fmt: skip


def build_entity(forms: list[Form], members: list[int], known: Known | None, state: str | None) -> Entity:
    """Put the forms of one entity together. `known` is the lexicon's entry, `state` the code of a country."""
    own = [forms[m] for m in members]
    type_ = "state" if state else known.type if known else own[0].type
    if state:
        name_en: str | None = country_name(state, "en")
        name_ru: str | None = country_name(state, "ru")
    else:
        name_en = (known.name_en if known else None) or best_name(own, cyrillic=False)
        name_ru = (known.name_ru if known else None) or best_name(own, cyrillic=True)
    acronyms = _acronyms(own, known)
    names = {f.name for f in own} | {a for f in own for a in f.aliases}
    countries = Counter(c for f in own for c in [f.country or next(iter(f.seats), None)] for _ in range(f.n) if c)
    country = state or (known.country if known else None) or _country(own, type_) or _most(countries)
    kind = "country" if state else (known.kind if known else None) or _most(sum((f.kinds for f in own), Counter()))
    claim = _claim(own, type_, state, known, name_en, name_ru)
    return Entity(members, type_, name_en, name_ru, sorted(names - set(acronyms)), acronyms, kind, country, claim)


def best_name(forms: Iterable[Form], *, cyrillic: bool) -> str | None:
    """The fullest name in one script: a person's with most words in full, a body's most usual one that is no acronym."""
    own = [f for f in forms if is_cyrillic(f.name) == cyrillic]
    if not own:
        return None
    return max(own, key=lambda f: (*_fullness(f), f.n, len(f.name), f.name)).name


def _fullness(form: Form) -> tuple[int, int]:
    shouting = form.name.isupper() and len(form.name) > 8
    if form.type == "person":
        parsed = parse_person(form.name)
        return (sum(p.kind != INITIAL for p in parsed.parts) if parsed else 0), -shouting
    return -is_acronym(form.name), -shouting


def _acronyms(forms: list[Form], known: Known | None) -> list[str]:
    found = {a for f in forms for a in f.acronyms}
    if any(f.type == "organisation" for f in forms):
        found |= {f.name for f in forms if is_acronym(f.name)}
    return sorted(found | set(known.acronyms if known else ()))


def _country(forms: list[Form], type_: str) -> str | None:
    """The country that most documents give, else the first one in the most usual name that has one."""
    if type_ != "organisation":
        return None
    given = Counter({c: sum(f.n for f in forms if f.country == c) for f in forms if (c := f.country)})
    named = Counter[str]()
    for form in forms:
        body = parse_body(form.name, form.lang)
        first = next((w.key for w in (*body.words, *body.tail) if w.kind == COUNTRY), None)
        named[first or ""] += form.n if first else 0
    return _most(given) or _most(+named)


def _most(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda k: (-counts[k], k)) if counts else None


def _claim(
    forms: list[Form], type_: str, state: str | None, known: Known | None, name_en: str | None, name_ru: str | None
) -> Claim:
    weak = [f.key for f in forms if f.weak]
    strong = [f.key for f in forms if not f.weak]
    if state:
        return Claim(strong, weak, f"state/{state.lower()}", True)
    if known:
        slug = known.slug
    elif type_ == "person":
        slug = slug_of(_short(name_en or name_ru or forms[0].name))
    else:
        name = name_en or name_ru or forms[0].name
        slug = slug_of(without_tail(name, "ru" if is_cyrillic(name) else "en"))
    return Claim(strong, weak, f"{PREFIXES[type_]}/{slug}")


def _short(name: str) -> str:
    """Given names and surname, in this order: what does not change when a fuller form is found later."""
    parsed = parse_person(name)
    if parsed is None or parsed.bare:
        return name
    words = [w for w in name.replace(",", " ").split() if w]
    if len(words) != len(parsed.parts):
        return name
    kept = [w for kind in ((GIVEN, INITIAL), (SURNAME,)) for w, p in zip(words, parsed.parts, strict=True) if p.kind in kind]
    return " ".join(kept)

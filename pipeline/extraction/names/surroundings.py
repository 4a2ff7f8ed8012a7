"""What the words around an organisation's name tell of its kind and country: "the Alatau Cargo company", "in Ashgabat"."""

from __future__ import annotations

from functools import cache

from pipeline.extraction.names.draft import Draft, Name
from pipeline.extraction.names.vocabulary import institution_kinds
from pipeline.extraction.records import Entity
from pipeline.geography import country_of, country_of_city, nationality_of


def complete(draft: Draft, names: list[Name], entity: Entity) -> None:
    """Fill in a kind (where the name tells none) and a country from the places where the organisation is named."""
    if entity.kind in (None, "other"):
        entity.kind = next((kind for name in names if (kind := _kind(draft, name))), None) or "other"
    if entity.country is None and entity.kind != "international":
        entity.country = next((code for name in names if (code := _seat(draft, name) or _nationality(draft, name))), None)


@cache
def _small_kinds(lang: str) -> dict[str, str]:
    return {word.lower(): kind for word, kind in institution_kinds(lang).items()}


def _kind(draft: Draft, name: Name) -> str | None:
    """The common noun next to the name: behind it in English, before it in Russian (and before a quoted name in both)."""
    kinds = _small_kinds(draft.lang)
    lo, hi = draft.paragraph_bounds(name.start)
    behind, before = name.end, name.start - 1
    if behind < hi and draft.words[behind] in '”»"':
        behind += 1
    if before >= lo and draft.words[before] in '“«"':
        before -= 1
    if draft.lang == "en" and behind < hi and draft.words[behind].islower() and draft.lower[behind] in kinds:
        return kinds[draft.lower[behind]]
    if before >= lo and draft.words[before].islower():
        return kinds.get(draft.lemmas[before])
    return None


def _seat(draft: Draft, name: Name) -> str | None:
    """As in "the Institute of X in Ashgabat", «Института X в Ашхабаде», "(Berlin)"."""
    k = name.end
    while k < len(draft) and k not in draft.breaks and draft.words[k] in '”»"':
        k += 1
    if k + 1 >= len(draft) or k in draft.breaks or draft.lower[k] not in ("in", "в", "("):
        return None
    place = draft.at(k + 1)
    if place is None or place.type != "LOC" or place.start != k + 1:
        return None
    text = draft.name_text(place)
    return country_of(text, draft.lang) or country_of_city(text, draft.lang)


def _nationality(draft: Draft, name: Name) -> str | None:
    """«казахстанский Институт …», "the Uzbek company X": an adjective before the name."""
    i = name.start - 1
    if i < 0 or name.start in draft.breaks:
        return None
    if i > 1 and draft.lower[i] == "based" and draft.words[i - 1] == "-" and (place := draft.at(i - 2)) is not None:
        text = draft.name_text(place)
        return country_of(text, "en") or country_of_city(text, "en")
    if draft.words[i] in '“«"' or draft.lemmas[i] in _small_kinds(draft.lang):
        i -= 1
    if i >= 0 and draft.lemmas[i] in _small_kinds(draft.lang):
        i -= 1
    return nationality_of(draft.words[i], draft.lang) if i >= 0 else None

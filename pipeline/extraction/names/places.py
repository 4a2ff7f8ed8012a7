"""Places: countries by lexicon, phrases with a word such as "River", and what must not be called a place."""

from __future__ import annotations

from functools import cache

from pipeline.extraction.names.draft import Draft, Name
from pipeline.extraction.names.vocabulary import institution_kinds, known_organisation, words
from pipeline.geography import country_of, country_of_capital, nationality_of

_FIRST = frozenset(["Mount", "Mt", "Mt.", "Lake", "Cape", "Gulf", "Strait"])
_NATURE = frozenset("River Mountain Mountains Hills Valley Island Islands Peninsula Bay Gulf Sea Ocean Strait Desert Canyon Creek Brook Falls Glacier Canal County Province Oblast"
                    " Street Road Avenue Boulevard Highway Airport Bridge HPP NPP TPP".split())
_IN = frozenset(["in", "at", "near", "from", "to", "through", "across", "around", "outside", "inside", "throughout", "into", "toward", "towards"])


def countries(draft: Draft) -> None:
    """The name of a country, capital or well-known region is a place, whatever the model says, and is found where it says nothing."""
    for name in draft.sorted():
        text = draft.name_text(name)
        if name.type != "LOC" and not name.sure and _is_place(text, draft.lang) and not known_organisation(text):
            draft.retype(name, "LOC", "countries", sure=True)
        elif name.type == "LOC" and country_of(text, draft.lang) and not nationality_of(text, draft.lang):
            name.sure = True
    if draft.lang == "en":
        _missing_places(draft)


def _missing_places(draft: Draft) -> None:
    longest = max(len(key.split()) for key in _place_starts().values())
    for i, word in enumerate(draft.words):
        if word not in _place_starts():
            continue
        for n in range(min(longest + 2, len(draft) - i), 0, -1):
            if _takeable(draft, i, i + n) and _is_place(draft.shown(i, i + n), "en") and not _part_of_longer(draft, i, i + n):
                draft.add(i, i + n, "LOC", "countries", source="lexicon", sure=True)
                break


def _takeable(draft: Draft, start: int, end: int) -> bool:
    """Free, or a phrase that holds a shorter name ("Bosnia and Herzegovina" around "Bosnia")."""
    inside = {id(n): n for i in range(start, end) if (n := draft.at(i))}.values()
    return not inside or end - start > 2 and all(start <= n.start and n.end <= end and len(n) < end - start for n in inside)


def _part_of_longer(draft: Draft, start: int, end: int) -> bool:
    """Inside a capitalised phrase the word may be part of something else ("Oxford Street", "Paris Hilton")."""
    after = end < len(draft) and end not in draft.breaks and draft.capital(end) and draft.pos[end] == "PROPN"
    before = start > 0 and start not in draft.breaks and draft.capital(start - 1) and draft.pos[start - 1] == "PROPN" and not draft.starts_sentence(start - 1)
    return after or before


@cache
def _place_starts() -> dict[str, str]:
    """The first word of each place that is looked for in the text, to one such place."""
    from pipeline.geography import english_place_names

    return {name.replace("-", " - ").split()[0]: name for name in (*english_place_names(), *words("en/places", "known"))}


def _is_place(text: str, lang: str) -> bool:
    if lang == "en" and text in words("en/places", "known"):
        return True
    if country_of_capital(text, lang):
        return True
    return bool(country_of(text, lang)) and not nationality_of(text, lang)


def place_words(draft: Draft) -> None:
    """"Hamilton Field", "Mount Ararat", "Gulf of Aden" are places, not people or institutions."""
    last, first = words("en/places", "last"), words("en/places", "first")
    for name in draft.of_type("PER", "ORG"):
        if len(name) < 2 or name.sure or draft.words[name.end - 1] in institution_kinds("en"):
            continue
        if name.type == "ORG" and draft.words[name.end - 1] not in _NATURE and draft.words[name.start] not in _FIRST:
            continue
        if draft.words[name.end - 1] in last or draft.words[name.start] in _FIRST:
            draft.retype(name, "LOC", "place_words", sure=True)
    for i in range(1, len(draft)):
        if draft.words[i] in last and i not in draft.breaks and draft.at(i) is None:
            name = draft.at(i - 1)
            if name is not None and name.end == i and name.type in ("LOC", "PER") and not name.sure and draft.capital(i):
                draft.resize(name, name.start, i + 1, "place_words")
                draft.retype(name, "LOC", "place_words", sure=True)
    _of_places(draft, first)


def _of_places(draft: Draft, first: frozenset[str]) -> None:
    """"Gulf of Aden", "Republic of Kazakhstan", "Isle of Man"."""
    kinds = words("en/places", "of")
    for i in range(len(draft) - 2):
        if draft.words[i] not in kinds or draft.lower[i + 1] != "of":
            continue
        k = i + 2 + (draft.lower[i + 2] == "the")
        if k >= len(draft) or not draft.capital(k):
            continue
        inner, own = draft.at(k), draft.at(i)
        if own is not None and own.type == "ORG":
            continue
        start = i
        while start > 0 and start not in draft.breaks and draft.capital(start - 1) and draft.words[start - 1] in ("Islamic", "People's", "Democratic", "Federal", "Arab", "United", "Persian"):
            start -= 1
        end = inner.end if inner is not None and inner.start <= k else k + 1
        draft.add(start, end, "LOC", "place_words", sure=True)


def compass_and_country(draft: Draft) -> None:
    """"Central Asia", «Центральная Азия»: a direction with a capital letter belongs to the place after it."""
    directions = {"en": {"Northern", "Southern", "Eastern", "Western", "Central", "North", "South", "East", "West", "Upper", "Lower", "Greater", "New"},
                  "ru": {"северный", "южный", "восточный", "западный", "центральный", "средний", "верхний", "нижний", "юго-восточный", "юго-западный", "северо-восточный", "северо-западный"}}[draft.lang]  # fmt: skip
    for name in draft.of_type("LOC"):
        i = name.start - 1
        if i < 0 or name.start in draft.breaks or not draft.free(i, i + 1) or not draft.capital(i):
            continue
        if draft.words[i] in directions or draft.lemmas[i] in directions:
            if draft.starts_sentence(i) and draft.lang == "en" and draft.words[i] == "New":
                continue
            draft.resize(name, i, name.end, "compass_and_country")


def in_makes_places(draft: Draft) -> None:
    """A single name behind "in" that the model calls a person is a place, unless it is one elsewhere ("in Smith's words")."""
    if draft.lang != "en":
        return
    for name in draft.of_type("PER"):
        i = name.start - 1
        follows_s = name.end < len(draft) and draft.lower[name.end] in ("'s", "’s")
        if i >= 0 and not name.sure and len(name) == 1 and draft.lower[i] == "in" and not follows_s:
            draft.retype(name, "LOC", "in_makes_places")


def place_then_place(draft: Draft) -> None:
    """"Sandy Hook, Maryland": what stands before a comma and a sure country or state is a place."""
    for name in draft.of_type("PER", "ORG"):
        after = draft.at(name.end + 1)
        if name.sure or len(name) > 3 or after is None or after.type != "LOC" or not after.sure or after.start != name.end + 1:
            continue
        if draft.words[name.end] == "," and draft.lower[name.start - 1 if name.start else 0] in (*_IN, "of", ",", "-", "--") and not _listed(draft, name, after):
            draft.retype(name, "LOC", "place_then_place", sure=True)


def _listed(draft: Draft, name: Name, after: Name) -> bool:
    """In a list ("Apple, China and ...") a comma says nothing."""
    return after.end < len(draft) and draft.lower[after.end] in ("and", "or", "&")

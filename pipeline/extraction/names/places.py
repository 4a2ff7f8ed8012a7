"""Places: countries by lexicon, phrases with a word such as "River", and what must not be called a place."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.extraction.names.draft import Draft, Name
from pipeline.extraction.names.vocabulary import institution_kinds, known_organisation, words
from pipeline.geography import country_of, country_of_capital, country_of_city, english_place_names, nationality_of
from pipeline.languages.lemmas import is_known, parses
from pipeline.languages.ru_phrases import phrase_base

_FIRST = frozenset(["Mount", "Mt", "Mt.", "Lake", "Cape", "Gulf", "Strait"])
_NATURE = words("en/name_words", "nature")
_IN = words("en/name_words", "place_prepositions")


def countries(draft: Draft) -> None:
    """A country, capital or well-known region is a place, whatever the model says, and is found where it says nothing."""
    for name in draft.sorted():
        text = draft.name_text(name)
        kept = name.sure or (name.trusted and len(name) == 1 and not text.isupper())
        if name.type != "LOC" and not kept and is_place(text, draft.lang) and not known_organisation(text):
            draft.retype(name, "LOC", "countries", sure=True)
        elif name.type == "LOC" and country_of(text, draft.lang) and not nationality_of(text, draft.lang):
            name.sure = True
    if draft.lang == "en":
        _missing_places(draft)
    else:
        _missing_places_ru(draft)


def _missing_places(draft: Draft) -> None:
    starts = _place_starts()
    for i, word in enumerate(draft.words):
        longest = starts.get(word) or (starts.get(word.title()) if len(word) > 4 and word.isupper() else None)
        if longest is None:
            continue
        fewest = 2 if draft.trusting else 1
        for n in range(min(longest, len(draft) - i), fewest - 1, -1):
            if _takeable(draft, i, i + n) and is_place(draft.shown(i, i + n), "en") and not _part_of_longer(draft, i, i + n):
                draft.add(i, i + n, "LOC", "countries", source="lexicon", sure=True)
                break


def _missing_places_ru(draft: Draft) -> None:
    """A country, capital or city that slovnet passed over: one capitalised noun, not the first word of a sentence."""
    for i, word in enumerate(draft.words):
        if len(word) < 4 or not word[0].isupper() or draft.at(i) is not None or draft.pos[i] not in ("PROPN", "NOUN", "X"):
            continue
        neighbour = (i + 1 < len(draft) and draft.capital(i + 1)) or (i > 0 and i not in draft.breaks and draft.capital(i - 1))
        of_town = i > 1 and draft.words[i - 1] == "." and draft.lower[i - 2] in ("г", "пос")
        if (
            (not of_town and (draft.starts_sentence(i) or neighbour))
            or draft.words[i - 1] in '«"“'
            or draft.lemmas[i] in _AMBIGUOUS_RU
        ):
            continue
        if is_place(word, "ru"):
            draft.add(i, i + 1, "LOC", "countries", source="lexicon", sure=True)


_AMBIGUOUS_RU = words("ru/name_words", "ambiguous_places")


def first_word_nouns(draft: Draft) -> None:
    """«Гор. И еще плова»: a common noun at the beginning of a sentence is no name, unless it is one elsewhere too."""
    inside = {draft.lemmas[n.start] for n in draft.names if not draft.starts_sentence(n.start)}
    for name in draft.of_type("LOC", "ORG", "PER"):
        i = name.start
        if len(name) > 1 or name.sure or not draft.starts_sentence(i) or draft.words[i].isupper() or draft.lemmas[i] in inside:
            continue
        best = parses(draft.lower[i])[0]
        if (
            is_known(draft.lower[i])
            and not {"Name", "Surn", "Geox", "Orgn", "Trad", "Abbr", "Patr"} & best.tag.grammemes
            and best.tag.POS != "NOUN"
        ) or _plain_noun(draft.lower[i]):
            draft.drop(name)


def _plain_noun(word: str) -> bool:
    found = parses(word)
    return is_known(word) and not any({"Name", "Surn", "Geox", "Orgn", "Trad", "Abbr", "Patr"} & p.tag.grammemes for p in found)


def _takeable(draft: Draft, start: int, end: int) -> bool:
    """Free, or a phrase that holds a shorter name ("Bosnia and Herzegovina" around "Bosnia")."""
    inside = {id(n): n for i in range(start, end) if (n := draft.at(i))}.values()
    return not inside or (end - start > 2 and all(start <= n.start and n.end <= end and len(n) < end - start for n in inside))


def _part_of_longer(draft: Draft, start: int, end: int) -> bool:
    """Inside a capitalised phrase the word may be part of something else ("Oxford Street", "Paris Hilton")."""
    after = end < len(draft) and end not in draft.breaks and draft.capital(end) and draft.pos[end] == "PROPN"
    before = (
        start > 0
        and start not in draft.breaks
        and draft.capital(start - 1)
        and draft.pos[start - 1] == "PROPN"
        and not draft.starts_sentence(start - 1)
    )
    before = before and draft.words[start - 1] not in words("en/name_words", "calendar")
    return after or before


@cache
def _place_starts() -> dict[str, int]:
    """The first token of each place that is looked for in the text, to the most tokens that such a place has."""
    longest: dict[str, int] = {}
    for name in (*english_place_names(), *words("en/places", "known")):
        tokens = re.sub(r"(-|['’]s)", r" \1 ", name).split()
        longest[tokens[0]] = max(longest.get(tokens[0], 0), len(tokens))
    return longest


@lru_cache(maxsize=50_000)
def is_place(text: str, lang: str) -> bool:
    """Whether a text is a country, a capital, a city or a well-known region by the lexicons."""
    if lang == "en" and text.isupper() and len(text) > 4:
        text = text.title()
    known = words(f"{lang}/places", "known")
    if text in known or country_of_capital(text, lang):
        return True
    if country_of_city(text, lang) and (lang == "en" or (text[0].isupper() and not re.search("ск[а-я]{2,3}$", text))):
        return True
    if country_of(text, lang) and not nationality_of(text, lang):
        return True
    return lang == "ru" and phrase_base(text) in known


def place_words(draft: Draft) -> None:
    """As in "Hamilton Field", "Mount Ararat", "Gulf of Aden" are places, not people or institutions."""
    last, first = words("en/places", "last"), words("en/places", "first")
    for name in draft.of_type("PER", "ORG"):
        if len(name) < 2 or name.sure or draft.words[name.end - 1] in institution_kinds("en"):
            continue
        natural = draft.words[name.end - 1] in _NATURE or draft.words[name.start] in _FIRST
        if name.type == "ORG" and (name.trusted or not natural):
            continue
        if draft.words[name.end - 1] in last or draft.words[name.start] in _FIRST:
            draft.retype(name, "LOC", "place_words", sure=True)
    for i in range(1, len(draft)):
        if draft.words[i] in last and i not in draft.breaks and draft.at(i) is None:
            before = draft.at(i - 1)
            if before is not None and before.end == i and before.type in ("LOC", "PER") and not before.sure and draft.capital(i):
                draft.resize(before, before.start, i + 1, "place_words")
                draft.retype(before, "LOC", "place_words", sure=True)
    _of_places(draft, first)


def _of_places(draft: Draft, first: frozenset[str]) -> None:
    """As in "Gulf of Aden", "Republic of Kazakhstan", "Isle of Man"."""
    kinds = words("en/places", "of")
    for i in range(len(draft) - 2):
        if draft.words[i] not in kinds or draft.lower[i + 1] != "of" or (i > 0 and draft.lower[i - 1] == "of"):
            continue
        k = i + 2 + (draft.lower[i + 2] == "the")
        if k >= len(draft) or not draft.capital(k):
            continue
        inner, own = draft.at(k), draft.at(i)
        if own is not None and own.type == "ORG":
            continue
        start = i
        while (
            start > 0
            and start not in draft.breaks
            and draft.capital(start - 1)
            and draft.words[start - 1] in ("Islamic", "People's", "Democratic", "Federal", "Arab", "United", "Persian")
        ):
            start -= 1
        end = inner.end if inner is not None and inner.start <= k else k + 1
        draft.add(start, end, "LOC", "place_words", sure=True)


def compass_and_country(draft: Draft) -> None:
    """As in "Central Asia", «Центральная Азия»: a direction with a capital letter belongs to the place after it."""
    directions = words(f"{draft.lang}/places", "directions")
    for name in draft.of_type("LOC"):
        i = name.start - 1
        if i < 0 or name.start in draft.breaks or not draft.free(i, i + 1) or not draft.capital(i):
            continue
        if draft.words[i] in directions or draft.lemmas[i] in directions:
            if draft.starts_sentence(i) and draft.lang == "en" and draft.words[i] == "New":
                continue
            draft.resize(name, i, name.end, "compass_and_country")


_PORT_OF = words("en/name_words", "port_of")
_STATIONS = frozenset(["HPP", "NPP", "TPP", "CHP", "ГЭС", "АЭС", "ТЭЦ", "ГРЭС", "ТЭС"])


def sites(draft: Draft) -> None:
    """As in "the port of Turkmenbashi", «г. Душанбе», "Kambarata HPP-1", «Нурекской ГЭС» are places."""
    before = words("ru/places", "before") if draft.lang == "ru" else frozenset()
    for name in draft.of_type("LOC"):
        if len(name) > 2 and draft.words[name.start] in _PORT_OF and draft.words[name.start + 1] == "of":
            draft.resize(name, name.start + 2 + (draft.lower[name.start + 2] == "the"), name.end, "sites")
    for name in draft.of_type("PER", "ORG"):
        if name.end < len(draft) and draft.words[name.end].split("-")[0] in _STATIONS and draft.free(name.end, name.end + 1):
            numbered = name.end + 2 < len(draft) and draft.words[name.end + 1] == "-" and draft.words[name.end + 2].isdigit()
            draft.resize(name, name.start, name.end + (3 if numbered else 1), "sites")
        tokens = {draft.words[i].split("-")[0] for i in range(name.start, name.end)}
        if tokens & _STATIONS:
            draft.retype(name, "LOC", "sites", sure=True)
            continue
        i = name.start - 1
        if i < 1 or name.start in draft.breaks or len(name) > 3 or (name.sure and name.type == "PER"):
            continue
        if draft.lower[i] == "of" and draft.lower[i - 1] in _PORT_OF:
            draft.retype(name, "LOC", "sites", sure=True)
        short = draft.words[i] == "." and draft.lower[i - 1] in ("г", "пос", "р", "о", "с", "ул")
        if draft.lang == "ru" and (draft.lemmas[i] in before or short) and not _reads_as_person(draft.words[name.start]):
            draft.retype(name, "LOC", "sites", sure=True)


def _reads_as_person(word: str) -> bool:
    return bool({"Name", "Surn"} & parses(word)[0].tag.grammemes)


def money_and_units(draft: Draft) -> None:
    """As in "US cents", «долл. США», "EUR", "MW" name no place and no institution."""
    units = words("no_names", "codes")
    for name in draft.of_type("LOC", "ORG", "PER"):
        after = draft.lower[name.end] if name.end < len(draft) else ""
        before = draft.lower[name.start - 1] if name.start else ""
        if before == "." and name.start > 1:
            before = draft.lower[name.start - 2]
        money = (
            after in ("dollar", "dollars", "cent", "cents", "$", "bn", "mn") or re.match(r"долл|центо?[ваы]?$", before) is not None
        )
        if draft.name_text(name) in units or (money and country_of(draft.name_text(name), draft.lang)):
            draft.drop(name)


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
    """As in "Sandy Hook, Maryland": what stands before a comma and a sure country or state is a place."""
    for name in draft.of_type("PER", "ORG"):
        after = draft.at(name.end + 1)
        if name.sure or len(name) > 3 or after is None or after.type != "LOC" or not after.sure or after.start != name.end + 1:
            continue
        if (
            draft.words[name.end] == ","
            and draft.lower[name.start - 1 if name.start else 0] in (*_IN, "of", ",", "-", "--")
            and not _listed(draft, name, after)
        ):
            draft.retype(name, "LOC", "place_then_place", sure=True)


def _listed(draft: Draft, name: Name, after: Name) -> bool:
    """In a list ("Apple, China and ...") a comma says nothing."""
    return after.end < len(draft) and draft.lower[after.end] in ("and", "or", "&")

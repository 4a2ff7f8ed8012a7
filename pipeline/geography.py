"""Countries: their names, adjectives, nationals and capitals in English and Russian, whatever case a Russian word stands in.

Names come from CLDR (babel); adjectives, capitals, official names and acronyms from `lexicons/countries.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice, product

from babel import Locale

from pipeline.languages.lemmas import parses
from pipeline.lexicon import lexicon

Key = tuple[str, ...]

# Regions that CLDR lists beside countries and that are no country of anybody.
_NO_COUNTRY = frozenset({"AC", "AQ", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UM", "UN", "XA", "XB", "ZZ"})

# "Republic of X", "the Islamic Republic of X", "Kingdom of X": the name that follows decides.
_STATE_OF = re.compile(
    r"^(?:the\s+)?(?:[A-Z][\w’']+\s+){0,3}?(?:Republic|Kingdom|State|Government|Principality|Emirate|Sultanate|Commonwealth|"
    r"Federation|Union)\s+of\s+(?:the\s+)?(?P<name>.+)$"
)
_RU_STATE = frozenset({"республика", "королевство", "государство", "княжество", "султанат", "федерация"})


def country_of(name: str, lang: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of the country that `name` names, or None.

    Takes a country's name, official name or acronym, an adjective or a word for its nationals ("Kyrgyz", «казахстанский»),
    and "Republic of X". Russian may stand in any case. Capitals are left to `country_of_capital`.
    """
    name = _plain(name)
    if not name:
        return None
    return _country_ru(name) if lang == "ru" else _country_en(name)


def nationality_of(word: str, lang: str) -> str | None:
    """The country of an adjective or of a word for nationals or a people; None for the name of the country itself."""
    word = _plain(word)
    if lang == "ru":
        return next((_ru_adjectives()[key] for key in _ru_keys(word) if key in _ru_adjectives()), None)
    return _en_adjectives().get(word)


def country_of_capital(name: str, lang: str) -> str | None:
    """The country whose capital (present, former or main city) `name` is; Russian in any case."""
    name = _plain(name)
    if lang == "ru":
        return next((_ru_capitals()[key] for key in _ru_keys(name) if key in _ru_capitals()), None)
    return _en_capitals().get(name)


def country_of_city(name: str, lang: str) -> str | None:
    """The country of a capital or of a well-known city; Russian in any case, and adjectives such as «ташкентский»."""
    capital = country_of_capital(name, lang)
    if capital:
        return capital
    name = _plain(name)
    if lang == "ru":
        return next((_ru_cities()[key] for key in _ru_keys(name) if key in _ru_cities()), None) or _of_city_adjective(name)
    return _en_cities().get(name)


def city_name(name: str) -> str | None:
    """The nominative of a capital or well-known city from any case of its Russian name; None for what the lexicon lacks."""
    return next((_ru_city_names()[key] for key in _ru_keys(_plain(name)) if key in _ru_city_names()), None)


@cache
def _ru_city_names() -> dict[Key, str]:
    names = [name for row in lexicon("countries").values() for name in (row.get("capital") or [[], []])[1]]
    names += [name for row in lexicon("cities").values() for name in row["ru"]]
    return {key: name for name in names for key in _ru_keys(name)}


@cache
def _en_cities() -> dict[str, str]:
    return {name: code for code, row in lexicon("cities").items() for name in row["en"]}


@cache
def _ru_cities() -> dict[Key, str]:
    return {key: code for code, row in lexicon("cities").items() for name in row["ru"] for key in _ru_keys(name)}


def _of_city_adjective(word: str) -> str | None:
    stem = _city_stem(word)
    return _city_stems()[stem][0] if stem else None


def city_of_adjective(word: str) -> str | None:
    """The Russian name of the city of an adjective («тбилисский», «кутаисского»); None where no known city has its stem."""
    stem = _city_stem(word)
    return _city_stems()[stem][1] if stem else None


@lru_cache(maxsize=20_000)
def _city_stem(word: str) -> str | None:
    """«бишкекский», «ташкентского»: the stem of an adjective in -ский where it is that of a city."""
    match = re.match(r"(.+)ск(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$", word.lower().replace("ё", "е"))
    if match is None:
        return None
    whole = match[1]
    stems = (whole, re.sub(r"(?:ин|ов|ан|ий|ь)$", "", whole))
    return next((stem for stem in stems if len(stem) > 3 and stem in _city_stems()), None)


@cache
def _city_stems() -> dict[str, tuple[str, str | None]]:
    """Stem of a city's adjective -> (country, Russian name where the stem is the name's)."""
    rows = [(name, code) for code, row in lexicon("countries").items() for name in (row.get("capital") or [[], []])[1]]
    rows += [(name, code) for code, row in lexicon("cities").items() for name in row["ru"]]
    irregular = {stem: (code, None) for code, row in lexicon("cities").items() for stem in row.get("stems", ())}
    return {re.sub(r"[аеиоуыьэюя]+$", "", name.lower().replace("ё", "е")): (code, name) for name, code in rows} | irregular


def country_name(code: str, lang: str) -> str:
    """The usual name of a country, for example `country_name("KZ", "ru")` gives «Казахстан»."""
    preferred = {("KG", "ru"): "Кыргызстан", ("US", "ru"): "США", ("KR", "ru"): "Южная Корея", ("TR", "en"): "Turkey"}
    name = preferred.get((code, lang)) or str(Locale(lang).territories.get(code, code))
    return re.sub(r"\s*\(.*\)$", "", name).replace("о-ва", "острова").replace("о-в ", "остров ")


def is_country_name(name: str, lang: str) -> bool:
    """True for the name of a country itself, not for an adjective or nationals."""
    return country_of(name, lang) is not None and nationality_of(name, lang) is None


@lru_cache(maxsize=20_000)
def _plain(name: str) -> str:
    name = re.sub(r"\s+", " ", name).strip(" .,;:«»\"“”'’") if not re.search(r"\.\w\.$", name) else name.strip()
    return re.sub(r"['’]s$", "", re.sub(r"^(?:the|The)\s+", "", name))


@lru_cache(maxsize=20_000)
def _country_en(name: str) -> str | None:
    direct = _en_names().get(name) or _en_adjectives().get(name)
    if direct or name.casefold() == name:
        return direct
    match = _STATE_OF.match(name)
    if match:
        return _en_names().get(_plain(match["name"]))
    if name.isupper() and len(name) > 3:
        return _en_names().get(name.title())
    return None


@lru_cache(maxsize=20_000)
def _country_ru(name: str) -> str | None:
    acronym = _ru_acronyms().get(name)
    if acronym:
        return acronym
    for key in _ru_keys(name):
        for candidate in (key, key[1:] if len(key) > 1 and key[0] in _RU_STATE else ()):
            code = _ru_adjectives().get(candidate) or (_ru_names().get(candidate) if name[0].isupper() else None)
            if code:
                return code
    return None


@cache
def _en_names() -> dict[str, str]:
    names = {}
    for code, name in Locale("en").territories.items():
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY:
            for form in {name, re.sub(r"\s*\(.*\)", "", name), name.replace("&", "and"), name.replace("’", "'")}:
                names[form] = code
    for code, row in lexicon("countries").items():
        names |= dict.fromkeys(row.get("en", ()), code)
    return names


@cache
def _en_adjectives() -> dict[str, str]:
    words: dict[str, str] = {}
    for code, row in lexicon("countries").items():
        for adjective in row.get("adj", ()):
            words[adjective] = code
            if not re.search(r"(?:[sz]h?|ese|ch|[.S])$", adjective):
                words[adjective + "s"] = code
        words |= dict.fromkeys(row.get("people", ()), code)
    for word in ("US", "U.S.", "Hong Kong", "New Zealand"):  # names of the country that also stand before a noun
        words.pop(word, None)
    words |= {"Kazakhs": "KZ", "Uzbeks": "UZ", "Tajiks": "TJ", "Turkmens": "TM", "Kyrgyzes": "KG"}
    return words


@cache
def _en_capitals() -> dict[str, str]:
    return {name: code for code, row in lexicon("countries").items() for name in (row.get("capital") or [[], []])[0]}


@cache
def _ru_acronyms() -> dict[str, str]:
    return {
        name: code
        for code, row in lexicon("countries").items()
        for name in row.get("ru", ())
        if name.isupper() or (len(name) <= 3 and name[:2].isupper())
    } | {"ОАЭ": "AE", "КНДР": "KP"}


@cache
def _ru_names() -> dict[Key, str]:
    forms: list[tuple[str, str]] = []
    for code, name in Locale("ru").territories.items():
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY:
            forms.append((re.sub(r"\s*\(.*\)", "", name).replace("о-ва", "острова").replace("о-в", "остров"), code))
    forms += [(name, code) for code, row in lexicon("countries").items() for name in row.get("ru", ()) if not name.isupper()]
    forms += [(name, code) for code, row in lexicon("countries").items() for name in row.get("ru", ()) if len(name) > 5]
    forms += [(name.replace("-", " "), code) for name, code in forms if "-" in name]
    return {key: code for name, code in forms for key in _ru_keys(name)}


@cache
def _ru_adjectives() -> dict[Key, str]:
    rows = lexicon("countries").items()
    words = ((word, code) for code, row in rows for word in (*row.get("radj", ()), *row.get("rpeople", ())))
    return {key: code for word, code in words for key in _ru_keys(word)} | {(w,): c for c, r in rows for w in r.get("radj", ())}


@cache
def _ru_capitals() -> dict[Key, str]:
    rows = lexicon("countries").items()
    return {key: code for code, row in rows for name in (row.get("capital") or [[], []])[1] for key in _ru_keys(name)}


@lru_cache(maxsize=50_000)
def _ru_keys(name: str) -> tuple[Key, ...]:
    """What a phrase may be once every word is in its dictionary form (several readings of a word give several keys)."""
    words = name.lower().replace("ё", "е").split()
    if len(words) > 9:
        return ()
    return tuple(dict.fromkeys(islice(product(*(tuple(_normal_forms(word)) for word in words)), 64)))


def _normal_forms(word: str) -> Iterator[str]:
    """Likeliest first; a form that no word of the dictionary can have is not guessed at beyond the likeliest two."""
    seen: list[str] = []
    for parse in parses(word):
        form = str(parse.normal_form).replace("ё", "е")
        if form not in seen:
            seen.append(form)
    yield from seen[:4]


@cache
def english_place_names() -> tuple[str, ...]:
    """English names of countries and cities that are looked for in running text: no short acronyms save US and UK."""
    short = {"US", "UK", "UAE", "USA", "U.S.", "U.K."}
    names = [name for name in _en_names() if (len(name) > 3 and not name.isupper()) or name in short]
    ambiguous = {
        "Sucre",
        "Male",
        "Victoria",
        "Kingston",
        "Washington",
        "Jordan",
        "Chad",
        "Georgetown",
        "Jersey",
        "Congo",
        "Turkey",
        "Mary",
        "Oral",
        "Poti",
        "Florence",
        "Perth",
        "Brest",
        "Grozny",
    }
    return tuple(sorted({*names, *_en_capitals(), *_en_cities()} - ambiguous))

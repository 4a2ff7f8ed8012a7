"""The lexicons of names, ready for look-up: words of institutions, places and events, given names, international bodies, media."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.errors import SettingsError
from pipeline.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """An organisation that stands in a lexicon. `names` hold both languages; `kind` and `country` as in the contract."""

    en: str | None
    ru: str | None
    acronyms: tuple[str, ...]
    names: tuple[str, ...]
    kind: str
    country: str | None


@cache
def institution_kinds(lang: str) -> dict[str, str]:
    """Head words (as written in a name) to kinds; the first kind that lists a word wins."""
    kinds: dict[str, str] = {}
    for kind, words in lexicon(f"{lang}/institutions")["heads"].items():
        for word in words:
            kinds.setdefault(word, kind)
    return kinds


@cache
def words(file: str, key: str) -> frozenset[str]:
    """One list of a lexicon as a set."""
    return frozenset(section(file, key))


def section(file: str, key: str) -> list[str]:
    """One list of words of a lexicon; `SettingsError` says which file and key are not as they must be."""
    content = lexicon(file)
    found = content.get(key) if isinstance(content, dict) else None
    if not isinstance(found, list):
        raise SettingsError(f"lexicon {file}.yaml: '{key}' must be a list of words, found {type(found).__name__}")
    wrong = next((word for word in found if not isinstance(word, str)), None)
    if wrong is not None:
        raise SettingsError(f"lexicon {file}.yaml: '{key}' holds {wrong!r}, which YAML does not read as text: put it in quotes")
    return found


_FIELD_ENDING = re.compile(r"^[A-Z][a-z]+(?:ment|tion|sion|ance|ence|ics|ways|ology)s?$")


@cache
def is_department(word: str) -> bool:
    """As in "Director of Enforcement", "Head of Highways": a common noun for a field of work, though it has a capital."""
    listed = word in words("en/name_words", "departments") or word in words("en/name_words", "fields")
    return (listed or _FIELD_ENDING.match(word) is not None) and known_organisation(word) is None


@cache
def given_names() -> dict[str, str]:
    """Given names in Latin letters to `m` or `f` (the first list that holds a name wins)."""
    return {name: gender for gender in ("f", "m") for name in section("en/given_names", gender)}


@cache
def known_organisations() -> tuple[KnownOrganisation, ...]:
    """International organisations and media."""
    rows = [_international(row) for row in lexicon("international")]
    return tuple(rows + [_medium(row) for row in lexicon("media")])


def _international(row: dict[str, Any]) -> KnownOrganisation:
    names = (row["en"], row["ru"], *row.get("also", ()))
    return KnownOrganisation(
        row["en"], row["ru"], tuple(row["acronyms"]), names, row.get("kind", "international"), row.get("country")
    )


def _medium(row: dict[str, Any]) -> KnownOrganisation:
    en, ru = row.get("en", []), row.get("ru", [])
    return KnownOrganisation(en[0] if en else None, ru[0] if ru else None, (), (*en, *ru), "media", row.get("country"))


@cache
def organisations_by_name() -> dict[str, KnownOrganisation]:
    """Every name and acronym of a known organisation, in small letters save acronyms, to its row."""
    table: dict[str, KnownOrganisation] = {}
    for row in known_organisations():
        for name in _forms(row):
            table.setdefault(name, row)
    return table


def _forms(row: KnownOrganisation) -> Iterable[str]:
    yield from (name if name.isupper() else name.casefold().replace("ё", "е") for name in row.names)
    yield from row.acronyms


def known_organisation(name: str) -> KnownOrganisation | None:
    """The lexicon's row for a name in its base form or for an acronym."""
    return organisations_by_name().get(name) or organisations_by_name().get(name.casefold().replace("ё", "е"))

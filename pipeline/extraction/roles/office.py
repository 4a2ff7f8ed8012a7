"""An office as it is read from the text, and how it takes up the institution or country that stands beside it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extraction.roles.marked import Marked, Placed
from pipeline.extraction.titles import Title


@dataclass(slots=True)
class Office:
    """A title with what it is tied to: `start:end` are the title and its field, `reach` is the token after all of it."""

    title: Title
    start: int
    end: int
    reach: int
    left: int
    """First token of everything that belongs to it on the left (a country, an institution)."""
    organisation: int | None = None
    country: str | None = None
    former: bool = False


def take(doc: Marked, office: Office, found: Placed) -> int:
    entity = doc.entity(found.mention.entity)
    if found.mention.type == "ORG":
        office.organisation = office.organisation if office.organisation is not None else found.mention.entity
    else:
        office.country = office.country or entity.country
    office.reach = _past_acronym(doc, found.end)
    return office.reach


def _past_acronym(doc: Marked, at: int) -> int:
    """Behind an acronym in brackets: «Центра … (ЦЕТИ) Аскар Бейсенов»."""
    words = doc.tokens.words
    closes = at + 2 < len(words) and words[at] == "(" and words[at + 2] == ")" and at not in doc.tokens.breaks
    return at + 3 if closes else at

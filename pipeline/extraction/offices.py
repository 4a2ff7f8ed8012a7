"""Who a title stands for: by the roles that the document gives, by brackets behind a name, by the lexicon of office holders."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pipeline.extraction.phrases import offices_in, offices_of_title
from pipeline.extraction.records import Entity, Party, Role
from pipeline.extraction.speech import speech_words
from pipeline.extraction.view import View
from pipeline.geography import nationality_of
from pipeline.lexicon import lexicon

STATE_OFFICES = ("president", "prime_minister", "foreign_minister")


def by_office(view: View, head: int, first: int, last: int, place: tuple[int, int]) -> Party | None:
    offices = offices_in(view, head, first, last)
    if not offices:
        return None
    wanted = complement(view, head, first, last)
    countries = _countries(view, head, first, last, wanted)
    fitting = [
        role for role in view.roles if offices & offices_of_title(role.role, view.lang) and fits(view, role, wanted, countries)
    ]
    if not fitting:
        return _by_affiliation(view, wanted, place) or _by_lexicon(view, offices, countries, place)
    before = [role for role in fitting if role.start < view.starts[head]] or fitting
    sitting = [role for role in before if not role.former] or before
    holder = max(sitting, key=lambda role: view.last_mention_of(role.holder, view.starts[head])).holder
    return Party(holder, *place, "title", 0.9 if len({role.holder for role in fitting}) == 1 else 0.75)


UNKNOWN_BODY = -1


def _by_affiliation(view: View, wanted: set[int], place: tuple[int, int]) -> Party | None:
    """The one person whom brackets behind the name put into the body that a title names."""
    fitting = {person for person, body in view.affiliations if any(_same_body(view, body, e) for e in wanted if e != UNKNOWN_BODY)}
    return Party(fitting.pop(), *place, "title", 0.7) if len(fitting) == 1 else None


def _same_body(view: View, a: int, b: int) -> bool:
    """One entity, or one is the other's acronym."""
    names = [view.entities[e].name for e in (a, b)]
    initials = ["".join(word[0] for word in name.split() if word[0].isalpha()).upper() for name in names]
    return (
        a == b or names[0] == initials[1] or names[1] == initials[0] or bool(view.entities[a].acronyms & view.entities[b].acronyms)
    )


def complement(view: View, head: int, first: int, last: int) -> set[int]:
    """The places and organisations that a title names ("President of Kazakhstan", "Kazakhstan's leader", "head of the agency").

    A body without a name is the one of the document whose name holds that noun; `UNKNOWN_BODY` where there is none.
    """
    found: set[int] = set()
    for i in range(first, last + 1):
        mention = view.mention_at(i)
        if i == head or (mention is not None and mention.type not in ("LOC", "ORG")):
            continue
        if mention is not None:
            found.add(mention.entity)
        elif view.pos[i] == "NOUN" and view.lemmas[i] in speech_words(view.lang).bodies:
            found.add(body_named(view, i, UNKNOWN_BODY))
    return found


def fits(view: View, role: Role, wanted: set[int], countries: frozenset[str] = frozenset()) -> bool:
    """Whether a role may be meant by a title with this complement; without one every role may."""
    if not wanted and not countries:
        return True
    wanted = wanted - {UNKNOWN_BODY}
    if role.organisation in wanted or (role.country is not None and role.country in countries):
        return True
    title = view.text[role.start : role.end].lower()
    return any(_stem(view.entities[e].name) in title for e in wanted)


def _stem(name: str) -> str:
    """Enough of a name to find it in another case."""
    return name.lower()[: max(4, len(name) - 2)]


def body_named(view: View, noun: int, default: int) -> int:
    """The organisation named last before a noun that its name holds («агентство», "the foundation")."""
    every = [entity for start, entity in view.bodies.get(view.lemmas[noun], []) if start < view.starts[noun]]
    named = [entity for entity in every if " " in view.entities[entity].name] or every  # «Центр» alone was read as a name
    return named[-1] if named else default


def _countries(view: View, head: int, first: int, last: int, wanted: set[int]) -> frozenset[str]:
    """Codes of the countries in a title, by name or by adjective ("the Kazakh President")."""
    found = {view.entities[e].country for e in wanted if e != UNKNOWN_BODY}
    found |= {
        nationality_of(view.words[i], view.lang)
        for i in range(first, head)
        if view.pos[i] in {"ADJ", "PROPN"} and view.mention[i] < 0
    }
    return frozenset(code for code in found if code is not None)


def _by_lexicon(view: View, offices: frozenset[str], countries: frozenset[str], place: tuple[int, int]) -> Party | None:
    """The holder of an office of state at the document's date; a person of the document with that name, else a new one."""
    if len(countries) != 1:
        return None
    holders = lexicon("office_holders").get(next(iter(countries)), {})
    for office in STATE_OFFICES:
        sitting = _sitting(holders.get(office, []), view.context.date) if office in offices else None
        if sitting is not None:
            return Party(_person_named(view, str(sitting[view.lang]), next(iter(countries))), *place, "title", 0.7)
    return None


def _sitting(holders: list[dict[str, Any]], date: dt.date | None) -> dict[str, Any] | None:
    if date is None:
        return holders[0] if len(holders) == 1 else None
    return next((h for h in holders if h["from"] <= date and ("until" not in h or date < h["until"])), None)


def _person_named(view: View, name: str, country: str) -> int:
    same = (k for k, e in enumerate(view.entities) if e.type == "person" and (e.name == name or name in e.aliases))
    found = next(same, None)
    if found is None:
        view.entities.append(Entity("person", name, {name}, country=country))
        found = len(view.entities) - 1
    return found

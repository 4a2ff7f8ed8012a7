"""The repairs on top of any model, in their order; the order is the policy. Each is a small function on a `Draft`."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.extraction.names import (
    agreement,
    bodies_en,
    boundaries,
    events,
    furniture,
    institution_ends_ru,
    institutions_en,
    institutions_ru,
    people,
    places,
    splits,
    ties,
    unseen,
)
from pipeline.extraction.names.draft import Draft
from pipeline.extraction.titles import Title

Repair = Callable[[Draft, list[Title]], None]


def _plain(rule: Callable[[Draft], None]) -> Repair:
    def run(draft: Draft, titles: list[Title]) -> None:
        rule(draft)

    run.__name__ = rule.__name__
    return run


COMMON_FIRST: tuple[Repair, ...] = (
    _plain(boundaries.cut_at_separators),
    _plain(boundaries.split_brackets),
    _plain(boundaries.trim_edges),
    _plain(boundaries.close_quotes),
    _plain(boundaries.no_capital_no_name),
    people.titles_out,
    _plain(people.initials_make_people),
    _plain(people.surname_first_initials),
    _plain(places.countries),
)

ENGLISH: tuple[Repair, ...] = (
    _plain(bodies_en.drop_nationalities),
    _plain(events.inside_works),
    splits.titled_people,
    _plain(splits.split_from_institution),
    splits.split_from_place,
    institutions_en.complete_institutions,
    _plain(bodies_en.split_at_surnames),
    bodies_en.split_at_titles,
    bodies_en.bodies_after_titles,
    splits.trailing_titles,
    _plain(bodies_en.known_names),
    _plain(institutions_ru.known_acronyms),
    _plain(bodies_en.branch_offices),
    _plain(bodies_en.legal_forms),
    _plain(people.given_name_makes_person),
    people.people_after_titles,
    unseen.fields_are_no_bodies,
    unseen.unseen_people,
    unseen.appositions,
    _plain(unseen.bylines),
    _plain(unseen.name_lines),
    _plain(unseen.first_names_before),
    _plain(people.grow_people),
    _plain(events.events_and_works),
    _plain(places.place_words),
    _plain(places.compass_and_country),
    _plain(places.place_then_place),
    _plain(places.sites),
    _plain(places.money_and_units),
    _plain(bodies_en.general_words),
    _plain(events.unseen_events),
    events.forums,
)

RUSSIAN: tuple[Repair, ...] = (
    institutions_ru.no_names,
    _plain(places.first_word_nouns),
    _plain(institutions_ru.person_or_institution),
    _plain(institutions_ru.known_before_person),
    _plain(institutions_ru.known_bodies),
    _plain(institutions_ru.kind_before),
    _plain(institutions_ru.person_after_institution),
    _plain(institutions_ru.legal_form_off),
    _plain(institutions_ru.quoted_names),
    _plain(institutions_ru.latin_names),
    _plain(institutions_ru.known_acronyms),
    _plain(institutions_ru.adjective_before),
    _plain(institutions_ru.general_head),
    _plain(institutions_ru.named_after),
    _plain(institution_ends_ru.office_and_country),
    institutions_ru.title_off,
    _plain(institution_ends_ru.described_ends),
    _plain(institution_ends_ru.open_ends),
    _plain(institution_ends_ru.of_a_country),
    _plain(institution_ends_ru.of_the_republic),
    _plain(institutions_ru.complete_under),
    _plain(institutions_ru.things_are_no_bodies),
    people.people_after_titles,
    _plain(unseen.name_lines),
    _plain(unseen.first_names_ru),
    _plain(places.sites),
    _plain(places.money_and_units),
    _plain(places.compass_and_country),
    _plain(events.events_and_works),
)

COMMON_LAST: tuple[Repair, ...] = (
    _plain(ties.mixed_acronyms),
    _plain(ties.acronym_and_quoted),
    _plain(ties.acronyms_in_brackets),
    _plain(agreement.one_type),
    _plain(agreement.surnames),
    _plain(agreement.missed_mentions),
    _plain(agreement.short_names),
    _plain(people.people_in_names),
    _plain(boundaries.trim_edges),
    _plain(furniture.file_names),
    _plain(furniture.domains),
    _plain(furniture.credits),
    _plain(furniture.common_words),
    _plain(furniture.capital_lines),
    _plain(furniture.described_countries),
    _plain(furniture.small_letters),
)


def repairs(lang: str) -> tuple[Repair, ...]:
    """All repairs of one language in their order."""
    return COMMON_FIRST + (RUSSIAN if lang == "ru" else ENGLISH) + COMMON_LAST

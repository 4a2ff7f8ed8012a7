from __future__ import annotations

from collections import defaultdict

import pytest

from pipeline.lexicon import lexicon
from pipeline.linking.known import known_entity, plain
from tests.linking.corpora import body, entity, together


@pytest.mark.parametrize(
    ("names", "slug"),
    [
        (["ШОС", "SCO", "Shanghai Cooperation Organization", "Шанхайская организация сотрудничества"], "shanghai-cooperation-organisation"),
        (["ЕАЭС", "EAEU", "the Eurasian Economic Union"], "eurasian-economic-union"),
        (["ООН", "UN", "United Nations"], "united-nations"),
        (["ИМЭМО", "IMEMO"], "institute-of-world-economy-and-international-relations"),
    ],
)
def test_organisations(names: list[str], slug: str) -> None:
    assert {found.slug for name in names if (found := known_entity(name, "organisation"))} == {slug}
    assert all(known_entity(name, "organisation") for name in names)


def test_a_body_of_another_country_is_another_body() -> None:
    assert known_entity("Economic Research Institute", "organisation", "KZ")
    assert known_entity("Economic Research Institute", "organisation", "GE") is None


def test_a_name_with_its_parent_is_the_body_itself() -> None:
    assert together(body("КИСИ"), body("Kazakhstan Institute for Strategic Studies under the President of the Republic of Kazakhstan"))


def test_places_that_changed_their_name() -> None:
    assert together(entity("place", "Nur-Sultan"), entity("place", "Астана"))
    assert together(entity("place", "Ашхабад"), entity("place", "Ashgabat"))
    assert together(entity("place", "Central Asia"), entity("place", "Средняя Азия"))
    assert not together(entity("place", "Astana"), entity("place", "Алматы"))


def test_no_name_stands_for_two_bodies() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for source in ("international", "bodies", "media"):
        for row in lexicon(source):
            names = [n for key in ("en", "ru", "also", "acronyms") for n in ([row[key]] if isinstance(row.get(key), str) else row.get(key) or [])]
            for name in names:
                owners[plain(name)].add(str(names[0]))
    assert {name: both for name, both in owners.items() if len(both) > 1 and len(name) > 4} == {}

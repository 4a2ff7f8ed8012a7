"""One person's office in two languages joins two names of a body; anything against it keeps them apart."""

from __future__ import annotations

import pytest

from pipeline.linking.careers import office_kind
from tests.linking.corpora import body, linked, person, role


def joined(english: str, russian: str, titles: tuple[str, str] = ("director", "директор"), people: tuple[str, str] = ("Marat Seitov", "Марат Сеитов"),
           **known: str) -> bool:  # fmt: skip
    documents = {"a.txt": [person(people[0]), body(english, **known)], "b.txt": [person(people[1]), body(russian)]}
    roles = {doc: [role(0, title, organisation=1)] for doc, title in zip(documents, titles, strict=True)}
    found = {(r["doc_id"], r["local"]): r for r in linked(documents, roles).links.to_pylist()}
    same = found["a.txt", 1]["entity_id"] == found["b.txt", 1]["entity_id"]
    if same:
        assert "same office holder" in {found["a.txt", 1]["reason"], found["b.txt", 1]["reason"]}
    return same


def test_one_director_of_two_names_with_equal_heads_and_a_shared_word():
    assert joined("Lighthouse Institute for Trade Dialogue", "Маячный институт торгового общения")


@pytest.mark.parametrize(
    ("english", "russian", "against"),
    [
        ("Lighthouse Institute for Trade Dialogue", "Маячный центр торгового общения", {}),  # another kind of body
        ("Lighthouse Institute for Trade Dialogue", "Маячный институт горных пород", {}),  # no word in common
        ("Almaty Institute for Trade Dialogue", "Ташкентский институт торгового общения", {}),  # another city
        ("Second Institute for Trade Dialogue", "Третий институт торгового общения", {}),  # another number
        ("Lighthouse Institute for Trade Dialogue", "Узбекский институт торгового общения", {"country": "DE"}),  # another country
        ("Lighthouse Institute for Trade Dialogue", "Маячный институт торгового общения", {"titles": ("director", "советник")}),
        ("Lighthouse Institute for Trade Dialogue", "Маячный институт торгового общения", {"people": ("Marat Seitov", "Болат Жунусов")}),
    ],
)
def test_whatever_is_against_it_keeps_them_apart(english, russian, against):
    assert not joined(english, russian, **against)


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("deputy director", "заместитель директора"),
        ("Senior Fellow", "старший научный сотрудник"),
        ("chief economist", "главный экономист"),
        ("executive director", "исполнительный директор"),
        ("Chairman of the Board", "председатель правления"),
    ],
)
def test_titles_of_one_kind(english, russian):
    assert office_kind(english) == office_kind(russian) is not None


def test_a_former_office_and_an_unknown_one():
    assert office_kind("director", former=True) != office_kind("директор")
    assert office_kind("beekeeper") is None

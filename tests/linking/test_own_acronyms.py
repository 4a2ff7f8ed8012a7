"""The acronym that a document gives to a body is evidence for its full name in the other language."""

from __future__ import annotations

import pytest

from tests.linking.corpora import body, linked


def joined(english: str, russian: str, acronym: str = "ЦИВС", **known: object) -> bool:
    documents = {"a.txt": [body(english, **known)], "b.txt": [body(russian, acronyms=[acronym])]}
    found = {r["doc_id"]: r["entity_id"] for r in linked(documents).links.to_pylist()}
    return found["a.txt"] == found["b.txt"]


RUSSIAN = "Центр исследований водной слаженности"


def test_letters_of_the_translated_words():
    assert joined("Centre for Water Synergy Studies", RUSSIAN)
    assert not joined("Centre for Water Synergy Studies", RUSSIAN, acronym="ЦИВГ")


@pytest.mark.parametrize(
    "english",
    [
        "Institute for Water Synergy Studies",  # another kind of body
        "Centre for Coastal Synergy Studies",  # a word that lends another letter
        "Centre for Water Synergy",  # a letter too many
    ],
)
def test_whatever_is_against_it(english):
    assert not joined(english, RUSSIAN)


def test_an_acronym_of_its_own_in_that_script():
    assert not joined("Centre for Water Synergy Studies", RUSSIAN, acronyms=["ЦВСИ"])


def test_a_subject_that_the_other_name_has_not():
    assert not joined("Centre for Water Pollution Studies", "Центр исследований водной политики", acronym="ЦИВП")

from __future__ import annotations

import pytest

from pipeline.linking.likeness import likeness
from pipeline.linking.people import ALIKE


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [("churchill", "черчилль"), ("schwarz", "шварц"), ("kishida", "кисида"), ("wilson", "уилсон"), ("michelle", "мишель"),
     ("zelenskyy", "зеленський"), ("jinping", "цзиньпин")],
)  # fmt: skip
def test_learned_letters_find_foreign_spellings(latin: str, cyrillic: str) -> None:
    assert likeness(latin, cyrillic) == likeness(cyrillic, latin)
    assert likeness(latin, cyrillic) >= ALIKE


@pytest.mark.parametrize(
    ("latin", "cyrillic"), [("sabirov", "сабитов"), ("berdiev", "бердников"), ("omarov", "умаров"), ("serik", "берик"), ("martin", "мартинес")]
)
def test_one_foreign_letter_is_told(latin: str, cyrillic: str) -> None:
    assert likeness(latin, cyrillic) < 0.85


def test_a_womans_surname_is_not_a_mans() -> None:
    assert likeness("nazarbayeva", "nazarbayev") < ALIKE
    assert likeness("назарбаева", "nazarbayev") < ALIKE
    assert likeness("вышинская", "vyshinsky") < ALIKE


def test_short_names_do_not_match_by_one_letter() -> None:
    assert likeness("kim", "kin") < ALIKE
    assert likeness("ли", "лю") < ALIKE


def test_listed_equivalents() -> None:
    assert likeness("oleksandr", "александр") > 0.9
    assert likeness("bill", "william") > 0.9

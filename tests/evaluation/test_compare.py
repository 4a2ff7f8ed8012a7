"""When two answers count as the same."""

import pytest

from pipeline.evaluation.compare import is_name, is_number, is_phrase, is_role, is_unit


@pytest.mark.parametrize(
    ("value", "names", "good"),
    [
        ("The World Bank", ("World Bank",), True),
        ("фонд «Нордлихт»", ("Фонд Нордлихт",), True),
        ("Бахтиер", ("Бахтиёр",), True),
        ("Вахабовой", ("Вахабова",), False),
        (None, ("Aktau", None), True),
        (None, ("Aktau",), False),
    ],
)
def test_names(value: str | None, names: tuple[str | None, ...], good: bool) -> None:
    assert is_name(value, names) is good


def test_units_of_time_and_measure_do_not_depend_on_the_language() -> None:
    assert is_unit("год", ("year",)) and is_unit("m²", ("m2",)) and is_unit("тонна", ("t",))
    assert not is_unit("month", ("year",)) and not is_unit(None, ("year",)) and is_unit(None, (None,))


def test_numbers_are_equal_up_to_rounding() -> None:
    assert is_number(0.1 + 0.2, (0.3,)) and is_number(None, (None,)) and is_number(3.8e3, (3800,))
    assert not is_number(None, (3,)) and not is_number(3, (None,)) and not is_number(3801, (3800,))


def test_phrases_and_roles_are_compared_by_their_words() -> None:
    assert is_phrase("объема транзита", ("объем транзита через страну",))
    assert not is_phrase("freight", ("trade of the region",)) and not is_phrase(None, ("trade",))
    assert is_role("Programme director", ("programme director",)) and is_role("директора", ("директор",))
    assert not is_role("deputy director", ("programme director",)) and not is_role("rector", ("director",))

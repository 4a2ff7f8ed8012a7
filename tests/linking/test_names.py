from __future__ import annotations

import pytest

from pipeline.linking.names import GIVEN, INITIAL, PATRONYMIC, SURNAME, initial_agrees, parse_person

G, P, S, I = GIVEN, PATRONYMIC, SURNAME, INITIAL  # noqa: E741

PARTS = [
    ("Asel Zhumabekova", [G, S]),
    ("Нурлан Сагындыкович Ахметов", [G, P, S]),
    ("Ахметов Нурлан Сагындыкович", [S, G, P]),
    ("Ахметов Н. С.", [S, I, I]),
    ("Ахметов Н.С.", [S, I, I]),
    ("Н.С. Ахметов", [I, I, S]),
    ("Н.Ахметов", [I, S]),
    ("Zh. Akhmetova", [I, S]),
    ("Akhmetova, Zhanar", [G, S]),
    ("Ursula von der Leyen", [G, S]),
    ("Эльчин Расим оглы Гулиев", [G, P, S]),
    ("Бекзат Серікұлы", [G, S]),
    ("Азамат Маратұлы Сейітов", [G, P, S]),
    ("Li Wei", [S, G]),
    ("Ненад Попович", [G, S]),
    ("Рустами Эмомали", [G, S]),
    ("Dr. Anna Berg", [G, S]),
    ("Сафина", [S]),
]


@pytest.mark.parametrize(("name", "kinds"), PARTS, ids=[n for n, _ in PARTS])
def test_parts(name: str, kinds: list[str]) -> None:
    parsed = parse_person(name)
    assert parsed is not None
    assert [p.kind for p in parsed.parts] == kinds


def test_double_initials_are_one_initial_of_a_double_name() -> None:
    parsed = parse_person("К.-Ж. Ахметов")
    assert parsed is not None
    assert [p.kind for p in parsed.parts] == [I, S]


def test_nothing_is_parsed_where_no_letter_stands() -> None:
    assert parse_person("—") is None
    assert parse_person("  ") is None


@pytest.mark.parametrize(
    ("initial", "name", "agrees"),
    [
        ("Y.", "Ержан", True), ("E.", "Yerzhan", True), ("Е.", "Yerlan", True), ("Zh.", "Жанар", True), ("Ж.", "Janar", True),
        ("Yu.", "Юрий", True), ("Ш.", "Shavkat", True), ("H.", "Хасан", True), ("K.", "Хасан", True), ("Г.", "Hanna", True),
        ("A.", "Болат", False), ("М.", "Nurlan", False), ("Sh.", "Серик", False),
    ],
)  # fmt: skip
def test_initials_agree_across_scripts(initial: str, name: str, agrees: bool) -> None:
    short, full = parse_person(f"{initial} Омаров"), parse_person(f"{name} Омаров")
    assert short is not None and full is not None
    assert initial_agrees(short.parts[0], full.parts[0]) is agrees


def test_blocking_keys_meet_for_either_order_and_script() -> None:
    names = ["Асель Ахметова", "Akhmetova Asel", "Ахметова А."]
    keys = [set(parsed.blocking_keys()) for name in names if (parsed := parse_person(name))]
    assert keys[0] & keys[1] and keys[0] & keys[2]

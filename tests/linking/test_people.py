from __future__ import annotations

import pytest

from pipeline.linking.candidates import PEOPLE_ACROSS, WITHIN
from pipeline.linking.names import parse_person
from pipeline.linking.people import Comparison, compare_people

SAME = [
    ("Касым-Жомарт Токаев", "Kassym-Jomart Tokayev"),
    ("Токаев Касым-Жомарт Кемелевич", "Kassym-Jomart Tokayev"),
    ("Садыр Жапаров", "Sadyr Japarov"),
    ("Садыр Жапаров", "Sadyr Zhaparov"),
    ("Гурбангулы Бердымухамедов", "Gurbanguly Berdimuhamedov"),
    ("Шавкат Мирзиёев", "Shavkat Mirziyoyev"),
    ("Мұхтар Тілеуберді", "Mukhtar Tleuberdi"),
    ("Эмомали Рахмон", "Emomali Rahmon"),
    ("Фумио Кисида", "Fumio Kishida"),
    ("Урсула фон дер Ляйен", "Ursula von der Leyen"),
    ("Си Цзиньпин", "Xi Jinping"),
    ("Mikhail Gorbachev", "Михаил Горбачёв"),
    ("Jean Marie Dupont", "Jean-Marie Dupont"),
    ("Tomo Miličević", "Tomo Milicevic"),
    ("Ben Stone", "Benjamin Stone"),
    ("Volodymyr Sydorenko", "Владимир Сидоренко"),
]
DIFFERENT = [
    ("Сердар Бердымухамедов", "Gurbanguly Berdimuhamedov"),
    ("Serik Akhmetov", "Berik Akhmetov"),
    ("Дарига Назарбаева", "Nursultan Nazarbayev"),
    ("Айгуль Ахметова", "Aigul Akhmetov"),
    ("Иван Петрович Смирнов", "Иван Сергеевич Смирнов"),
    ("Нурлан Сабиров", "Нурлан Сабитов"),
    ("Alexander Lukashevich", "Александр Лукашенко"),
    ("А. Омаров", "Б. Омаров"),
    ("A. Nazarbayev", "Нурсултан Назарбаев"),
    ("Hans Friedrich", "Friedrich Hans"),
]


def compared(a: str, b: str) -> Comparison:
    first, second = parse_person(a), parse_person(b)
    assert first is not None and second is not None
    comparison = compare_people(first, second)
    assert comparison == compare_people(second, first), "comparing must be symmetric"
    return comparison


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_person(a: str, b: str) -> None:
    comparison = compared(a, b)
    assert not comparison.conflict
    assert comparison.score >= PEOPLE_ACROSS


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_two_people(a: str, b: str) -> None:
    comparison = compared(a, b)
    assert comparison.conflict or comparison.score < WITHIN


def test_initials_score_less_than_a_full_name_and_more_than_a_surname() -> None:
    full = compared("Асель Омарова", "Asel Omarova").score
    initials = compared("А. Омарова", "Asel Omarova").score
    surname = compared("Омарова", "Asel Omarova").score
    assert full > initials > surname > 0.5


def test_reasons_say_what_agreed_and_what_did_not() -> None:
    assert compared("Асель Омарова", "Asel Omarova").reason == "same name in two scripts"
    assert compared("А. Омарова", "Asel Omarova").reason == "initials and surname"
    assert compared("Асель Омарова", "Динара Омарова").reason == "given name differs"
    assert compared("Асель Омарова", "Асель Байжанова").reason == "surname differs"

from __future__ import annotations

import pytest

from pipeline.linking.candidates import ACROSS
from pipeline.linking.organisations import acronym_fits, compare_bodies, is_acronym, parse_body
from pipeline.linking.people import Comparison
from pipeline.linking.sounds import is_cyrillic


def compared(a: str, b: str) -> Comparison:
    names = [parse_body(x, "ru" if is_cyrillic(x) else "en") for x in (a, b)]
    comparison = compare_bodies(*names)
    assert comparison == compare_bodies(*reversed(names)), "comparing must be symmetric"
    return comparison


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Institute of Water and Energy Policy", "Институт водной и энергетической политики"),
        ("Ministry of Foreign Affairs of Kazakhstan", "Министерство иностранных дел Республики Казахстан"),
        ("Kazakh-German University", "Казахстанско-немецкий университет"),
        ("Center for Strategic Studies under the President of Tajikistan", "Центр стратегических исследований при Президенте Таджикистана"),
        ("Tashkent School of Economics", "Ташкентская школа экономики"),
        ("Third Conference on Climate", "III Конференция по климату"),
        ("Nurbank Foundation", "Фонд «Нурбанк»"),
    ],
)
def test_translated_names(a: str, b: str) -> None:
    comparison = compared(a, b)
    assert not comparison.conflict
    assert comparison.score >= ACROSS


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        ("National Institute for Strategic Studies of the Kyrgyz Republic", "Kazakhstan Institute for Strategic Studies", "country differs"),
        ("Национальный институт исследований Кыргызской Республики", "Kazakhstan Institute for Studies", "country differs"),
        ("Asian Development Bank", "Евразийский банк развития", "level differs"),
        ("Institute of Regional Economics", "Центр региональной экономики", "kind of body differs"),
        ("Second Forum on Trade", "III Форум по торговле", "number differs"),
        ("School No. 5", "School No. 7", "number differs"),
    ],
)
def test_guards(a: str, b: str, why: str) -> None:
    assert compared(a, b) == Comparison(0.2, why, True)


def test_other_subjects_are_other_bodies() -> None:
    assert compared("Institute of Economic Studies", "Институт стратегических исследований").score < ACROSS
    assert compared("Ministry of Energy of Uzbekistan", "Министерство здравоохранения Узбекистана").score < ACROSS


def test_a_state_body_without_a_country_is_nobodys() -> None:
    assert parse_body("Ministry of Finance", "en").generic
    assert parse_body("Парламент", "ru").generic
    assert not parse_body("Ministry of Finance of Georgia", "en").generic
    assert not parse_body("Ministry of Finance", "en", "GE").generic
    assert not parse_body("Soros Foundation", "en").generic


@pytest.mark.parametrize(
    ("acronym", "name", "fits"),
    [
        ("ИВЭП", "Institute of Water and Energy Policy", 1.0),
        ("МИД", "Ministry of Foreign Affairs of Georgia", 1.0),
        ("КИСИ", "Kazakhstan Institute for Strategic Studies", 1.0),
        ("KazISS", "Kazakhstan Institute for Strategic Studies under the President", 1.0),
        ("ADB", "Азиатский банк развития", 0.8),
        ("АБР", "Asian Development Bank", 0.8),
        ("ИСИ", "Институт экономических исследований", 0.0),
        ("ЦСИ", "Институт стратегических исследований", 0.0),
        ("ИВЭ", "Institute of Water and Energy Policy", 0.0),
    ],
)
def test_acronyms_of_the_own_and_of_the_other_language(acronym: str, name: str, fits: float) -> None:
    assert acronym_fits(acronym, parse_body(name, "ru" if is_cyrillic(name) else "en")) == fits


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("ИСМИ", True), ("SCO", True), ("KazISS", True), ("ЕврАзЭС", True), ("Gazprom", False), ("Fund", False), ("World Bank", False), ("А", False)],
)
def test_what_is_an_acronym(word: str, is_one: bool) -> None:
    assert is_acronym(word) is is_one


def test_legal_forms_do_not_matter() -> None:
    assert compared("Общественный фонд «Алатау»", "Alatau").score >= ACROSS
    assert compared("OAO Nurstroi", "Open Joint Stock Company Nurstroi").score > 0.95


def test_words_of_one_language_must_be_spelled_alike() -> None:
    assert compared("Steppe Railway Constructors", "Steppe Railway Construction").score < 0.9


def test_a_continent_is_no_country() -> None:
    assert parse_body("Bank of Latin America", "en").countries == frozenset()
    assert parse_body("Bank of America", "en").countries == {"US"}
    assert compared("South America", "Южная Америка").score > 0.9
    assert not compared("South Korea", "Южная Африка").score > 0.5


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("Tbilisi Museum of Trade", "Тбилисский музей торговли"),
        ("Kutaisi School of Water", "Кутаисская школа воды"),
        ("Hoffmeister Foundation", "Фонд Хоффмайстера"),
        ("Nazarbayev Foundation", "Фонд Назарбаева"),
    ],
)
def test_place_adjectives_and_unknown_genitives(english, russian):
    assert compare_bodies(parse_body(english, "en"), parse_body(russian, "ru")).score >= 0.9


def test_a_guess_at_a_nominative_makes_no_two_names_one():
    assert compare_bodies(parse_body("Kessler Foundation", "en"), parse_body("Фонд Кассандры", "ru")).score < 0.7

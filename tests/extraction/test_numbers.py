"""Value, unit and span of numbers in plain text, and what is none."""

from __future__ import annotations

import pytest

from pipeline.extraction.numbers import numbers_in
from pipeline.extraction.records import Number


def read(text: str, lang: str) -> list[tuple[str, float | None, str | None]]:
    return [(text[n.start : n.end], n.value, n.unit) for n in numbers_in(text, lang)]


def one(text: str, lang: str) -> Number:
    found = numbers_in(text, lang)
    assert len(found) == 1, read(text, lang)
    return found[0]


FIFTEEN_BILLION = [
    ("en", "The target is $ 15 billion.", "$ 15 billion"),
    ("en", "The target is $15bn.", "$15bn"),
    ("en", "The target is US$15 B.", "US$15 B"),
    ("en", "The target is 15 bn US dollars.", "15 bn US dollars"),
    ("en", "The target is USD 15 bln.", "USD 15 bln"),
    ("en", "The target is fifteen billion American dollars.", "fifteen billion American dollars"),
    ("en", "The target is 15,000 million dollars.", "15,000 million dollars"),
    ("ru", "Цель — 15 млрд долл. в год.", "15 млрд долл."),
    ("ru", "Цель — 15 млрд долл. США.", "15 млрд долл. США"),
    ("ru", "Цель — 15 миллиардов долларов.", "15 миллиардов долларов"),
    ("ru", "Цель — пятнадцать миллиардов американских долларов.", "пятнадцать миллиардов американских долларов"),
    ("ru", "Цель — $15 млрд.", "$15 млрд"),
    ("ru", "Цель — 15 000 000 000 долларов США.", "15 000 000 000 долларов США"),
    ("ru", "Цель — 15 млрд. USD.", "15 млрд. USD"),
]


@pytest.mark.parametrize(("lang", "text", "span"), FIFTEEN_BILLION)
def test_fifteen_billion_dollars_in_every_notation(lang: str, text: str, span: str) -> None:
    assert read(text, lang) == [(span, 15e9, "USD")]


VALUES = [
    ("en", "It costs five lakh rupees.", 500_000, "INR"),
    ("en", "It takes 2 years and 3 months.", 27, "month"),
    ("en", "It is 7 feet 10 inches long.", 94, "in"),
    ("en", "It takes half an hour.", 30, "minute"),
    ("en", "It takes two and a half hours.", 2.5, "hour"),
    ("en", "It holds 1/4 inch of dust.", 0.25, "in"),
    ("en", "It holds 2 1/2 tons of dust.", 2.5, "t"),
    ("en", "It holds ½ tbsp of salt.", 0.5, "tbsp"),
    ("en", "It measures 3×10^5 km.", 300_000, "km"),
    ("en", "It measures 2.5×10−3 mol.", 0.0025, "mol"),
    ("en", "It measures 4e14 s-1.", 4e14, "s⁻¹"),
    ("en", "It was -18 °C outside.", -18, "°C"),
    ("en", "It was 12 degrees below zero.", -12, "°"),
    ("en", "It costs $20 and 43 cents.", 20.43, "USD"),
    ("en", "It costs $82.5 per barrel.", 82.5, "USD/bbl"),
    ("en", "It costs $15.4/hour.", 15.4, "USD/hour"),
    ("en", "It moves 1.8 million barrels a day.", 1.8e6, "bbl/day"),
    ("en", "It fell by 50 basis points.", 50, "basis point"),
    ("en", "It grew tenfold.", 10, "times"),
    ("en", "It has forty-five (45) seats.", 45, None),
    ("en", "It has half a million seats.", 500_000, None),
    ("en", "It has three point five million seats.", 3.5e6, None),
    ("en", "It has two dozen seats.", 24, None),
    ("en", "It weighs 5.3m tonnes.", 5.3e6, "t"),
    ("en", "It weighs six pounds of meat.", 6, "lb"),
    ("en", "Il costs 1.234,56 euros.", 1234.56, "EUR"),
    ("ru", "Это стоит 1,234 млрд рублей.", 1.234e9, "RUB"),
    ("ru", "Это стоит $1,250.", 1250, "USD"),
    ("ru", "Приехали 15.000 человек.", 15_000, None),
    ("ru", "Это заняло полтора часа.", 1.5, "hour"),
    ("ru", "Это заняло полгода.", 6, "month"),
    ("ru", "Это заняло 1 час 55 минут.", 115, "minute"),
    ("ru", "Это заняло 20-и часов работы.", 20, "hour"),
    ("ru", "Рост составил две целых пять десятых процента.", 2.5, "percent"),
    ("ru", "Рост составил 4 трлн 200 млрд тенге.", 4.2e12, "KZT"),
    ("ru", "Рост составил 15-процентный уровень.", 15, "percent"),
    ("ru", "Построен двадцатипятикилометровый тоннель.", 25, "km"),
    ("ru", "Было 10 градусов мороза.", -10, "°"),
    ("ru", "Выросло вчетверо.", 4, "times"),
    ("ru", "Выросло на треть.", 1 / 3, None),
    ("ru", "Проголосовали две трети палаты.", 2 / 3, None),
    ("ru", "Добыто 19,5 млрд куб. м газа.", 19.5e9, "m³"),
    ("ru", "Добыто 300 тыс. баррелей в сутки.", 300_000, "bbl/day"),
    ("ru", "Газ стоит 150 долларов за тысячу кубометров.", 150, "USD/1000 m³"),
    ("ru", "Урожай — 2,3 т/га.", 2.3, "t/ha"),
    ("ru", "Собрано 500 кипрских фунтов.", 500, "фунт"),
]


@pytest.mark.parametrize(("lang", "text", "value", "unit"), VALUES)
def test_value_and_unit(lang: str, text: str, value: float, unit: str | None) -> None:
    found = one(text, lang)
    assert found.value == pytest.approx(value, rel=1e-9)
    assert found.unit == unit


ORDINALS = [
    ("en", "At the 6th meeting they met.", "6th", 6),
    ("en", "At the twenty-first session they met.", "twenty-first", 21),
    ("en", "The IV Consultative Meeting was held.", "IV", 4),
    ("ru", "IV Консультативная встреча прошла.", "IV", 4),
    ("ru", "На 15-й сессии решили.", "15-й", 15),
    ("ru", "Двадцать первый съезд решил.", "Двадцать первый", 21),
    ("ru", "Шестой саммит открылся.", "Шестой", 6),
]


@pytest.mark.parametrize(("lang", "text", "span", "value"), ORDINALS)
def test_ordinals(lang: str, text: str, span: str, value: int) -> None:
    found = one(text, lang)
    assert (found.kind, text[found.start : found.end], found.value) == ("ordinal", span, value)


RANGES = [
    ("en", "It needs $10-15 billion.", 10e9, 15e9, "USD"),
    ("en", "It needs 8- to 16-metre masts.", 8, 16, "m"),
    ("en", "It needs two or three weeks.", 2, 3, "week"),
    ("en", "It needs between 2.0 g and about 7.0 g.", 2, 7, "g"),
    ("en", "It ranged from -18 °C to -4 °C.", -18, -4, "°C"),
    ("en", "It needs 9.8 ± 0.2 km.", 9.6, 10, "km"),
    ("ru", "Нужно от 10 до 20 долларов.", 10, 20, "USD"),
    ("ru", "Нужно 10–15 тыс. тонн.", 10_000, 15_000, "t"),
    ("ru", "Нужно две-три недели.", 2, 3, "week"),
]


@pytest.mark.parametrize(("lang", "text", "low", "high", "unit"), RANGES)
def test_ranges(lang: str, text: str, low: float, high: float, unit: str) -> None:
    found = one(text, lang)
    assert (found.low, found.high, found.unit) == (pytest.approx(low), pytest.approx(high), unit)
    assert found.value_from is None


CHANGES = [
    ("en", "Trade rose from $5.7 billion to $11 billion.", 5.7e9, 11e9),
    ("en", "Trade rose from $2.1 billion in 2018 to $4.6 billion.", 2.1e9, 4.6e9),
    ("en", "Trade went up to $11 billion from $5.7 billion.", 5.7e9, 11e9),
    ("ru", "Торговля выросла с 5,7 до 11 миллиардов долларов.", 5.7e9, 11e9),
    ("ru", "Торговля выросла с $2,1 млрд в 2018 году до $4,6 млрд.", 2.1e9, 4.6e9),
]


@pytest.mark.parametrize(("lang", "text", "start", "end"), CHANGES)
def test_changes(lang: str, text: str, start: float, end: float) -> None:
    found = one(text, lang)
    assert (found.value_from, found.value_to, found.value, found.unit) == (start, end, end, "USD")
    assert found.low is None


def test_a_shared_unit_reaches_every_number_of_a_list() -> None:
    assert read("Duties of 5, 10 and 15 percent apply.", "en") == [("5", 5, "percent"), ("10", 10, "percent"), ("15 percent", 15, "percent")]


def test_a_range_without_a_change_stays_one() -> None:
    assert one("Температура переходов лежит в пределах от 15 до 30 градусов.", "ru").low == 15


QUALIFIERS = [
    ("en", "There are about 9,000 students.", "about 9,000", "about"),
    ("en", "There are more than 40 states.", "more than 40", "over"),
    ("en", "There are no fewer than 40 states.", "no fewer than 40", "at least"),
    ("en", "There are fewer than 40 states.", "fewer than 40", "under"),
    ("en", "There are 40 or so states.", "40 or so", "about"),
    ("en", "The total exceeded 40 states.", "40", "over"),
    ("en", "There are dozens of states.", "dozens", "several"),
    ("en", "There are several hundred states.", "several hundred", "several"),
    ("ru", "Их свыше 40.", "свыше 40", "over"),
    ("ru", "Их не более 40.", "не более 40", "under"),
    ("ru", "Их по меньшей мере 40.", "по меньшей мере 40", "at least"),
    ("ru", "Им лет сорок.", "лет сорок", "about"),
    ("ru", "Их 40 с лишним.", "40 с лишним", "over"),
    ("ru", "Число превысило 40.", "40", "over"),
    ("ru", "Пришли сотни людей.", "сотни", "several"),
]


@pytest.mark.parametrize(("lang", "text", "span", "qualifier"), QUALIFIERS)
def test_qualifiers(lang: str, text: str, span: str, qualifier: str) -> None:
    found = one(text, lang)
    assert (text[found.start : found.end], found.qualifier) == (span, qualifier)


def test_up_to_is_no_qualifier_where_something_changes() -> None:
    assert one("Добычу увеличат до 40 тонн.", "ru").qualifier is None
    assert one("В цистерну входит до 40 тонн.", "ru").qualifier == "under"


def test_a_vague_number_has_no_value_but_a_lower_end() -> None:
    found = one("Several thousand people came.", "en")
    assert (found.value, found.low) == (None, 2000)


TRAPS_EN = [
    "On 12 March 1999, on March 12, on the 5th of May and on 2024-03-12 nothing happened.",
    "Between 2010 and 2020, in 2021-2022, since 1995 and in the 1990s nothing happened.",
    "At 10:45, at 3 p.m. and at 2.13 am nothing happened.",
    "Call +7 7172 55 66 77 or 555-123-4567, or write to a1b2@example.org.",
    "See Article 5, section 3.2, pages 12-14, Resolution 1325 and paragraph 7(2).",
    "Vision 2040, C5+1, G20, COVID-19, HPP-1 and the Boeing 737 were named.",
    "One of them met no one on the one hand; one another is not one thing or another.",
    "First of all, and at first, the third party and the First President spoke.",
    "In the 21st century and in the first half of 2024, World War II was remembered.",
    "Version 2.0.1 and v3.5 of IPv6 run on 5G and in 3D.",
    "1. Trade and transit",
    "2) Trade and transit",
    "The 2022 sanctions came early in 1864 and about 1927.",
    "They work 24/7 at 25 Abay Avenue; the score was 3:2, then 5-3.",
    "Flight KC 853 is No. 5 of #7 in [12].",
    "The number one priority is a two-way street.",
]
TRAPS_RU = [
    "12 марта 1999 года, 5-го мая, 12.03.1999 и с 5 по 10 мая ничего не было.",
    "С 2018 по 2024 год, в 2021–2022 гг., в 90-е годы и в 2003 г. ничего не было.",
    "В 10:45, в 15 часов и в 8 часов вечера ничего не было.",
    "Телефон +7 (7172) 55-66-77, 8 (727) 250-13-13.",
    "Статья 5, п. 3.2, стр. 12, резолюция 1325, пункт 7 и № 214 названы.",
    "Экспо-2017, «Центральная Азия — 2040», С5+1, ГЭС-1, Ту-154 и COVID-19 названы.",
    "Один из них, с одной стороны, ни один не пришел; одно и то же.",
    "Во-первых, в первую очередь первый заместитель, во-вторых, Первый Президент.",
    "В XXI веке, в III квартале и во втором полугодии помнят Вторую мировую войну.",
    "1. Торговля и транзит",
    "18 августа т.г. по адресу ул. Абая, д. 25, оф. 14.",
    "Летом 2242 год, 67-го года и 2009-й помнят.",
    "Та Шестидневная война кончилась со счетом 3:2.",
]


@pytest.mark.parametrize("text", TRAPS_EN)
def test_english_traps(text: str) -> None:
    assert read(text, "en") == []


@pytest.mark.parametrize("text", TRAPS_RU)
def test_russian_traps(text: str) -> None:
    assert read(text, "ru") == []


def test_a_trap_does_not_hide_its_neighbours() -> None:
    assert [v for _, v, _ in read("Under Article 5, in 2021, 40 states paid $3 million on 5 May.", "en")] == [40, 3e6]


ALONE = [("en", "a couple", 2, None), ("en", "a month", 1, "month"), ("ru", "сутки", 1, "day"), ("ru", "кг", 1, "kg"), ("en", "- 2 degrees", -2, "°"), ("en", "first", 1, None)]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "value", "unit"), ALONE)
def test_what_is_doubtful_in_prose_is_a_number_where_it_stands_alone(lang: str, text: str, value: float, unit: str | None) -> None:
    assert read(text, lang) == [(text, value, unit)]
    assert read({"en": "We met them {} ago there.", "ru": "Мы видели там {} тогда."}[lang].format("a month" if lang == "en" else "кг"), lang) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "See Policy Brief 4/2023 and Notes 11/2024."),
        ("en", "Institute of Rivers, Oslo, 24 pp."),
        ("en", "ISBN 978-1-00-000000-1, 24 pp"),
        ("en", "Call centre: 1414. The hotline is 109."),
        ("ru", "Приложение: карта рек на 4 л."),
        ("ru", "Проект договора на 4 л. в 2 экз."),
        ("ru", "Петров А. Реки долины. — М.: Наука, 2010. — 240 с."),
        ("ru", "Контакт-центр: 1414. Горячая линия 109."),
    ],
)
def test_apparatus_and_service_lines_hold_no_numbers(lang: str, text: str) -> None:
    assert read(text, lang) == []


def test_what_looks_like_apparatus_and_counts() -> None:
    assert read("Support rose to 40%, 12 pp.", "en")[1] == ("12 pp", 12, "percentage point")
    assert read("The hotline received 1414 calls.", "en") == [("1414", 1414, None)]
    assert read("Расход снизился до 4 л.", "ru") == [("4 л", 4, "l")]


@pytest.mark.parametrize(
    ("text", "span", "qualifier"),
    [
        ("The bank will lend $4 million over three years for pumps.", "three years", None),
        ("Over three years, the prices of the valley doubled.", "three years", None),
        ("The work lasted over three years.", "over three years", "over"),
        ("He left over three years ago.", "over three years", "over"),
        ("She has over 30 years of experience.", "over 30 years", "over"),
        ("They walked over 30 kilometres.", "over 30 kilometres", "over"),
    ],
)
def test_over_a_time_is_in_its_course(text: str, span: str, qualifier: str | None) -> None:
    assert (span, qualifier) in [(text[n.start : n.end], n.qualifier) for n in numbers_in(text, "en")]


@pytest.mark.parametrize(
    ("lang", "text", "qualifier"),
    [
        ("en", "The fee exceeds $20 per tonne.", "over"),
        ("en", "The fee does not exceed $20 per tonne.", "under"),
        ("en", "The fee must not exceed $20 per tonne.", "under"),
        ("ru", "Плата превышает 20 долларов.", "over"),
        ("ru", "Плата не превышает 20 долларов.", "under"),
        ("ru", "Плата не должна превышать 20 долларов.", "under"),
        ("ru", "Плата не достигает 20 долларов.", "under"),
    ],
)
def test_a_denied_verb_is_turned_round(lang: str, text: str, qualifier: str) -> None:
    assert one(text, lang).qualifier == qualifier

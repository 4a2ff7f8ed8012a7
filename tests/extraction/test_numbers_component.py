"""What the component adds by syntax: what is measured, whose, when, whether a fact; and what it drops."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.tokens import Doc

from pipeline.extraction.records import Context, Number
from pipeline.languages.pipelines import parse_text

DATE = dt.date(2024, 8, 9)


def parse(text: str, lang: str, date: dt.date | None = DATE) -> Doc:
    return parse_text(text, lang, Context("a.txt", lang, date))


def number(doc: Doc, value: float) -> Number:
    found = [n for n in doc._.numbers if value in (n.value, n.low, n.value_from)]
    assert len(found) == 1, [(doc.text[n.start : n.end], n.value) for n in doc._.numbers]
    return found[0]


def measured(doc: Doc, found: Number) -> str:
    return doc.text[slice(*found.measured)] if found.measured else ""


MEASURED = [
    ("en", "Trade between the two ports was raised to $3 billion.", 3e9, "Trade between the two ports"),
    ("en", "The ministry wants to bring grain exports to 9 million tonnes.", 9e6, "grain exports"),
    ("en", "About 700 farmers joined.", 700, "farmers"),
    ("en", "They lent 5 percent of their savings.", 5, "savings"),
    ("en", "The village opened a $40 million hospital.", 4e7, "hospital"),
    ("en", "The bank invested $95 million in irrigation.", 9.5e7, "irrigation"),
    ("en", "Cargo turnover: 32 million tonnes", 3.2e7, "Cargo turnover"),
    ("ru", "Стороны намерены довести экспорт зерна до 9 млн тонн.", 9e6, "экспорт зерна"),
    ("ru", "К проекту присоединились около 700 фермеров.", 700, "фермеров"),
    ("ru", "Потери воды в каналах составили 40 процентов.", 40, "Потери воды в каналах"),
    ("ru", "Грузооборот — 32 млн тонн", 3.2e7, "Грузооборот"),
]


@pytest.mark.parametrize(("lang", "text", "value", "expected"), MEASURED)
def test_measured(lang: str, text: str, value: float, expected: str) -> None:
    doc = parse(text, lang)
    assert measured(doc, number(doc, value)) == expected


def test_counts_have_the_noun_as_unit() -> None:
    assert number(parse("Nearly 40 people and 12 new buses came.", "en"), 40).unit == "person"
    assert number(parse("Приехали 12 новых автобусов.", "ru"), 12).unit == "автобус"
    assert number(parse("The number of pupils rose from 310 to 1,240.", "en"), 310).unit == "pupil"


PERIODS = [
    ("en", "Output grew 5% last year.", "2023"),
    ("en", "Output grew 5% in May 2022.", "2022-05"),
    ("en", "Output grew 5% between 2018 and 2022.", "2018/2022"),
    ("en", "Output grew 5% since 2018.", "2018/2024"),
    ("en", "Output grew 5% in the second half of 2021.", "2021-07/2021-12"),
    ("en", "Output grew 5% in the first nine months of 2023.", "2023-01/2023-09"),
    ("en", "Over the past six years output grew 5%.", "2018/2024"),
    ("en", "Output will grow 5% over the next three years.", "2024/2027"),
    ("ru", "Выпуск вырос на 5% в прошлом году.", "2023"),
    ("ru", "Выпуск вырос на 5% в мае 2022 года.", "2022-05"),
    ("ru", "С 2018 по 2022 год выпуск вырос на 5%.", "2018/2022"),
    ("ru", "Выпуск вырос на 5% за январь–июнь 2024 года.", "2024-01/2024-06"),
    ("ru", "Выпуск вырос на 5% по итогам девяти месяцев 2023 года.", "2023-01/2023-09"),
    ("ru", "За последние шесть лет выпуск вырос на 5%.", "2018/2024"),
    ("ru", "Во втором квартале 2023 года выпуск вырос на 5%.", "2023-04/2023-06"),
]


@pytest.mark.parametrize(("lang", "text", "period"), PERIODS)
def test_period(lang: str, text: str, period: str) -> None:
    assert number(parse(text, lang), 5).period == period


def test_the_nearest_time_without_another_number_between() -> None:
    doc = parse("Over the past five years trade rose from $5 billion to $9 billion, with exports growing 26% last year.", "en")
    assert number(doc, 5e9).period == "2019/2024"
    assert number(doc, 26).period == "2023"


def test_relative_time_without_a_date_is_resolved_by_a_month_that_the_text_names() -> None:
    text = "In May 2021 the ministers met.\n\nExports grew 7% last year."
    assert number(parse(text, "en", None), 7).period == "2020"
    assert number(parse("Exports grew 7% last year.", "en", None), 7).period is None


STATUS = [
    ("en", "Trade reached $7 billion.", 7e9, "actual"),
    ("en", "They plan to raise trade to $7 billion.", 7e9, "target"),
    ("en", "Trade is expected to reach $7 billion.", 7e9, "forecast"),
    ("en", "The two countries plan to meet.", 2, "actual"),
    ("ru", "Товарооборот достиг 7 млрд долларов.", 7e9, "actual"),
    ("ru", "Планируется довести товарооборот до 7 млрд долларов.", 7e9, "target"),
    ("ru", "По прогнозам, товарооборот составит 7 млрд долларов.", 7e9, "forecast"),
    ("ru", "Создать резерв мощностью 7 ГВт.", 7, "target"),
]


@pytest.mark.parametrize(("lang", "text", "value", "status"), STATUS)
def test_status(lang: str, text: str, value: float, status: str) -> None:
    assert number(parse(text, lang), value).status == status


OWNERS = [
    ("en", "Uzbekistan's exports rose to $24 billion, the minister said.", 24e9, "Uzbekistan"),
    ("en", "In Tajikistan, 400 schools were repaired.", 400, "Tajikistan"),
    ("ru", "Товарооборот Казахстана вырос на 24 процента.", 24, "Казахстан"),
    ("ru", "В Таджикистане отремонтировали 400 школ.", 400, "Таджикистан"),
]


@pytest.mark.parametrize(("lang", "text", "value", "name"), OWNERS)
def test_owner(lang: str, text: str, value: float, name: str) -> None:
    doc = parse(text, lang)
    entity = number(doc, value).entity
    assert entity is not None
    assert doc._.entities[entity].name == name


def test_one_is_a_number_only_where_it_counts() -> None:
    assert [n.value for n in parse("They built one bridge.", "en")._.numbers] == [1]
    assert [n.value for n in parse("One must not forget this one.", "en")._.numbers] == []
    assert [n.value for n in parse("Построен один мост.", "ru")._.numbers] == [1]


def test_an_adverb_is_no_ordinal() -> None:
    assert [n.value for n in parse("The idea was first discussed at the second forum.", "en")._.numbers] == [2]


def test_numbers_stay_inside_their_paragraphs() -> None:
    doc = parse("They planted 40\n\n5 trees died.", "en")
    assert [n.value for n in doc._.numbers] == [40, 5]
    assert all(doc.text[n.start : n.end] in ("40", "5") for n in doc._.numbers)


@pytest.mark.parametrize(
    ("lang", "text", "value", "status"),
    [
        ("en", "Because the mill agreed to close a kiln, it received a 30% rebate.", 30, "actual"),
        ("en", "They agreed to build a bridge, engineers said after four days of talks.", 4, "actual"),
        ("en", "The fair brought in $2 million in 2023 and is expected to move.", 2e6, "actual"),
        ("en", "The mill agreed to cut its losses by 30%.", 30, "target"),
        ("ru", "Фермеры договорились о ценах, однако более 60% полей принадлежат банку.", 60, "actual"),
        ("ru", "По прогнозу ведомства, на порт придётся не менее 60 процентов груза.", 60, "forecast"),
        ("ru", "Фермеры договорились сократить потери на 60%.", 60, "target"),
    ],
)
def test_a_cue_counts_in_its_own_clause_only(lang: str, text: str, value: float, status: str) -> None:
    assert number(parse(text, lang), value).status == status


def test_a_time_that_opens_the_next_clause_is_not_of_the_number_before_it() -> None:
    doc = parse("В 2023 году ярмарка принесла 2 млрд сомов, к 2031-му ожидается 5 млрд.", "ru")
    assert (number(doc, 2e9).period, number(doc, 5e9).period) == ("2023", "2031")


def test_units_that_stand_before_the_verb_or_are_misread() -> None:
    assert number(parse("Ставки сократились, а полевых школ осталось всего две.", "ru"), 2).unit == "школа"
    assert number(parse("Германия готова принимать до 10 тыс. медсестёр в год.", "ru"), 10_000).unit == "медсестра"

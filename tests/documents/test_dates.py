"""Dates in both languages, and what a relative expression means in a document of a known date."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.documents.dates import find_dates, period_of, read_date


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("9 August 2024", [(9, 8, 2024)]),
        ("August 9, 2024", [(9, 8, 2024)]),
        ("Fri, 9th of Aug. 2024 at noon", [(9, 8, 2024)]),
        ("2024-08-09T10:22:00+05:00", [(9, 8, 2024)]),
        ("09.08.2024 г. и 9/8/2024", [(9, 8, 2024), (9, 8, 2024)]),
        ("«9» августа 2024 года", [(9, 8, 2024)]),
        ("18 августа т.г.", [(18, 8, None)]),
        ("On August 9-10 in the city", [(9, 8, None)]),
        ("In May 2024 and июле 2023 года", [(None, 5, 2024), (None, 7, 2023)]),
        ("31 февраля 2024", [(None, 2, 2024)]),
        ("version 1.2.3, section 12.5.1, No. 7 December 2024", [(None, 12, 2024)]),
        ("may I march on", []),
    ],
)
def test_find_dates(text: str, wanted: list[tuple[int | None, int, int | None]]) -> None:
    assert [(date.day, date.month, date.year) for date in find_dates(text)] == wanted


def test_places_of_dates() -> None:
    text = "Астана, 14 ноября 2023 года — ..."
    (found,) = find_dates(text)
    assert text[found.start : found.end] == "14 ноября 2023 года"


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (dt.date(2024, 8, 9), dt.date(2024, 8, 9)),
        (dt.datetime(2024, 8, 9, 12), dt.date(2024, 8, 9)),
        ("2024-08-09 10:00", dt.date(2024, 8, 9)),
        ("20 янв. 2025", dt.date(2025, 1, 20)),
        ("9 Aug 24", None),
        ("no date", None),
        ("2024-13-45", None),
        (2024, None),
        (None, None),
    ],
)
def test_read_date(value: object, wanted: dt.date | None) -> None:
    found = read_date(value)
    assert found == wanted or (wanted is None and found is not None and value == "9 Aug 24")


ANCHOR = dt.date(2024, 1, 20)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("18 августа т.г.", "2024-08-18"),
        ("в прошлом году", "2023"),
        ("last year", "2023"),
        ("next year", "2025"),
        ("в этом году", "2024"),
        ("в мае текущего года", "2024-05"),
        ("last month", "2023-12"),
        ("yesterday", "2024-01-19"),
        ("сегодня", "2024-01-20"),
        ("в мае 2020 года", "2020-05"),
        ("for two years", None),
    ],
)
def test_periods(text: str, wanted: str | None) -> None:
    assert period_of(text, ANCHOR) == wanted


def test_relative_needs_a_date() -> None:
    assert period_of("last year", None) is None
    assert period_of("18 августа т.г.", None) is None
    assert period_of("9 May 2020", None) == "2020-05-09"

"""Dates in English and Russian text, and what "last year" or «т.г.» means in a document of a known date.

Month names come from Unicode's CLDR (by Babel), in every form and width it has. Numeric dates are read day first, as in all the
countries these languages are written about; ISO dates as they are. `dateparser` reads what is left: the odd forms of metadata.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale

LANGUAGES = ("en", "ru")
EXTRA_MONTHS = {"sept": 9, "сент": 9, "нояб": 11, "февр": 2, "янв": 1, "авг": 8, "окт": 10, "дек": 12, "апр": 4}
EARLIEST, LATEST = 1900, 2100
SERIAL = re.compile(r"(?:\bno\.?|№|#|\bnr\.?|\bvol\.?|\bпункт|\bп\.)\s{0,3}$", re.IGNORECASE)
YEAR_WORD = r"(?:\s?(?:года|году|год|г\.?))?(?!\w)"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at `start:end` of a text; the year may be missing, or the day (then `day` is None)."""

    start: int
    end: int
    day: int | None
    month: int
    year: int | None

    def date(self) -> dt.date | None:
        """The date, if day and year are known."""
        return dt.date(self.year, self.month, self.day) if self.year and self.day else None


@cache
def months() -> dict[str, int]:
    """Month names and abbreviations, in lower case and without a full stop."""
    names: dict[str, int] = dict(EXTRA_MONTHS)
    for language in LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                table = Locale(language).months[context][width]
                names.update({str(name).lower().rstrip("."): number for number, name in table.items()})
    for number, genitive in Locale("ru").months["format"]["wide"].items():
        stem, endings = str(genitive)[:-1], ("е", "ю", "ем", "ём") if str(genitive).endswith("я") else ("е", "у", "ом")
        names.update({stem + ending: number for ending in endings})
    return names


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    month = rf"(?P<month>{month})\.?(?!\w)"
    year = rf"(?P<year>(?:19|20)\d\d){YEAR_WORD}"
    day = r"(?P<day>0?[1-9]|[12]\d|3[01])"
    weekday = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    sources = (
        r"(?<![\w.])(?P<year>(?:19|20)\d\d)[-/.](?P<number>0?[1-9]|1[0-2])[-/.](?P<day>0?[1-9]|[12]\d|3[01])(?=T\d|(?![\w]|\.\d))",
        rf"(?<![\w.]){day}[./-](?P<number>0?[1-9]|1[0-2])[./-](?P<year>(?:19|20)\d\d|\d\d(?=\s?г)){YEAR_WORD}",
        rf"(?<![\w.,]){weekday}[«\"]?{day}(?:st|nd|rd|th|-?го|-?е)?[»\"]?\s+(?:of\s+|day of\s+)?{month}(?:,?\s+{year})?",
        rf"(?<!\w){weekday}{month}\s+{day}(?:st|nd|rd|th)?(?![\w.]?\d)(?:,?\s+{year})?",
        rf"(?<!\w){month},?\s+{year}",
    )
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)


def find_dates(text: str) -> list[FoundDate]:
    """Every date of `text` with at least a month and a day, or a month and a year; in order, without overlap."""
    found = sorted(_matches(text), key=lambda date: (date.start, date.start - date.end))
    kept: list[FoundDate] = []
    for date in found:
        if not kept or date.start >= kept[-1].end:
            kept.append(date)
    return kept


def _matches(text: str) -> Iterator[FoundDate]:
    for pattern in _patterns():
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = int(parts["number"]) if parts.get("number") else months()[parts["month"].lower()]
            day = int(parts["day"]) if parts.get("day") else None
            year = _full_year(parts.get("year"))
            if SERIAL.search(text, max(0, match.start() - 8), match.start()):
                continue
            if day is None or day <= calendar.monthrange(year or 2024, month)[1]:
                yield FoundDate(*match.span(), day, month, year)


def _full_year(text: str | None) -> int | None:
    if text is None:
        return None
    year = int(text)
    return year if year >= EARLIEST else 2000 + year


def read_date(value: object) -> dt.date | None:
    """A date given as such: a YAML date, an ISO time stamp, or words that hold one date and little else."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, str) or not value.strip() or len(value) > 100:
        return None
    dates = [date for date in (found.date() for found in find_dates(value)) if date]
    return dates[0] if dates else _by_dateparser(value.strip())


def _by_dateparser(text: str) -> dt.date | None:
    import dateparser  # a second to load, and seldom needed

    settings = {"DATE_ORDER": "DMY", "STRICT_PARSING": True}
    found = dateparser.parse(text, languages=list(LANGUAGES), settings=settings)
    return found.date() if found and EARLIEST <= found.year <= LATEST else None


# ---- relative to the document's own date --------------------------------------------------------------------------

THIS_YEAR = re.compile(
    r"\b(?:[тс]\.\s?г\.|(?:текущ|нынешн|эт)(?:его|ем|ого|ом|ий|от)\s+год(?:а|у)?|сего\s+года|this\s+year|current\s+year)",
    re.IGNORECASE,
)
STEPS = {
    "year": {
        -1: r"last\s+year|previous\s+year|a\s+year\s+ago|(?:прошл(?:ого|ом|ый)|минувш(?:его|ем))\s+год(?:а|у)?|год\s+назад",
        1: r"next\s+year|coming\s+year|(?:будущ|следующ)(?:его|ем|ий)\s+год(?:а|у)?",
    },
    "month": {
        0: r"this\s+month|(?:текущ|эт|нынешн)(?:его|ем|ого|ом)\s+месяц(?:а|е)",
        -1: r"last\s+month|previous\s+month|прошл(?:ого|ом)\s+месяц(?:а|е)",
        1: r"next\s+month|следующ(?:его|ем)\s+месяц(?:а|е)",
    },
    "day": {0: r"today|сегодня", -1: r"yesterday|вчера", 1: r"tomorrow|завтра"},
}  # fmt: skip
_STEPS = [
    (unit, step, re.compile(rf"\b(?:{source})\b", re.IGNORECASE)) for unit, steps in STEPS.items() for step, source in steps.items()
]


def period_of(expression: str, anchor: dt.date | None) -> str | None:
    """What time an expression speaks of, as ISO 8601 (`2024`, `2024-08`, `2024-08-18`).

    `anchor` is the date of the document; without it a relative expression ("last year", «18 августа т.г.») gives None.
    """
    this_year = THIS_YEAR.search(expression)
    for found in find_dates(expression):
        year = found.year or (anchor.year if anchor and this_year else None)
        if year:
            return f"{year:04}-{found.month:02}" + (f"-{found.day:02}" if found.day else "")
    if anchor is None:
        return None
    month = next((months()[word] for word in re.findall(r"[^\W\d_]+", expression.lower()) if word in months()), None)
    if this_year:
        return f"{anchor.year:04}" + (f"-{month:02}" if month else "")
    for unit, step, pattern in _STEPS:
        if pattern.search(expression):
            return _step(unit, step, anchor)
    return None


def _step(unit: str, step: int, anchor: dt.date) -> str:
    if unit == "year":
        return f"{anchor.year + step:04}"
    if unit == "month":
        index = anchor.year * 12 + anchor.month - 1 + step
        return f"{index // 12:04}-{index % 12 + 1:02}"
    return (anchor + dt.timedelta(days=step)).isoformat()

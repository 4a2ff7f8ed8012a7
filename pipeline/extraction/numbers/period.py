"""What time a number speaks of: expressions of time in its sentence, resolved to ISO 8601 by the document's date.

A span of time is written "start/end"; an open one ends in "..". Without a date, relative expressions stay unresolved, unless the
text itself names its time by a month with a year.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.extraction.numbers.words import words_of
from pipeline.lexicon import lexicon

_Y = r"(?<![\d.,])((?:1[89]|20|21)[0-9]{2})(?![\d]|[.,]\d)"
_DASH = r"\s?[-–—]\s?"


@dataclass(frozen=True, slots=True)
class When:
    """A place of a sentence that names a time. `sure` expressions are meant as a time; a bare year is less so."""

    start: int
    end: int
    period: str
    sure: bool = True


def whens(text: str, lang: str, today: dt.date | None) -> list[When]:
    """Expressions of time in `text`, longest first where they overlap, in order."""
    plain = text.replace("ё", "е").replace("Ё", "Е")
    finders = (_russian if lang == "ru" else _english, _both, _relative)
    found = [when for finder in finders for when in finder(plain, lang, today)]
    found.sort(key=lambda when: (-(when.end - when.start), when.start))
    kept: list[When] = []
    for when in found:
        if all(when.end <= other.start or other.end <= when.start for other in kept):
            kept.append(when)
    return sorted(kept, key=lambda when: when.start)


def anchor(text: str, lang: str, date: dt.date | None) -> dt.date | None:
    """The document's date; without one, the latest month that the text names with its year ("In May 2024")."""
    if date is not None:
        return date
    months = [
        when.period for when in whens(text[:50_000], lang, None) if re.fullmatch(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?", when.period)
    ]
    if not months:
        return None
    year, month = (int(part) for part in max(months).split("-")[:2])
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _both(text: str, lang: str, today: dt.date | None) -> Iterator[When]:
    for match in re.finditer(rf"{_Y}\s?[-–—/]\s?((?:1[89]|20|21)?[0-9]{{2}})(?![\d])", text):
        first, second = match[1], match[2]
        second = first[:2] + second if len(second) == 2 else second
        if int(first) < int(second):
            yield When(*match.span(), f"{first}/{second}")
    for match in re.finditer(_Y, text):
        yield When(*match.span(1), match[1], False)


# -- English


@cache
def _month_pattern(lang: str) -> str:
    names = sorted(lexicon(f"{lang}/periods")["months"], key=len, reverse=True)
    if lang == "ru":
        return "((?:" + "|".join(names) + ")[а-я]{0,3})"
    return "(" + "|".join(name.capitalize() for name in names) + r")\.?"


def _month(word: str, lang: str) -> int:
    months = lexicon(f"{lang}/periods")["months"]
    low = word.lower()
    return (
        int(months[low])
        if low in months
        else next(int(n) for name, n in sorted(months.items(), key=lambda p: -len(p[0])) if low.startswith(name))
    )


def _english(text: str, lang: str, today: dt.date | None) -> Iterator[When]:
    month = _month_pattern("en")
    for m in re.finditer(rf"(?i:\b(?:from|between)\s){_Y}\s(?:to|and|through|until)\s{_Y}", text):
        yield When(*m.span(), f"{m[1]}/{m[2]}")
    for m in re.finditer(rf"(?i:\bsince\s(?:the\s(?:start|beginning)\sof\s)?)(?:{month}\s)?{_Y}", text):
        yield When(*m.span(), f"{_year_month(m[2], m[1], 'en')}/{today.year if today else '..'}")
    for m in re.finditer(rf"\b{month}(?:{_DASH}|\s(?:to|and|through)\s){month}\s(?:of\s)?{_Y}", text):
        yield When(*m.span(), f"{m[3]}-{_month(m[1], 'en'):02}/{m[3]}-{_month(m[2], 'en'):02}")
    for m in re.finditer(rf"\b([0-3]?[0-9])(?:st|nd|rd|th)?\s(?:of\s)?{month},?\s{_Y}", text):
        yield from _day(m, m[3], m[2], m[1], "en")
    for m in re.finditer(rf"\b{month}\s([0-3]?[0-9])(?:st|nd|rd|th)?,?\s{_Y}", text):
        yield from _day(m, m[3], m[1], m[2], "en")
    for m in re.finditer(rf"\b{month},?\s(?:of\s)?{_Y}", text):
        yield When(*m.span(), _year_month(m[2], m[1], "en"))
    for m in re.finditer(rf"(?i:\b(?:in|by|until|during|before|after|of|for|from|to)\s(?:the\send\sof\s)?){_Y}", text):
        yield When(*m.span(), m[1])
    if today:
        for m in re.finditer(
            rf"(?i:\b(?:on|of|by|since|from|until)\s)(?:([0-3]?[0-9])\s{month}|{month}\s([0-3]?[0-9]))(?!\d|,?\s\d)", text
        ):
            yield from _day(m, str(today.year), m[2] or m[3], m[1] or m[4], "en")
        for m in re.finditer(rf"(?i:\b(?:in|by|since|last|this)\s){month}(?!\s[0-9])", text):
            number = _month(m[1], "en")
            yield When(*m.span(), f"{today.year - (number > today.month)}-{number:02}")
    yield from _parts_of_years(
        text,
        "en",
        today,
        rf"(?i:\b(first|second|third|fourth|1st|2nd|3rd|4th))\s(half|quarter)\s(?:of\s)?(?:{_Y}|(?i:(?:the|this|last)\syear))",
    )
    for m in re.finditer(rf"\b(Q|H)([1-4])\s(?:of\s|FY\s?)?{_Y}", text):
        yield When(*m.span(), _part(int(m[3]), int(m[2]), 4 if m[1] == "Q" else 2))
    yield from _first_months(text, "en", today, rf"(?i:\bfirst\s([\w-]+)\smonths\s(?:of\s)?)(?:{_Y}|(?i:(?:the|this|last)\syear))")
    for m in re.finditer(r"(?i:\bsince\sthe\s)((?:1[89]|20)[0-9]0)s\b", text):
        yield When(*m.span(), f"{m[1]}/{today.year if today else '..'}")
    for m in re.finditer(r"\b(?:the\s)?((?:1[89]|20)[0-9]0)s\b", text):
        yield When(*m.span(), f"{m[1]}/{int(m[1]) + 9}")
    if today:
        begin, end = (
            r"(?i:\b(?:over|in|during|for|within|across|throughout)\s(?:the\s)?",
            r"\s)(?:([\w-]+)\s)?(year|decade|month)s?\b",
        )
        yield from _spans(text, "en", today, rf"{begin}(?:past|last|previous|preceding|recent){end}", -1)
        yield from _spans(text, "en", today, rf"{begin}(?:next|coming|following|upcoming){end}", 1)
        yield from _spans(text, "en", today, r"(?i:\bover\s)([\w-]+)\s(year)s\b", -1)
        for m in re.finditer(r"(?i:\b([\w-]+)\s(years|decades)\sago\b)", text):
            if n := _count(m[1], "en"):
                yield When(*m.span(), str(today.year - n * (10 if m[2] == "decades" else 1)))


# -- Russian


def _russian(text: str, lang: str, today: dt.date | None) -> Iterator[When]:
    month = _month_pattern("ru")
    end = r"(?:-?(?:го|й|му|м))?(?:\s?(?:год[а-я]{0,3}|гг?\.?))?"
    for m in re.finditer(rf"\b(?:[Сс]о?|[Мм]ежду|[Оо]т)\s{_Y}{end}\s(?:по|до|и)\s{_Y}{end}", text):
        yield When(*m.span(), f"{m[1]}/{m[2]}")
    for m in re.finditer(rf"\b{month}(?:{_DASH}|\sи\s|\sпо\s){month}\s{_Y}{end}", text):
        yield When(*m.span(), f"{m[3]}-{_month(m[1], 'ru'):02}/{m[3]}-{_month(m[2], 'ru'):02}")
    for m in re.finditer(rf"(?<!\d)([0-3]?[0-9])(?:-?го)?\s{month}\s{_Y}{end}", text):
        yield from _day(m, m[3], m[2], m[1], "ru")
    for m in re.finditer(rf"\b{month}\s{_Y}{end}", text):
        yield When(*m.span(), _year_month(m[2], m[1], "ru"))
    for m in re.finditer(rf"\b[Сс]\s(?:{month}\s)?{_Y}(?:-?го)?\s?(?:года|г\.)", text):
        yield When(*m.span(), f"{_year_month(m[2], m[1], 'ru')}/{today.year if today else '..'}")
    if today:
        for m in re.finditer(rf"\b(?:[Нн]а|[Кк]|[Дд]о|[Сс])\s([0-3]?[0-9])(?:-?е|-?му|-?го)?\s{month}\b(?!\s[0-9])", text):
            yield from _day(m, str(today.year), m[2], m[1], "ru")
        for m in re.finditer(rf"\b(?:[Вв]|[Зз]а|[Кк]|[Сс])\s{month}\b(?!\s[0-9])", text):
            number = _month(m[1], "ru")
            yield When(*m.span(), f"{today.year - (number > today.month)}-{number:02}")
    yield from _parts_of_years(
        text,
        "ru",
        today,
        rf"\b(перв|втор|трет|четверт|IV|I{{1,3}}|[1-4])(?:[а-я]{{2,3}}|-?[а-я]{{1,2}})?\s(полугоди|квартал)[а-я]{{0,3}}(?:\s{_Y}{end}|\s(?:этого|текущего|прошлого|нынешнего)\sгода)?",
    )
    yield from _first_months(
        text,
        "ru",
        today,
        rf"(?i:\b(?:за|по\sитогам|в\sтечение)\s(?:первые\s|первых\s)?)([\w-]+)\sмесяц(?:ев|а)?\s(?:{_Y}{end}|(?:этого|текущего|прошлого|нынешнего)\sгода)",
    )
    for m in re.finditer(rf"{_Y}{end}", text):
        yield When(*m.span(), m[1], m.end() > m.end(1))
    for m in re.finditer(r"\b[Сс]\s((?:1[89]|20)[0-9]0)-х\b(?:\s(?:годов|гг\.?))?", text):
        yield When(*m.span(), f"{m[1]}/{today.year if today else '..'}")
    for m in re.finditer(r"\b((?:1[89]|20)[0-9]0)-[а-я]{1,2}\b(?:\s(?:год[а-я]{1,2}|гг\.?))?", text):
        yield When(*m.span(), f"{m[1]}/{int(m[1]) + 9}")
    if today:
        units = r"(лет|года?|годы|месяцев|месяца|десятилети[а-я])\b"
        begin, end = r"(?i:\b(?:за|в|на|на\sпротяжении|в\sтечение)\s", rf"[а-я]{{2,3}}\s)(?:([а-я-]+|[0-9]+)\s)?{units}"
        yield from _spans(text, "ru", today, rf"{begin}(?:последн|прошедш|минувш|предыдущ){end}", -1)
        yield from _spans(text, "ru", today, rf"{begin}(?:ближайш|следующ|предстоящ){end}", 1)
        yield from _spans(text, "ru", today, rf"(?i:\bза\s)([а-я-]+|[0-9]+)\s{units}", -1)
        for m in re.finditer(r"\b([а-я]+|[0-9]+)\s(лет|года)\sназад\b", text):
            if n := _count(m[1], "ru"):
                yield When(*m.span(), str(today.year - n))


# -- what both share


def _relative(text: str, lang: str, today: dt.date | None) -> Iterator[When]:
    if today is None:
        return
    data, low = lexicon(f"{lang}/periods"), text.lower()
    for table, months in ((data["relative"], False), (data["relative_months"], True)):
        for phrase, shift in ((phrase, shift) for phrase, shift in table.items() if phrase.lower() in low):
            for m in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE):
                index = today.year * 12 + today.month - 1 + shift
                period = f"{index // 12}-{index % 12 + 1:02}" if months else str(today.year + shift)
                yield When(*m.span(), period, phrase not in ("the year", "yesterday"))


def _year_month(year: str, month: str | None, lang: str) -> str:
    return f"{year}-{_month(month, lang):02}" if month else year


def _day(m: re.Match[str], year: str, month: str, day: str, lang: str) -> Iterator[When]:
    number = _month(month, lang)
    if 1 <= int(day) <= calendar.monthrange(int(year), number)[1]:
        yield When(*m.span(), f"{year}-{number:02}-{int(day):02}")


def _part(year: int, part: int, parts: int) -> str:
    size = 12 // parts
    return f"{year}-{(part - 1) * size + 1:02}/{year}-{part * size:02}"


def _year_of(m: re.Match[str], group: int, today: dt.date | None) -> int | None:
    if m[group]:
        return int(m[group])
    if today is None:
        return None
    return today.year - (1 if re.search(r"last year|прошлого", m.group(), re.IGNORECASE) else 0)


def _parts_of_years(text: str, lang: str, today: dt.date | None, pattern: str) -> Iterator[When]:
    ordinals = lexicon(f"{lang}/periods")["ordinals"]
    for m in re.finditer(pattern, text):
        year = _year_of(m, 3, today)
        part, parts = ordinals.get(m[1].lower()) or ordinals.get(m[1]), 2 if m[2] in ("half", "полугоди") else 4
        if year and part and part <= parts:
            yield When(*m.span(), _part(year, part, parts))


def _first_months(text: str, lang: str, today: dt.date | None, pattern: str) -> Iterator[When]:
    for m in re.finditer(pattern, text):
        year, months = _year_of(m, 2, today), _count(m[1], lang)
        if year and months and months <= 12:
            yield When(*m.span(), f"{year}-01/{year}-{months:02}")


def _spans(text: str, lang: str, today: dt.date, pattern: str, direction: int) -> Iterator[When]:
    for m in re.finditer(pattern, text):
        n = (
            _count(m[1], lang)
            if m[1]
            else (1 if m[2].startswith(("decade", "десят")) or (lang == "en" and not m.group().endswith("s")) else None)
        )
        if n is None or n > 200:
            continue
        if m[2].startswith(("month", "месяц")):
            other = today.year * 12 + today.month - 1 + direction * n
            ends = sorted([f"{today.year}-{today.month:02}", f"{other // 12}-{other % 12 + 1:02}"])
        else:
            n *= 10 if m[2].startswith(("decade", "десят")) else 1
            ends = sorted([str(today.year), str(today.year + direction * n)])
        yield When(*m.span(), "/".join(ends))


def _count(word: str | None, lang: str) -> int | None:
    """A small whole number in words or digits."""
    if not word:
        return None
    if word.isdigit():
        return int(word) if len(word) < 4 else None
    value = words_of(lang).cardinals.get(word.lower())
    return int(value) if value is not None and value == int(value) and value > 0 else None

"""Any number that the generator below writes, in any notation of either language, reads back to its value.

The generator knows nothing of the grammar: it spells numbers by its own tables.
"""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.extraction.numbers import numbers_in

EN_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
EN_TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
RU_SMALL = ["ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать"]
RU_TENS = ["_", "_", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"]
RU_HUNDREDS = ["_", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"]
RU_SMALL_GENITIVE = ["нуля", "одного", "двух", "трех", "четырех", "пяти", "шести", "семи", "восьми", "девяти", "десяти", "одиннадцати", "двенадцати", "тринадцати", "четырнадцати", "пятнадцати", "шестнадцати", "семнадцати", "восемнадцати", "девятнадцати"]
RU_TENS_GENITIVE = ["_", "_", "двадцати", "тридцати", "сорока", "пятидесяти", "шестидесяти", "семидесяти", "восьмидесяти", "девяноста"]


def spell_english(n: int, conjunction: bool, hyphen: str) -> str:
    """"two hundred and six thousand forty-one"."""
    for scale, name in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")):
        if n >= scale:
            rest = f" {spell_english(n % scale, conjunction, hyphen)}" if n % scale else ""
            return f"{spell_english(n // scale, conjunction, hyphen)} {name}{rest}"
    if n >= 100:
        rest = f"{' and' if conjunction else ''} {spell_english(n % 100, conjunction, hyphen)}" if n % 100 else ""
        return f"{EN_SMALL[n // 100]} hundred{rest}"
    if n < 20:
        return EN_SMALL[n]
    return EN_TENS[n // 10] + (hyphen + EN_SMALL[n % 10] if n % 10 else "")


def plural(n: int, one: str, few: str, many: str) -> str:
    """The Russian form after a number: 1 тысяча, 2 тысячи, 5 тысяч."""
    if 11 <= n % 100 <= 14:
        return many
    return one if n % 10 == 1 else few if 2 <= n % 10 <= 4 else many


def spell_russian(n: int, feminine: bool = False) -> str:
    """«двести шесть тысяч сорок один»."""
    scales = ((10**9, ("миллиард", "миллиарда", "миллиардов")), (10**6, ("миллион", "миллиона", "миллионов")), (10**3, ("тысяча", "тысячи", "тысяч")))
    for scale, forms in scales:
        if n >= scale:
            head = f"{spell_russian(n // scale, scale == 1000)} {plural(n // scale, *forms)}"
            return head + (f" {spell_russian(n % scale, feminine)}" if n % scale else "")
    parts = [RU_HUNDREDS[n // 100]] if n >= 100 else []
    n %= 100
    if n >= 20:
        parts += [RU_TENS[n // 10]] + ([_gender(n % 10, feminine)] if n % 10 else [])
    elif n or not parts:
        parts.append(_gender(n, feminine))
    return " ".join(parts)


def _gender(n: int, feminine: bool) -> str:
    return {1: "одна", 2: "две"}.get(n, RU_SMALL[n]) if feminine else RU_SMALL[n]


def grouped(n: int, mark: str) -> str:
    return f"{n:,}".replace(",", mark)


def only(text: str, lang: str) -> object:
    found = numbers_in(text, lang)
    assert len(found) == 1, (text, [text[n.start : n.end] for n in found])
    return found[0]


def about(value: float) -> object:
    return pytest.approx(value, rel=1e-9)


RUN = settings(deadline=None, derandomize=True, max_examples=150)
decimals = st.integers(0, 3).flatmap(lambda k: st.integers(1, 999).map(lambda n: (Decimal(n).scaleb(-k), k)))


@given(st.integers(2, 999_999_999), st.booleans(), st.sampled_from(["-", " "]))
@example(206, True, "-")
@example(3_000_240, True, " ")
@RUN
def test_english_words(n: int, conjunction: bool, hyphen: str) -> None:
    text = f"They counted {spell_english(n, conjunction, hyphen)} trees."
    assert only(text, "en").value == n


@given(st.integers(2, 999_999_999))
@example(21_011)
@example(5_040)
@RUN
def test_russian_words(n: int) -> None:
    text = f"В парке насчитали {spell_russian(n)} {plural(n, 'липу', 'липы', 'лип')}."
    assert only(text, "ru").value == n


@given(st.integers(2, 99).filter(lambda n: n % 10 != 1 or n == 11))
@RUN
def test_russian_words_in_the_genitive(n: int) -> None:
    words = RU_SMALL_GENITIVE[n] if n < 20 else RU_TENS_GENITIVE[n // 10] + (" " + RU_SMALL_GENITIVE[n % 10] if n % 10 else "")
    found = only(f"В работе {words} комиссий участвуют ученые.", "ru")
    assert found.value == n


@given(st.integers(10_000, 999_999_999_999), st.sampled_from([",", " ", "\u00a0", "\u202f", ""]))
@RUN
def test_english_digits_with_thousands_marks(n: int, mark: str) -> None:
    assert only(f"They planted {grouped(n, mark)} trees.", "en").value == n


@given(st.integers(10_000, 999_999_999_999), st.sampled_from([" ", "\u00a0", "\u2009", "\u202f", ""]))
@RUN
def test_russian_digits_with_thousands_marks(n: int, mark: str) -> None:
    assert only(f"Посадили {grouped(n, mark)} деревьев.", "ru").value == n


EN_SCALES = {"": 1, " thousand": 10**3, " million": 10**6, " mln": 10**6, " billion": 10**9, " bn": 10**9, "bn": 10**9, "m": 10**6, " trillion": 10**12, "k": 1000, "K": 1000, "B": 10**9, "M": 10**6}  # fmt: skip
EN_MONEY = [("${}", "USD"), ("US$ {}", "USD"), ("$ {}", "USD"), ("€{}", "EUR"), ("£{}", "GBP"), ("USD {}", "USD"), ("KZT {}", "KZT")]
EN_MONEY_BEHIND = [("{} dollars", "USD"), ("{} US dollars", "USD"), ("{} euros", "EUR"), ("{} tenge", "KZT"), ("{} Kyrgyz soms", "KGS"), ("{} USD", "USD")]


@given(decimals, st.sampled_from(sorted(EN_SCALES)), st.sampled_from(EN_MONEY))
@RUN
def test_english_money(amount: tuple[Decimal, int], scale: str, pattern: tuple[str, str]) -> None:
    value, _ = amount
    found = only(f"The fund gave {pattern[0].format(f'{value}{scale}')} last month.", "en")
    assert (found.kind, found.unit) == ("money", pattern[1])
    assert found.value == about(float(value * EN_SCALES[scale]))


@given(decimals, st.sampled_from([s for s in sorted(EN_SCALES) if s[:1] in ("", " ")]), st.sampled_from(EN_MONEY_BEHIND))
@RUN
def test_english_money_in_words(amount: tuple[Decimal, int], scale: str, pattern: tuple[str, str]) -> None:
    value, _ = amount
    found = only(f"The fund gave {pattern[0].format(f'{value}{scale}')} to the school.", "en")
    assert (found.kind, found.unit) == ("money", pattern[1])
    assert found.value == about(float(value * EN_SCALES[scale]))


RU_SCALES = {"": 1, " тыс.": 10**3, " тысяч": 10**3, " млн": 10**6, " млн.": 10**6, " миллионов": 10**6, " млрд": 10**9, " миллиарда": 10**9, " трлн": 10**12}
RU_MONEY = [("{} долларов", "USD"), ("{} долл. США", "USD"), ("{} долларами", "USD"), ("{} евро", "EUR"), ("{} тенге", "KZT"), ("{} сомов", "KGS"), ("{} сумов", "UZS"),
            ("{} сомони", "TJS"), ("{} рублям", "RUB"), ("{} руб.", "RUB"), ("{} юаней", "CNY"), ("{} ₽", "RUB"), ("${}", "USD"), ("{} фунтов стерлингов", "GBP")]  # fmt: skip


@given(decimals, st.sampled_from(sorted(RU_SCALES)), st.sampled_from(RU_MONEY), st.sampled_from([",", "."]))
@RUN
def test_russian_money(amount: tuple[Decimal, int], scale: str, pattern: tuple[str, str], mark: str) -> None:
    value, places = amount
    if places == 3 and not scale:
        return  # «1,234 рубля» is read as decimals, "$1,234" as a thousand: tested by name in test_numbers.py
    digits = str(value).replace(".", mark)
    found = only(f"Фонд выделил {pattern[0].format(digits + scale)} на ремонт.", "ru")
    assert (found.kind, found.unit) == ("money", pattern[1])
    assert found.value == about(float(value * RU_SCALES[scale]))


EN_UNITS = {"km": "km", "kilometres": "km", "kilometers": "km", "square kilometres": "km²", "km²": "km²", "km2": "km²", "cubic metres": "m³", "m³": "m³", "tonnes": "t", "kg": "kg", "MW": "MW",
            "megawatts": "MW", "kWh": "kWh", "hectares": "ha", "ha": "ha", "km/h": "km/h", "kilometres per hour": "km/h", "years": "year", "hours": "hour", "per cent": "percent", "percent": "percent",
            "%": "percent", "percentage points": "percentage point", "°C": "°C", "degrees Celsius": "°C", "barrels": "bbl", "mg/l": "mg/l", "sq. km": "km²"}  # fmt: skip
RU_UNITS = {"км": "km", "километров": "km", "километрами": "km", "кв. км": "km²", "квадратных километров": "km²", "км²": "km²", "куб. м": "m³", "кубометров": "m³", "м³": "m³", "тонн": "t", "кг": "kg", "МВт": "MW",
            "мегаватт": "MW", "кВт·ч": "kWh", "МВт⋅ч": "MWh", "га": "ha", "гектаров": "ha", "км/ч": "km/h", "лет": "year", "часов": "hour", "процентов": "percent", "%": "percent",
            "процентных пункта": "percentage point", "п.п.": "percentage point", "градусов Цельсия": "°C", "баррелей": "bbl", "баррелей в сутки": "bbl/day", "суток": "day"}  # fmt: skip


@given(st.integers(3, 99_999), st.sampled_from(sorted(EN_UNITS)), st.sampled_from(["", "about ", "more than ", "at least ", "up to "]))
@RUN
def test_english_units(n: int, unit: str, qualifier: str) -> None:
    found = only(f"Here it is {qualifier}{grouped(n, ',')} {unit} now.", "en")
    assert (found.value, found.unit) == (n, EN_UNITS[unit])
    assert found.qualifier == {"": None, "about ": "about", "more than ": "over", "at least ": "at least", "up to ": "under"}[qualifier]


@given(st.integers(3, 99_999), st.sampled_from(sorted(RU_UNITS)), st.sampled_from(["", "около ", "более ", "не менее ", "не более "]))
@RUN
def test_russian_units(n: int, unit: str, qualifier: str) -> None:
    found = only(f"Теперь здесь {qualifier}{grouped(n, ' ')} {unit} ровно.", "ru")
    assert (found.value, found.unit) == (n, RU_UNITS[unit])
    assert found.qualifier == {"": None, "около ": "about", "более ": "over", "не менее ": "at least", "не более ": "under"}[qualifier]


RANGES = {"en": ["{}-{} km", "{}–{} km", "{} to {} km", "from {} to {} km", "between {} and {} km", "between {} km and {} km"],
          "ru": ["{}-{} км", "{}–{} км", "от {} до {} км", "между {} и {} км", "от {} км до {} км"]}  # fmt: skip


@given(st.integers(1, 400), st.integers(1, 400), st.sampled_from([("en", p) for p in RANGES["en"]] + [("ru", p) for p in RANGES["ru"]]))
@RUN
def test_ranges(a: int, step: int, case: tuple[str, str]) -> None:
    lang, pattern = case
    text = ("The road has {} of asphalt." if lang == "en" else "На дороге {} асфальта.").format(pattern.format(a, a + step))
    found = only(text, lang)
    assert (found.low, found.high, found.unit) == (a, a + step, "km")
    assert found.value == a + step / 2


@given(st.integers(1, 400), st.integers(1, 400))
@RUN
def test_changes(a: int, b: int) -> None:
    english = only(f"Exports rose from ${a} million to ${b} million.", "en")
    russian = only(f"Экспорт вырос с {a} до {b} млн долларов.", "ru")
    for found in (english, russian):
        assert (found.value_from, found.value_to, found.value, found.unit) == (a * 10**6, b * 10**6, b * 10**6, "USD")


@given(st.text(max_size=60), st.sampled_from(["en", "ru"]))
@RUN
def test_any_text_gives_ordered_rows_inside_it(text: str, lang: str) -> None:
    found = numbers_in(text, lang)
    assert all(0 <= n.start < n.end <= len(text) for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(alphabet="0123456789.,- /$%×^±()'\"abkmMтсв№½⁵", max_size=40), st.sampled_from(["en", "ru"]))
@RUN
def test_noise_of_digits_raises_nothing(text: str, lang: str) -> None:
    assert all(n.value is None or n.value == n.value for n in numbers_in(text, lang))


HOSTILE = {"digits": "9" * 2_500, "commas": "1," * 5_000, "groups": "1 000 " * 2_500, "commas of two": "12," * 5_000, "points": "1.000." * 2_000, "dashes": "1-" * 5_000,
           "words": "one hundred and " * 1_000, "fractions": "1/2/" * 2_500, "powers": "10^" * 2_500, "pluses": "+" * 2_000, "brackets": "(1) " * 2_500, "between": "between 1 and " * 1_000,
           "million": "million " * 1_500, "сто": "сто " * 2_500, "«от»": "от 1 до " * 1_500, "про": "полутора" * 1_500, "glued": "a1" * 5_000, "quotes": "5' 5\" " * 2_000}  # fmt: skip


@pytest.mark.parametrize("name", sorted(HOSTILE))
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_hostile_text_costs_linear_time(name: str, lang: str) -> None:
    """Four times the text may cost not much more than four times the time."""

    def seconds(text: str) -> float:
        begin = time.process_time()
        numbers_in(text, lang)
        return time.process_time() - begin

    text = HOSTILE[name]
    seconds(text[:200])
    quarter, all_of_it = seconds(text[: len(text) // 4]), seconds(text)
    assert all_of_it < 1 + 9 * quarter

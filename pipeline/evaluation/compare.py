"""When two names, roles, units or phrases count as the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_MARKS = re.compile(r"[\"'“”„‟‘’«»]")
_UNITS = {
    "год": "year", "лет": "year", "years": "year", "месяц": "month", "months": "month", "неделя": "week", "weeks": "week",
    "день": "day", "сутки": "day", "days": "day", "d": "day", "час": "hour", "hours": "hour", "h": "hour", "минута": "minute",
    "min": "minute", "процент": "percent", "%": "percent", "тонна": "t", "tonne": "t", "ton": "t", "метр": "m", "км": "km",
    "километр": "km", "kilometre": "km", "kilometer": "km", "гектар": "ha", "га": "ha", "hectare": "ha", "квт·ч": "kwh",
    "раз": "time", "times": "time",
}  # fmt: skip
_STEM = 5


def same_name(text: str) -> str:
    """A name without case, quotation marks, English article and the dots of ё."""
    plain = _MARKS.sub("", text).casefold().replace("ё", "е")
    return " ".join(re.sub(r"^the\s+", "", plain.strip()).split())


def is_name(value: Any, names: Iterable[Any]) -> bool:
    """Whether `value` is one of `names`, None being one too."""
    if value is None:
        return None in names
    return same_name(str(value)) in {same_name(str(name)) for name in names if name is not None}


def is_unit(value: Any, units: Iterable[Any]) -> bool:
    """Whether two units are the same, whatever language or sign they are written in (``год`` is ``year``)."""
    return _unit(value) in {_unit(unit) for unit in units}


def is_number(value: Any, numbers: Iterable[Any]) -> bool:
    """Equal to one of `numbers` up to a millionth."""
    return any(
        value is number if value is None or number is None else abs(value - number) <= 1e-6 * max(1, abs(number))
        for number in numbers
    )


def is_phrase(value: Any, phrases: Iterable[Any], least: float = 0.5) -> bool:
    """Whether `value` shares enough words with one of `phrases` (F1 of word stems, so that case endings do not matter)."""
    return any(_phrase_likeness(value, phrase) >= least for phrase in phrases)


def is_role(value: Any, roles: Iterable[Any]) -> bool:
    """Whether two roles name the same office: nearly the same words."""
    return is_phrase(value, roles, 0.66)


def _phrase_likeness(a: Any, b: Any) -> float:
    if a is None or b is None:
        return float(a is b)
    left, right = _stems(str(a)), _stems(str(b))
    both = len(left & right)
    return 2 * both / (len(left) + len(right)) if both else 0.0


def _stems(text: str) -> set[str]:
    words = re.findall(r"\w+", same_name(text))
    return {word[:_STEM] for word in words if word not in ("of", "the", "a", "an")}


def _unit(value: Any) -> str | None:
    if value is None:
        return None
    unit = str(value).casefold().replace("²", "2").replace("³", "3").strip(".")
    return _UNITS.get(unit, unit)

"""Base forms of Russian names, over tables of inflected names (`*_base_forms.tsv`): shares, and what a sentence adds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.languages.ru_people import person_base, person_readings
from pipeline.languages.ru_phrases import phrase_base

HERE = Path(__file__).parent


def table(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [(form, base) for form, base in (line.split("\t") for line in lines if not line.startswith("#"))]


def share_right(rows: list[tuple[str, str]], base_of: Callable[[str], str]) -> tuple[float, list[str]]:
    wrong = [f"{form}: {base_of(form)} instead of {base}" for form, base in rows if _plain(base_of(form)) != _plain(base)]
    return 1 - len(wrong) / len(rows), wrong


def _plain(text: str) -> str:
    return text.replace("ё", "е")


def test_people() -> None:
    rows = table("people_base_forms.tsv")
    share, wrong = share_right(rows, lambda form: person_base(form)[0])
    assert len(rows) >= 150
    assert share >= 0.96, wrong


def test_institutions() -> None:
    rows = table("institutions_base_forms.tsv")
    share, wrong = share_right(rows, phrase_base)
    assert len(rows) >= 100
    assert share >= 0.98, wrong


@pytest.mark.parametrize("name", ["Мария Захарова", "Шавкат Мирзиёев", "ЮНЕСКО", "Ангела Меркель", "Мурат Нуртлеу", "Фумио Кисида"])
def test_a_nominative_stays_with_the_hint_of_its_case(name: str) -> None:
    assert person_base(name, case="nomn")[0] == name


@pytest.mark.parametrize(
    ("name", "case", "gender", "base"),
    [
        ("Токаева", "gent", "m", "Токаев"),
        ("Токаева", "nomn", "f", "Токаева"),
        ("Валерия Гергиева", "gent", "m", "Валерий Гергиев"),
        ("Н.Назарбаева", "gent", "m", "Н.Назарбаев"),
        ("К.-Ж. Токаевым", "ablt", "m", "К.-Ж. Токаев"),
        ("Рашида Мередова", "gent", "m", "Рашид Мередов"),
    ],
)
def test_a_sentence_decides_between_readings(name: str, case: str, gender: str, base: str) -> None:
    assert person_base(name, case=case, gender=gender)[0] == base


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Марии Захаровой", "f"), ("Нурсултана Назарбаева", "m"), ("Гейдара оглы", "m"), ("Айгуль кызы", "f"), ("Мори", None)],
)
def test_gender_shows_in_the_name(name: str, gender: str | None) -> None:
    assert person_base(name)[1] == gender


def test_readings_are_ranked_and_never_empty() -> None:
    found = person_readings("Smith")
    assert found[0].base == "Smith"
    assert [r.score for r in found] == sorted((r.score for r in found), reverse=True)


@pytest.mark.parametrize(
    ("phrase", "base"),
    [
        ("Financial Freedom", "Financial Freedom"),
        ("«Нордлихт»", "«Нордлихт»"),
        ("", ""),
        ("ООН", "ООН"),
        ("общественным фондом «Ак Ниет»", "общественный фонд «Ак Ниет»"),
        ("Центральной Азии", "Центральная Азия"),
        ("Нью-Йорке", "Нью-Йорк"),
        ("Каспийским морем", "Каспийское море"),
    ],
)
def test_phrases_of_all_kinds(phrase: str, base: str) -> None:
    assert phrase_base(phrase) == base

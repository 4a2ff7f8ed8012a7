"""The component `roles`: who holds which office where, in sentences of our own."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from pipeline.extraction.records import Context
from pipeline.extraction.titles import find_titles
from pipeline.languages.pipelines import parse_text

Told = tuple[str, str, str | None, str | None]
"""Holder, role, organisation, country."""


def told(doc: Doc) -> list[Told]:
    entities = doc._.entities
    return [
        (entities[r.holder].name, r.role, entities[r.organisation].name if r.organisation is not None else None, r.country)
        for r in doc._.roles
    ]


ROLES: list[tuple[str, str, list[Told]]] = [
    ("en", "President of Norway Einar Dahl spoke.", [("Einar Dahl", "President", None, "NO")]),
    ("en", "Norwegian Prime Minister Einar Dahl spoke.", [("Einar Dahl", "Prime Minister", None, "NO")]),
    ("en", "Norway's Deputy Prime Minister and Minister of Foreign Affairs, Einar Dahl, spoke.",
     [("Einar Dahl", "Deputy Prime Minister and Minister of Foreign Affairs", None, "NO")]),
    ("en", "Einar Dahl, Director of the Bergen Institute of Ocean Law, spoke.",
     [("Einar Dahl", "Director", "Bergen Institute of Ocean Law", None)]),
    ("en", "Einar Dahl, a senior adviser at the Bergen Institute of Ocean Law, spoke.",
     [("Einar Dahl", "senior adviser", "Bergen Institute of Ocean Law", None)]),
    ("en", "Director of the Bergen Institute of Ocean Law E. Dahl spoke.",
     [("E. Dahl", "Director", "Bergen Institute of Ocean Law", None)]),
    ("en", "Presidents Einar Dahl of Norway, Serik Omarov of Kazakhstan, and Ana Silva of Portugal met.",
     [("Einar Dahl", "President", None, "NO"), ("Serik Omarov", "President", None, "KZ"), ("Ana Silva", "President", None, "PT")]),
    ("en", "Einar Dahl is the acting director of the Bergen Institute of Ocean Law.",
     [("Einar Dahl", "acting director", "Bergen Institute of Ocean Law", None)]),
    ("en", "The Bergen Institute of Ocean Law grows. Its director Einar Dahl is glad.",
     [("Einar Dahl", "director", "Bergen Institute of Ocean Law", None)]),
    ("en", "The Bergen Institute of Ocean Law grows. The director of the institute, Einar Dahl, is glad.",
     [("Einar Dahl", "director", "Bergen Institute of Ocean Law", None)]),
    ("en", "Einar Dahl, who heads the Bergen Institute of Ocean Law, spoke.",
     [("Einar Dahl", "head", "Bergen Institute of Ocean Law", None)]),
    ("en", "By Einar Dahl, senior editor at Reuters", [("Einar Dahl", "senior editor", "Reuters", "GB")]),
    ("en", "The director of one mill, Einar Dahl, spoke.", [("Einar Dahl", "director", None, None)]),
    ("en", "Einar Dahl, Director of Procurement at the Bergen Institute of Ocean Law, spoke.",
     [("Einar Dahl", "Director of Procurement", "Bergen Institute of Ocean Law", None)]),
    ("en", "The Bergen Institute of Ocean Law, whose chief economist, Einar Dahl, wrote it, is glad.",
     [("Einar Dahl", "chief economist", "Bergen Institute of Ocean Law", None)]),
    ("en", "Einar Dahl MEP spoke.", [("Einar Dahl", "MEP", None, None)]),
    ("en", "Einar Dahl, 50, a geologist by training, spoke.", []),
    ("ru", "Вице-министр энергетики Казахстана Серик Омаров прибыл.", [("Серик Омаров", "вице-министр энергетики", None, "KZ")]),
    ("ru", "Проректор по науке Серик Омаров прибыл.", [("Серик Омаров", "проректор по науке", None, None)]),
    ("ru", "Директор одного комбината Серик Омаров прибыл.", [("Серик Омаров", "директор", None, None)]),
    ("ru", "Приехал эксперт из Узбекистана Серик Омаров.", [("Серик Омаров", "эксперт", None, "UZ")]),
    ("ru", "Встречу провёл помощник президента Олега Белова.", []),
    ("ru", "Президент Норвегии Эйнар Даль выступил.", [("Эйнар Даль", "президент", None, "NO")]),
    ("ru", "Министр иностранных дел Казахстана Серик Омаров прибыл.", [("Серик Омаров", "министр иностранных дел", None, "KZ")]),
    ("ru", "Казахстанский политолог Серик Омаров прибыл.", [("Серик Омаров", "политолог", None, "KZ")]),
    ("ru", "Серик Омаров, директор Института степных исследований, прибыл.",
     [("Серик Омаров", "директор", "Институт степных исследований", None)]),
    ("ru", "С заместителем директора Института степных исследований Сериком Омаровым говорили долго.",
     [("Серик Омаров", "заместитель директора", "Институт степных исследований", None)]),
    ("ru", "Президенты Казахстана и Узбекистана Серик Омаров и Алишер Назаров встретились.",
     [("Серик Омаров", "президент", None, "KZ"), ("Алишер Назаров", "президент", None, "UZ")]),
    ("ru", "Институт степных исследований растёт. Директор института Серик Омаров рад.",
     [("Серик Омаров", "директор", "Институт степных исследований", None)]),
    ("ru", "Серик Омаров возглавляет Институт степных исследований.",
     [("Серик Омаров", "глава", "Институт степных исследований", None)]),
    ("ru", "Директор Института степных исследований (ИСИ) Серик Омаров рад.",
     [("Серик Омаров", "директор", "Институт степных исследований", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "wanted"), ROLES, ids=[text[:45] for _, text, _ in ROLES])
def test_roles(lang: str, text: str, wanted: list[Told]) -> None:
    assert told(parse_text(text, lang)) == wanted


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Former President of Norway Einar Dahl spoke."),
        ("ru", "Бывший президент Норвегии Эйнар Даль выступил."),
        ("ru", "Экс-президент Норвегии Эйнар Даль выступил."),
    ],
)
def test_former_offices_are_marked_and_not_in_the_role(lang: str, text: str) -> None:
    (role,) = parse_text(text, lang)._.roles
    assert (role.former, role.role.lower()) == (True, "president" if lang == "en" else "президент")


def test_the_author_of_the_metadata_holds_the_office_that_the_text_gives_the_author() -> None:
    doc = parse_text(
        "Water is scarce.\n\nThe author is Director of the Bergen Institute of Ocean Law.", "en", Context(author="Einar Dahl")
    )
    assert told(doc) == [("Einar Dahl", "Director", "Bergen Institute of Ocean Law", None)]


def test_an_office_an_institution_stands_under_is_nobodys_here() -> None:
    doc = parse_text("Эксперт ИСМИ при Президенте Узбекистана Алишер Назаров прибыл.", "ru")
    assert [role for _, role, _, _ in told(doc)] == ["эксперт"]


def test_the_same_office_is_told_once_a_document_and_where_it_first_stands() -> None:
    text = "President of Norway Einar Dahl spoke. “No,” President of Norway Einar Dahl said."
    doc = parse_text(text, "en")
    (role,) = doc._.roles
    assert text[role.start : role.end] == "President"
    assert role.start == 0


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("the deputy prime minister and the head coach", ["deputy prime minister", "head coach"]),
        ("a vice - president", ["vice - president"]),
        ("nobody here", []),
        ("presidents and secretaries of state", ["presidents", "secretaries of state"]),
    ],
)
def test_titles(words: str, titles: list[str]) -> None:
    tokens = words.split()
    found = find_titles(tokens, tokens, "en", {0})
    assert [" ".join(tokens[t.start : t.end]) for t in found] == titles

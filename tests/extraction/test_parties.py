"""Who a noun phrase stands for."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.tokens import Doc

from pipeline.extraction.parties import author_party, party_at
from pipeline.extraction.records import Context, Party, Role
from pipeline.extraction.view import view_of
from pipeline.languages.pipelines import parse_text


def party(doc: Doc, word: str, nth: int = -1) -> Party | None:
    """The party at the last (or nth) token that reads `word`."""
    return party_at(doc, [token for token in doc if token.text == word][nth])


def name(doc: Doc, found: Party | None) -> str | None:
    return None if found is None or found.entity is None else doc._.entities[found.entity].name


PRONOUNS = [
    ("en", "Mark Evans met Julia Romero in Lima. He left early.", "He", "Mark Evans"),
    ("en", "Mark Evans met Julia Romero in Lima. She left early.", "She", "Julia Romero"),
    ("ru", "Иван Петров встретил Анну Белову. Он ушёл рано.", "Он", "Иван Петров"),
    ("ru", "Иван Петров встретил Анну Белову. Она ушла рано.", "Она", "Анна Белова"),
]


@pytest.mark.parametrize(("lang", "text", "word", "who"), PRONOUNS)
def test_pronouns_agree_in_gender(lang: str, text: str, word: str, who: str) -> None:
    doc = parse_text(text, lang)
    found = party(doc, word)
    assert found is not None
    assert (found.by, name(doc, found)) == ("pronoun", who)


@pytest.mark.parametrize(("lang", "text", "word"), [("en", "They agreed.", "They"), ("ru", "Они согласились.", "Они")])
def test_a_plural_pronoun_is_nobody_in_particular(lang: str, text: str, word: str) -> None:
    found = party(parse_text(text, lang), word)
    assert found is not None
    assert found.entity is None


def test_a_name_without_its_title() -> None:
    doc = parse_text("Economist Karl Jensen spoke about taxes.", "en")
    found = party(doc, "Jensen")
    assert found is not None
    assert (doc.text[found.start : found.end], found.by) == ("Karl Jensen", "name")


def test_a_name_after_its_title_in_russian() -> None:
    doc = parse_text("Директор завода Пётр Ковалёв выступил с докладом.", "ru")
    found = party(doc, "Директор")
    assert (name(doc, found), found.by if found else None) == ("Пётр Ковалёв", "name")


def two_presidents() -> Doc:
    doc = parse_text(
        "Kassym-Jomart Tokayev of Kazakhstan met Shavkat Mirziyoyev of Uzbekistan. The President of Uzbekistan spoke. "
        "The Head of Kazakhstan listened.",
        "en",
    )
    people = {e.name: k for k, e in enumerate(doc._.entities) if e.type == "person"}
    places = {e.name: k for k, e in enumerate(doc._.entities) if e.type == "place"}
    doc._.entities[places["Kazakhstan"]].country = "KZ"
    doc._.entities[places["Uzbekistan"]].country = "UZ"
    doc._.roles[:] = [
        Role(people["Kassym-Jomart Tokayev"], "President", 0, 21, country="KZ"),
        Role(people["Shavkat Mirziyoyev"], "President", 40, 58, country="UZ"),
    ]
    return doc


def test_two_presidents_are_told_apart_by_country() -> None:
    doc = two_presidents()
    assert name(doc, party(doc, "President")) == "Shavkat Mirziyoyev"
    assert name(doc, party(doc, "Head")) == "Kassym-Jomart Tokayev"


def test_a_president_of_a_third_country_is_nobody_known() -> None:
    doc = parse_text("Kassym-Jomart Tokayev spoke in Astana. The President of France listened.", "en")
    people = [k for k, e in enumerate(doc._.entities) if e.type == "person"]
    doc._.roles[:] = [Role(people[0], "President", 0, 21, country="KZ")]
    found = party(doc, "President")
    assert found is not None
    assert (found.entity, found.by) == (None, "title")


@pytest.mark.parametrize(("lang", "text", "word"), [
    ("en", "The participants agreed.", "participants"), ("ru", "Участники согласились.", "Участники"),
])  # fmt: skip
def test_collectives_are_kept_as_text(lang: str, text: str, word: str) -> None:
    doc = parse_text(text, lang)
    found = party(doc, word)
    assert found is not None
    assert found.entity is None
    assert doc.text[found.start : found.end].lower() == word.lower()


@pytest.mark.parametrize(("lang", "text", "word"), [
    ("en", "Nobody agreed.", "Nobody"), ("ru", "Никто не согласился.", "Никто"),
])  # fmt: skip
def test_nobody_is_none(lang: str, text: str, word: str) -> None:
    assert party(parse_text(text, lang), word) is None


def test_an_expert_is_the_one_introduced_as_such() -> None:
    doc = parse_text("Доклад представил экономист Карл Янсен. Вопросы задавал Иван Петров. Экономист ответил на них.", "ru")
    assert name(doc, party(doc, "Экономист")) == "Карл Янсен"


def test_the_author_comes_from_the_metadata() -> None:
    doc = parse_text("I think that bridges matter.", "en", Context("d", "en", author="Maria Keller"))
    found = author_party(doc)
    assert found is not None
    assert (name(doc, found), found.by, found.start == found.end) == ("Maria Keller", "author", True)
    assert author_party(parse_text("No name here.", "en")) is None


@pytest.mark.parametrize(
    ("lang", "text", "word", "year", "who"),
    [
        ("en", "The President of Kazakhstan spoke.", "President", 2024, "Kassym-Jomart Tokayev"),
        ("en", "The President of Kazakhstan spoke.", "President", 2015, "Nursultan Nazarbayev"),
        ("en", "The Kazakh President spoke.", "President", 2024, "Kassym-Jomart Tokayev"),
        ("ru", "Президент Туркменистана выступил.", "Президент", 2021, "Гурбангулы Бердымухамедов"),
        ("ru", "Президент Туркменистана выступил.", "Президент", 2023, "Сердар Бердымухамедов"),
        ("en", "The President of Kazakhstan spoke.", "President", None, None),
        ("en", "The President of the club spoke.", "President", 2024, None),
    ],
)
def test_the_lexicon_tells_who_held_an_office(lang: str, text: str, word: str, year: int | None, who: str | None) -> None:
    date = dt.date(year, 6, 1) if year else None
    doc = parse_text(text, lang, Context("d", lang, date=date))
    assert name(doc, party(doc, word)) == who


def test_a_missed_name_becomes_a_person_only_where_something_tells_so() -> None:
    doc = parse_text("“It is over,” said Zorglubina, a doctor from Oslo.", "en")
    assert any(mention.name == "Zorglubina" and mention.type == "PER" for mention in view_of(doc).mentions)
    doc = parse_text("“It is over,” said Zorglubix on Friday.", "en")
    assert not any(mention.name == "Zorglubix" and mention.rule == "subject of speech" for mention in view_of(doc).mentions)
    (quote,) = doc._.quotes
    assert doc.text[quote.speaker.start : quote.speaker.end] == "Zorglubix"

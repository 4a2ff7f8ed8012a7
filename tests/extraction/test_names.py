"""The component `names` on sentences of our own. ⟦ ⟧ in a sentence mark what must be found, with the type behind a colon."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from spacy.tokens import Doc

from pipeline.extraction.names.acronyms import is_acronym, stands_for
from pipeline.extraction.names.coreference import same_person
from pipeline.extraction.names.details import organisation_country, organisation_kind
from pipeline.extraction.names.repairs import repairs
from pipeline.extraction.records import Context, Entity
from pipeline.languages.pipelines import parse_text


def entity(doc: Doc, name: str) -> Entity:
    """The entity with this base form."""
    return next(e for e in doc._.entities if name in e.aliases or e.name == name)


def names(doc: Doc, type_: str) -> set[str]:
    return {e.name for e in doc._.entities if e.type == type_}


MARK = re.compile(r"⟦(.+?):(PER|ORG|LOC|EVENT|WORK)⟧")


def marked(text: str) -> tuple[str, set[tuple[int, int, str]]]:
    """The plain text and the marked spans."""
    plain, spans, at = "", set(), 0
    for match in MARK.finditer(text):
        plain += text[at : match.start()]
        spans.add((len(plain), len(plain) + len(match[1]), match[2]))
        plain += match[1]
        at = match.end()
    return plain + text[at:], spans


SPANS = [
    # titles and honorifics are no part of a name; initials are
    ("en", "President ⟦Alisher Nazarov:PER⟧ met Mr. ⟦Olsen:PER⟧ and Dr. ⟦Jane Whitfield:PER⟧ in ⟦Oslo:LOC⟧."),
    ("en", "Director of the ⟦Institute for Steppe Research:ORG⟧ ⟦Y. Abenov:PER⟧ spoke first."),
    ("en", "Chairman of the ⟦Agency for Water Affairs of the Republic of Kazakhstan:ORG⟧ ⟦Daulet Omarov:PER⟧ agreed."),
    # institutions to their full name, the country before the possessive apart
    ("en", "The ⟦Centre for Mountain Studies under the President of Uzbekistan:ORG⟧ sent its report."),
    ("en", "⟦Norway:LOC⟧'s ⟦Ministry of Trade, Industry and Fisheries:ORG⟧ was asked."),
    ("en", "The ⟦Bergen Institute of Ocean Law:ORG⟧ (⟦BIOL:ORG⟧) was founded in ⟦Norway:LOC⟧."),
    # peoples, languages, money and units name no place
    ("en", "The Kazakh side spoke Russian and paid 500 US dollars for 300 MW."),
    # sites and regions
    ("en", "Ships left the port of ⟦Aktau:LOC⟧ for ⟦Central Asia:LOC⟧ and passed ⟦Lake Balkhash:LOC⟧."),
    # events and works are no institutions
    ("en", "They met at the ⟦Bergen Energy Forum:EVENT⟧ in ⟦Oslo:LOC⟧ and signed the ⟦Bergen Water Treaty:WORK⟧."),
    ("ru", "Президент ⟦Алишер Назаров:PER⟧ встретил г-на ⟦Ольсена:PER⟧ в ⟦Осло:LOC⟧."),
    ("ru", "По словам ⟦Е. Абенова:PER⟧, ⟦Институт степных исследований:ORG⟧ (⟦ИСИ:ORG⟧) готов."),
    ("ru", "Представители ⟦Центра горных исследований при Президенте Республики Узбекистан:ORG⟧ приехали в ⟦Бишкек:LOC⟧."),
    ("ru", "Об этом сообщили в ООО «⟦Степные дороги:ORG⟧» и в общественном фонде ⟦Green Steppe:ORG⟧."),
    ("ru", "Шаттл «Заря» и аэропорт «⟦Южный:LOC⟧» видны издалека."),
    ("ru", "По сообщениям СМИ, цена выросла до 500 долл. США."),
]


@pytest.mark.parametrize(("lang", "text"), SPANS, ids=[text[:40] for _, text in SPANS])
def test_spans(lang: str, text: str) -> None:
    plain, wanted = marked(text)
    doc = parse_text(plain, lang)
    found = {(m.start, m.end, m.type) for m in doc._.mentions}
    assert found == wanted, [(plain[a:b], t) for a, b, t in sorted(found ^ wanted)]


def test_mentions_are_sorted_and_do_not_overlap_and_point_to_entities() -> None:
    doc = parse_text("Анна Белова из ЮНЕСКО была в Алматы.\n\nБелову ждали в ООН.", "ru")
    ends = [(m.start, m.end) for m in doc._.mentions]
    assert ends == sorted(ends)
    assert all(a[1] <= b[0] for a, b in pairwise(ends))
    assert all(0 <= m.entity < len(doc._.entities) and m.rule for m in doc._.mentions)


@pytest.mark.parametrize(
    ("lang", "text", "person", "mentions"),
    [
        ("en", "Johan Vester spoke. Vester left. “No,” said J. Vester.", "Johan Vester", 3),
        ("ru", "Выступила Дина Сахарова. С Сахаровой согласились. Д. Сахарова уехала.", "Дина Сахарова", 3),
        ("ru", "Приехал Тимур Токбаев. Выступление Токбаева ждали.", "Тимур Токбаев", 2),
    ],
)
def test_forms_of_a_persons_name_are_one_person(lang: str, text: str, person: str, mentions: int) -> None:
    doc = parse_text(text, lang)
    assert names(doc, "person") == {person}
    assert len(doc._.mentions) == mentions


def test_two_people_with_one_surname_stay_apart() -> None:
    doc = parse_text("Serik Omarov met his brother Aidar Omarov. A. Omarov spoke.", "en")
    assert names(doc, "person") == {"Serik Omarov", "Aidar Omarov"}


def test_an_acronym_and_a_short_form_are_the_institution() -> None:
    doc = parse_text(
        "Институт степных исследований (ИСИ) открыт. Эксперты ИСИ довольны. Институт степных исследований растёт.", "ru"
    )
    assert names(doc, "organisation") == {"Институт степных исследований"}
    assert entity(doc, "ИСИ").acronyms == {"ИСИ"}


def test_a_country_is_a_place_with_its_code_under_every_name() -> None:
    doc = parse_text("Казахстан и Кыргызская Республика соседи. Республика Казахстан больше Кыргызстана.", "ru")
    countries = {e.country for e in doc._.entities if e.kind == "country"}
    assert countries == {"KZ", "KG"}
    assert sum(e.type == "place" for e in doc._.entities) == 2


def test_a_parent_is_an_organisation_of_its_own() -> None:
    doc = parse_text(
        "The Institute of Trade Policy under the Foundation of the First President of Kazakhstan published a paper.", "en"
    )
    child = entity(doc, "Institute of Trade Policy under the Foundation of the First President of Kazakhstan")
    assert child.parent is not None
    assert doc._.entities[child.parent].name == "Foundation of the First President of Kazakhstan"
    assert (child.kind, doc._.entities[child.parent].kind) == ("think tank", "foundation")


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "He proposed to establish a Council of Mountain Railways.", "Council of Mountain Railways"),
        ("ru", "Он предложил создать Совет горных дорог.", "Совет горных дорог"),
    ],
)
def test_a_body_that_someone_proposes_to_found(lang: str, text: str, name: str) -> None:
    assert entity(parse_text(text, lang), name).kind == "proposed"


def test_a_body_that_exists_is_not_proposed() -> None:
    assert (
        entity(parse_text("He thanked the Council of Mountain Railways.", "en"), "Council of Mountain Railways").kind != "proposed"
    )


@pytest.mark.parametrize("author", ["Timur Askarov", "By Timur Askarov", "TIMUR ASKAROV"])
def test_the_author_is_a_person_though_the_prose_is_silent(author: str) -> None:
    doc = parse_text("Water is scarce.", "en", Context(author=author))
    assert names(doc, "person") == {"Timur Askarov"}


def test_an_institution_that_signs_is_no_person() -> None:
    assert names(parse_text("Water is scarce.", "en", Context(author="Institute of Water")), "person") == set()


def test_a_photo_credit_names_nobody() -> None:
    assert parse_text("Trade grew.\n\nPhoto: Reuters/John Smith", "en")._.mentions == []


@pytest.mark.parametrize(
    ("word", "name", "right"),
    [
        ("KazISS", "Kazakhstan Institute for Strategic Studies", True),
        ("ИМЭП", "Институт мировой экономики и политики", True),
        ("SCO", "Shanghai Cooperation Organisation", True),
        ("SCO", "Shanghai Organisation", False),
        ("ADB", "World Bank", False),
    ],
)
def test_what_an_acronym_stands_for(word: str, name: str, right: bool) -> None:
    assert is_acronym(word)
    assert stands_for(word, name) is right


@pytest.mark.parametrize(
    ("short", "full", "right"),
    [
        ("Tokayev", "Kassym-Jomart Tokayev", True),
        ("K.-J. Tokayev", "Kassym-Jomart Tokayev", True),
        ("Токаев К.-Ж.", "Касым-Жомарт Токаев", True),
        ("S. Omarov", "Aidar Omarov", False),
        ("Omarova", "Aidar Omarov", False),
    ],
)
def test_same_person(short: str, full: str, right: bool) -> None:
    assert same_person(short, full) is right


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Ministry of Energy of Kazakhstan", "government", "KZ"),
        ("Bergen University of Technology", "university", None),
        ("Almaty Centre for Strategic Research", "think tank", "KZ"),
        ("Asian Development Bank", "international", None),
        ("Steppe Railways Company", "company", None),
        ("Xinhua", "media", "CN"),
        ("Фонд «Нордлихт»", "foundation", None),
        ("Казахстанско-немецкий университет", "university", "KZ"),
        ("Шанхайская организация сотрудничества", "international", None),
        ("Институт экономики", "think tank", None),
    ],
)
def test_kind_and_country_of_an_organisation(name: str, kind: str, country: str | None) -> None:
    lang = "en" if name.isascii() else "ru"
    assert (organisation_kind([name], lang), organisation_country([name], lang)) == (kind, country)


def test_each_repair_has_a_name_and_stands_once() -> None:
    for lang in ("en", "ru"):
        order = [rule.__name__ for rule in repairs(lang)]
        assert all(name.isidentifier() for name in order)
        assert len(set(order)) >= len(order) - 1  # trim_edges runs at the beginning and at the end


def test_a_title_or_a_verb_makes_a_name_nominative() -> None:
    assert names(parse_text("Директор завода Бахром Каримов прибыл.", "ru"), "person") == {"Бахром Каримов"}
    assert names(parse_text("Как сообщила Гульнора Хамидова, сад растёт.", "ru"), "person") == {"Гульнора Хамидова"}
    doc = parse_text("Президент принял премьер-министра Великобритании Кира Стармера.", "ru")
    assert names(doc, "person") == {"Кир Стармер"}


def test_institutions_go_on_over_field_place_and_state() -> None:
    text = "По словам представителя Министерства культуры Казахстана, сад растёт. Арбитражная палата по Каспию решит споры."
    found = names(parse_text(text, "ru"), "organisation")
    assert found == {"Министерство культуры Казахстана", "Арбитражная палата по Каспию"}


def test_descriptions_are_no_places() -> None:
    assert names(parse_text("The Heads of East African States met in Oslo.", "en"), "place") == {"Oslo"}
    assert names(parse_text("Бедные страны ждут. Они встретились в Осло.", "ru"), "place") == {"Осло"}
    assert names(parse_text("ПОСТАНОВИЛИ:\n\nПринять план.", "ru"), "organisation") == set()


def test_companies_by_the_last_word_and_forums_that_people_belong_to() -> None:
    assert organisation_kind(["Harz Railways"], "en") == "company"
    assert organisation_kind(["Harz Express"], "en") == "company"
    assert names(parse_text("The chair of the Rural Transport Forum, Einar Dahl, spoke.", "en"), "organisation") == {
        "Rural Transport Forum"
    }

from __future__ import annotations

import random

import pytest

from pipeline.linking.link import LinkOptions, link
from pipeline.schema import ENTITIES, LINKS
from tests.linking.corpora import NO_ENCODER, Row, body, country, entity, ids, linked, person, role, table, together

DOCUMENTS: dict[str, list[Row]] = {
    "a.txt": [
        person("Asel Omarova", gender="f"), body("Institute of Water and Energy Policy", acronyms=["IWEP"], country="KG"), body("SCO"),
        country("Kazakhstan", "KZ"), person("Daniyar Omarov"),
    ],
    "b.txt": [
        person("Асель Омарова", gender="f"), body("ИВЭП", country="KG"), body("ШОС"), country("Казахстан", "KZ"), person("Сафин"),
        entity("event", "III Водный форум"),
    ],
    "c.txt": [person("Омарова А. К."), body("IWEP"), person("Timur Safin"), entity("event", "Third Water Forum"), country("Astana", "KZ")],
    "d.txt": [person("Е. Тлеубаев"), body("Министерство юстиции", country="GE"), entity("place", "Chon-Kemin")],
    "e.txt": [person("Y. Tleubaev"), body("Ministry of Justice of Georgia"), entity("place", "Чон-Кемин"), person("Asel Omarova")],
}  # fmt: skip


def test_one_entity_one_id() -> None:
    found = ids(linked(DOCUMENTS), DOCUMENTS)
    same = [
        [("a.txt", "Asel Omarova"), ("b.txt", "Асель Омарова"), ("c.txt", "Омарова А. К."), ("e.txt", "Asel Omarova")],
        [("a.txt", "Institute of Water and Energy Policy"), ("b.txt", "ИВЭП"), ("c.txt", "IWEP")],
        [("a.txt", "SCO"), ("b.txt", "ШОС")],
        [("a.txt", "Kazakhstan"), ("b.txt", "Казахстан")],
        [("b.txt", "Сафин"), ("c.txt", "Timur Safin")],
        [("b.txt", "III Водный форум"), ("c.txt", "Third Water Forum")],
        [("d.txt", "Е. Тлеубаев"), ("e.txt", "Y. Tleubaev")],
        [("d.txt", "Министерство юстиции"), ("e.txt", "Ministry of Justice of Georgia")],
        [("d.txt", "Chon-Kemin"), ("e.txt", "Чон-Кемин")],
    ]
    for group in same:
        assert len({found[place] for place in group}) == 1, group
    heads = [found[group[0]] for group in same]
    assert len(set(heads)) == len(heads)
    assert found["a.txt", "Daniyar Omarov"] not in heads
    assert found["a.txt", "Kazakhstan"] == "state/kz"
    assert found["a.txt", "SCO"] == "org/shanghai-cooperation-organisation"
    assert found["a.txt", "Asel Omarova"] == "per/asel-omarova"


def test_reasons_are_readable_and_scores_fall_with_certainty() -> None:
    rows = {(r["doc_id"], DOCUMENTS[r["doc_id"]][r["local"]]["name"]): r for r in linked(DOCUMENTS).links.to_pylist()}
    assert rows["b.txt", "ИВЭП"]["reason"] == "acronym ИВЭП of the name"
    assert rows["c.txt", "IWEP"]["reason"] == "acronym IWEP"
    assert rows["b.txt", "ШОС"]["reason"] == "acronym ШОС"
    assert rows["b.txt", "Асель Омарова"]["reason"] == "same name in two scripts"
    assert rows["b.txt", "Сафин"]["reason"] == "surname, the only one in the corpus"
    assert rows["c.txt", "Омарова А. К."]["reason"] == "initials and surname, the only one in the corpus"
    scores = [rows[p]["score"] for p in (("a.txt", "Asel Omarova"), ("b.txt", "Асель Омарова"), ("c.txt", "Омарова А. К."), ("b.txt", "Сафин"))]
    assert scores == sorted(scores, reverse=True) and scores[0] == 1.0


def test_entities_know_both_languages_and_invent_none() -> None:
    entities = {e["entity_id"]: e for e in linked(DOCUMENTS).entities.to_pylist()}
    omarova = entities["per/asel-omarova"]
    assert (omarova["name"], omarova["name_en"], omarova["name_ru"]) == ("Asel Omarova", "Asel Omarova", "Асель Омарова")
    assert (entities["per/daniyar-omarov"]["name_en"], entities["per/daniyar-omarov"]["name_ru"]) == ("Daniyar Omarov", None)
    sco = entities["org/shanghai-cooperation-organisation"]
    assert sco["name_ru"] == "Шанхайская организация сотрудничества" and sco["acronyms"] == ["SCO", "ШОС"]
    assert (entities["state/kz"]["type"], entities["state/kz"]["name_ru"], entities["state/kz"]["country"]) == ("state", "Казахстан", "KZ")


def test_the_order_of_documents_changes_nothing() -> None:
    wanted = linked(DOCUMENTS)
    for seed in range(3):
        names = list(DOCUMENTS)
        random.Random(seed).shuffle(names)
        batches = [table({name: DOCUMENTS[name]}) for name in names]
        got = link(batches, options=NO_ENCODER)
        assert got.links.equals(wanted.links) and got.entities.equals(wanted.entities) and got.ledger == wanted.ledger


def test_adding_documents_changes_no_id() -> None:
    names = sorted(DOCUMENTS)
    ledger, seen = None, {}
    for count in range(1, len(names) + 1):
        part = {name: DOCUMENTS[name] for name in names[:count]}
        result = linked(part, ledger=ledger)
        found = ids(result, part)
        merged = {old: e["entity_id"] for e in result.entities.to_pylist() for old in e["former_ids"]}
        for place, id_ in seen.items():
            assert found[place] == merged.get(id_, id_), place
        ledger, seen = result.ledger, found


def test_a_run_again_gives_the_same() -> None:
    first = linked(DOCUMENTS)
    again = linked(DOCUMENTS, ledger=first.ledger)
    assert again.links.equals(first.links) and again.entities.equals(first.entities) and again.ledger == first.ledger


def test_a_merge_keeps_the_older_id() -> None:
    old = {"a.txt": [person("Б. Калиев")]}
    first = linked(old)
    more = old | {"b.txt": [person("Bolat Kaliyev")]}
    result = linked(more, ledger=first.ledger)
    assert set(ids(result, more).values()) == {"per/b-kaliyev"}
    assert result.entities["name"].to_pylist() == ["Bolat Kaliyev"]


@pytest.mark.parametrize(
    "pair",
    [
        (person("Serdar Annayev"), person("Гурбан Аннаев")),
        (body("National Institute for Studies of Georgia"), body("Национальный институт исследований Армении")),
        (body("Ministry of Justice", country="GE"), body("Ministry of Justice", country="AM")),
        (body("Ministry of Justice"), body("Министерство юстиции Армении")),
        (body("ИВЭП", country="KZ"), body("Institute of Water and Energy Policy", acronyms=["ИВЭП"], country="KG")),
        (person("Омарова", gender="f"), person("Daniyar Omarov", gender="m")),
        (entity("event", "II Водный форум"), entity("event", "Third Water Forum")),
        (country("Georgia", "GE"), country("Armenia", "AM")),
    ],
    ids=lambda p: f"{p['name']}" if isinstance(p, dict) else None,
)
def test_what_must_not_meet(pair: tuple[Row, Row]) -> None:
    assert not together(*pair)


def test_a_surname_that_two_people_bear_stays_open() -> None:
    documents = {"a.txt": [person("Serdar Annayev")], "b.txt": [person("Gurban Annayev")], "c.txt": [person("Аннаев")]}
    assert len(set(ids(linked(documents), documents).values())) == 3


def test_an_office_tells_which_of_two_is_meant() -> None:
    documents = {
        "a.txt": [person("Serdar Annayev")], "b.txt": [person("Gurban Annayev")], "c.txt": [person("Аннаев")],
    }  # fmt: skip
    roles = {"a.txt": [role(0, "minister", country="TM")], "b.txt": [role(0, "minister", country="GE")], "c.txt": [role(0, "министр", country="GE")]}
    found = ids(linked(documents, roles), documents)
    assert found["c.txt", "Аннаев"] == found["b.txt", "Gurban Annayev"]


def test_two_languages_of_one_document_meet() -> None:
    documents = {
        "mixed.txt": [person("Yerzhan Saparbayev"), person("Сапарбаев"), body("Caspian Policy Center"), body("ЦКП")],
        "other.txt": [person("Bolat Saparbayev")],
    }  # fmt: skip
    found = ids(linked(documents), documents)
    assert found["mixed.txt", "Сапарбаев"] == found["mixed.txt", "Yerzhan Saparbayev"]
    assert found["mixed.txt", "ЦКП"] == found["mixed.txt", "Caspian Policy Center"]


def test_the_name_that_a_document_gives_as_another_is_followed() -> None:
    documents = {
        "a.txt": [body("Steppe Analytics", aliases=["Dala Research Company"])], "b.txt": [body("Dala Research Company")],
    }  # fmt: skip
    assert len(set(ids(linked(documents), documents).values())) == 1


def test_parents_are_entities() -> None:
    documents = {"a.txt": [body("Institute of Trade", parent=1), body("Alatau Foundation")]}
    entities = {e["entity_id"]: e for e in linked(documents).entities.to_pylist()}
    assert entities["org/institute-of-trade"]["parent_id"] == "org/alatau-foundation"


def test_a_name_can_tell_the_parent() -> None:
    documents = {"a.txt": [body("Secretariat of the Shanghai Cooperation Organisation")], "b.txt": [body("ШОС")]}
    entities = {e["entity_id"]: e for e in linked(documents).entities.to_pylist()}
    assert entities["org/secretariat-of-the-shanghai-cooperation-organisation"]["parent_id"] == "org/shanghai-cooperation-organisation"
    alone = linked({"a.txt": documents["a.txt"]}).entities.to_pylist()
    assert alone[0]["parent_id"] is None


def test_the_encoder_pairs_words_that_no_lexicon_knows() -> None:
    pair = (body("Institute of Glacier Insurance"), body("Институт страхования ледников"))
    assert not together(*pair)
    assert together(*pair, options=LinkOptions())


def test_no_documents_give_empty_tables() -> None:
    result = link([])
    assert result.links.schema.equals(LINKS) and result.links.num_rows == 0
    assert result.entities.schema.equals(ENTITIES) and result.entities.num_rows == 0


def test_an_entity_without_a_name_gets_no_link() -> None:
    result = linked({"a.txt": [person(" "), person("Asel Omarova")]})
    assert result.links["local"].to_pylist() == [1]


@pytest.mark.parametrize(
    ("acronym", "full"),
    [
        (body("AFI"), body("Alpine Friends International", acronyms=["ALFI"])),  # its own document gives another acronym
        (body("TAB"), body("Tarim Alpine Base")),  # three letters, and no word says that it is a body
        (body("ИВЭ"), body("Institute of Water and Energy Policy")),
    ],
    ids=["another acronym", "three letters", "a letter short"],
)
def test_an_acronym_needs_more_than_letters(acronym: Row, full: Row) -> None:
    assert not together(acronym, full)


def test_a_short_surname_needs_more_than_itself() -> None:
    assert not together(person("Ванг"), person("Wang Shichong"))
    assert together(person("Назарбаев"), person("Nursultan Nazarbayev"))

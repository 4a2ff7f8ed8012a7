from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.linking.overrides import parse_overrides, read_overrides
from tests.linking.corpora import body, ids, linked, person, together

MALFORMED = [
    ("sme: []", "links.yaml: unknown section 'sme'; did you mean 'same'? (accepted: same, different, name, drop)"),
    ("- a", "links.yaml: accepted are the sections same, different, name, drop, found a list of 1"),
    ("same: Anna", "links.yaml: 'same' takes a list, found 'Anna'"),
    ("same: [[Anna]]", "links.yaml: same, entry 1 must be a list of two or more names or ids, found a list of 1"),
    ("different: [[Anna, Berta], Clara]", "links.yaml: different, entry 2 must be a list of two or more names or ids, found 'Clara'"),
    ("different: [[Anna, 7]]", "links.yaml: different, entry 1 must name an entity by a name, an id or 'name @ document', found 7"),
    ("name: [Anna]", "links.yaml: 'name' takes `name or id: new name`, found a list of 1"),
    ("name: {Anna: {fr: Anne}}", "links.yaml: name, entry 'Anna' must be a text, or `{en: ..., ru: ...}`, found keys with values"),
    ("drop: [[Anna]]", "links.yaml: drop, entry 1 must name an entity by a name, an id or 'name @ document', found a list of 1"),
    ("same: [[", "links.yaml, line 1: not valid YAML"),
]


@pytest.mark.parametrize(("text", "message"), MALFORMED, ids=[t for t, _ in MALFORMED])
def test_a_malformed_entry_is_one_clear_sentence(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "links.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        read_overrides(tmp_path / "links.yaml")
    assert str(error.value).startswith(message)


def test_the_file_of_a_new_project_is_accepted(project: Path) -> None:
    assert read_overrides(project / "configs" / "links.yaml").references() == []
    assert read_overrides(project / "configs" / "no-such-file.yaml").references() == []


def test_same_joins_what_no_rule_would() -> None:
    assert not together(person("Asel Omarova"), person("Динара Байжанова"))
    assert together(person("Asel Omarova"), person("Динара Байжанова"), overrides=parse_overrides({"same": [["Asel Omarova", "Динара Байжанова"]]}))


def test_different_parts_even_equal_names_in_two_documents() -> None:
    both = (person("Kim Ivanov"), person("Kim Ivanov"))
    assert together(*both)
    assert not together(*both, overrides=parse_overrides({"different": [["Kim Ivanov @ 0.txt", "Kim Ivanov @ 1.txt"]]}))


def test_different_wins_over_every_chain() -> None:
    documents = {"a.txt": [person("Asel Omarova")], "b.txt": [person("Асель Омарова")], "c.txt": [person("А. Омарова")]}
    result = linked(documents, overrides=parse_overrides({"different": [["Asel Omarova", "Асель Омарова"]]}))
    found = ids(result, documents)
    assert found["a.txt", "Asel Omarova"] != found["b.txt", "Асель Омарова"]


def test_name_and_drop() -> None:
    documents = {"a.txt": [person("Asel Omarova"), body("Vision Group")]}
    overrides = parse_overrides({"name": {"Asel Omarova": {"ru": "Асель Омарова"}}, "drop": ["Vision Group"]})
    result = linked(documents, overrides=overrides)
    entities = result.entities.to_pylist()
    assert [(e["name"], e["name_ru"]) for e in entities] == [("Asel Omarova", "Асель Омарова")]
    dropped = result.links.to_pylist()[1]
    assert dropped["entity_id"] is None and dropped["reason"] == "curated: dropped"


def test_ids_are_references_with_and_without_a_ledger() -> None:
    documents = {"a.txt": [person("Asel Omarova")], "b.txt": [person("Динара Байжанова")]}
    overrides = parse_overrides({"same": [["per/asel-omarova", "per/dinara-bayzhanova"]]})
    first = linked(documents)
    later = linked(documents, overrides=overrides, ledger=first.ledger)
    for result in (linked(documents, overrides=overrides), later):
        assert result.stale == []
        assert len(set(ids(result, documents).values())) == 1
    assert later.entities["former_ids"].to_pylist() == [["per/dinara-bayzhanova"]]


def test_stale_references_are_reported_and_harmless() -> None:
    overrides = parse_overrides({"same": [["Asel Omarova", "Nobody Known"]], "drop": ["per/nobody"], "different": [["X Y @ z.txt", "Asel Omarova"]]})
    result = linked({"a.txt": [person("Asel Omarova")]}, overrides=overrides)
    assert result.entities["entity_id"].to_pylist() == ["per/asel-omarova"]
    assert [text.split("'")[1] for text in result.stale] == ["Nobody Known", "X Y @ z.txt", "per/nobody"]

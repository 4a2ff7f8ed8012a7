from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from pipeline.linking.ids import Claim, Ledger, assign


def claim(wish: str, *keys: str, weak: tuple[str, ...] = ()) -> Claim:
    return Claim(list(keys), list(weak), wish)


def test_first_ids_are_the_wishes_and_equal_wishes_are_numbered_by_key() -> None:
    ids, former, _ = assign([claim("per/a", "k2"), claim("per/a", "k1"), claim("per/b", "k3")], Ledger())
    assert ids == ["per/a-2", "per/a", "per/b"]
    assert former == [[], [], []]


def test_an_id_stays_when_the_wish_changes() -> None:
    _, _, ledger = assign([claim("per/a-omarov", "А. Омаров")], Ledger())
    ids, former, _ = assign([claim("per/asel-omarova", "А. Омаров", "Асель Омарова")], ledger)
    assert ids == ["per/a-omarov"]
    assert former == [[]]


def test_a_merge_keeps_the_older_id_and_remembers_the_other() -> None:
    _, _, first = assign([claim("per/old", "old")], Ledger())
    _, _, second = assign([claim("per/old", "old"), claim("per/aaa", "new")], first)
    ids, former, third = assign([claim("per/aaa", "new", "old")], second)
    assert ids == ["per/old"]
    assert former == [["per/aaa"]]
    ids, _, _ = assign([claim("per/old", "old"), claim("per/aaa", "new")], third)
    assert ids == ["per/old", "per/aaa"], "a merge that is undone gives the younger id back"


def test_an_id_stays_with_the_key_it_was_made_from() -> None:
    _, _, ledger = assign([claim("per/x", "a", "b", "c", "d")], Ledger())
    ids, _, _ = assign([claim("per/y", "b", "c", "d"), claim("per/z", "a")], ledger)
    assert ids == ["per/y", "per/x"]


def test_an_id_of_a_vanished_entity_is_not_given_away() -> None:
    _, _, ledger = assign([claim("per/x", "a")], Ledger())
    ids, _, _ = assign([claim("per/x", "another")], ledger)
    assert ids == ["per/x-2"]


def test_weak_keys_count_less() -> None:
    _, _, ledger = assign([Claim(["full"], ["bare", "barer"], "per/x")], Ledger({}))
    rows = {key: (id_, born, False) for key, (id_, born, _) in ledger.rows.items()}
    ids, _, _ = assign([Claim([], ["bare", "barer"], "per/w"), Claim(["full"], [], "per/z")], Ledger(rows))
    assert ids == ["per/w", "per/x"]


def test_a_fixed_id_is_always_given() -> None:
    _, _, ledger = assign([claim("loc/kazakhstan", "place|kazakhstan")], Ledger())
    ids, former, _ = assign([Claim(["place|kazakhstan"], [], "state/kz", fixed=True)], ledger)
    assert ids == ["state/kz"]
    assert former == [["loc/kazakhstan"]]


def test_nothing_new_leaves_the_ledger_as_it_is(tmp_path: Path) -> None:
    claims = [claim("per/a", "k1", "k2"), claim("per/b", "k3")]
    _, _, ledger = assign(claims, Ledger())
    _, _, again = assign(claims[::-1], ledger)
    assert again == ledger
    pq.write_table(ledger.to_table(), tmp_path / "ids.parquet")
    assert Ledger.read(tmp_path / "ids.parquet") == ledger
    assert Ledger.read(tmp_path / "missing.parquet") == Ledger()

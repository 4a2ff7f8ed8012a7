from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.linking import encoder
from pipeline.linking.encoder import Store, make_encoder
from pipeline.linking.vectors import read_vectors, write_vectors
from pipeline.storage import Folder


def test_a_name_is_encoded_once_over_all_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def encode(batch: list[str]) -> list[list[float]]:
        asked.extend(batch)
        return [[float(len(name)), 0.5] for name in batch]

    monkeypatch.setattr(encoder, "_loaded", lambda _model: encode)
    folder = Folder(tmp_path)
    store = Store(read_vectors(folder, "m"))
    first = make_encoder("m", 10, store)(["ab", "abc", "ab"])
    assert first == {"ab": [2.0, 0.5], "abc": [3.0, 0.5]}
    write_vectors(folder, "m", store.used)

    again = Store(read_vectors(folder, "m"))
    assert make_encoder("m", 10, again)(["abc", "abcd"]) == {"abc": [3.0, 0.5], "abcd": [4.0, 0.5]}
    assert asked == ["ab", "abc", "abcd"]
    write_vectors(folder, "m", again.used)
    assert sorted(read_vectors(folder, "m")) == ["abc", "abcd"]  # what no run asks for goes
    assert read_vectors(folder, "other") == {}


def test_the_budget_bounds_what_is_encoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "_loaded", lambda _model: lambda batch: [[1.0] for _ in batch])
    assert len(make_encoder("m", 2)(["a", "b", "c"])) == 2
    assert make_encoder("none", 2)(["a"]) == {}

from __future__ import annotations

import os
from pathlib import Path

from pipeline.memo import Memo, code_version, key_of, package_versions


def test_what_is_put_comes_back(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    key = key_of("a", {"b": 1})
    assert memo.get(key) is None
    memo.put(key, {"text": "Токаев", "n": [1, None, 2.5]})
    assert memo.get(key) == {"text": "Токаев", "n": [1, None, 2.5]}


def test_a_damaged_entry_is_not_trusted(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    key = key_of("x")
    memo.put(key, {"text": "whole"})
    path = next(iter(memo.entries()))
    for damage in (lambda d: d[:-1] + bytes([d[-1] ^ 1]), lambda d: d[:40], lambda d: b"", lambda d: d + b"x"):
        memo.put(key, {"text": "whole"})
        path.write_bytes(damage(path.read_bytes()))
        assert memo.get(key) is None
    memo.put(key, {"text": "whole"})
    assert memo.get(key) == {"text": "whole"}


def test_keys_follow_every_part_and_not_the_order_of_fields() -> None:
    assert key_of({"a": 1, "b": 2}) == key_of({"b": 2, "a": 1})
    assert len({key_of("a", "b"), key_of("ab"), key_of("b", "a"), key_of(["a", "b"])}) == 4


def test_prune_deletes_what_was_used_longest_ago(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    keys = [key_of(i) for i in range(4)]
    for i, key in enumerate(keys):
        memo.put(key, "x" * 100)
        os.utime(tmp_path / key[:2] / key[2:], (1000 + i, 1000 + i))
    size = next(iter(memo.entries())).stat().st_size
    deleted, left = memo.prune(2 * size)
    assert (deleted, left) == (2, 2 * size)
    assert [memo.get(key) is not None for key in keys] == [False, False, True, True]


def test_versions() -> None:
    assert code_version("extraction") != code_version("documents")
    found = package_versions("spacy", "no-such-package")
    assert found["spacy"]
    assert found["no-such-package"] is None

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.errors import CorpusError
from pipeline.storage import Folder

SCHEMA = pa.schema([("a", pa.int32()), ("b", pa.list_(pa.string()))])


def test_rows_come_back_with_their_schema(tmp_path: Path) -> None:
    folder = Folder(tmp_path) / "x"
    folder.write("t.parquet", [{"a": 1, "b": ["ы"]}, {"a": None, "b": None}], SCHEMA)
    assert folder.read("t.parquet").schema.remove_metadata() == SCHEMA
    assert folder.read("t.parquet").to_pylist() == [{"a": 1, "b": ["ы"]}, {"a": None, "b": None}]
    assert folder.names() == ["t.parquet"]
    folder.write("empty.parquet", [], SCHEMA)
    assert folder.read("empty.parquet").schema.remove_metadata() == SCHEMA


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("t.parquet", [{"a": 1, "b": []}], SCHEMA)
    with pytest.raises(ZeroDivisionError), folder.writer("t.parquet", SCHEMA) as writer:
        writer.write_table(pa.Table.from_pylist([{"a": 2, "b": []}], schema=SCHEMA))
        raise ZeroDivisionError
    assert folder.read("t.parquet").to_pylist() == [{"a": 1, "b": []}]
    assert [path.name for path in tmp_path.iterdir()] == ["t.parquet"]


def test_a_missing_file_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="run the step that writes it first"):
        Folder(tmp_path).read("t.parquet")
    assert Folder(tmp_path).read_bytes("t.json") is None
    assert Folder(tmp_path / "nowhere").names() == []


def test_states_and_fetch(tmp_path: Path) -> None:
    (tmp_path / "from/sub").mkdir(parents=True)
    (tmp_path / "from/sub/ы.txt").write_text("text", encoding="utf-8")
    (tmp_path / "from/a.txt").write_text("text", encoding="utf-8")
    folder = Folder(tmp_path / "from")
    assert list(folder.states()) == ["a.txt", "sub/ы.txt"]
    folder.fetch("sub/ы.txt", tmp_path / "to")
    assert (tmp_path / "to/sub/ы.txt").read_text(encoding="utf-8") == "text"

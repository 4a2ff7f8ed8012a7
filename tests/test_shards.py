from __future__ import annotations

import os
import signal
from pathlib import Path

import pyarrow as pa

from pipeline.settings import Engine, Settings
from pipeline.shards import Shard, cut, process, read_index, rejected_rows
from pipeline.storage import Folder
from pipeline.workspace import Workspace

SCHEMA = pa.schema([("doc_id", pa.string())])
NAMES = [f"{i:04}.txt" for i in range(600)]


def write_names(shard: Shard) -> int:
    """Dies on a document that is called so; counts its calls in a file."""
    with (Path(shard.workspace.corpus.uri) / "calls").open("a") as calls:
        calls.write(f"{shard.name}\n")
    if any("deadly" in item for item in shard.items):
        os.kill(os.getpid(), signal.SIGKILL)
    shard.write([{"doc_id": item} for item in shard.items], [])
    return len(shard.items)


def shards_of(names: list[str], tmp_path: Path) -> tuple[list[Shard], Workspace]:
    workspace = Workspace(Folder(tmp_path), Folder(tmp_path / "out"), Settings(engine=Engine(workers=2)))
    target = workspace.work("t")
    return [Shard(name, f"key of {items}", items, target, SCHEMA, workspace) for name, items in cut(names, 64)], workspace


def stored(workspace: Workspace) -> list[str]:
    folder = workspace.work("t")
    return [row["doc_id"] for entry in read_index(folder) for row in folder.read(f"{entry['name']}.parquet").to_pylist()]


def test_a_new_document_changes_one_shard() -> None:
    before = dict(cut(NAMES, 64))
    assert [name for items in before.values() for name in items] == NAMES
    assert max(map(len, before.values())) <= 256
    for new in ("0000a.txt", "0300a.txt", "0599a.txt"):
        after = dict(cut(sorted([*NAMES, new]), 64))
        changed = [items for items in after.values() if items not in before.values()]
        assert len(changed) <= 2
        assert sum(new in items for items in after.values()) == 1


def test_what_is_done_is_left_alone(tmp_path: Path) -> None:
    shards, workspace = shards_of(NAMES, tmp_path)
    process(write_names, shards, workspace, "t")
    assert stored(workspace) == NAMES
    (tmp_path / "calls").write_text("")
    process(write_names, shards, workspace, "t")
    assert (tmp_path / "calls").read_text() == ""

    fewer, _ = shards_of(NAMES[:-1], tmp_path)
    process(write_names, fewer, workspace, "t")
    assert len((tmp_path / "calls").read_text().split()) == 1
    assert stored(workspace) == NAMES[:-1]
    assert set(workspace.work("t").names()) == {"index.parquet", *(f"{shard.name}.parquet" for shard in fewer)}


def test_a_deadly_document_is_rejected_and_the_others_are_done(tmp_path: Path) -> None:
    names = sorted([*NAMES[:200], "0100-deadly.txt"])
    shards, workspace = shards_of(names, tmp_path)
    process(write_names, shards, workspace, "t")
    assert stored(workspace) == NAMES[:200]
    assert [(row["path"], row["error"]) for row in rejected_rows(workspace, "t")] == [("0100-deadly.txt", "crash")]
    (tmp_path / "calls").write_text("")
    process(write_names, shards, workspace, "t")
    assert (tmp_path / "calls").read_text() == ""

"""The stage read: what cannot be read is rejected, with the hash of what was there."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.settings import load_settings
from pipeline.shards import rejected_rows
from pipeline.stages.read import run
from pipeline.storage import Folder
from pipeline.workspace import Workspace


def test_rejected_files_have_a_hash_where_they_can_be_opened(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (tmp_path / "settings.yaml").write_text("read: {max_megabytes: 1}\n")
    files = {"empty.txt": b"", "table.xlsx": b"x", "broken.docx": b"PK\x03\x04 no archive", "good.txt": b"A text."}
    for name, data in files.items():
        (corpus / name).write_bytes(data)
    with (corpus / "large.txt").open("wb") as file:
        file.truncate(1_100_000)
    (corpus / "nothing.txt").symlink_to(corpus / "gone.txt")
    workspace = Workspace(Folder(str(corpus)), Folder(str(tmp_path / "outputs")), load_settings(tmp_path / "settings.yaml"))
    run(workspace)
    found = {row["path"]: (row["error"], row["sha256"]) for row in rejected_rows(workspace, "read")}
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    assert found == {
        "empty.txt": ("empty", hashes["empty.txt"]),
        "table.xlsx": ("format", hashes["table.xlsx"]),
        "broken.docx": ("damaged", hashes["broken.docx"]),
        "large.txt": ("size", None),
        "nothing.txt": ("missing", None),
    }

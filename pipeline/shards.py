"""A shard of documents: the unit of work of read, detect, extract and of the rows of the tables.

Shards are runs of documents in the order of their names. Where one ends is decided by the names themselves (a hash of a
name says "here"), so that a document that is added or deleted changes one shard and leaves the others as they were.

Every shard has a key: a hash of all that can change its result. The result carries the key, so that a run leaves alone
what is done already, whether an earlier run finished or was killed. A shard may be done twice; the result is the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa

from pipeline import schema
from pipeline.engine import run_shards
from pipeline.errors import DocumentError
from pipeline.memo import Memo, key_of
from pipeline.storage import Folder
from pipeline.workspace import Workspace

Row = dict[str, Any]
REJECTED = "rejected"
PARTS = "parts"
SMALL = 48
"""Documents; below this, starting workers costs more than they save."""


@dataclass(frozen=True)
class Shard:
    """`items` are what the shard is made of: names of documents. `source` holds the rows they come from, but for read.

    `piece_of` names the shard that this one was split from after a crash.
    """

    name: str
    key: str
    items: tuple[str, ...]
    target: Folder
    row_schema: pa.Schema
    workspace: Workspace
    source: Folder | None = None
    piece_of: str | None = None

    def rows(self) -> list[Row]:
        """The shard's rows of its source, in order."""
        if self.source is None:
            raise ValueError(f"shard {self.name} has no source")
        wanted = set(self.items)
        rows: list[Row] = self.source.read(f"{self.piece_of or self.name}.parquet").to_pylist()
        return [row for row in rows if row["doc_id"] in wanted]

    def write(self, rows: list[Row], rejected: list[Row]) -> None:
        """The shard's result: rows, and what it had to leave as rows of the table `rejected`."""
        (self.target / REJECTED).write(f"{self.name}.parquet", rejected, schema.REJECTED)
        self.target.write(f"{self.name}.parquet", rows, self.row_schema.with_metadata({"dragoman.key": self.key}))

    def is_done(self) -> bool:
        """Whether the target holds the result of exactly this shard."""
        return self.target.metadata(f"{self.name}.parquet").get(b"dragoman.key") == self.key.encode()

    def memo(self) -> Memo | None:
        """The memo of the run, if it keeps one."""
        folder = self.workspace.memo_folder()
        return Memo(folder) if folder else None


def cut(names: Sequence[str], size: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(name, items) of shards of about `size` documents and at most four times as many, in the order of `names`.

    A shard is called after its first document.
    """
    group: list[str] = []
    for name in names:
        digest = hashlib.sha256(name.encode()).digest()
        if group and (int.from_bytes(digest[:4], "big") % size == 0 or len(group) >= 4 * size):
            yield _named(group)
            group = []
        group.append(name)
    if group:
        yield _named(group)


def _named(group: list[str]) -> tuple[str, tuple[str, ...]]:
    return hashlib.sha256(group[0].encode()).hexdigest()[:16], tuple(group)


def next_shards(workspace: Workspace, source: str, target: str, row_schema: pa.Schema, version: str) -> list[Shard]:
    """A shard of `target` for every shard of `source`, in order. `version` stands for settings and code."""
    folder, to = workspace.work(source), workspace.work(target)
    return [
        Shard(entry["name"], key_of(version, entry["key"]), tuple(entry["items"]), to, row_schema, workspace, folder)
        for entry in read_index(folder)
    ]


def process(function: Callable[[Shard], int], shards: list[Shard], workspace: Workspace, stage: str) -> None:
    """Do every shard that is not done yet, delete what belongs to none, and write the index of the stage.

    A document that kills its worker twice goes to `rejected`, alone.
    """
    folder = workspace.work(stage)
    todo = [shard for shard in shards if not shard.is_done()]
    total = sum(len(shard.items) for shard in todo)
    halves = _Halves()
    run_shards(
        function, todo, engine=workspace.settings.engine, label=stage, total=total, in_process=total < SMALL, on_crash=halves.split,
    )  # fmt: skip
    halves.join()
    _sweep(folder, {"index.parquet", *(f"{shard.name}.parquet" for shard in shards)})
    _write_index(folder, shards)


@dataclass
class _Halves:
    """Shards that were split after a crash, and their pieces, which are joined again at the end."""

    whole: dict[str, Shard] = field(default_factory=dict)
    pieces: list[Shard] = field(default_factory=list)

    def split(self, shard: Shard) -> list[Shard]:
        """Two halves of a shard or of a piece; of a single document nothing is left but a row of `rejected`."""
        if shard.piece_of is None:
            self.whole[shard.name] = shard
            shard = replace(shard, piece_of=shard.name, name=f"{shard.name}-", target=shard.target / PARTS)
        else:
            self.pieces.remove(shard)
        if len(shard.items) == 1:
            message = "the process that worked on it was killed twice, probably for want of memory"
            shard.write([], [rejected_row(shard.items[0], None, DocumentError("crash", message))])
            self.pieces.append(shard)
            return []
        middle = len(shard.items) // 2
        parts = (shard.items[:middle], shard.items[middle:])
        halves = [replace(shard, name=f"{shard.name}{i}", items=part) for i, part in enumerate(parts)]
        self.pieces += halves
        return halves

    def join(self) -> None:
        """Write every split shard whole, from its pieces."""
        for name, shard in self.whole.items():
            pieces = sorted((piece for piece in self.pieces if piece.piece_of == name), key=lambda piece: piece.name)
            rows = [row for piece in pieces for row in piece.target.read(f"{piece.name}.parquet").to_pylist()]
            rejected = [row for piece in pieces for row in (piece.target / REJECTED).read(f"{piece.name}.parquet").to_pylist()]
            shard.write(rows, rejected)


def _sweep(folder: Folder, wanted: set[str]) -> None:
    for place in (folder, folder / REJECTED):
        for name in sorted(set(place.names(".parquet")) - wanted):
            place.remove(name)
    for place in (folder / PARTS, folder / PARTS / REJECTED):
        for name in place.names():
            place.remove(name)


def _write_index(folder: Folder, shards: list[Shard]) -> None:
    table = [{"name": shard.name, "key": shard.key, "items": list(shard.items)} for shard in shards]
    folder.write("index.parquet", table, schema.INDEX)


def read_index(folder: Folder) -> list[Row]:
    """The shards of a stage that has run, in order: name, key, items."""
    rows: list[Row] = folder.read("index.parquet").to_pylist()
    return rows


def rejected_rows(workspace: Workspace, stage: str) -> list[Row]:
    """What a stage had to leave, in order."""
    folder = workspace.work(stage) / REJECTED
    rows = [row for name in folder.names(".parquet") for row in folder.read(name).to_pylist()]
    return sorted(rows, key=lambda row: (row["path"], row["error"]))


def rejected_row(path: str, sha256: str | None, error: Exception) -> Row:
    """A row of `rejected` for a document that could not be used."""
    kind = error.kind if isinstance(error, DocumentError) else type(error).__name__
    return {"path": path, "sha256": sha256, "error": kind, "message": " ".join(str(error).split())[:500]}

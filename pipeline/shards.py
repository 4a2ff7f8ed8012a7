"""A shard of documents: the unit of work of read, detect and extract.

A shard's task names its input and its output, can be sent to any process, and may be done twice. What it reads it writes
again as rows of one Parquet file, and what it had to leave as rows of `rejected` in a second file beside it.
"""

from __future__ import annotations

import contextlib
import hashlib
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from pipeline import schema
from pipeline.engine import run_shards
from pipeline.errors import DocumentError, DragomanError
from pipeline.memo import Memo
from pipeline.storage import Folder
from pipeline.workspace import Workspace

Row = dict[str, Any]
REJECTED = "rejected"
SMALL = 48  # documents: below this, starting workers costs more than they save
SECONDS_A_DOCUMENT = 30


@dataclass(frozen=True)
class Shard:
    """`items` are what the shard is made of: file names for read, documents' names for the stages after it."""

    name: str
    items: tuple[str, ...]
    source: Folder | None
    target: Folder
    workspace: Workspace

    def split(self) -> list[Shard]:
        """Two halves whose names sort where this shard's name does."""
        middle = len(self.items) // 2
        halves = (self.items[:middle], self.items[middle:])
        return [replace(self, name=f"{self.name}-{i}", items=half) for i, half in enumerate(halves)]

    def rows(self, columns: list[str] | None = None) -> list[Row]:
        """The shard's rows of its source, in order."""
        if self.source is None:
            raise ValueError(f"shard {self.name} has no source")
        wanted = set(self.items)
        file = self.name.split("-")[0] + ".parquet"
        rows: list[Row] = self.source.read(file, columns).to_pylist()
        return [row for row in rows if row["doc_id"] in wanted]

    def write(self, rows: list[Row], rejected: list[Row], row_schema: pa.Schema) -> None:
        """The shard's result; writing it again gives the same."""
        (self.target / REJECTED).write(f"{self.name}.parquet", rejected, schema.REJECTED)
        self.target.write(f"{self.name}.parquet", rows, row_schema)

    def memo(self) -> Memo | None:
        """The memo of the run, if it keeps one."""
        folder = self.workspace.memo_folder()
        return Memo(folder) if folder else None


def cut(items: Sequence[str], size: int) -> list[tuple[str, tuple[str, ...]]]:
    """Named runs of `size` items; names sort as the items do."""
    return [(f"{i:06}", tuple(items[at : at + size])) for i, at in enumerate(range(0, len(items), size))]


def shards_of(workspace: Workspace, source: str, target: str) -> list[Shard]:
    """One shard for every file that the stage `source` wrote."""
    folder = workspace.work(source)
    return [
        Shard(name.removesuffix(".parquet"), tuple(folder.read(name, ["doc_id"])["doc_id"].to_pylist()), folder,
              workspace.work(target), workspace)
        for name in folder.names(".parquet")
    ]  # fmt: skip


def process(function: Callable[[Shard], int], shards: list[Shard], workspace: Workspace, label: str, row_schema: pa.Schema) -> None:
    """Empty the target and do every shard; a document that kills its worker twice goes to `rejected`, alone."""
    workspace.work(label).clear()
    total = sum(len(shard.items) for shard in shards)
    run_shards(
        function, shards, engine=workspace.settings.engine, label=label, total=total, in_process=total < SMALL,
        on_crash=lambda shard: _after_crash(shard, row_schema),
    )  # fmt: skip


def _after_crash(shard: Shard, row_schema: pa.Schema) -> list[Shard]:
    if len(shard.items) > 1:
        return shard.split()
    message = "the process that worked on it was killed twice, probably for want of memory"
    shard.write([], [rejected_row(shard.items[0], None, DocumentError("crash", message))], row_schema)
    return []


def rejected_row(path: str, sha256: str | None, error: Exception) -> Row:
    """A row of `rejected` for a document that could not be used."""
    kind = error.kind if isinstance(error, DocumentError) else type(error).__name__
    return {"path": path, "sha256": sha256, "error": kind, "message": " ".join(str(error).split())[:500]}


@contextlib.contextmanager
def one_document(path: str, sha256: str | None, rejected: list[Row]) -> Iterator[None]:
    """Work on one document: whatever goes wrong in it is noted in `rejected`, and the others go on.

    Errors that would meet every document (a missing model, wrong settings) and a full disk are not caught.
    """
    try:
        with _time_limit(SECONDS_A_DOCUMENT):
            yield
    except DocumentError as error:
        rejected.append(rejected_row(path, sha256, error))
    except (DragomanError, OSError, KeyboardInterrupt):
        raise
    except Exception as error:  # a defect met by one hostile document must not cost the others
        rejected.append(rejected_row(path, sha256, error))


def sha256_of(data: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(data).hexdigest()


@contextlib.contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """`DocumentError` after so many seconds. Needs the main thread and POSIX signals; elsewhere there is no limit."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        raise DocumentError("timeout", f"took longer than {seconds:.0f} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

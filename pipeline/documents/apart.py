"""A reader in a process of its own, for formats whose parser is C code that a hostile file could hang, crash or bloat.

No signal of Python's interrupts such code; a process can be killed. It is started anew for each file: `python -m
pipeline.documents.apart MODULE` takes a line with the file's name and then the file, and gives the text and its blocks as JSON.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib
import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.documents.converted import Converted
from pipeline.documents.document import Block
from pipeline.documents.given import Given
from pipeline.errors import DocumentError

MOST_SECONDS = 28.0
"""Less than the time limit of a document (`one_document.SECONDS`), more than the reader gives itself."""
MOST_BYTES = 3_000_000_000
"""Of address space, where the system can limit it."""


def read_apart(module: str, data: bytes, name: str, seconds: float = MOST_SECONDS) -> Converted:
    """`read(data, name)` of a module, in a process of its own; `DocumentError` when it takes too long or dies."""
    command = [sys.executable, "-m", "pipeline.documents.apart", module]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path)}
    try:
        done = subprocess.run(
            command, input=json.dumps(name).encode() + b"\n" + data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=environment, timeout=seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise DocumentError("time", f"{name}: reading took longer than {seconds:.0f} seconds") from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise DocumentError("damaged", f"{name}: the file made its reader crash (exit {done.returncode})") from error
    if "kind" in answer:
        raise DocumentError(answer["kind"], answer["message"])
    return Converted(answer["text"], _blocks(answer["blocks"]), _given(answer["given"]), _given(answer["fallback"]))


def _blocks(rows: list[dict[str, Any]] | None) -> list[Block] | None:
    return None if rows is None else [Block(**row) for row in rows]


def _given(row: dict[str, Any]) -> Given:
    return Given(**row | {"date": dt.date.fromisoformat(row["date"]) if row["date"] else None})


# ---- in the process -----------------------------------------------------------------------------------------------


def _answer(module: str, data: bytes, name: str) -> dict[str, Any]:
    try:
        return asdict(importlib.import_module(module).read(data, name))
    except DocumentError as error:
        return {"kind": error.kind, "message": str(error)}
    except MemoryError:
        return {"kind": "size", "message": f"{name}: reading it needs more than {MOST_BYTES / 1e9:.0f} GB of memory"}
    except Exception as error:  # a defect met by one hostile file must be told as such, not as a crash
        return {"kind": type(error).__name__, "message": f"{name}: {error}"}


def _limit() -> None:
    """Bounds of memory and of processor time; the latter ends a process whose parent was killed, too."""
    with contextlib.suppress(ImportError):
        import resource

        for kind, most in (("AS", MOST_BYTES), ("CPU", int(MOST_SECONDS) + 2), ("CORE", 0)):
            number = getattr(resource, f"RLIMIT_{kind}")
            with contextlib.suppress(ValueError, OSError):  # the system allows less already
                resource.setrlimit(number, (most, resource.getrlimit(number)[1]))


def _main() -> None:
    answer_to = os.dup(1)
    os.dup2(2, 1)  # what the parser prints must not get into the answer
    _limit()
    name, _, data = sys.stdin.buffer.read().partition(b"\n")
    with os.fdopen(answer_to, "w", encoding="utf-8") as out:
        json.dump(_answer(sys.argv[1], data, json.loads(name)), out, default=str)


if __name__ == "__main__":
    _main()

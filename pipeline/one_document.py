"""Work on one document at a time: what goes wrong in one costs that one only."""

from __future__ import annotations

import contextlib
import hashlib
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.errors import DocumentError, DragomanError
from pipeline.shards import Row, rejected_row

SECONDS = 30


@dataclass(slots=True)
class Seen:
    """What is known of the document in work."""

    sha256: str | None


def sha256_of(data: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(data).hexdigest()


@contextlib.contextmanager
def one_document(path: str, sha256: str | None, rejected: list[Row]) -> Iterator[Seen]:
    """Whatever goes wrong in the block is noted in `rejected`, and the next document can follow.

    The block may set `sha256` of what it is given once it knows the document's content.
    Errors that would meet every document (a missing model, wrong settings) and those of the system (a full disk) are not
    caught.
    """
    seen = Seen(sha256)
    try:
        with _time_limit(SECONDS):
            yield seen
    except DocumentError as error:
        rejected.append(rejected_row(path, seen.sha256, error))
    except (DragomanError, OSError, KeyboardInterrupt):
        raise
    except Exception as error:  # a defect met by one hostile document must not cost the others
        rejected.append(rejected_row(path, seen.sha256, error))


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

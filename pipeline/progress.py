"""Progress of long work: a bar on a terminal, a line a minute in a log, nothing for short work."""

from __future__ import annotations

import logging
import sys
import time
from types import TracebackType

from tqdm import tqdm

log = logging.getLogger("dragoman")


class Progress:
    """A context whose `advance(n)` counts documents done of `total`."""

    def __init__(self, label: str, total: int) -> None:
        self.label, self.total, self.done = label, total, 0
        self.began = self.said = time.monotonic()
        self.bar = tqdm(total=total, desc=label, unit="doc", disable=not sys.stderr.isatty(), leave=False)

    def __enter__(self) -> Progress:
        return self

    def advance(self, n: int) -> None:
        self.done += n
        self.bar.update(n)
        now = time.monotonic()
        if self.bar.disable and now - self.said >= 60:
            self.said = now
            rate = self.done / (now - self.began)
            left = (self.total - self.done) / rate if rate else 0
            counts = (self.label, self.done, self.total, rate, left / 60)
            log.info("%s: %d of %d documents, %.1f a second, about %.0f min left", *counts)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.bar.close()

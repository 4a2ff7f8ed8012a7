"""Run a command and measure it: wall clock and CPU seconds, and the peak memory of the main process and of each worker."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, and megabytes of resident memory at their peak (0 for `worker` where there was none)."""

    wall: float
    cpu: float
    main: float
    worker: float


def run(*command: str, cwd: Path) -> tuple[Cost, str]:
    """The cost of a command of this Python (`-m pipeline.cli run`) and what it printed; an error where it fails."""
    bin_folder = Path(sys.executable).parent
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "PATH": f"{bin_folder}:{os.environ['PATH']}"}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command], cwd=cwd, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    peaks: dict[int, float] = {}
    ended = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peaks, ended), daemon=True)
    watcher.start()
    out, error = process.communicate()
    ended.set()
    watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{error}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    workers = [size for pid, size in peaks.items() if pid != process.pid]
    return Cost(perf_counter() - start, cpu, peaks.get(process.pid, 0.0), max(workers, default=0.0)), out


def _watch(pid: int, peaks: dict[int, float], ended: threading.Event) -> None:
    while not ended.wait(0.2):
        for each in _tree(pid):
            peaks[each] = max(peaks.get(each, 0.0), _peak(each))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield from _tree(child)


def _peak(pid: int) -> float:
    """The most memory a process has held, in megabytes."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)

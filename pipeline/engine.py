"""Where work runs: in this process, in a pool of processes, or on a Dask cluster. The same function, shard by shard.

A shard is a unit of work whose result depends on nothing else and which may be done twice. A worker that dies takes no
other shard with it: the shards in flight are done again one at a time, and one that kills its worker again is handed to
`on_crash`, which may split it.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from pipeline.errors import DragomanError, SettingsError
from pipeline.progress import Progress
from pipeline.settings import Engine

Task = TypeVar("Task")

THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


def limit_threads() -> None:
    """One thread a process for numpy's libraries: workers would fight for cores. Call before numpy is imported."""
    for name in THREAD_VARIABLES:
        os.environ.setdefault(name, "1")


def run_shards(
    function: Callable[[Task], int],
    tasks: Sequence[Task],
    *,
    engine: Engine,
    label: str,
    total: int,
    in_process: bool = False,
    on_crash: Callable[[Task], Sequence[Task]] | None = None,
) -> None:
    """Do `function(task)` for every task; it gives the number of documents done, for the progress bar of `total`.

    `on_crash(task)` is called for a task that killed its worker twice and gives the tasks to do in its place.
    """
    with Progress(label, total) as progress:
        for done in _results(function, tasks, engine, in_process, on_crash):
            progress.advance(done)


def workers_of(engine: Engine) -> int:
    """Number of worker processes: as set, or one a core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return engine.workers or cores


def _results(
    function: Callable[[Task], int],
    tasks: Sequence[Task],
    engine: Engine,
    in_process: bool,
    on_crash: Callable[[Task], Sequence[Task]] | None,
) -> Iterator[int]:
    if engine.kind == "dask":
        yield from _on_dask(function, list(tasks), engine, on_crash)
    elif engine.kind != "local":
        raise SettingsError(f"engine.kind must be local or dask, found '{engine.kind}'")
    elif in_process or len(tasks) < 2 or workers_of(engine) == 1:
        yield from map(function, tasks)
    else:
        yield from _in_pool(function, list(tasks), workers_of(engine), on_crash)


def _in_pool(
    function: Callable[[Task], int], tasks: list[Task], workers: int, on_crash: Callable[[Task], Sequence[Task]] | None
) -> Iterator[int]:
    waiting, suspects = list(reversed(tasks)), deque[Task]()
    while waiting:
        yield from _pool_pass(function, waiting, workers, suspects)
    while suspects:  # each alone, so that the guilty one is known
        alone, guilty = [suspects.popleft()], deque[Task]()
        yield from _pool_pass(function, alone, 1, guilty)
        if guilty and on_crash is None:
            raise DragomanError(f"a worker process died twice on the same piece of work ({guilty[0]}); memory may be short")
        if guilty and on_crash is not None:
            suspects.extendleft(reversed(on_crash(guilty[0])))


def _pool_pass(function: Callable[[Task], int], waiting: list[Task], workers: int, suspects: deque[Task]) -> Iterator[int]:
    """One pool takes tasks from the end of `waiting` until a worker dies; those in flight then become suspects."""
    context = multiprocessing.get_context("spawn")
    options: dict[str, Any] = {"mp_context": context, "initializer": _end_with_parent, "initargs": (os.getpid(),)}
    with ProcessPoolExecutor(min(workers, len(waiting)), **options) as pool:
        running: dict[Future[int], Task] = {}
        try:
            while waiting or running:
                while waiting and len(running) < 2 * workers:
                    future = pool.submit(function, waiting[-1])  # before it is taken off: submit may find the pool broken
                    running[future] = waiting.pop()
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    done = future.result()
                    del running[future]
                    yield done
        except BrokenProcessPool:
            suspects.extend(running.values())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _end_with_parent(parent: int) -> None:
    """In a worker: end when the main process was killed, which leaves no other sign of it."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _on_dask(
    function: Callable[[Task], int], tasks: list[Task], engine: Engine, on_crash: Callable[[Task], Sequence[Task]] | None
) -> Iterator[int]:
    """The same on a Dask cluster: that of `engine.scheduler`, or one on this machine. Dask retries what a lost worker had."""
    try:
        import distributed
    except ImportError as error:
        raise SettingsError("engine.kind is dask, but Dask is not installed: pip install 'dragoman[cluster]'") from error
    dask: Any = distributed
    options: dict[str, Any] = {"address": engine.scheduler} if engine.scheduler else {
        "n_workers": workers_of(engine), "threads_per_worker": 1, "dashboard_address": None,
    }  # fmt: skip
    with dask.Client(**options) as client:
        suspects: deque[Task] = deque()
        futures = dict(zip(client.map(function, tasks, pure=False), tasks, strict=True))
        for future in dask.as_completed(list(futures)):
            task = futures.pop(future)
            if isinstance(future.exception(), dask.KilledWorker):
                suspects.append(task)
            else:
                yield future.result()
        while suspects:  # each alone, so that the guilty one is known
            task = suspects.popleft()
            future = client.submit(function, task, pure=False)
            if isinstance(future.exception(), dask.KilledWorker) and on_crash is not None:
                suspects.extendleft(reversed(on_crash(task)))
            else:
                yield future.result()

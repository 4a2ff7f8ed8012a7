from __future__ import annotations

import os
import signal
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from pipeline.engine import run_shards
from pipeline.errors import DragomanError, SettingsError
from pipeline.settings import Engine


@dataclass(frozen=True)
class Job:
    folder: Path
    items: tuple[int, ...]
    deadly: tuple[int, ...] = ()
    once: bool = False


def work(job: Job) -> int:
    """Writes a file for each item; dies on a deadly one (only the first time if `once`)."""
    for item in job.items:
        if item in job.deadly:
            scar = job.folder / f"died-{item}"
            if not (job.once and scar.exists()):
                scar.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        (job.folder / f"done-{item}").touch()
    return len(job.items)


def done(folder: Path) -> set[int]:
    return {int(path.name.split("-")[1]) for path in folder.glob("done-*")}


TWO = Engine(workers=2)


def test_every_task_is_done_in_process_and_in_a_pool(tmp_path: Path) -> None:
    for name, in_process in (("a", True), ("b", False)):
        folder = tmp_path / name
        folder.mkdir()
        run_shards(work, [Job(folder, (i,)) for i in range(5)], engine=TWO, label="t", total=5, in_process=in_process)
        assert done(folder) == set(range(5))


def test_a_worker_killed_once_costs_nothing(tmp_path: Path) -> None:
    jobs = [Job(tmp_path, (i,), deadly=(2,), once=True) for i in range(5)]
    run_shards(work, jobs, engine=TWO, label="t", total=5)
    assert done(tmp_path) == set(range(5))


def test_a_deadly_item_is_found_by_splitting(tmp_path: Path) -> None:
    blamed: list[int] = []

    def split(job: Job) -> list[Job]:
        if len(job.items) == 1:
            blamed.append(job.items[0])
            return []
        middle = len(job.items) // 2
        return [replace(job, items=job.items[:middle]), replace(job, items=job.items[middle:])]

    jobs = [Job(tmp_path, (0, 1, 2), deadly=(1,)), Job(tmp_path, (3, 4), deadly=(1,))]
    run_shards(work, jobs, engine=TWO, label="t", total=5, on_crash=split)
    assert blamed == [1]
    assert done(tmp_path) == {0, 2, 3, 4}


def test_without_a_way_to_split_it_is_an_error(tmp_path: Path) -> None:
    jobs = [Job(tmp_path, (0,), deadly=(0,)), Job(tmp_path, (1,))]
    with pytest.raises(DragomanError, match="died twice"):
        run_shards(work, jobs, engine=TWO, label="t", total=2)


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(SettingsError, match="found 'spark'"):
        run_shards(work, [], engine=Engine(kind="spark"), label="t", total=0)


def test_dask_does_the_same_and_blames_the_deadly_item(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="Dask is in the extra cluster")
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "1")
    import dask

    dask.config.refresh()
    blamed: list[int] = []

    def split(job: Job) -> list[Job]:
        if len(job.items) == 1:
            blamed.append(job.items[0])
            return []
        return [replace(job, items=(item,)) for item in job.items]

    jobs = [Job(tmp_path, (0, 1), deadly=(1,)), Job(tmp_path, (2,), deadly=(2,), once=True), Job(tmp_path, (3,))]
    run_shards(work, jobs, engine=Engine(kind="dask", workers=2), label="t", total=4, on_crash=split)
    assert blamed == [1]
    assert done(tmp_path) == {0, 2, 3}

"""What an interrupted run leaves behind, and what the next one makes of it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.generate import varied
from tests.test_end_to_end import ENVIRONMENT, dragoman, hashes

ROOT = Path(__file__).parent.parent
DOCUMENTS = 56


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    (folder / "corpus").mkdir()
    for number in range(0, 2 * DOCUMENTS, 2):  # the Russian ones: one language loads in half the time
        language, text = varied(number)
        (folder / f"corpus/{number:03}-{language}.txt").write_text(text[:700], encoding="utf-8")
    (folder / "settings.yaml").write_text("engine: {workers: 2}\nread: {shard_documents: 4}\nlink: {encoder: none}\n")
    return folder / "corpus"


@pytest.fixture(scope="module")
def undisturbed(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    outputs = tmp_path_factory.mktemp("undisturbed")
    run(corpus, outputs)
    return hashes(outputs / "tables")


def run(corpus: Path, outputs: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    return dragoman("run", *options(corpus, outputs), cwd=corpus.parent, check=check)


def options(corpus: Path, outputs: Path) -> list[str]:
    return ["--corpus", str(corpus), "--outputs", str(outputs), "--settings", str(corpus.parent / "settings.yaml")]


def started(corpus: Path, outputs: Path) -> subprocess.Popen[bytes]:
    """A run that has extracted some documents and is at work on others."""
    command = [sys.executable, "-m", "pipeline.cli", "run", *options(corpus, outputs)]
    process = subprocess.Popen(command, cwd=corpus.parent, env=ENVIRONMENT | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)
    for _ in range(2400):
        if len(list((outputs / "steps/extract").glob("*.parquet"))) >= 2:
            return process
        assert process.poll() is None, "the run ended before it could be disturbed"
        time.sleep(0.05)
    raise AssertionError("nothing was extracted in two minutes")


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="workers are found by /proc")
def test_a_killed_worker_changes_nothing(corpus: Path, undisturbed: dict[str, str], tmp_path: Path) -> None:
    process = started(corpus, tmp_path / "out")
    os.kill(workers_of(process)[0], signal.SIGKILL)
    assert process.wait(timeout=300) == 0
    assert hashes(tmp_path / "out/tables") == undisturbed


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="workers are found by /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_stopped_run_goes_on_where_it_was(corpus: Path, undisturbed: dict[str, str], tmp_path: Path, how: signal.Signals) -> None:
    process = started(corpus, tmp_path / "out")
    workers = workers_of(process)
    if how == signal.SIGINT:
        os.killpg(process.pid, how)  # as a terminal does it
    else:
        os.kill(process.pid, how)
    assert process.wait(timeout=60) != 0
    for _ in range(100):
        if not any(Path(f"/proc/{pid}").exists() for pid in workers):
            break
        time.sleep(0.1)
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers), "workers outlive the main process"
    done = {path: path.stat().st_mtime_ns for path in (tmp_path / "out/steps/extract").glob("*.parquet")}
    assert done
    run(corpus, tmp_path / "out")
    assert hashes(tmp_path / "out/tables") == undisturbed
    assert {path: path.stat().st_mtime_ns for path in done} == done, "a shard that was done was done again"


@pytest.mark.slow
def test_a_full_disk_is_a_clear_sentence_and_the_run_goes_on_after_room_is_made(corpus: Path, undisturbed: dict[str, str], tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1200k", "tmpfs", str(disk)], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("only root can make a small disk")
    try:
        full = run(corpus, disk / "out", check=False)
        assert full.returncode == 5, full.stderr
        assert "the disk is full" in full.stderr
        subprocess.run(["mount", "-o", "remount,size=60m", str(disk)], check=True)
        run(corpus, disk / "out")
        assert hashes(disk / "out/tables") == undisturbed
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)
    shutil.rmtree(disk, ignore_errors=True)

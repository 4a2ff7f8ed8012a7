"""README tells the truth: every command in it runs, every column is told, every command of the tool stands in it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import columns
from pipeline.cli import COMMANDS, STAGES, main
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
COVERED_BY_CI = ("make ", "python -m venv", ".venv/bin/", "source ")
"""Lines that install; `.ci/run` does what they do, from nothing."""


def commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def test_the_columns_are_those_of_the_schema() -> None:
    assert columns.rewritten(README) == README, "python -m pipeline.columns README.md"


def test_nothing_is_left_to_fill_in() -> None:
    assert not re.search(r"@[A-Z]+@|TODO|TBD", README)


def test_every_link_leads_to_a_file() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_every_command_explains_itself_with_an_example() -> None:
    from click.testing import CliRunner

    for name in {*STAGES, *COMMANDS, "run"}:
        done = CliRunner().invoke(main, [name, "--help"])
        assert done.exit_code == 0
        assert f"dragoman {name}" in done.output, name


@pytest.mark.slow
def test_every_command_of_readme_runs_in_a_fresh_clone(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("this checkout is no git repository: there is nothing to clone")
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, clone / name)
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        subprocess.run([*git, *arguments], cwd=clone, check=True)
    binaries = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(clone), "OMP_NUM_THREADS": "1"}
    ran = 0
    for command in commands():
        if command.startswith(COVERED_BY_CI):
            continue
        words = shlex.split(command)
        if words[0] == "dragoman":
            words = [sys.executable, "-m", "pipeline.cli", *words[1:]]
        done = subprocess.run(words, cwd=clone, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}\n{done.stdout[-1500:]}{done.stderr[-1500:]}"
        ran += 1
    assert ran >= 18

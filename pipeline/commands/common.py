"""What the commands share: the options of a run, and the running of stages."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pipeline.workspace import Workspace

STAGES = {
    "read": "Read every document of the corpus: text, blocks, metadata.",
    "detect": "Detect the language of each document and paragraph.",
    "extract": "Extract names, roles, quotes, numbers and proposals.",
    "link": "Give each person, organisation and state one id over documents and languages.",
    "tables": "Write the Parquet tables.",
    "report": "Write the HTML report.",
    "evaluate": "Score the tables against hand-made gold.",
}

def workspace_options(command: Callable[..., None]) -> Callable[..., None]:
    """--corpus, --outputs and --settings, the same for every command that works on a run."""
    for option in (
        click.option("--settings", type=click.Path(path_type=Path), help="Parameter file (default: configs/pipeline.yaml)."),
        click.option("--outputs", default="outputs", show_default=True, help="Folder for all results."),
        click.option("--corpus", default="corpus", show_default=True, help="Folder with the documents."),
    ):
        command = option(command)
    return command


def run_stages(stages: list[str], corpus: str, outputs: str, settings: Path | None) -> None:
    """Run these stages in order, in one process."""
    workspace = make_workspace(corpus, outputs, settings)
    for stage in stages:
        import_module(f"pipeline.stages.{stage}").run(workspace)
        if stage in ("read", "detect", "extract"):
            _say_rejected(workspace, stage)


def make_workspace(corpus: str, outputs: str, settings: Path | None) -> Workspace:
    """The workspace that the options name."""
    from pipeline.settings import load_settings
    from pipeline.storage import Folder
    from pipeline.workspace import Workspace

    return Workspace(Folder(corpus), Folder(outputs), load_settings(settings))


def _say_rejected(workspace: Workspace, stage: str) -> None:
    from pipeline.shards import rejected_rows

    for row in rejected_rows(workspace, stage):
        click.echo(f"rejected {row['path']!r}: {row['message']}", err=True)


def say_what_came_out(outputs: str) -> None:
    from pipeline.commands.status import counts_line
    from pipeline.storage import Folder

    click.echo(counts_line(Folder(outputs)))

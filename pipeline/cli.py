"""The command `dragoman`: one command a stage, and what a person needs. The only place that prints or exits."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from pipeline.engine import limit_threads

limit_threads()  # before anything imports numpy

STAGES = {
    "read": "Read every document of the corpus: text, blocks, metadata.",
    "detect": "Detect the language of each document and paragraph.",
    "extract": "Extract names, roles, quotes, numbers and proposals.",
    "link": "Give each person, organisation and state one id over documents and languages.",
    "tables": "Write the Parquet tables.",
    "report": "Write the HTML report.",
    "evaluate": "Score the tables against hand-made gold.",
}
COMMANDS = {
    "add": "pipeline.commands.add:add",
    "status": "pipeline.commands.status:status",
    "version": "pipeline.commands.status:version",
    "show": "pipeline.commands.show:show",
    "stats": "pipeline.commands.show:stats",
    "export": "pipeline.commands.export:export",
    "memo": "pipeline.commands.memo:memo",
}
"""Commands that live in modules of their own, loaded only when called."""


class Commands(click.Group):
    """Loads a command's module when the command is called, so that `--help` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *COMMANDS]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name in COMMANDS:
            module, attribute = COMMANDS[name].split(":")
            command: click.Command = getattr(import_module(module), attribute)
            return command
        return super().get_command(ctx, name)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Errors written for a person become one line and an exit code; everything else keeps its traceback."""
        from pipeline.errors import DragomanError

        logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s")
        try:
            return super().main(*args, **kwargs)
        except DragomanError as error:
            click.echo(f"dragoman: {error}", err=True)
            sys.exit(error.exit_code)
        except OSError as error:
            click.echo(f"dragoman: {_os_error(error)}", err=True)
            sys.exit(5)


def _os_error(error: OSError) -> str:
    import errno

    where = f" ({error.filename})" if error.filename else ""
    if error.errno == errno.ENOSPC:
        return f"the disk is full{where}: make room and run the same command again; what is done is kept"
    return f"{error.strerror or error}{where}"


def workspace_options(command: Callable[..., None]) -> Callable[..., None]:
    """--corpus, --outputs and --settings, the same for every command that works on a run."""
    for option in (
        click.option("--settings", type=click.Path(path_type=Path), help="Parameter file (default: configs/pipeline.yaml)."),
        click.option("--outputs", default="outputs", show_default=True, help="Folder for all results."),
        click.option("--corpus", default="corpus", show_default=True, help="Folder with the documents."),
    ):
        command = option(command)
    return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """Who said what, who proposes what, and which numbers were given, in English and Russian documents.

    \b
    Example: drop documents into corpus/ and make the tables
      dragoman add ~/Downloads/report.pdf
      dvc repro            (or: dragoman run)
    """


def _stage_command(stage: str, help_text: str) -> None:
    @main.command(name=stage, help=f"{help_text}\n\n\b\nExample:\n  dragoman {stage} --corpus corpus --outputs outputs")
    @workspace_options
    def command(corpus: str, outputs: str, settings: Path | None) -> None:
        run_stages([stage], corpus, outputs, settings)


for _stage, _help in STAGES.items():
    _stage_command(_stage, _help)


@main.command()
@workspace_options
def run(corpus: str, outputs: str, settings: Path | None) -> None:
    """All stages, without DVC, on any folder of documents.

    The tables lie in OUTPUTS/tables, the report in OUTPUTS/report.

    \b
    Example:
      dragoman run --corpus ~/articles --outputs ~/results
    """
    stages = [stage for stage in STAGES if stage != "evaluate"]
    run_stages(stages, corpus, outputs, settings)
    _say_what_came_out(outputs)


def run_stages(stages: list[str], corpus: str, outputs: str, settings: Path | None) -> None:
    """Run these stages in order, in one process."""
    workspace = make_workspace(corpus, outputs, settings)
    for stage in stages:
        import_module(f"pipeline.stages.{stage}").run(workspace)
        if stage in ("read", "detect", "extract"):
            _say_rejected(workspace, stage)


def make_workspace(corpus: str, outputs: str, settings: Path | None) -> Any:
    """The workspace that the options name."""
    from pipeline.settings import load_settings
    from pipeline.storage import Folder
    from pipeline.workspace import Workspace

    return Workspace(Folder(corpus), Folder(outputs), load_settings(settings))


def _say_rejected(workspace: Any, stage: str) -> None:
    from pipeline.shards import rejected_rows

    for row in rejected_rows(workspace, stage):
        click.echo(f"rejected {row['path']!r}: {row['message']}", err=True)


def _say_what_came_out(outputs: str) -> None:
    from pipeline.commands.status import counts_line
    from pipeline.storage import Folder

    click.echo(counts_line(Folder(outputs)))


if __name__ == "__main__":
    main()

"""The command `dragoman`: one command a stage, and what a person needs. The only place that prints or exits."""

from __future__ import annotations

import logging
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from pipeline.commands.common import STAGES, run_stages, say_what_came_out, workspace_options
from pipeline.engine import limit_threads

limit_threads()  # before anything imports numpy

COMMANDS = {
    "evaluate": "pipeline.commands.evaluate:evaluate",
    "link": "pipeline.commands.link:link",
    "add": "pipeline.commands.add:add",
    "status": "pipeline.commands.status:status",
    "version": "pipeline.commands.status:version",
    "explain": "pipeline.commands.explain:explain",
    "models": "pipeline.commands.models:models",
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
    if _stage not in COMMANDS:
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
    say_what_came_out(outputs)


if __name__ == "__main__":
    main()

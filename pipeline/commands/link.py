"""`dragoman link` and `dragoman link review`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.common import STAGES, make_workspace, run_stages, workspace_options

KEYS = {"y": True, "n": False}


@click.group(invoke_without_command=True, help=f"{STAGES['link']}\n\n\b\nExamples:\n  dragoman link\n  dragoman link review")
@workspace_options
@click.pass_context
def link(context: click.Context, corpus: str, outputs: str, settings: Path | None) -> None:
    if context.invoked_subcommand is None:
        run_stages(["link"], corpus, outputs, settings)


@link.command()
@workspace_options
@click.option("--most", default=30, show_default=True, help="How many to show, the least certain first.")
@click.option("--list", "only_list", is_flag=True, help="Show them without asking.")
def review(corpus: str, outputs: str, settings: Path | None, most: int, only_list: bool) -> None:
    """Decide the least certain links and the near misses, one key each; the decisions go to configs/links.yaml.

    y: the same; n: different; s: skip; q: stop. The next run obeys.

    \b
    Example:
      dragoman link review
    """
    from pipeline.linking.overrides import read_overrides
    from pipeline.linking.review import Review, decide, undecided
    from pipeline.stages.link import overrides_path

    workspace = make_workspace(corpus, outputs, settings)
    path = overrides_path(workspace.settings.link.overrides)
    items = [Review(**row) for row in workspace.work("link").read("review.parquet").to_pylist()]
    open_items = undecided(items, read_overrides(path))[:most]
    decided = 0
    for item in open_items:
        click.echo(item.question)
        if only_list:
            continue
        click.echo("the same? [y/n/s/q] ", nl=False)
        key = click.getchar().lower()
        click.echo(key)
        if key == "q":
            break
        if key in KEYS:
            decide(path, item, KEYS[key])
            decided += 1
    if not open_items:
        click.echo("nothing is left to decide")
    elif decided:
        click.echo(f"{decided} decisions written to {path.name}; dragoman run, or dvc repro, obeys them")

"""`dragoman evaluate`: the tables against hand-made gold."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands.common import STAGES, make_workspace, run_stages, workspace_options


@click.command(help=f"{STAGES['evaluate']}\n\n\b\nExamples:\n  dragoman evaluate\n  dragoman evaluate --raise-floors")
@workspace_options
@click.option("--raise-floors", "rise", is_flag=True, help="Lift the floors that the tests hold to what is reached now.")
def evaluate(corpus: str, outputs: str, settings: Path | None, rise: bool) -> None:
    import json

    from pipeline.evaluation import raise_floors

    run_stages(["evaluate"], corpus, outputs, settings)
    workspace = make_workspace(corpus, outputs, settings)
    headline = json.loads(workspace.metrics.read_bytes("evaluate.json") or b"{}")
    _say(headline, "")
    click.echo(f"all measures: {workspace.metrics}/measures.json; errors to work down: {workspace.metrics}/errors.md")
    if rise:
        measures = json.loads(workspace.metrics.read_bytes("measures.json") or b"{}")
        floors = Path(workspace.settings.evaluate.gold) / "floors.yaml"
        click.echo(f"{len(raise_floors(measures, floors))} floors raised in {floors}")


def _say(values: object, prefix: str) -> None:
    if isinstance(values, dict):
        for name, value in values.items():
            _say(value, f"{prefix}.{name}" if prefix else str(name))
    else:
        click.echo(f"{prefix:44} {values}")

"""`dragoman memo`: look at and prune what is kept between runs."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def memo() -> None:
    """Results kept between runs, so that one new document costs one document.

    \b
    Example:
      dragoman memo prune --max-megabytes 500
    """


@memo.command()
@click.option("--outputs", default="outputs", show_default=True, help="Folder with the results.")
@click.option("--max-megabytes", default=1000, show_default=True, help="What may stay.")
def prune(outputs: str, max_megabytes: int) -> None:
    """Delete the results used longest ago until the rest fits.

    \b
    Example:
      dragoman memo prune --max-megabytes 500
    """
    from pipeline.memo import Memo

    deleted, left = Memo(Path(outputs) / "memo").prune(max_megabytes * 1_000_000)
    click.echo(f"deleted {deleted} results, {left / 1e6:.1f} MB left")

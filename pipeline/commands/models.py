"""`dragoman models`: what is installed, what would be better, how good each is, and how to get it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import click


@click.group(invoke_without_command=True)
@click.pass_context
def models(context: click.Context) -> None:
    """The language models: what is installed, how good each is, how to get a better one.

    \b
    Examples:
      dragoman models
      dragoman models pull stanza-ru
    """
    if context.invoked_subcommand is None:
        for model in catalogue():
            mark = click.style("installed", fg="green") if model.installed() else "         "
            click.echo(f"{mark}  {click.style(model.name, bold=True)}  {model.what}")
            click.echo(f"           {model.accuracy}")
            if not model.installed():
                click.echo(f"           {model.how}")


@models.command()
@click.argument("name")
def pull(name: str) -> None:
    """Fetch a model that is not in the package index, where there is internet.

    \b
    Example:
      dragoman models pull stanza-ru
    """
    from pipeline.errors import ModelError, SettingsError

    known = {model.name: model for model in catalogue() if model.stanza}
    if name not in known:
        names = ", ".join(known)
        raise SettingsError(f"'{name}' cannot be pulled; known are {names} (the others come by pip, see dragoman models)")
    try:
        import stanza
    except ImportError as error:
        raise ModelError("Stanza is not installed: pip install 'dragoman[stanza]'") from error
    from pipeline.languages.stanza import models_folder

    folder = models_folder(None)
    try:
        stanza.download(known[name].stanza, model_dir=str(folder), verbose=False)
    except Exception as error:  # the network and Stanza raise many kinds
        reason = " ".join(str(error).split())[:200]
        raise ModelError(f"{name} could not be fetched ({reason}); is there internet?") from error
    click.echo(f"{name} is in {folder}; to use it, set factory = \"stanza\" in configs/{known[name].stanza}.cfg")


@dataclass(frozen=True)
class Model:
    """One line of the catalogue. `accuracy` says where its figure comes from; `stanza` is the language that Stanza fetches."""

    name: str
    what: str
    accuracy: str
    how: str
    package: str | None = None
    stanza: str | None = None

    def installed(self) -> bool:
        """Whether it can be used now."""
        if self.stanza:
            from pipeline.languages.stanza import available

            return bool(available(self.stanza))
        from pipeline.memo import package_versions

        return self.package is None or package_versions(self.package)[self.package] is not None


def catalogue() -> list[Model]:
    """Every model that the settings can name, from `pipeline/lexicons/models.yaml`."""
    from pipeline.lexicon import lexicon

    rows: list[dict[str, Any]] = lexicon("models")
    return [Model(**row) for row in rows]

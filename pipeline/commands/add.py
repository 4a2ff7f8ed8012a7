"""`dragoman add`: copy documents into the corpus and say at once what is wrong with each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import click


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FILE|FOLDER...")
@click.option("--corpus", default="corpus", show_default=True, type=click.Path(path_type=Path), help="Folder to copy into.")
def add(sources: tuple[Path, ...], corpus: Path) -> None:
    """Copy documents into the corpus.

    Each file is read first: one that cannot be read is named with the reason and not copied; one whose content the corpus
    has already is named and not doubled. The exit code is 1 when any file was refused.

    \b
    Examples:
      dragoman add report.pdf interview.html
      dragoman add ~/articles
    """
    from pipeline.documents.corpus import corpus_files
    from pipeline.documents.read import read_document
    from pipeline.errors import DocumentError
    from pipeline.one_document import sha256_of
    from pipeline.settings import load_settings

    settings = load_settings().read
    corpus.mkdir(parents=True, exist_ok=True)
    present = {sha256_of(path.read_bytes()): doc_id for doc_id, path in corpus_files(corpus, settings.ignore)}
    refused = 0
    for relative, path in _files(sources, settings.ignore):
        digest = sha256_of(path.read_bytes())
        if digest in present:
            click.echo(f"same      {relative!r}: the corpus has it as {present[digest]!r}")
            continue
        try:
            document = read_document(path, relative, max_megabytes=settings.max_megabytes)
        except DocumentError as error:
            refused += 1
            click.echo(f"refused   {relative!r}: {error}", err=True)
            continue
        target = _free_name(corpus / relative)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        present[digest] = target.relative_to(corpus).as_posix()
        click.echo(f"added     {present[digest]!r}: {len(document.text)} characters, {document.title or 'no title'}")
    if refused:
        raise SystemExit(1)


def _files(sources: tuple[Path, ...], ignore: list[str]) -> Iterator[tuple[str, Path]]:
    from pipeline.documents.corpus import corpus_files

    for source in sources:
        if source.is_dir():
            yield from corpus_files(source, ignore)
        else:
            yield source.name, source


def _free_name(path: Path) -> Path:
    """The path itself, or with a number before the suffix when another document has that name."""
    n, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem}-{n}{path.suffix}")
        n += 1
    return free

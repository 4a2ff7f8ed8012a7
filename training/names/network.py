"""The token classifier as a torch module: a post-norm BERT encoder, cut to its lowest layers, and one linear layer."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from .decode import Base


@dataclass(frozen=True)
class Sizes:
    """Everything that fixes the shape of the network."""

    vocabulary: int
    positions: int = 512
    hidden: int = 384
    layers: int = 12
    heads: int = 12
    feed_forward: int = 1536
    labels: int = 7
    epsilon: float = 1e-12

    def as_dict(self) -> dict[str, int | float]:
        return asdict(self)


class Layer(nn.Module):
    """One encoder layer; query, key and value are one product."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        hidden = sizes.hidden
        self.heads, self.dropout = sizes.heads, dropout
        self.random: torch.Generator | None = None  # of its own for each replica that trains at the same time
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=sizes.epsilon)
        self.up = nn.Linear(hidden, sizes.feed_forward)
        self.down = nn.Linear(sizes.feed_forward, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=sizes.epsilon)

    def drop(self, x: torch.Tensor) -> torch.Tensor:
        """Dropout that draws from this layer's own generator."""
        if not self.training or not self.dropout:
            return x
        keep = 1 - self.dropout
        return x * torch.empty_like(x).bernoulli_(keep, generator=self.random).div_(keep)

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        batch, length, hidden = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(batch, length, hidden)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Tagger(nn.Module):
    """Pieces in, one score a label out."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1) -> None:
        super().__init__()
        self.sizes = sizes
        self.words = nn.Embedding(sizes.vocabulary, sizes.hidden)
        self.places = nn.Embedding(sizes.positions, sizes.hidden)
        self.norm = nn.LayerNorm(sizes.hidden, eps=sizes.epsilon)
        self.layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.layers))
        self.classify = nn.Linear(sizes.hidden, sizes.labels)

    def embed(self, ids: torch.Tensor) -> torch.Tensor:
        return self.norm(self.words(ids) + self.places.weight[: ids.shape[1]])

    def forward(self, ids: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
        """Scores [batch, length, labels] for ids [batch, length]; mask is true where there is text, None if everywhere."""
        seen = None if mask is None else mask[:, None, None, :]
        x = self.embed(ids)
        for layer in self.layers:
            x = layer(x, seen)
        return self.classify(x)


def from_base(base: Base, keep: list[int], layers: int) -> Tagger:
    """The network with the decoded weights: embeddings of the kept pieces, the lowest `layers` layers, a new classifier."""
    sizes = Sizes(len(keep), base.tensors["emb.pos"].shape[0], base.hidden, layers, base.heads, base.feed_forward)
    model = Tagger(sizes)
    t = base.tensors

    def load(parameter: nn.Parameter, *values: np.ndarray) -> None:
        parameter.data.copy_(torch.from_numpy(np.concatenate(values)))

    load(model.words.weight, t["emb.word"][keep])
    load(model.places.weight, t["emb.pos"] + t["emb.type"][0])  # one text a window: always token type 0
    load(model.norm.weight, t["emb.ln.w"])
    load(model.norm.bias, t["emb.ln.b"])
    for i, layer in enumerate(model.layers):
        for kind, end in (("weight", "w"), ("bias", "b")):
            load(getattr(layer.qkv, kind), *(t[f"l{i}.{m}.{end}"] for m in ("q", "k", "v")))
            for name, part in (("ao", layer.out), ("aln", layer.norm1), ("fi", layer.up), ("fo", layer.down), ("oln", layer.norm2)):
                load(getattr(part, kind), t[f"l{i}.{name}.{end}"])
    return model

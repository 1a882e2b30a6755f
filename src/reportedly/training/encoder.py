"""The MiniLM encoder in plain torch: its published weights in, token states out.

Invariant: the layer layout equals BERT's, so that the published weights load by name.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 384
LAYERS = 6
HEADS = 12
HEAD = 32  # width of one
INNER = 1536
WORDS = 30_522
POSITIONS = 512


def attend(q: Tensor, k: Tensor, v: Tensor, *, mask: Tensor | None) -> Tensor:
    """Return what each piece takes from the others, all heads side by side."""
    batch, length, width = q.shape
    shape = (batch, length, width // HEAD, HEAD)
    parts = [part.view(shape).transpose(1, 2) for part in (q, k, v)]
    mixed = functional.scaled_dot_product_attention(*parts, attn_mask=mask)
    return mixed.transpose(1, 2).reshape(batch, length, width)


class Attention(torch.autograd.Function):  # type: ignore[misc]  # as below
    """Attention without padding; in ONNX one operator, which halves the network's time."""

    @staticmethod
    def forward(_: object, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:  # noqa: PLR0917
        """Return the mixed states; the number of heads is for the ONNX node."""
        return attend(q, k, v, mask=None)

    @staticmethod
    def symbolic(  # noqa: PLR0917
        graph: torch.Graph, q: torch.Value, k: torch.Value, v: torch.Value, heads: int
    ) -> torch.Value:
        """Return the ONNX node."""
        name = "com.microsoft::MultiHeadAttention"
        return graph.op(name, q, k, v, num_heads_i=heads).setType(q.type())


class Layer(nn.Module):  # type: ignore[misc]  # torch is absent where types are checked
    """One post-norm transformer layer."""

    def __init__(self, drop: float, heads: int = HEADS, inner: int = INNER) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(WIDTH, 3 * heads * HEAD)
        self.out = nn.Linear(heads * HEAD, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, inner)
        self.down = nn.Linear(inner, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Return new states; `mask`, if any, is added to the attention scores."""
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        whole = mask is None
        mixed = Attention.apply(q, k, v, self.heads) if whole else attend(q, k, v, mask=mask)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):  # type: ignore[misc]  # as above
    """Word pieces to states of width 384."""

    def __init__(self, drop: float = 0.1, layers: int = LAYERS) -> None:
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(layers))
        self.drop = nn.Dropout(drop)

    def forward(self, ids: Tensor, mask: Tensor | None, extra: Tensor | None = None) -> Tensor:
        """Return states (batch, length, 384).

        Args:
            ids: word piece ids (batch, length).
            mask: 1 where a piece stands, 0 for padding; None when nothing is padded.
            extra: a further embedding to add to each piece.
        """
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places) + self.kind
        if extra is not None:
            x = x + extra
        x = self.drop(self.norm(x))
        bias = None if mask is None else (1.0 - mask[:, None, None, :].to(x.dtype)) * -10_000.0
        for layer in self.layers:
            x = layer(x, bias)
        return x


def load_encoder(folder: Path, drop: float = 0.1) -> Encoder:
    """Return an encoder with the weights of `folder/model.safetensors` (BERT names)."""
    found = load_file(str(folder / "model.safetensors"))
    new: dict[str, Tensor] = {
        "words.weight": found["embeddings.word_embeddings.weight"],
        "positions.weight": found["embeddings.position_embeddings.weight"],
        "kind": found["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": found["embeddings.LayerNorm.weight"],
        "norm.bias": found["embeddings.LayerNorm.bias"],
    }
    for n in range(LAYERS):
        old = f"encoder.layer.{n}."
        for part in ("weight", "bias"):
            three = [
                found[f"{old}attention.self.{name}.{part}"] for name in ("query", "key", "value")
            ]
            new[f"layers.{n}.qkv.{part}"] = torch.cat(three)
            for mine, theirs in (
                ("out", "attention.output.dense"),
                ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                new[f"layers.{n}.{mine}.{part}"] = found[f"{old}{theirs}.{part}"]
    encoder = Encoder(drop)
    encoder.load_state_dict(new)
    return encoder

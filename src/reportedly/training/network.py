"""The attribution network: find anchors, then read each anchor's attribution.

An anchor is the first piece of a cue, or of the content where there is no cue. The linker sees
every piece near it beside the anchor's state and says for each: outside, source, cue or content.
Nested, split and cueless attributions so need no linking of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from reportedly.language.pieces import MARKS
from reportedly.language.tagger import REACH, TYPES
from reportedly.training.encoder import WIDTH, Encoder, load_encoder

NARROW = 192  # width of the linker
INNER = 64  # width of its attention
HEADS = 2
ROLES = 4  # outside, source, cue, content


class Finder(nn.Module):  # type: ignore[misc]  # torch is absent where types are checked
    """Encoder states and, for each piece, whether a cue or a cueless content begins there."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.marks = nn.Embedding(MARKS, WIDTH)
        nn.init.normal_(self.marks.weight, std=0.01)
        self.hidden = nn.Linear(WIDTH, NARROW)
        self.anchor = nn.Linear(NARROW, 2)
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, marks: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """Return states (batch, length, 384) and logits (batch, length, 2)."""
        states = self.encoder(ids, mask, self.marks(marks))
        return states, self.anchor(self.drop(functional.gelu(self.hidden(states))))


class Block(nn.Module):  # type: ignore[misc]  # as above
    """A narrow attention, then a convolution over neighbours: a tenth of a full layer's work."""

    def __init__(self) -> None:
        super().__init__()
        self.norm1 = nn.LayerNorm(NARROW)
        self.qkv = nn.Linear(NARROW, 3 * INNER)
        self.out = nn.Linear(INNER, NARROW)
        self.norm2 = nn.LayerNorm(NARROW)
        self.near = nn.Conv1d(NARROW, NARROW, 7, padding=3, groups=NARROW)
        self.up = nn.Linear(NARROW, NARROW)
        self.down = nn.Linear(NARROW, NARROW)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return new states of the same shape."""
        rows, length, _ = x.shape
        three = self.qkv(self.norm1(x)).view(rows, length, 3, HEADS, INNER // HEADS)
        q, k, v = three.permute(2, 0, 3, 1, 4).unbind(0)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = x + self.drop(self.out(mixed.transpose(1, 2).reshape(rows, length, INNER)))
        near = self.near(self.norm2(x).transpose(1, 2)).transpose(1, 2)
        return x + self.drop(self.down(functional.gelu(self.up(near))))


class Linker(nn.Module):  # type: ignore[misc]  # as above
    """For each anchor: the role of every piece near it, the type, and whether it is one at all."""

    def __init__(self) -> None:
        super().__init__()
        self.piece = nn.Linear(WIDTH, NARROW)
        self.anchor = nn.Linear(WIDTH, NARROW)
        self.meet = nn.Linear(WIDTH, NARROW)
        self.place = nn.Embedding(2 * REACH, NARROW)
        self.kind = nn.Embedding(2, NARROW)
        self.blocks = nn.ModuleList([Block(), Block()])
        self.norm = nn.LayerNorm(NARROW)
        self.roles = nn.Linear(NARROW, ROLES)
        self.types = nn.Linear(NARROW, len(TYPES) + 1)
        for table in (self.place, self.kind):
            nn.init.normal_(table.weight, std=0.02)

    def forward(self, states: Tensor, mask: Tensor, anchors: Tensor) -> tuple[Tensor, Tensor]:
        """Return role logits (anchors, 2 * REACH, 4) and type logits (anchors, 9; last: valid).

        Row `r` of the role logits speaks of the piece `at - REACH + r`.

        Args:
            states: (windows, length, 384).
            mask: (windows, length), 1 where a piece stands.
            anchors: (anchors, 3), the window, the piece, and 0 for cue, 1 for content.
        """
        window, at, kind = anchors.unbind(1)
        own = states[window, at]
        near = at[:, None] + torch.arange(2 * REACH, device=states.device)[None, :]
        rows = window[:, None]
        wide = functional.pad(self.piece(states), (0, 0, REACH, REACH))
        x = wide[rows, near] * (1.0 + torch.tanh(self.meet(own)))[:, None, :]
        x = x + (self.anchor(own) + self.kind(kind))[:, None, :] + self.place.weight
        there = functional.pad(mask, (REACH, REACH))[rows, near]
        bias = (1.0 - there[:, None, None, :].to(x.dtype)) * -10_000.0
        for block in self.blocks:
            x = block(x, bias)
        x = self.norm(x)
        return self.roles(x), self.types(x[:, REACH])


class Model(nn.Module):  # type: ignore[misc]  # as above
    """Finder and linker, trained together."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.finder = Finder(load_encoder(base))
        self.linker = Linker()

    def keep(self, layers: Sequence[int]) -> None:
        """Keep these layers of the encoder, counted from 0, and drop the others."""
        found = self.finder.encoder.layers
        self.finder.encoder.layers = nn.ModuleList(found[n] for n in layers)


def layers_in(state: Mapping[str, Tensor]) -> int:
    """Return how many layers the encoder of a saved model has."""
    found = {name.split(".")[3] for name in state if name.startswith("finder.encoder.layers.")}
    return len(found)

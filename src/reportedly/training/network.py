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
from reportedly.language.tagger import AHEAD, BACK, TYPES
from reportedly.training.encoder import HEAD, WIDTH, Encoder, Layer, attend, load_encoder

NARROW = 192  # width of the linker, also of the inner neurons of its blocks
HEADS = 2  # of a block's attention, each as wide as the encoder's
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
    """A narrow attention, if any, then a convolution over neighbours: little of a layer's work."""

    def __init__(self, heads: int = HEADS, inner: int = NARROW) -> None:
        super().__init__()
        self.heads = heads
        if heads:
            self.norm1 = nn.LayerNorm(NARROW)
            self.qkv = nn.Linear(NARROW, 3 * heads * HEAD)
            self.out = nn.Linear(heads * HEAD, NARROW)
        self.norm2 = nn.LayerNorm(NARROW)
        self.near = nn.Conv1d(NARROW, NARROW, 7, padding=3, groups=NARROW)
        self.up = nn.Linear(NARROW, inner)
        self.down = nn.Linear(inner, NARROW)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return new states of the same shape."""
        if self.heads:
            q, k, v = self.qkv(self.norm1(x)).chunk(3, dim=-1)
            x = x + self.drop(self.out(attend(q, k, v, mask=bias)))
        near = self.near(self.norm2(x).transpose(1, 2)).transpose(1, 2)
        return x + self.drop(self.down(functional.gelu(self.up(near))))


class Linker(nn.Module):  # type: ignore[misc]  # as above
    """For each anchor: the role of every piece near it, the type, and whether it is one at all."""

    def __init__(self) -> None:
        super().__init__()
        self.piece = nn.Linear(WIDTH, NARROW)
        self.anchor = nn.Linear(WIDTH, NARROW)
        self.meet = nn.Linear(WIDTH, NARROW)
        self.place = nn.Embedding(BACK + AHEAD, NARROW)
        self.kind = nn.Embedding(2, NARROW)
        self.blocks = nn.ModuleList([Block(), Block()])
        self.norm = nn.LayerNorm(NARROW)
        self.roles = nn.Linear(NARROW, ROLES)
        self.types = nn.Linear(NARROW, len(TYPES) + 1)
        for table in (self.place, self.kind):
            nn.init.normal_(table.weight, std=0.02)

    def forward(self, states: Tensor, mask: Tensor, anchors: Tensor) -> tuple[Tensor, Tensor]:
        """Return role logits (anchors, BACK + AHEAD, 4) and type logits (anchors, 9; last: valid).

        Row `r` of the role logits speaks of the piece `at - BACK + r`.

        Args:
            states: (windows, length, 384).
            mask: (windows, length), 1 where a piece stands.
            anchors: (anchors, 3), the window, the piece, and 0 for cue, 1 for content.
        """
        window, at, kind = anchors.unbind(1)
        own = states[window, at]
        near = at[:, None] + torch.arange(BACK + AHEAD, device=states.device)[None, :]
        rows = window[:, None]
        wide = functional.pad(self.piece(states), (0, 0, BACK, AHEAD))
        x = wide[rows, near] * (1.0 + torch.tanh(self.meet(own)))[:, None, :]
        x = x + (self.anchor(own) + self.kind(kind))[:, None, :] + self.place.weight
        there = functional.pad(mask, (BACK, AHEAD))[rows, near]
        bias = (1.0 - there[:, None, None, :].to(x.dtype)) * -10_000.0
        for block in self.blocks:
            x = block(x, bias)
        x = self.norm(x)
        return self.roles(x), self.types(x[:, BACK])


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

    def take(self, state: Mapping[str, Tensor]) -> None:
        """Take saved weights, and with them the number and widths of layers and blocks."""
        drop = self.finder.encoder.drop.p
        widths = widths_of(state, "finder.encoder.layers")
        self.finder.encoder.layers = nn.ModuleList(Layer(drop, *some) for some in widths)
        blocks = widths_of(state, "linker.blocks")
        self.linker.blocks = nn.ModuleList(Block(*some) for some in blocks)
        self.load_state_dict(state)


def widths_of(state: Mapping[str, Tensor], stem: str) -> list[tuple[int, int]]:
    """Return the heads and inner neurons of each layer or block whose names begin with `stem`."""
    found: list[tuple[int, int]] = []
    while (up := state.get(f"{stem}.{len(found)}.up.weight")) is not None:
        out = state.get(f"{stem}.{len(found)}.out.weight")
        found.append((0 if out is None else out.shape[1] // HEAD, len(up)))
    return found

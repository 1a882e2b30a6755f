"""What the network is taught: anchors, then roles, type and validity of each anchor.

Invariant: a piece or anchor that the windows leave open adds nothing to the loss.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from reportedly.language.tagger import REACH
from reportedly.training.network import Model
from reportedly.training.windows import Window

MASK = 103  # id of [MASK]
MARKLESS = 0.1  # share of windows whose quotation and case marks are hidden
DOUBTS = 2  # wrong anchors the linker reads in a window, beside the right ones
ROLE_SHARE, TYPE_SHARE = 1 / 20, 0.3  # beside the loss of validity, which counts 1
SHORT = bool(torch.cpu.get_capabilities().get("avx512_bf16"))  # else bfloat16 is far slower
Chosen = tuple[int, int, int, int]  # window, piece, kind, number of the anchor or -1


def stacked(batch: list[Window], mask_rate: float) -> tuple[Tensor, Tensor, Tensor]:
    """Return ids, marks and mask of a batch; some ids and marks are hidden."""
    length = max(len(w.ids) for w in batch)
    ids = torch.zeros(len(batch), length, dtype=torch.long)
    marks, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for n, w in enumerate(batch):
        size = len(w.ids)
        ids[n, :size] = torch.from_numpy(w.ids)
        marks[n, :size] = torch.from_numpy(w.marks)
        mask[n, :size] = 1
    hidden = (torch.rand(ids.shape) < mask_rate) & (ids > 10)
    marks = marks.masked_fill(torch.rand(len(batch), 1) < MARKLESS, 0)
    return ids.masked_fill(hidden, MASK), marks, mask


def anchor_loss(logits: Tensor, batch: list[Window]) -> Tensor:
    """Return the cross entropy of anchors where they are asked for."""
    target, weight = torch.zeros_like(logits), torch.zeros_like(logits)
    for n, w in enumerate(batch):
        weight[n, w.asked[0] : w.asked[1]] = 1.0
        for a in w.anchors:
            target[n, a.at, a.kind] = 1.0
            weight[n, a.at, a.kind] = 1.0
        for at in w.open:
            weight[n, at] = 0.0
    loss = functional.binary_cross_entropy_with_logits(logits, target, weight, reduction="sum")
    return loss / max(1, sum(len(w.anchors) for w in batch))


def anchors_to_read(logits: Tensor, batch: list[Window]) -> list[Chosen]:
    """Return the right anchors and, of the wrong ones, those the finder finds most tempting."""
    chosen: list[Chosen] = []
    chances = logits.detach().float()
    for n, w in enumerate(batch):
        right = {(a.at, a.kind) for a in w.anchors}
        chosen += [(n, a.at, a.kind, i) for i, a in enumerate(w.anchors)]
        asked = chances[n, w.asked[0] : w.asked[1]].flatten()
        best = asked.topk(min(len(asked), len(right) + 8)).indices.tolist()
        places = [(w.asked[0] + place // 2, place % 2) for place in best]
        wrong = [p for p in places if p not in right and p[0] not in w.open]
        chosen += [(n, at, kind, -1) for at, kind in wrong[:DOUBTS]]
    return chosen


def linker_loss(
    outputs: tuple[Tensor, Tensor], batch: list[Window], chosen: list[Chosen]
) -> Tensor:
    """Return the loss of roles, types and validity over the chosen anchors."""
    roles, types = outputs
    target = torch.zeros(roles.shape[:2], dtype=torch.long)
    kinds = torch.full((len(chosen),), -1)
    valid = torch.zeros(len(chosen))
    for row, (n, at, _, number) in enumerate(chosen):
        shift = REACH - at
        if number < 0:
            target[row] = -1
            continue
        anchor = batch[n].anchors[number]
        for role, first, last in anchor.spans:
            target[row, max(0, first + shift) : max(0, last + shift)] = role
        target[row, : max(0, shift)] = -1
        target[row, max(0, len(batch[n].ids) + shift) :] = -1
        kinds[row] = anchor.type
        valid[row] = 1.0
    role = functional.cross_entropy(
        roles.flatten(0, 1), target.flatten(), ignore_index=-1, reduction="sum"
    )
    kind = functional.cross_entropy(types[:, :-1], kinds, ignore_index=-1, reduction="sum")
    sure = functional.binary_cross_entropy_with_logits(types[:, -1], valid, reduction="sum")
    return (ROLE_SHARE * role + TYPE_SHARE * kind + sure) / max(1.0, float(valid.sum()))


def batch_loss(model: Model, batch: list[Window], mask_rate: float) -> Tensor:
    """Return the loss of one batch, in bfloat16 where that is safe and the processor has it."""
    ids, marks, mask = stacked(batch, mask_rate)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=SHORT):
        states, logits = model.finder(ids, marks, mask)
        chosen = anchors_to_read(logits, batch)
        rows = torch.tensor([c[:3] for c in chosen], dtype=torch.long).reshape(-1, 3)
        roles, types = model.linker(states, mask, rows)
    loss = anchor_loss(logits.float(), batch)
    return loss + linker_loss((roles.float(), types.float()), batch, chosen)

"""What the network is taught: anchors, then roles, type and validity of each anchor.

Invariant: a piece or anchor that the windows leave open adds nothing to the loss.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from reportedly.language.tagger import BACK
from reportedly.training.network import Model
from reportedly.training.windows import Window

MASK = 103  # id of [MASK]
MARKLESS = 0.1  # share of windows whose quotation and case marks are hidden
DOUBTS = 2  # wrong anchors the linker reads in a window, beside the right ones
ROLE_SHARE, TYPE_SHARE = 1 / 20, 0.3  # beside the loss of validity, which counts 1
STATE_SHARE, ANCHOR_SHARE = 10.0, 0.1  # of a teacher's states and anchors
SHORT = bool(torch.cpu.get_capabilities().get("avx512_bf16"))  # else bfloat16 is far slower
Chosen = tuple[int, int, int, int]  # window, piece, kind, number of the anchor or -1


def stacked(
    batch: list[Window], mask_rate: float, markless: float = MARKLESS
) -> tuple[Tensor, Tensor, Tensor]:
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
    marks = marks.masked_fill(torch.rand(len(batch), 1) < markless, 0)
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
        chosen += [(n, at, kind, -1) for at, kind in (wrong[:DOUBTS] if w.taught else wrong)]
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
        shift = BACK - at
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


@dataclass(frozen=True, slots=True)
class Seen:
    """What a model makes of a batch, in 32 bits."""

    states: Tensor  # (windows, length, 384)
    anchors: Tensor  # (windows, length, 2)
    roles: Tensor  # (anchors, BACK + AHEAD, 4)
    types: Tensor  # (anchors, 9)


def likeness_loss(mine: Seen, theirs: Seen, mask: Tensor) -> Tensor:
    """Return how far a model is from its teacher: states, then the chances of all answers."""
    there = mask.bool()
    scale = theirs.states[there].square().mean()
    states = (mine.states - theirs.states)[there].square().mean() / scale
    anchors = functional.binary_cross_entropy_with_logits(
        mine.anchors[there], theirs.anchors[there].sigmoid(), reduction="sum"
    ) / len(mask)
    chances = theirs.roles.softmax(-1)
    roles = -(chances * mine.roles.log_softmax(-1)).sum() / max(1, len(chances))
    kinds = -(theirs.types[:, :-1].softmax(-1) * mine.types[:, :-1].log_softmax(-1)).sum()
    valid = functional.binary_cross_entropy_with_logits(
        mine.types[:, -1], theirs.types[:, -1].sigmoid(), reduction="sum"
    )
    return (
        STATE_SHARE * states
        + ANCHOR_SHARE * anchors
        + ROLE_SHARE * roles
        + (TYPE_SHARE * kinds + valid) / max(1, len(chances))
    )


def batch_loss(
    model: Model, batch: list[Window], mask_rate: float, *, teacher: Model | None = None
) -> Tensor:
    """Return the loss of one batch, in bfloat16 where that is safe and the processor has it.

    All windows of a batch are annotated or none is, and all follow the teacher or none does. It
    reads the same pieces, none of them hidden; its answers count as much as the data's.
    """
    ids, marks, mask = stacked(batch, mask_rate)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=SHORT):
        states, logits = model.finder(ids, marks, mask)
        chosen = anchors_to_read(logits, batch)
        rows = torch.tensor([c[:3] for c in chosen], dtype=torch.long).reshape(-1, 3)
        mine = _seen(states, logits, model.linker(states, mask, rows))
    loss = torch.zeros(())
    if batch[0].taught:
        loss = anchor_loss(mine.anchors, batch)
        loss = loss + linker_loss((mine.roles, mine.types), batch, chosen)
    if teacher is None or not batch[0].led:
        return loss
    whole, signs, _ = stacked(batch, 0.0, 0.0)
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=SHORT):
        states, logits = teacher.finder(whole, signs, mask)
        theirs = _seen(states, logits, teacher.linker(states, mask, rows))
    return loss + likeness_loss(mine, theirs, mask)


def _seen(states: Tensor, anchors: Tensor, linked: tuple[Tensor, Tensor]) -> Seen:
    roles, types = linked
    return Seen(states.float(), anchors.float(), roles.float(), types.float())

"""Train the attribution model: `python -m reportedly.training.attribution --data D --out O ...`.

`--data` and `--dev` name folders of annotated reports or JSON Lines files; both may be given
several times. The same data, seed, versions, threads and kind of processor give the same weights.
"""

from __future__ import annotations

import argparse
import copy
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from reportedly.language.pieces import Ints, WordPieces, pieces_of
from reportedly.language.tagger import FINDER, LINKER, Floats, Tagged, read
from reportedly.training.augment import Names, names_of, varied
from reportedly.training.embedding import write_tokenizer
from reportedly.training.export import export
from reportedly.training.install import write_manifest
from reportedly.training.losses import batch_loss
from reportedly.training.markup import Annotated, data_digest, read_data
from reportedly.training.network import Model
from reportedly.training.onnx_weights import state_of
from reportedly.training.scores import measure
from reportedly.training.unmarked import other_windows, read_plain
from reportedly.training.windows import Window, windows_of

BATCH = 6  # windows a step
KEEP = 0.995  # decay of the averaged weights, a step
WARM = 0.1  # share of the steps in which the rate rises
LEASTS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)  # thresholds shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to train."""

    seed: int
    epochs: int
    rate: float  # of the encoder's top layer; its lower layers have less, the heads five times it
    mask: float  # share of pieces hidden
    frozen: int  # lowest layers that stay as they are
    others: int  # windows without answers in each epoch, which only a teacher speaks of


@dataclass(frozen=True, slots=True)
class Kit:
    """What every text passes through, and texts without annotation."""

    tokenizer: WordPieces
    names: Names
    plain: list[Annotated]


def batches(windows: list[Window], random: Random) -> list[list[Window]]:
    """Return batches of windows of like length and like teaching, in random order."""
    groups: list[list[Window]] = []
    for ways in ((True, True), (True, False), (False, True)):
        some = [w for w in windows if (w.taught, w.led) == ways]
        order = sorted(some, key=lambda w: (len(w.ids), random.random()))
        groups += [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    random.shuffle(groups)
    return groups


def optimizer_of(model: Model, plan: Plan) -> torch.optim.AdamW:
    """Return AdamW with lower rates for lower layers; word embeddings stay as they are."""
    encoder = model.finder.encoder
    rates = [plan.rate * 0.9 ** (len(encoder.layers) - 1 - n) for n in range(len(encoder.layers))]
    groups = [
        {"params": list(layer.parameters()), "lr": rate}
        for layer, rate in list(zip(encoder.layers, rates, strict=True))[plan.frozen :]
    ]
    for part in (encoder, *encoder.layers[: plan.frozen]):
        deep = part is not encoder
        for p in part.parameters(recurse=deep):
            p.requires_grad_(not plan.frozen)
    encoder.words.requires_grad_(False)
    low = [*encoder.norm.parameters(), *encoder.positions.parameters(), encoder.kind]
    low += list(model.finder.marks.parameters())
    for p in low:
        p.requires_grad_(not plan.frozen)
    if not plan.frozen:
        groups.append({"params": low, "lr": plan.rate * 0.5})
    heads = (model.finder.hidden, model.finder.anchor, model.linker)
    groups.append({"params": [p for h in heads for p in h.parameters()], "lr": plan.rate * 5})
    return torch.optim.AdamW(groups, weight_decay=0.01)


def train(
    model: Model, texts: list[Annotated], *, plan: Plan, kit: Kit, teacher: Model | None = None
) -> Iterator[Model]:
    """Train; yield the averaged model after each epoch. The same object comes each time."""
    random = Random(plan.seed)  # noqa: S311  # no secret
    optimizer = optimizer_of(model, plan)
    first = [group["lr"] for group in optimizer.param_groups]
    averaged = copy.deepcopy(model)
    done = 0
    for epoch in range(plan.epochs):
        model.train()
        windows = [
            replace(window, led=own)
            for text, own in varied(texts, kit.names, random)
            for window in windows_of([text], kit.tokenizer, random)
        ]
        if plan.others:
            windows += other_windows(
                texts, kit.plain, tokenizer=kit.tokenizer, random=random, count=plan.others
            )
        groups = batches(windows, random)
        steps = plan.epochs * len(groups)
        total, began = 0.0, time.monotonic()
        for batch in groups:
            scale = _scale(done / steps)
            for group, rate in zip(optimizer.param_groups, first, strict=True):
                group["lr"] = rate * scale
            loss = batch_loss(model, batch, plan.mask, teacher=teacher)
            total += _step(model, loss, optimizer)
            done += 1
            _average(averaged, model, min(KEEP, done / (done + 10)))
        spent = time.monotonic() - began
        print(f"epoch {epoch} loss {total / len(groups):.3f} seconds {spent:.0f}", flush=True)
        yield averaged


def _scale(part: float) -> float:
    """Return the share of the full rate at a part, 0..1, of the way: up, then down."""
    return min(1.0, part / WARM + 0.01, max(0.02, (1 - part) / (1 - WARM)))


def _step(model: Model, loss: Tensor, optimizer: torch.optim.AdamW) -> float:
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


def _average(averaged: Model, model: Model, keep: float) -> None:
    with torch.no_grad():
        for mine, new in zip(averaged.parameters(), model.parameters(), strict=True):
            mine.lerp_(new, 1 - keep)


def predict(model: Model, text: str, tokenizer: WordPieces) -> list[Tagged]:
    """Return what the float model sees in a text."""

    def find(ids: Ints, marks: Ints) -> tuple[Floats, Floats]:
        row = torch.from_numpy(ids)[None]
        states, logits = model.finder(row, torch.from_numpy(marks)[None], torch.ones_like(row))
        return states[0].numpy(), logits[0].numpy()

    def link(states: Floats, at: Ints, kind: Ints) -> tuple[Floats, Floats]:
        roles, types = Alone(model)(*map(torch.from_numpy, (states, at, kind)))
        return roles.numpy(), types.numpy()

    with torch.inference_mode():
        return list(read(pieces_of(text, tokenizer, [(0, len(text))]), find, link))


class Alone(nn.Module):  # type: ignore[misc]  # torch is absent where types are checked
    """The linker over one window without padding."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.linker = model.linker

    def forward(self, states: Tensor, at: Tensor, kind: Tensor) -> tuple[Tensor, Tensor]:
        """Return roles and types of the anchors `at`."""
        mask = torch.ones_like(states[None, :, 0], dtype=torch.long)
        anchors = torch.stack([torch.zeros_like(at), at, kind], 1)
        roles, types = self.linker(states[None], mask, anchors)
        return roles, types


class Whole(nn.Module):  # type: ignore[misc]  # as above
    """The finder over windows without padding."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.finder = model.finder

    def forward(self, ids: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        """Return states and anchor logits."""
        states, anchors = self.finder(ids, marks, None)
        return states, anchors


def evaluate(
    model: Model, texts: Sequence[Annotated], tokenizer: WordPieces
) -> dict[str, dict[str, float]]:
    """Return the measures at several thresholds of confidence."""
    model.eval()
    found = [(t.text, t.attributions, predict(model, t.text, tokenizer)) for t in texts]
    return {
        f"{least:.1f}": measure(
            (text, gold, [t for t in given if t.anchor * t.valid >= least])
            for text, gold, given in found
        )
        for least in LEASTS
    }


def write(model: Model, base: Path, out: Path) -> None:
    """Write both networks as int8 ONNX, the tokenizer and the manifest into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 2000, (1, 64))
    axes = {0: "windows", 1: "pieces"}
    export(
        Whole(model),
        {"ids": ids, "marks": torch.zeros_like(ids)},
        axes={"ids": axes, "marks": axes, "states": axes, "anchors": axes},
        file=out / FINDER,
    )
    at = torch.tensor([3, 40, 9])
    export(
        Alone(model),
        {"states": torch.randn(64, 384), "at": at, "kind": torch.zeros_like(at)},
        axes={
            "states": {0: "pieces"},
            "at": {0: "anchors"},
            "kind": {0: "anchors"},
            "roles": {0: "anchors"},
            "types": {0: "anchors"},
        },
        file=out / LINKER,
    )
    write_tokenizer(base, out / "tokenizer.json")
    write_manifest(out)


def load(model: Model, start: Path) -> None:
    """Give a model the weights of a `model.pt` or of a folder with shipped model files."""
    state = state_of(start) if start.is_dir() else torch.load(start, weights_only=True)
    model.take(state)


def splitter(base: Path) -> WordPieces:
    """Return the tokenizer of the MiniLM weights."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return WordPieces(tokenizer)


def arguments() -> argparse.Namespace:
    """Return the command line's arguments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--dev", type=Path, action="append", default=[])
    parser.add_argument("--base", type=Path, required=True, help="folder of the MiniLM weights")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model files")
    parser.add_argument(
        "--start", type=Path, help="model.pt to go on from, or a folder with shipped model files"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--mask", type=float, default=0.08)
    parser.add_argument("--keep", help="layers of the encoder to keep, as 0,1,2,3")
    parser.add_argument("--plain", type=Path, help="folder of plain texts for a student to read")
    parser.add_argument("--others", type=int, default=0, help="windows an epoch without answers")
    parser.add_argument(
        "--teacher", type=Path, help="model.pt or folder whose answers count beside the data's"
    )
    parser.add_argument("--frozen", type=int, default=0, help="lowest layers left as they are")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def main() -> None:
    """Train, write the model files, and print and keep the scores on the `--dev` data."""
    args = arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    texts = [t for path in args.data for t in read_data(path)]
    tokenizer = splitter(args.base)
    model = Model(args.base)
    if args.start:
        load(model, args.start)
    teacher = None
    if args.teacher:
        teacher = Model(args.base).eval()
        load(teacher, args.teacher)
    if args.keep:
        model.keep([int(n) for n in args.keep.split(",")])
    plan = Plan(
        seed=args.seed,
        epochs=args.epochs,
        rate=args.rate,
        mask=args.mask,
        frozen=args.frozen,
        others=args.others,
    )
    averaged = model
    args.out.mkdir(parents=True, exist_ok=True)
    kit = Kit(tokenizer, names_of(texts), read_plain(args.plain) if args.plain else [])
    for averaged in train(model, texts, plan=plan, kit=kit, teacher=teacher):
        torch.save(averaged.state_dict(), args.out / "model.pt")
    scores = {str(p): evaluate(averaged, list(read_data(p)), tokenizer) for p in args.dev}
    write(averaged, args.base, args.out)
    card = {"data": data_digest(texts), "texts": len(texts), "seed": args.seed, "scores": scores}
    (args.out / "card.txt").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(card, indent=1))


if __name__ == "__main__":
    main()

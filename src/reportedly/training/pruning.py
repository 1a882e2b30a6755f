"""Leave out the attention heads and inner neurons that matter least for their time.

`python -m reportedly.training.pruning --start S --data D --base B --finder 0.5 --out pruned.pt`
keeps half of the time that heads and neurons of the finder's encoder take; `--linker` likewise.
What a unit matters is the mean square of the loss's slope when the unit is faded (Kwon et al. 2022,
"A Fast Post-Training Pruning Framework for Transformers", its first step). A pruned network must be
trained further.

Invariant: kept units have their weights unchanged; each layer keeps `STEP` neurons.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import torch
from torch import Tensor, nn

from reportedly.training.attribution import load, splitter
from reportedly.training.encoder import HEAD, Layer
from reportedly.training.losses import batch_loss
from reportedly.training.markup import read_data
from reportedly.training.network import Block, Model
from reportedly.training.windows import Window, windows_of

# Of a head, in neurons: of the encoder on windows of 345 pieces, of the linker round 8 anchors.
LAYER_HEAD, BLOCK_HEAD = 174, 250
STEP = 32  # neurons are kept by so many: products of other widths are slow
Part = Layer | Block
Units = list[list[int]]  # by layer


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend:
    """How much of the time of some layers to keep."""

    layers: Sequence[Part]
    share: float  # 0..1
    head_time: int  # of one head, in neurons
    least: int  # heads that each layer keeps
    make: Callable[[int, int], Part]  # a new layer of so many heads and neurons


class Faders(nn.Module):  # type: ignore[misc]  # torch is absent where types are checked
    """A factor of 1 on each head and neuron of every layer."""

    def __init__(self, layers: Sequence[Part]) -> None:
        super().__init__()
        self.heads = [torch.ones(layer.heads, requires_grad=True) for layer in layers]
        self.inner = [torch.ones(layer.down.in_features, requires_grad=True) for layer in layers]
        for layer, heads, inner in zip(layers, self.heads, self.inner, strict=True):
            if layer.heads:
                layer.out.register_forward_pre_hook(
                    lambda _, given, by=heads: (given[0] * by.repeat_interleave(HEAD),)
                )
            layer.down.register_forward_pre_hook(lambda _, given, by=inner: (given[0] * by,))


def weighed(
    model: Model, windows: list[Window], layers: Sequence[Part]
) -> tuple[list[Tensor], list[Tensor]]:
    """Return what each head and each neuron matters, by layer."""
    faders = Faders(layers)
    every = [*faders.heads, *faders.inner]
    sums = [torch.zeros_like(f) for f in every]
    for window in windows:
        if window.anchors:
            loss = batch_loss(model, [window], 0.0)
            slopes = torch.autograd.grad(loss, every, allow_unused=True)
            for total, slope in zip(sums, slopes, strict=True):
                total.add_(0 if slope is None else slope.square())
    return sums[: len(faders.heads)], sums[len(faders.heads) :]


def chosen(heads: list[Tensor], inner: list[Tensor], spend: Spend) -> tuple[Units, Units]:
    """Return the heads and neurons to keep: the best for their time until the share is spent."""
    units = [
        (float(worth) / time, kind, layer, n)
        for kind, (sums, time) in enumerate(((heads, spend.head_time), (inner, 1)))
        for layer, some in enumerate(sums)
        for n, worth in enumerate(some)
    ]
    left = spend.share * sum(1 if kind else spend.head_time for _, kind, _, _ in units)
    kept: tuple[Units, Units] = ([[] for _ in heads], [[] for _ in inner])
    for _, kind, layer, n in sorted(units, reverse=True):
        time = 1 if kind else spend.head_time
        if left >= time:
            left -= time
            kept[kind][layer].append(n)
    for layer, some in enumerate(inner):
        count = max(STEP, round(len(kept[1][layer]) / STEP) * STEP)
        kept[1][layer] = sorted(some.topk(count).indices.tolist())
        count = max(spend.least, len(kept[0][layer]))
        kept[0][layer] = sorted(heads[layer].topk(count).indices.tolist())
    return kept


def narrow(layer: Part, new: Part, units: tuple[list[int], list[int]]) -> Part:
    """Give a new layer some of the heads and neurons of another."""
    heads, inner = units
    state = layer.state_dict()
    neurons = torch.tensor(inner)
    state["up.weight"], state["up.bias"] = layer.up.weight[neurons], layer.up.bias[neurons]
    state["down.weight"] = layer.down.weight[:, neurons]
    if heads:
        wide = torch.tensor([h * HEAD + n for h in heads for n in range(HEAD)])
        three = torch.cat([wide + part * layer.heads * HEAD for part in range(3)])
        state["qkv.weight"], state["qkv.bias"] = layer.qkv.weight[three], layer.qkv.bias[three]
        state["out.weight"] = layer.out.weight[:, wide]
    new.load_state_dict({name: state[name] for name in new.state_dict()})
    return new


def pruned(model: Model, windows: list[Window], spend: Spend) -> nn.ModuleList:
    """Return narrower layers, and say what each keeps."""
    made: list[Part] = []
    kept = zip(*chosen(*weighed(model, windows, spend.layers), spend), strict=True)
    for layer, units in zip(spend.layers, kept, strict=True):
        heads, neurons = map(len, units)
        print(f"{type(layer).__name__} {len(made)}: {heads} heads, {neurons} neurons")
        made.append(narrow(layer, spend.make(heads, neurons), units))
    return nn.ModuleList(made)


def main() -> None:
    """Prune a model, say what each layer keeps, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=Path, required=True, help="model.pt or folder of files")
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--base", type=Path, required=True, help="folder of the MiniLM weights")
    parser.add_argument("--finder", type=float, help="share of the encoder's time to keep")
    parser.add_argument("--linker", type=float, help="share of the linker's time to keep")
    parser.add_argument("--windows", type=int, default=400, help="windows to weigh units by")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, help="model.pt to write")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    random = Random(args.seed)  # noqa: S311  # no secret
    tokenizer = splitter(args.base)
    model = Model(args.base).eval()
    load(model, args.start)
    windows = list(windows_of((t for p in args.data for t in read_data(p)), tokenizer, random))
    some = random.sample(windows, min(len(windows), args.windows))
    encoder, linker = model.finder.encoder, model.linker
    if args.finder:
        spend = Spend(
            layers=encoder.layers,
            share=args.finder,
            head_time=LAYER_HEAD,
            least=1,
            make=lambda heads, inner: Layer(encoder.drop.p, heads, inner),
        )
        encoder.layers = pruned(model, some, spend)
    if args.linker:
        spend = Spend(
            layers=linker.blocks, share=args.linker, head_time=BLOCK_HEAD, least=0, make=Block
        )
        linker.blocks = pruned(model, some, spend)
    torch.save(model.state_dict(), args.out)


if __name__ == "__main__":
    main()

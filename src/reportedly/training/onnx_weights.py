"""The weights of a shipped int8 model as a state for further training.

Invariant: every weight of the network comes back, off by at most half a step of its 8 bits; a file
that lacks one is an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, numpy_helper
from torch import Tensor

from reportedly.language.tagger import FINDER, LINKER

QUANTIZED = "_quantized"
OF_QUANTIZED = ("_scale", "_zero_point")


def state_of(folder: Path) -> dict[str, Tensor]:
    """Return the state of both networks in a folder of model files.

    Raises:
        OSError: a model file is missing.
    """
    state: dict[str, Tensor] = {}
    for name in (FINDER, LINKER):
        state.update(weights(onnx.load(folder / name)))
    return state


def weights(model: ModelProto) -> Iterator[tuple[str, Tensor]]:
    """Yield each named weight of one network, in 32 bits."""
    arrays = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
    readers = {name: node for node in model.graph.node for name in node.input}
    for name, array in arrays.items():
        if not name.endswith(QUANTIZED):
            if name.startswith(("finder.", "linker.")) and not name.endswith(OF_QUANTIZED):
                yield name, torch.tensor(array)
            continue
        stem = name.removesuffix(QUANTIZED)
        scale, zero = arrays[f"{stem}_scale"], arrays[f"{stem}_zero_point"]
        whole: NDArray[np.float32] = (array.astype(np.float32) - zero.astype(np.float32)) * scale
        if stem.endswith(".weight"):  # a table of embeddings
            yield stem, torch.tensor(whole)
        else:  # a matrix, turned round for the product
            yield layer_of(name, readers, arrays) + ".weight", torch.tensor(whole.T.copy())


def layer_of(
    name: str, readers: dict[str, NodeProto], arrays: dict[str, NDArray[np.generic]]
) -> str:
    """Return the layer that a matrix belongs to: the one whose bias is added to its product."""
    stem = name.removesuffix(QUANTIZED).removesuffix("_Transposed")
    if stem.endswith(".weight"):
        return stem.removesuffix(".weight")
    node = readers[name]
    while node.op_type != "Add" or not any(i in arrays for i in node.input):
        node = readers[node.output[0]]
    bias: str = next(i for i in node.input if i in arrays)
    return bias.removesuffix(".bias")

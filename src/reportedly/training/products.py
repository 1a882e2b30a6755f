"""Write the network that shows how a processor multiplies in 8 bits: `products.onnx`.

`python -m reportedly.training.products --out src/reportedly/models` needs onnx. Nothing is trained:
it is one product of matrices, with weights as large as 8 bits hold.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save

from reportedly.language.shipped import LARGEST_WEIGHT, PRODUCTS
from reportedly.training.install import write_manifest

OPSET = 17
SUMMED, COLUMNS = 64, 16  # enough that the same code runs as in a large network


def write(file: Path) -> None:
    """Write the network: factors (rows, SUMMED) of unsigned bytes to sums (rows, COLUMNS)."""
    weights = np.full((SUMMED, COLUMNS), LARGEST_WEIGHT, dtype=np.int8)
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["factors", "weights"], ["sums"])],
        "products",
        [helper.make_tensor_value_info("factors", TensorProto.UINT8, ["rows", SUMMED])],
        [helper.make_tensor_value_info("sums", TensorProto.INT32, ["rows", COLUMNS])],
        [numpy_helper.from_array(weights, "weights")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = 8
    save(model, str(file))


def main() -> None:
    """Write `products.onnx` and the manifest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder of the model files")
    args = parser.parse_args()
    write(args.out / PRODUCTS)
    write_manifest(args.out)


if __name__ == "__main__":
    main()

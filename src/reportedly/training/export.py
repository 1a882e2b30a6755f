"""Torch modules to int8 ONNX files."""

from __future__ import annotations

from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

OPSET = 17


def export(
    module: nn.Module, inputs: dict[str, Tensor], *, axes: dict[str, dict[int, str]], file: Path
) -> None:
    """Write a module as ONNX with weights of 8 bits; activations are scaled when it runs.

    Args:
        inputs: example inputs by name, in the order of `forward`.
        axes: the axes of inputs and outputs that vary, by name; outputs are the other names.
    """
    module.eval()
    whole = file.with_suffix(".float.onnx")
    torch.onnx.export(
        module,
        tuple(inputs.values()),
        str(whole),
        input_names=list(inputs),
        output_names=[name for name in axes if name not in inputs],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    ready = file.with_suffix(".ready.onnx")
    quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(
        str(ready),
        str(file),
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],  # convolutions are slower in 8 bits
        per_channel=True,
        weight_type=QuantType.QInt8,
    )
    whole.unlink()
    ready.unlink()

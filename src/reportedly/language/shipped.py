"""The model files inside the package: their bytes, checked against the manifest, as sessions.

Invariant: no byte of a model is used before its sha256 was compared with `manifest.json`.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from reportedly.errors import MissingModel

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FIX = "install the package again"
PRODUCTS = "products.onnx"  # one product of 8-bit matrices, all weights the largest
SLOWER = ["SkipLayerNormFusion"]  # one operator in place of two: a fifth more time here
LARGEST_FACTOR, LARGEST_WEIGHT = 255, 127  # of an unsigned and a signed byte


@lru_cache(maxsize=1)
def manifest() -> dict[str, str]:
    """Return the sha256 of each shipped file, by name.

    Raises:
        MissingModel: the package holds no manifest.
    """
    file = resources.files("reportedly") / "models" / "manifest.json"
    if not file.is_file():
        raise MissingModel(f"no model files: expected {file}; {FIX}")
    table = json.loads(file.read_text(encoding="utf-8"))
    return {name: str(row["sha256"]) for name, row in table.items()}


def shipped(name: str) -> bool:
    """Tell whether the package holds a model file of this name."""
    return name in manifest()


def model_bytes(name: str) -> bytes:
    """Return a shipped file.

    Raises:
        MissingModel: it is not there, or its bytes are not the manifest's.
    """
    file = resources.files("reportedly") / "models" / name
    if not (shipped(name) and file.is_file()):
        raise MissingModel(f"no model file {name}: expected it in {file}; {FIX}")
    body = file.read_bytes()
    found = hashlib.sha256(body).hexdigest()
    if found != manifest()[name]:
        raise MissingModel(
            f"model file {name}: expected sha256 {manifest()[name][:12]}, found {found[:12]}; {FIX}"
        )
    return body


def session(name: str) -> InferenceSession:
    """Return a shipped network ready to run on one thread, so that sums keep their order.

    It gives the same numbers on every x64 processor: sums of 8-bit products are never clipped.

    Raises:
        MissingModel: the file is missing or damaged.
    """
    return _opened(name, whole=clips())


@lru_cache(maxsize=1)
def clips() -> bool:
    """Tell whether this processor clips sums of 8-bit products, as those with AVX2 alone do.

    Keeping them whole all the same takes 1.7 times as long on processors that never clip.

    Raises:
        MissingModel: the file of the trial product is missing or damaged.
    """
    import numpy as np

    trial = _opened(PRODUCTS, whole=False)
    summed = int(trial.get_inputs()[0].shape[1])
    factors = np.full((8, summed), LARGEST_FACTOR, dtype=np.uint8)
    (sums,) = trial.run(None, {"factors": factors})
    return bool((sums != summed * LARGEST_FACTOR * LARGEST_WEIGHT).any())


def _opened(name: str, *, whole: bool) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.x64quantprecision", str(int(whole)))
    return onnxruntime.InferenceSession(
        model_bytes(name),
        sess_options=options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=SLOWER,
    )


def word_pieces() -> Tokenizer:
    """Return the tokenizer that the networks share.

    Raises:
        MissingModel: the file is missing or damaged.
    """
    from tokenizers import Tokenizer

    return Tokenizer.from_str(model_bytes("tokenizer.json").decode("utf-8"))

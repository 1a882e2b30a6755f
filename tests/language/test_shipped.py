"""The model files inside the package."""

import numpy as np
import pytest

from reportedly.errors import MissingModel
from reportedly.language import reader_digest
from reportedly.language.shipped import (
    LARGEST_FACTOR,
    LARGEST_WEIGHT,
    PRODUCTS,
    manifest,
    model_bytes,
    session,
)


def test_every_listed_file_has_the_listed_bytes() -> None:
    for name in manifest():
        assert model_bytes(name)


def test_a_missing_model_says_what_to_do() -> None:
    with pytest.raises(MissingModel, match="install the package again"):
        model_bytes("nothing.onnx")


def test_the_digest_names_every_shipped_file() -> None:
    for name, sha256 in manifest().items():
        assert f"{name} {sha256[:12]}" in reader_digest()


def test_sums_of_8_bit_products_are_whole_on_this_processor() -> None:
    trial = session(PRODUCTS)
    summed, columns = (i.shape[1] for i in (*trial.get_inputs(), *trial.get_outputs()))
    factors = np.full((40, summed), LARGEST_FACTOR, dtype=np.uint8)
    (sums,) = trial.run(None, {"factors": factors})
    assert sums.shape == (40, columns)
    assert set(sums.ravel().tolist()) == {summed * LARGEST_FACTOR * LARGEST_WEIGHT}

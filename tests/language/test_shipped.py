"""The model files inside the package."""

import pytest

from reportedly.errors import MissingModel
from reportedly.language import reader_digest
from reportedly.language.shipped import manifest, model_bytes


def test_every_listed_file_has_the_listed_bytes() -> None:
    for name in manifest():
        assert model_bytes(name)


def test_a_missing_model_says_what_to_do() -> None:
    with pytest.raises(MissingModel, match="install the package again"):
        model_bytes("nothing.onnx")


def test_the_digest_names_every_shipped_file() -> None:
    for name, sha256 in manifest().items():
        assert f"{name} {sha256[:12]}" in reader_digest()

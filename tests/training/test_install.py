"""Files of a training run in the place of the shipped ones."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from reportedly.training.install import install, write_manifest


def folder(root: Path, **files: bytes) -> Path:
    """Return a folder with model files of these bytes and their manifest."""
    root.mkdir()
    for name, data in files.items():
        (root / f"{name}.onnx").write_bytes(data)
    write_manifest(root)
    return root


def test_files_a_run_did_not_make_stay_and_stay_named(tmp_path: Path) -> None:
    shipped = folder(tmp_path / "models", finder=b"old", embedder=b"kept")
    made = folder(tmp_path / "weights", finder=b"new")

    assert install(made, shipped) == ["finder.onnx"]

    named = json.loads((shipped / "manifest.json").read_text(encoding="utf-8"))
    digests = {name: line["sha256"] for name, line in named.items()}
    assert digests == {
        "finder.onnx": hashlib.sha256(b"new").hexdigest(),
        "embedder.onnx": hashlib.sha256(b"kept").hexdigest(),
    }


def test_an_empty_folder_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    shipped = folder(tmp_path / "models", finder=b"old")
    (tmp_path / "weights").mkdir()

    with pytest.raises(FileNotFoundError, match="no model files"):
        install(tmp_path / "weights", shipped)

    assert (shipped / "finder.onnx").read_bytes() == b"old"

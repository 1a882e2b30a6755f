"""Trained model files put in the place of the shipped ones, and the manifest that names all bytes.

`python -m reportedly.training.install weights` copies a training run's files into the package that
Python imports. Files that the run did not make stay, so the manifest is written anew.

Invariant: `manifest.json` holds the sha256 of every other file of its folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from importlib import resources
from pathlib import Path

MANIFEST = "manifest.json"


def model_files(folder: Path) -> list[Path]:
    """Return the model files of a folder, sorted by name, without its manifest."""
    files = sorted(p for p in folder.iterdir() if p.suffix in (".onnx", ".json"))
    return [p for p in files if p.name != MANIFEST]


def write_manifest(folder: Path) -> None:
    """Write the sha256 and size in bytes of each model file."""
    table = {
        p.name: {"sha256": hashlib.sha256(p.read_bytes()).hexdigest(), "bytes": p.stat().st_size}
        for p in model_files(folder)
    }
    (folder / MANIFEST).write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")


def install(made: Path, into: Path) -> list[str]:
    """Copy the model files of `made` over those of `into`; return their names.

    Raises:
        FileNotFoundError: `made` holds no model file, or `into` is no folder.
    """
    files = model_files(made)
    if not files:
        raise FileNotFoundError(f"no model files (.onnx, .json) in {made}")
    for file in files:
        shutil.copyfile(file, into / file.name)
    write_manifest(into)
    return [file.name for file in files]


def main() -> None:
    """Install the files of a training run and say which."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("made", type=Path, help="folder that a training command wrote")
    parser.add_argument(
        "--into",
        type=Path,
        default=Path(str(resources.files("reportedly") / "models")),
        help="folder of the shipped files (default: the package that Python imports)",
    )
    given = parser.parse_args()
    print("installed", ", ".join(install(given.made, given.into)), "into", given.into)


if __name__ == "__main__":
    main()

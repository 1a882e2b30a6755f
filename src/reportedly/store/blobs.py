"""Originals, byte for byte, under their sha256: `originals/ab/<sha256>`.

A blob is on disk before its name is returned, and never written twice.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from reportedly.errors import BadLedger
from reportedly.records import CaptureId


def path_of(folder: Path, capture: CaptureId) -> Path:
    """Return where a capture's bytes lie."""
    return folder / capture[:2] / capture


def put(folder: Path, data: bytes) -> CaptureId:
    """Keep bytes and return their sha256 (hex); known bytes are left alone."""
    capture = CaptureId(hashlib.sha256(data).hexdigest())
    target = path_of(folder, capture)
    if target.exists():
        return capture
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{capture}.{os.getpid()}")
    with part.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    part.replace(target)
    return capture


def get(folder: Path, capture: CaptureId) -> bytes:
    """Return a capture's bytes.

    Raises:
        BadLedger: the original is missing.
    """
    try:
        return path_of(folder, capture).read_bytes()
    except FileNotFoundError as err:
        raise BadLedger(
            f"original {capture[:12]} is missing from {folder}; restore it from a backup"
        ) from err


def damaged(folder: Path) -> Iterator[Path]:
    """Yield the originals whose bytes no longer have the hash in their name, sorted."""
    for file in sorted(folder.glob("??/*")):
        if hashlib.sha256(file.read_bytes()).hexdigest() != file.name:
            yield file

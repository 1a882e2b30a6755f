"""Originals, byte for byte, under their sha256: `originals/ab/<sha256>`.

A blob and its name are on disk before `put` returns, and never written twice. A stop in the middle
leaves a file whose name begins with a dot; the next run sweeps it away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from reportedly.records import CaptureId
from reportedly.store.disk import sync, unwritable, whole


def path_of(folder: Path, capture: CaptureId) -> Path:
    """Return where a capture's bytes lie."""
    return folder / capture[:2] / capture


def put(folder: Path, data: bytes) -> CaptureId:
    """Keep bytes and return their sha256 (hex); known bytes are left alone."""
    capture = CaptureId(hashlib.sha256(data).hexdigest())
    target = path_of(folder, capture)
    if target.exists():
        return capture
    try:
        _make(target.parent)
        with whole(target) as out:
            out.write(data)
    except OSError as err:
        raise unwritable(folder.parent, err) from err
    return capture


def _make(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        sync(folder.parent)


def sweep(folder: Path) -> None:
    """Remove what stopped runs left half written. Only for who holds the ledger's lock."""
    for part in folder.glob("??/.*"):
        part.unlink(missing_ok=True)


def find(folder: Path, capture: CaptureId) -> bytes | None:
    """Return a capture's bytes; None when its original is missing."""
    try:
        return path_of(folder, capture).read_bytes()
    except FileNotFoundError:
        return None


def damaged(folder: Path) -> Iterator[Path]:
    """Yield the originals whose bytes no longer have the hash in their name, sorted."""
    for file in sorted(folder.glob("??/[!.]*")):
        if hashlib.sha256(file.read_bytes()).hexdigest() != file.name:
            yield file

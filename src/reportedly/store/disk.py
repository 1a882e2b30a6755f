"""Files that are whole on disk or not there; and, in words a user can act on, what goes wrong.

Invariant: whatever is said here, nothing acknowledged before is lost.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import BadLedger

KEPT = "what was read is kept, run again to go on"
FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
RIGHTS = frozenset((errno.EROFS, errno.EACCES, errno.EPERM))
# What SQLite says, and what is to be done; the first that occurs in its message counts.
SAID = (
    ("disk is full", f"the disk is full; free some space: {KEPT}"),
    ("readonly", f"it may not be written to; check the rights of the folder: {KEPT}"),
    ("unable to open", "it cannot be opened; check the rights of the folder and that it exists"),
    ("locked", f"another program holds it; wait for that to end: {KEPT}"),
    ("disk I/O error", f"the disk fails or is full; check it: {KEPT}"),
    ("malformed", "its database is damaged; put a backup in its place (reportedly backup)"),
    ("not a database", "its database is damaged; put a backup in its place (reportedly backup)"),
)


@contextmanager
def whole(target: Path) -> Iterator[BinaryIO]:
    """Yield a stream whose bytes are on disk as `target` when the block ends well.

    A stop in the middle leaves a file whose name begins with a dot.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with part.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
        sync(target.parent)
    finally:
        part.unlink(missing_ok=True)


def sync(folder: Path) -> None:
    """Bring a folder's list of names to disk, where the system has such a call."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def unwritable(root: Path, err: OSError) -> BadLedger:
    """Return the error for a file of the ledger that could not be written."""
    if err.errno in FULL:
        return BadLedger(f"{root}: the disk is full; free some space: {KEPT}")
    if err.errno in RIGHTS:
        return BadLedger(
            f"{root}: it may not be written to; check the rights of the folder: {KEPT}"
        )
    return BadLedger(f"{root}: {err.strerror or err}; check the disk: {KEPT}")


def unusable(root: Path, err: sqlite3.Error) -> BadLedger | None:
    """Return the error for a database that cannot go on; None when the fault is the program's."""
    said = str(err)
    for words, meaning in SAID:
        if words in said:
            return BadLedger(f"{root}: {meaning} ({said})")
    return None

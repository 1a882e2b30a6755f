"""One writer at a time: an advisory lock on a file of the ledger, freed when the process ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportedly.errors import BadLedger
from reportedly.store.disk import unwritable


def _take(descriptor: int) -> None:
    """Lock an open file without waiting.

    Raises:
        OSError: another process holds it.
    """
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Hold the lock while the block runs.

    Raises:
        BadLedger: another process writes to this ledger, or nobody may.
    """
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as err:
        raise unwritable(file.parent, err) from err
    try:
        try:
            _take(descriptor)
        except OSError as err:
            raise BadLedger(
                f"{file.parent} is in use by another run; wait for it to end, then try again"
            ) from err
        yield
    finally:
        os.close(descriptor)

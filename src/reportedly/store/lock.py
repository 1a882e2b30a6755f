"""One run at a time: a lock that is freed when its process ends, on a folder or on a database.

Whoever finds a folder in use is told so at once. Whoever finds a shared ledger in use waits for
its turn, and learns meanwhile who has it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection
from sqlalchemy import text as sql

from reportedly.errors import BadLedger
from reportedly.store.disk import unwritable

if TYPE_CHECKING:
    from reportedly.store.folder import Store

PURPOSES = 0x5265706F  # "Repo": the first number of our locks in a database
RUN = 1  # the second: runs; 0 is for migrations, 2 for decisions, 3 for the search index
OURS = {"ours": PURPOSES, "run": RUN}
TIMED_OUT = "55P03"
ROUND = "1s"  # how long a waiting run lets the server wait before it tells again
Waiting = Callable[[str], object]


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
def writing(store: Store, *, waiting: Waiting = lambda _who: None) -> Iterator[None]:
    """Hold the lock while the block runs.

    Args:
        store: the ledger.
        waiting: told about once a second who has a shared ledger, while this run waits.

    Raises:
        BadLedger: another process writes to this folder, or nobody may.
    """
    if store.address is None:
        with _of_file(store.lock):
            yield
        return
    with store.engine.connect() as connection:
        try:
            while not _in_turn(connection):
                waiting(_holder(connection) or "another")
            yield
        finally:
            connection.invalidate()  # closed rather than given back: the lock ends with it


def _in_turn(connection: Connection) -> bool:
    """Wait for a round; tell whether the lock is held now."""
    from sqlalchemy.exc import DBAPIError

    from reportedly.store.shared import code_of

    try:
        connection.execute(sql(f"SET LOCAL lock_timeout = '{ROUND}'"))
        connection.execute(sql("SELECT pg_advisory_lock(:ours, :run)"), OURS)
        connection.commit()  # the lock is the connection's, not the transaction's
    except DBAPIError as err:
        if code_of(err.orig or err) != TIMED_OUT:
            raise
        connection.rollback()
        return False
    return True


def in_use(store: Store) -> bool:
    """Tell whether a run is going on in a shared ledger."""
    with store.engine.connect() as connection:
        return _holder(connection) is not None


def _holder(connection: Connection) -> str | None:
    """Return who holds the lock, as user@machine; None when it is free."""
    query = sql(
        "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid) "
        "WHERE locktype = 'advisory' AND classid = :ours AND objid = :run AND granted "
        "AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    found = connection.execute(query, OURS).scalar()
    connection.rollback()
    return None if found is None else str(found)


@contextmanager
def _of_file(file: Path) -> Iterator[None]:
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

"""Whether the database is whole, and a copy of the whole ledger while others write to it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text as sql

from reportedly.errors import BadLedger
from reportedly.store import blobs, documents, fetched, originals
from reportedly.store.disk import sync, unwritable
from reportedly.store.folder import DATABASE, SETTINGS_FILE, Store
from reportedly.store.schema import copy

WAITING = ".waiting.sqlite"  # the database's copy until its originals are there too
KEEPING = ("fsync", "full_page_writes", "synchronous_commit")  # must be on
MOST = 20  # sentences that SQLite may say about one database


def integrity(store: Store) -> list[str]:
    """Return what SQLite finds wrong with its pages, indexes and rows; empty when all is well.

    Of a shared database the server alone can tell, by its own programs.
    """
    if store.address is not None:
        return []
    with store.engine.connect() as connection:
        said = connection.execute(sql(f"PRAGMA integrity_check({MOST})")).scalars().all()
    return [str(line) for line in said if line != "ok"]


def server(store: Store) -> str:
    """Return the version of a shared ledger's server."""
    with store.engine.connect() as connection:
        return str(connection.execute(sql("SHOW server_version")).scalar())


def risks(store: Store) -> list[str]:
    """Return which settings of a shared ledger's server let a power cut harm it."""
    if store.address is None:
        return []
    with store.engine.connect() as connection:
        told = {name: connection.execute(sql(f"SHOW {name}")).scalar() for name in KEEPING}
    return [
        f"{store.name}: the server's setting {name} is {value}, so that a power cut may lose what "
        "was acknowledged; set it to on"
        for name, value in told.items()
        if value != "on"
    ]


def backup(
    store: Store, target: Path, *, report: Callable[[int], None] = lambda _done: None
) -> int:
    """Copy a ledger to the folder `target`, a ledger itself; return the count of originals.

    The database is copied as it is at one moment; what others write meanwhile is in the next
    backup. Into an earlier backup of the same ledger only new originals are copied.

    Raises:
        BadLedger: the target is something else than a backup, or cannot be written to, or an
            original is missing; or the ledger is shared.
    """
    if store.address is not None:
        raise BadLedger(
            f"{store.name} is a shared ledger, which PostgreSQL copies by itself; run: "
            f"pg_dump --format=custom --file={target}.dump '{store.name}'"
        )
    if target.exists() and (not target.is_dir() or _foreign(target)):
        raise BadLedger(f"{target} exists and is not a ledger; choose another name")
    if target.resolve() == store.root.resolve():
        raise BadLedger(f"{target} is the ledger itself; choose another name")
    try:
        return _copied(store, target, report)
    except OSError as err:
        raise unwritable(target, err) from err


def _foreign(target: Path) -> bool:
    names = {entry.name for entry in target.iterdir()}
    return bool(names) and not {DATABASE, WAITING, "originals"} & names


def _copied(store: Store, target: Path, report: Callable[[int], None]) -> int:
    """Copy the database aside, then the originals it names, then put the database in place."""
    for name in ("originals", "exports"):
        (target / name).mkdir(parents=True, exist_ok=True)
    waiting = target / WAITING
    copy(store.engine, waiting)
    # rows are never taken away: all that the copy names is among what is held now
    captures = sorted({h.capture.id for h in documents.held(store).values()})
    for done, capture in enumerate(captures, start=1):
        if not blobs.path_of(target / "originals", capture).exists():
            blobs.put(target / "originals", originals.get(store, capture))
        report(done)
    fetched.copy(store.root, target)
    shutil.copyfile(store.root / SETTINGS_FILE, target / SETTINGS_FILE)
    for left in (f"{DATABASE}-wal", f"{DATABASE}-shm"):
        (target / left).unlink(missing_ok=True)
    waiting.replace(target / DATABASE)
    sync(target)
    return len(captures)

"""An open ledger: a folder with settings, database, originals and exports, or a shared database.

story.reportedly/
  reportedly.toml     the settings of this ledger
  ledger.sqlite       all records
  originals/ab/...    captured bytes under their sha256
  exports/
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.pool import ConnectionPoolEntry

from reportedly.errors import BadLedger
from reportedly.store.address import Address
from reportedly.store.disk import sync, unusable
from reportedly.store.schema import migrate

SETTINGS_FILE = "reportedly.toml"
DATABASE = "ledger.sqlite"
# Milliseconds until a writer gives up; SQLite lets writers in by chance, not in turn, so that of
# four on a slow machine one waited for more than ten seconds.
PATIENCE = 60_000
NEW_SETTINGS = """\
# Settings of this ledger. Remove the "#" to change one; `reportedly settings` explains each.
# merge = "balanced"
# aggregation = "range"
# copy_words = 12
"""


@dataclass(frozen=True, slots=True, eq=False)
class Store:
    """An open ledger: its database, and a folder for files.

    The folder is the ledger's own; of a shared ledger, it is this machine's, holds no records and
    is made when it is first needed.
    """

    root: Path
    engine: Engine
    address: Address | None = None  # of a shared ledger

    @property
    def name(self) -> str:
        """How messages call it; never with a password."""
        return str(self.address or self.root)

    @property
    def title(self) -> str:
        """How screens call it: the last part of its name."""
        return self.address.database if self.address else self.root.name

    @property
    def place(self) -> Path | Address:
        """Where another process opens it."""
        return self.address or self.root

    @property
    def originals(self) -> Path:
        """Where a folder keeps captured bytes."""
        return self.root / "originals"

    @property
    def lock(self) -> Path:
        """The file that a writer to a folder locks."""
        return self.root / "lock"


def _durable(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Make SQLite acknowledge a commit only when it is on disk, and readers never wait."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={PATIENCE}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def open_store(place: Path | Address, *, create: bool = False) -> Store:
    """Open a ledger, or make a new one.

    Raises:
        BadLedger: there is none (and `create` is off), or something else is there, or the server
            of a shared ledger cannot be reached or entered.
        MissingLibrary: a shared ledger needs the extra `postgres`.
    """
    if isinstance(place, Address):
        from reportedly.store.shared import connected

        return Store(_beside(place), connected(place, create=create), place)
    return _open_folder(place, create=create)


def _beside(address: Address) -> Path:
    """Return this machine's folder for what is no record of a shared ledger."""
    mark = hashlib.sha256(str(address).encode()).hexdigest()[:12]
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "reportedly" / f"{address.database.replace('/', '-')}-{mark}"


def _open_folder(root: Path, *, create: bool) -> Store:
    database = root / DATABASE
    if not database.exists():
        if not create:
            raise BadLedger(
                f"{root} is not a ledger; make one with: reportedly run FILES --ledger {root}"
            )
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise BadLedger(f"{root} exists and is not a ledger; choose another name")
        try:
            for folder in ("originals", "exports"):
                (root / folder).mkdir(parents=True, exist_ok=True)
            (root / SETTINGS_FILE).write_text(NEW_SETTINGS, encoding="utf-8")
            sync(root)
            sync(root.absolute().parent)
        except OSError as err:
            raise BadLedger(
                f"cannot write to {root}: {err.strerror}; choose another place"
            ) from err
    engine = create_engine(f"sqlite:///{database}")
    event.listen(engine, "connect", _durable)
    event.listen(engine, "handle_error", partial(_say, root))
    migrate(engine, database)
    return Store(root, engine)


def _say(root: Path, context: ExceptionContext) -> None:
    """Put what the disk or the database says into words.

    Raises:
        BadLedger: the database cannot go on: disk full, not writable, damaged, locked.
    """
    original = context.original_exception
    if isinstance(original, sqlite3.Error) and (told := unusable(root, original)) is not None:
        raise told from original

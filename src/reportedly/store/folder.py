"""A ledger on disk: a folder with settings, database, originals and exports.

story.reportedly/
  reportedly.toml     the settings of this ledger
  ledger.sqlite       all records
  originals/ab/...    captured bytes under their sha256
  exports/
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.pool import ConnectionPoolEntry

from reportedly.errors import BadLedger
from reportedly.store.blobs import sync
from reportedly.store.disk import unusable
from reportedly.store.schema import migrate

SETTINGS_FILE = "reportedly.toml"
DATABASE = "ledger.sqlite"
NEW_SETTINGS = """\
# Settings of this ledger. Remove the "#" to change one; `reportedly settings` explains each.
# merge = "balanced"
# aggregation = "range"
# copy_words = 12
"""


@dataclass(frozen=True, slots=True, eq=False)
class Store:
    """An open ledger: its folder and its database."""

    root: Path
    engine: Engine

    @property
    def originals(self) -> Path:
        """Where captured bytes lie."""
        return self.root / "originals"

    @property
    def lock(self) -> Path:
        """The file that a writer locks."""
        return self.root / "lock"


def _durable(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Make SQLite acknowledge a commit only when it is on disk, and readers never wait."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def open_store(root: Path, *, create: bool = False) -> Store:
    """Open a ledger folder, or make a new one.

    Raises:
        BadLedger: there is none (and `create` is off), or the folder holds something else.
    """
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

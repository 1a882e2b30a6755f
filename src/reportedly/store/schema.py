"""Bring a ledger's tables to the newest form, with a backup first; never backward.

A folder and a shared database have the same sequence of forms.

Alembic takes a third of a second to import, so it is only touched when the revision in the
ledger is not `HEAD`.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, inspect
from sqlalchemy import text as sql

from reportedly.errors import BadLedger
from reportedly.store.disk import sync
from reportedly.store.lock import PURPOSES

HEAD = "0003"
KNOWN = ("0001", "0002", "0003")

MIGRATING = f"SELECT pg_advisory_xact_lock({PURPOSES}, 0)"


def revision(engine: Engine) -> str | None:
    """Return the ledger's revision; None for a new, empty database."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(sql("SELECT version_num FROM alembic_version")).scalar()


def migrate(engine: Engine, file: Path | None) -> None:
    """Bring the tables to `HEAD`; a `file` that holds older tables is copied beside first.

    Raises:
        BadLedger: the ledger was written by a newer version of this package.
    """
    found = revision(engine)
    if found == HEAD:
        return
    if found is not None and found not in KNOWN:
        raise BadLedger(
            f"the ledger has format {found}, this version knows up to {HEAD}; "
            "open it with the version that wrote it, or upgrade reportedly"
        )
    if found is not None and file is not None:
        copy(engine, file.with_suffix(f".before-{HEAD}.sqlite"))
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    begin = MIGRATING if engine.dialect.name == "postgresql" else "BEGIN IMMEDIATE"
    with engine.begin() as connection:
        # One transaction from here: a stop in the middle leaves the tables as they were, and of
        # two programs that open an old ledger at once the second finds it brought forward.
        connection.exec_driver_sql(begin)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def copy(engine: Engine, target: Path) -> None:
    """Copy the database as it is now, also while others write; `target` is whole or not there."""
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    with engine.connect() as connection, closing(sqlite3.connect(part)) as out:
        held = connection.connection.driver_connection
        assert isinstance(held, sqlite3.Connection)
        held.backup(out)
        out.execute("PRAGMA journal_mode=DELETE")
    with part.open("rb+") as written:
        os.fsync(written.fileno())
    part.replace(target)
    sync(target.parent)

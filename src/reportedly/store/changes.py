"""Whether others have written to a shared ledger."""

from __future__ import annotations

from sqlalchemy import text as sql

from reportedly.store.folder import Store


def mark(store: Store) -> str:
    """Return a text that is another one after every commit by anyone; asking costs next to nothing.

    It tells of commits to other databases of the same server too, so the same ledger may have two
    marks, but two states of a ledger never have the same.
    """
    with store.engine.connect() as connection:
        return str(connection.execute(sql("SELECT pg_current_snapshot()::text")).scalar())

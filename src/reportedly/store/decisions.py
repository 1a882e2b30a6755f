"""Reviewers' decisions: appended, never edited."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy import text as sql

from reportedly.codec import decode, encode
from reportedly.records import Decision
from reportedly.store.folder import Store
from reportedly.store.lock import PURPOSES
from reportedly.store.tables import decision

# Numbers are given out before a commit: in turn, so that nothing is put before what was read.
IN_TURN = f"SELECT pg_advisory_xact_lock({PURPOSES}, 2)"


def append(store: Store, made: Decision) -> None:
    """Write one decision; it is on disk when this returns."""
    with store.engine.begin() as connection:
        if store.address is not None:
            connection.execute(sql(IN_TURN))
        connection.execute(decision.insert(), [{"id": made.id, "body": encode(made)}])


def decisions(store: Store) -> tuple[Decision, ...]:
    """Return all decisions in the order in which they were made."""
    with store.engine.connect() as connection:
        rows = connection.execute(select(decision.c.body).order_by(decision.c.number))
        return tuple(decode(body, Decision) for (body,) in rows)

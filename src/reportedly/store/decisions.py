"""Reviewers' decisions: appended, never edited."""

from __future__ import annotations

from sqlalchemy import select

from reportedly.codec import decode, encode
from reportedly.records import Decision
from reportedly.store.folder import Store
from reportedly.store.tables import decision


def append(store: Store, made: Decision) -> None:
    """Write one decision; it is on disk when this returns."""
    with store.engine.begin() as connection:
        connection.execute(decision.insert(), [{"id": made.id, "body": encode(made)}])


def decisions(store: Store) -> tuple[Decision, ...]:
    """Return all decisions in the order in which they were made."""
    with store.engine.connect() as connection:
        rows = connection.execute(select(decision.c.body).order_by(decision.c.number))
        return tuple(decode(body, Decision) for (body,) in rows)

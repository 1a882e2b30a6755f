"""Alembic's entry: migrate over the connection that `store.schema` hands in."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from reportedly.store.tables import metadata

connection: Connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()

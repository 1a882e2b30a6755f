"""Remember on which input a document failed, so that it is tried again when that changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Give each failure a key; earlier ones get none and so are tried again."""
    op.add_column("failure", sa.Column("key", sa.String, nullable=False, server_default=""))


def downgrade() -> None:
    """Refuse: a ledger only goes forward."""
    raise NotImplementedError("ledgers only go forward; restore the backup instead")

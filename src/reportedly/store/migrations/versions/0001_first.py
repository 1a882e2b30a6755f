"""Make the first tables: document, output, failure, rejection, decision."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables as they were in the first release."""
    op.create_table(
        "document",
        sa.Column("doc", sa.String, primary_key=True),
        sa.Column("capture", sa.String, nullable=False, index=True),
        sa.Column("location", sa.String, nullable=False),
        sa.Column("resolved", sa.String, nullable=False, index=True),
        sa.Column("media_type", sa.String, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("given", sa.Text, nullable=False),
    )
    op.create_table(
        "output",
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("doc", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("stage", "doc"),
    )
    op.create_table(
        "failure",
        sa.Column("doc", sa.String, primary_key=True),
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("remedy", sa.Text, nullable=False),
        sa.Column("trace", sa.Text, nullable=False),
    )
    op.create_table(
        "rejection",
        sa.Column("location", sa.String, primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("remedy", sa.Text, nullable=False),
    )
    op.create_table(
        "decision",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    """Refuse: a ledger only goes forward."""
    raise NotImplementedError("ledgers only go forward; restore the backup instead")

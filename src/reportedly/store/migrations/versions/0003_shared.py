"""Let a database on a server hold what a folder has as files: originals, settings, search words.

Texts are sorted by code point there, as in a folder. A folder's own tables stay as they are.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

TEXTS = {
    "document": ("doc", "capture", "location", "resolved", "media_type", "given"),
    "output": ("stage", "doc", "key", "digest"),
    "failure": ("doc", "stage", "reason", "remedy", "trace", "key"),
    "rejection": ("location", "reason", "remedy"),
    "decision": ("id",),
}


def upgrade() -> None:
    """Sort by code point, and make the tables of a shared ledger."""
    if op.get_bind().dialect.name != "postgresql":
        return
    text = sa.String(collation="C")
    for table, columns in TEXTS.items():
        for column in columns:
            op.alter_column(table, column, type_=text)
    op.create_table(
        "original",
        sa.Column("capture", text, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "settings",
        sa.Column("name", text, primary_key=True),
        sa.Column("body", text, nullable=False),
    )
    op.create_table(
        "indexed",
        sa.Column("doc", text, primary_key=True),
        sa.Column("digest", text, nullable=False),
    )
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("doc", text, nullable=False, index=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("published", text, nullable=False),
        sa.Column("copied", sa.Boolean, nullable=False),
        sa.Column("figures", postgresql.ARRAY(sa.Double), nullable=False),
        sa.Column("text", text, nullable=False),
        sa.Column("speaker", text, nullable=False),
        sa.Column("outlet", text, nullable=False),
        sa.Column("title", text, nullable=False),
        sa.Column("words", postgresql.TSVECTOR, nullable=False),
    )
    op.create_index("ix_passage_words", "passage", ["words"], postgresql_using="gin")


def downgrade() -> None:
    """Refuse: a ledger only goes forward."""
    raise NotImplementedError("ledgers only go forward; restore the backup instead")

"""The ledger's tables. What a table holds stands here and in docs/ledger-format.md, nowhere else.

Records are kept as one JSON body for each stage and document: the unit in which they are made,
compared by digest and read back.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

metadata = MetaData()

document = Table(
    "document",
    metadata,
    Column("doc", String, primary_key=True),
    Column("capture", String, nullable=False, index=True),  # sha256 of the bytes, hex
    Column("location", String, nullable=False),  # as given
    Column("resolved", String, nullable=False, index=True),  # absolute, to know a file again
    Column("media_type", String, nullable=False),
    Column("size", Integer, nullable=False),  # bytes
    Column("given", Text, nullable=False),  # JSON: metadata the user supplied
)
output = Table(
    "output",
    metadata,
    Column("stage", String, nullable=False),
    Column("doc", String, nullable=False),  # empty for a corpus stage
    Column("key", String, nullable=False),  # digest of all that decides the output
    Column("digest", String, nullable=False),  # of the body
    Column("body", LargeBinary, nullable=False),  # records as JSON
    PrimaryKeyConstraint("stage", "doc"),
)
failure = Table(
    "failure",
    metadata,
    Column("doc", String, primary_key=True),
    Column("stage", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("trace", Text, nullable=False),
    Column("key", String, nullable=False, server_default=""),  # digest of what it failed on
)
rejection = Table(
    "rejection",
    metadata,
    Column("location", String, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("remedy", Text, nullable=False),
)
decision = Table(
    "decision",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),  # one Decision as JSON
)

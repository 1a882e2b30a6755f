"""The ledger's tables. What a table holds stands here and in docs/reference.md, nowhere else.

Records are kept as one JSON body for each stage and document: the unit in which they are made,
compared by digest and read back.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    Double,
    Engine,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeDecorator

metadata = MetaData()


class _Kept(TypeDecorator[str]):
    """PostgreSQL's text holds no NUL; it is written as two other characters."""

    impl = String(collation="C")
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """Return a text as it is written."""
        return value and value.replace("\x1b", "\x1b1").replace("\0", "\x1b0")

    def process_result_value(self, value: str | None, _dialect: Dialect) -> str | None:
        """Return a text as it was given."""
        return value and value.replace("\x1b0", "\0").replace("\x1b1", "\x1b")


# Text that both databases keep to the character and sort alike, by code point
Words = String().with_variant(_Kept(), "postgresql")

document = Table(
    "document",
    metadata,
    Column("doc", Words, primary_key=True),
    Column("capture", Words, nullable=False, index=True),  # sha256 of the bytes, hex
    Column("location", Words, nullable=False),  # as given
    Column("resolved", Words, nullable=False, index=True),  # absolute, to know a file again
    Column("media_type", Words, nullable=False),
    Column("size", Integer, nullable=False),  # bytes
    Column("given", Words, nullable=False),  # JSON: metadata the user supplied
)
output = Table(
    "output",
    metadata,
    Column("stage", Words, nullable=False),
    Column("doc", Words, nullable=False),  # empty for a corpus stage
    Column("key", Words, nullable=False),  # digest of all that decides the output
    Column("digest", Words, nullable=False),  # of the body
    Column("body", LargeBinary, nullable=False),  # records as JSON
    PrimaryKeyConstraint("stage", "doc"),
)
failure = Table(
    "failure",
    metadata,
    Column("doc", Words, primary_key=True),
    Column("stage", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("remedy", Words, nullable=False),
    Column("trace", Words, nullable=False),
    Column("key", Words, nullable=False, server_default=""),  # digest of what it failed on
)
rejection = Table(
    "rejection",
    metadata,
    Column("location", Words, primary_key=True),
    Column("reason", Words, nullable=False),
    Column("remedy", Words, nullable=False),
)
decision = Table(
    "decision",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", Words, nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),  # one Decision as JSON
)
# The tables below exist in a shared ledger alone; a folder has files in their place.
original = Table(
    "original",
    metadata,
    Column("capture", Words, primary_key=True),  # sha256 of the body, hex
    Column("body", LargeBinary, nullable=False),
)
settings = Table(
    "settings",
    metadata,
    Column("name", Words, primary_key=True),
    Column("body", Words, nullable=False),  # TOML
)
indexed = Table(
    "indexed",
    metadata,
    Column("doc", Words, primary_key=True),
    Column("digest", Words, nullable=False),  # of the passages
)
passage = Table(
    "passage",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("doc", Words, nullable=False, index=True),
    Column("start", Integer, nullable=False),  # code points, end not included
    Column("end", Integer, nullable=False),
    Column("published", Words, nullable=False),  # EDTF; empty when unknown
    Column("copied", Boolean, nullable=False),
    Column("figures", postgresql.ARRAY(Double), nullable=False),
    Column("text", Words, nullable=False),
    Column("speaker", Words, nullable=False),
    Column("outlet", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("words", postgresql.TSVECTOR, nullable=False),
    Index("ix_passage_words", "words", postgresql_using="gin"),
)


def inserting(engine: Engine, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an insertion that can say what happens to a row that is there already."""
    if engine.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)

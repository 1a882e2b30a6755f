"""The search index of a ledger: passages with their words and fields, in SQLite's FTS5.

`search.sqlite` beside the ledger, whatever database the ledger itself is in. It holds nothing
that is not derived from the records: it is brought up to date document by document when they
change, and may be deleted at any time. It is no table of the ledger, so that searching needs no
migration, and building it never makes a writer of the ledger wait.

Invariant: what a user typed reaches SQL as a parameter alone; words reach FTS5 as quoted strings,
so that no search is a syntax error.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

FILE = "search.sqlite"
FORMAT = 1  # of the tables below; another one is built anew
OPENS, CLOSES = "\x02", "\x03"  # around words that were searched for
AROUND = 40  # tokens of a passage that are shown
LATEST = "published DESC, doc, start"
BEST = "bm25(words, 4.0, 2.0, 1.0, 2.0), doc, start"
MAKE = """
CREATE TABLE held (doc TEXT PRIMARY KEY, digest TEXT NOT NULL);
CREATE TABLE passage (
  id INTEGER PRIMARY KEY, doc TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  published TEXT NOT NULL, copied INTEGER NOT NULL
);
CREATE INDEX passage_doc ON passage (doc);
CREATE TABLE figure (passage INTEGER NOT NULL, value REAL NOT NULL);
CREATE INDEX figure_value ON figure (value);
CREATE INDEX figure_passage ON figure (passage);
CREATE VIRTUAL TABLE words USING fts5 (
  text, speaker, outlet, title, tokenize = "unicode61 remove_diacritics 2"
);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph as it is searched. Offsets are code points of the document's text."""

    start: int
    end: int
    text: str
    speaker: str  # names of those credited with words in it
    outlet: str
    title: str
    published: str  # EDTF; "" when unknown
    copied: bool  # most of it stands in an earlier text
    figures: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is searched for; all of it must hold. Ranges are inclusive, None = unbounded."""

    match: str = ""  # an FTS5 expression of quoted strings; "" = any words
    dates: tuple[str, str] | None = None  # first and last published, compared as text
    figures: tuple[float | None, float | None] | None = None
    copied: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One passage that was found. `text` has `OPENS` and `CLOSES` around the words."""

    doc: str
    start: int
    text: str
    speaker: str
    outlet: str
    title: str
    published: str
    copied: bool


@contextmanager
def opened(root: Path) -> Iterator[sqlite3.Connection]:
    """Open the search index of a ledger's folder, made anew if it is of another format."""
    with closing(sqlite3.connect(root / FILE, timeout=10)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")  # losing it costs a rebuild, no record
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != FORMAT:
            _make(connection)
        yield connection


def _make(connection: sqlite3.Connection) -> None:
    with connection:
        for name in ("held", "passage", "figure", "words"):
            connection.execute(f"DROP TABLE IF EXISTS {name}")
        connection.executescript(MAKE)
        connection.execute(f"PRAGMA user_version = {FORMAT}")


def held(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the digest under which each document was indexed."""
    return dict(connection.execute("SELECT doc, digest FROM held"))


def put(
    connection: sqlite3.Connection, doc: str, *, digest: str, passages: Iterable[Passage] = ()
) -> None:
    """Index a document's passages in place of what was there; the caller commits.

    A digest of "" takes the document out.
    """
    ids = [(i,) for (i,) in connection.execute("SELECT id FROM passage WHERE doc = ?", (doc,))]
    for table, column in (("words", "rowid"), ("figure", "passage"), ("passage", "id")):
        connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", ids)  # noqa: S608
    connection.execute("DELETE FROM held WHERE doc = ?", (doc,))
    if not digest:
        return
    for p in passages:
        row = (doc, p.start, p.end, p.published, p.copied)
        number = connection.execute(
            'INSERT INTO passage (doc, start, "end", published, copied) VALUES (?, ?, ?, ?, ?)', row
        ).lastrowid
        connection.execute(
            "INSERT INTO words (rowid, text, speaker, outlet, title) VALUES (?, ?, ?, ?, ?)",
            (number, p.text, p.speaker, p.outlet, p.title),
        )
        pairs = [(number, value) for value in p.figures]
        connection.executemany("INSERT INTO figure (passage, value) VALUES (?, ?)", pairs)
    connection.execute("INSERT INTO held (doc, digest) VALUES (?, ?)", (doc, digest))


def find(
    connection: sqlite3.Connection, query: Query, *, limit: int, offset: int
) -> tuple[tuple[Hit, ...], int]:
    """Return a page of what is found, best first, and how much there is.

    Without words the latest come first.
    """
    conditions, values = _conditions(query)
    if query.match:
        table, order = "words JOIN passage ON id = words.rowid", BEST
        shown = f"snippet(words, 0, '{OPENS}', '{CLOSES}', '…', {AROUND})"
    else:
        table, order, shown = "passage", LATEST, "substr(text, 1, 400)"
    where = f"FROM {table} WHERE {conditions}"
    (total,) = connection.execute(f"SELECT count(*) {where}", values).fetchone()
    # the page's ids first: sorting the texts of all that is found would take most of the time
    ids = f"SELECT id AS chosen {where} ORDER BY {order} LIMIT ? OFFSET ?"
    match = "words MATCH ? AND" if query.match else ""
    rows = connection.execute(
        f"SELECT doc, start, {shown}, speaker, outlet, title, published, copied"  # noqa: S608
        f" FROM ({ids}) JOIN passage ON id = chosen JOIN words ON words.rowid = chosen"
        f" WHERE {match} 1 ORDER BY {order}",
        (*values, limit, offset, *([query.match] if query.match else [])),
    )
    names = Hit.__slots__
    return tuple(Hit(**dict(zip(names, row, strict=True))) for row in rows), total


def _conditions(query: Query) -> tuple[str, list[str | float | bool]]:
    """Return the WHERE clause, of fixed parts alone, and its values."""
    parts, values = ["1"], list[str | float | bool]()
    if query.match:
        parts.append("words MATCH ?")
        values.append(query.match)
    if query.dates is not None:
        parts.append("published != '' AND published >= ? AND substr(published, 1, ?) <= ?")
        first, last = query.dates
        values += [first, len(last), last]
    if query.figures is not None:
        low, high = query.figures
        bounds = [(">=", low), ("<=", high)]
        given = [(sign, value) for sign, value in bounds if value is not None]
        inner = " AND ".join(f"value {sign} ?" for sign, _ in given) or "1"
        parts.append(f"id IN (SELECT passage FROM figure WHERE {inner})")  # noqa: S608
        values += [value for _, value in given]
    if query.copied is not None:
        parts.append("copied = ?")
        values.append(query.copied)
    return " AND ".join(parts), values

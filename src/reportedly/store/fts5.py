"""The search index of a folder, in SQLite's FTS5: `search.sqlite` beside the ledger.

It may be deleted at any time. It is no table of the ledger, so that searching needs no migration,
and building it never makes a writer of the ledger wait.

Invariant: words reach FTS5 as quoted strings.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from reportedly.store.search import AROUND, BEGINNING, CLOSES, OPENS, Hit, Passage, Query, Term

FILE = "search.sqlite"
FORMAT = 1  # of the tables below; another one is built anew
LATEST = "published DESC, doc, start"
BEST = "bm25(words, 4.0, 2.0, 1.0, 2.0), doc, start"
MAKE = """
BEGIN IMMEDIATE;
DROP TABLE IF EXISTS held;
DROP TABLE IF EXISTS passage;
DROP TABLE IF EXISTS figure;
DROP TABLE IF EXISTS words;
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


@contextmanager
def opened(root: Path) -> Iterator[Fts5]:
    """Open the search index of a ledger's folder, made anew if it is of another format."""
    with closing(sqlite3.connect(root / FILE, timeout=10)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")  # losing it costs a rebuild, no record
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != FORMAT:
            # in one transaction: a search that comes meanwhile never sees half of the tables
            connection.executescript(f"{MAKE} PRAGMA user_version = {FORMAT}; COMMIT;")
        yield Fts5(connection)


class Fts5:
    """An open search index of a folder."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def held(self) -> dict[str, str]:
        """Return the digest under which each document was indexed."""
        return dict(self._connection.execute("SELECT doc, digest FROM held"))

    def put(self, doc: str, *, digest: str, passages: Iterable[Passage] = ()) -> None:
        """Index a document's passages in place of what was there; "" takes it out."""
        execute = self._connection.execute
        ids = [(i,) for (i,) in execute("SELECT id FROM passage WHERE doc = ?", (doc,))]
        for table, column in (("words", "rowid"), ("figure", "passage"), ("passage", "id")):
            self._connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", ids)  # noqa: S608
        execute("DELETE FROM held WHERE doc = ?", (doc,))
        if not digest:
            return
        for p in passages:
            row = (doc, p.start, p.end, p.published, p.copied)
            number = execute(
                'INSERT INTO passage (doc, start, "end", published, copied) VALUES (?, ?, ?, ?, ?)',
                row,
            ).lastrowid
            execute(
                "INSERT INTO words (rowid, text, speaker, outlet, title) VALUES (?, ?, ?, ?, ?)",
                (number, p.text, p.speaker, p.outlet, p.title),
            )
            pairs = [(number, value) for value in p.figures]
            self._connection.executemany("INSERT INTO figure (passage, value) VALUES (?, ?)", pairs)
        execute("INSERT INTO held (doc, digest) VALUES (?, ?)", (doc, digest))

    def commit(self) -> None:
        """Let others see what was put."""
        self._connection.commit()

    def find(self, query: Query, *, limit: int, offset: int) -> tuple[tuple[Hit, ...], int]:
        """Return a page of what is found, best first, and how much there is."""
        match = _match(query)
        conditions, values = _conditions(query, match)
        if match:
            table, order = "words JOIN passage ON id = words.rowid", BEST
            shown = f"snippet(words, 0, '{OPENS}', '{CLOSES}', '…', {AROUND})"
        else:
            table, order, shown = "passage", LATEST, f"substr(text, 1, {BEGINNING})"
        where = f"FROM {table} WHERE {conditions}"
        (total,) = self._connection.execute(f"SELECT count(*) {where}", values).fetchone()
        # the page's ids first: sorting the texts of all that is found would take most of the time
        ids = f"SELECT id AS chosen {where} ORDER BY {order} LIMIT ? OFFSET ?"
        again = "words MATCH ? AND" if match else ""
        rows = self._connection.execute(
            f"SELECT doc, start, {shown}, speaker, outlet, title, published, copied"  # noqa: S608
            f" FROM ({ids}) JOIN passage ON id = chosen JOIN words ON words.rowid = chosen"
            f" WHERE {again} 1 ORDER BY {order}",
            (*values, limit, offset, *([match] if match else [])),
        )
        names = Hit.__slots__
        return tuple(Hit(**dict(zip(names, row, strict=True))) for row in rows), total


def _match(query: Query) -> str:
    """Return the words of a query as an FTS5 expression of quoted strings."""
    match = " AND ".join(map(_quoted, query.terms))
    if match and query.without:
        match = f"({match}) NOT ({' OR '.join(map(_quoted, query.without))})"
    return match


def _quoted(term: Term) -> str:
    words = term.words.replace("\0", " ").replace('"', '""')
    return f"{term.field}{' : ' * bool(term.field)}" + f'"{words}"' + "*" * term.beginning


def _conditions(query: Query, match: str) -> tuple[str, list[str | float | bool]]:
    """Return the WHERE clause, of fixed parts alone, and its values."""
    parts, values = ["1"], list[str | float | bool]()
    if match:
        parts.append("words MATCH ?")
        values.append(match)
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

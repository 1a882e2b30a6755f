"""Write a corpus as one plain SQLite file with foreign keys and views, ready for Datasette.

Invariant: the tables are those of the interchange format, nested values as JSON; lists of ids have
a link table too, so that every reference can be joined. The ledger's own database is another file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from importlib import resources
from pathlib import Path

from reportedly.exports.csv_tables import sorted_rows
from reportedly.exports.rows import Cell, Row
from reportedly.exports.schema import COLUMNS
from reportedly.records import Corpus, SlotId
from reportedly.views.questions import question

FILE, METADATA = "ledger.db", "datasette.json"
TYPES = {"integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER"}
EVENTS = ("id", "label", "date", "place", "within")
# Which column refers to which table
REFERENCES = {
    "doc": "documents", "speaker": "entities", "parent": "statements", "antecedent": "statements",
    "statement": "statements", "part_of": "figures", "figure": "figures", "time": "times",
    "row": "rows", "entity": "entities", "origin": "origins", "event": "events",
    "witness": "witnesses", "relation": "relations", "forecast": "forecasts", "within": "events",
}  # fmt: skip
# Link tables: name, the two columns, the table and column whose list they hold
LINKS = (
    ("relation_witnesses", ("relation", "witness"), ("relations", "witnesses")),
    ("forecast_witnesses", ("forecast", "witness"), ("forecasts", "witnesses")),
    ("row_origins", ("row", "origin"), ("rows", "origins")),
)
ABOUT = {
    "questions": "Questions that accounts answer: low, most repeated, high, how accounts differ",
    "answers": "Every account's answer: the words, who is credited, outlet and date",
    "who_said_what": "Words and who is credited with them",
    "how_accounts_relate": "How accounts relate, in sentences, weightiest first",
    "copied_passages": "Passages that stand in two documents",
    "timeline": "Days that are spoken of",
    "documents": "What was read; offsets elsewhere count characters of text from 0",
}
LABELS = {"documents": "path", "entities": "name", "rows": "question", "events": "label"}


def write_sqlite(corpus: Corpus, folder: Path, versions: Mapping[str, str]) -> dict[str, int]:
    """Write `ledger.db` and `datasette.json`; return the number of rows by table."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"{FILE}.new"
    made.unlink(missing_ok=True)
    with closing(sqlite3.connect(made)) as connection:
        counts = dict(_fill(connection, corpus))
        _insert(connection, "versions", ("part", "version"), rows=sorted(versions.items()))
        connection.executescript(
            (resources.files("reportedly.exports") / "sqlite_views.sql").read_text("utf-8")
        )
        for table, columns in (("documents", "title, text"), ("rows", "question, label")):
            connection.execute(
                f"CREATE VIRTUAL TABLE {table}_fts USING fts5({columns}, content={table})"
            )
            connection.execute(f"INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild')")  # noqa: S608
        connection.commit()
    made.replace(folder / FILE)
    (folder / METADATA).write_text(_metadata(), encoding="utf-8")
    return counts


def _fill(connection: sqlite3.Connection, corpus: Corpus) -> Iterator[tuple[str, int]]:
    rows = {table: sorted_rows(corpus, table) for table in COLUMNS}
    events = {
        str(e["id"]): e for e in (row["event"] for row in rows["rows"]) if isinstance(e, dict)
    }
    cells = [[events[one][name] for name in EVENTS] for one in sorted(events)]
    yield "events", _insert(connection, "events", EVENTS, rows=cells)
    asked = {row.id: question(row) for row in corpus.ledger.rows}
    for table, columns in COLUMNS.items():
        names = (*columns, "question") if table == "rows" else tuple(columns)
        lines = (
            [_value(row[name] if name in row else asked[SlotId(str(row["id"]))]) for name in names]
            for row in rows[table]
        )
        yield table, _insert(connection, table, names, rows=lines)
    for name, ends, (table, column) in LINKS:
        yield name, _insert(connection, name, ends, rows=_pairs(rows[table], column))


def _pairs(rows: Iterable[Row], column: str) -> Iterator[list[Cell]]:
    for row in rows:
        listed = row[column]
        for other in listed if isinstance(listed, list) else ():
            yield [row["id"], other]


def _value(value: Cell) -> Cell:
    """Return a cell as SQLite holds it; an event's place is taken by its id."""
    if isinstance(value, dict) and "label" in value and "within" in value:
        return value["id"]
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    return value


def _insert(
    connection: sqlite3.Connection,
    table: str,
    columns: tuple[str, ...],
    *,
    rows: Iterable[Iterable[Cell]],
) -> int:
    """Make a table and fill it; return its number of rows. Names are this module's own."""
    connection.execute(f"CREATE TABLE {table} ({', '.join(_definitions(table, columns))})")
    for name in columns:
        if name in REFERENCES and name != "id":
            connection.execute(f'CREATE INDEX "{table}_{name}" ON {table} ("{name}")')
    marks = ", ".join("?" for _ in columns)
    return connection.executemany(
        f"INSERT INTO {table} VALUES ({marks})",  # noqa: S608
        (tuple(row) for row in rows),
    ).rowcount


def _definitions(table: str, columns: tuple[str, ...]) -> Iterator[str]:
    kinds = COLUMNS.get(table, {})
    for name in columns:
        kind = TYPES.get(kinds.get(name, "text"), "TEXT")
        key = " PRIMARY KEY" if name == "id" else ""
        plain = kinds.get(name, "text") in ("text", "event")
        other = REFERENCES.get(name) if plain else None
        yield f'"{name}" {kind}{key}' + (f" REFERENCES {other}(id)" if other else "")


def _metadata() -> str:
    tables: dict[str, dict[str, object]] = {name: {"description": ABOUT[name]} for name in ABOUT}
    for name, label in LABELS.items():
        tables.setdefault(name, {})["label_column"] = label
    about = {
        "title": "Reportedly",
        "description": (
            "Who is reported to have said what, and how accounts relate. Start with the view "
            "“questions”; nothing here says which account is right."
        ),
        "databases": {"ledger": {"tables": tables}},
    }
    return json.dumps(about, ensure_ascii=False, indent=1) + "\n"

"""One SQLite file: every reference leads somewhere, views say what the lists say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.exports.rows import TABLES
from reportedly.exports.sqlite import ABOUT, write_sqlite
from reportedly.records import Corpus, Mode
from reportedly.views import Index


@pytest.fixture(scope="module")
def database(
    demo: Corpus, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sqlite3.Connection]:
    folder = tmp_path_factory.mktemp("sqlite")
    counts = write_sqlite(demo, folder, {"reportedly": "1"})
    assert set(TABLES) < set(counts)
    with closing(sqlite3.connect(folder / "ledger.db")) as connection:
        yield connection


def many(database: sqlite3.Connection, query: str) -> list[tuple[object, ...]]:
    return database.execute(query).fetchall()


def test_no_foreign_key_leads_nowhere(database: sqlite3.Connection) -> None:
    keys = sum(len(many(database, f"PRAGMA foreign_key_list({table})")) for table in TABLES)

    assert many(database, "PRAGMA foreign_key_check") == []
    assert keys > 15


def test_every_table_holds_every_row(database: sqlite3.Connection, demo: Corpus) -> None:
    for table, rows in TABLES.items():
        ((count,),) = many(database, f"SELECT count(*) FROM {table}")
        assert count == len(list(rows(demo))), table


def test_answers_are_the_documents_own_words(database: sqlite3.Connection, demo: Corpus) -> None:
    texts = {r.document.id: r.document.text for r in demo.documents}
    found = many(database, 'SELECT words, doc, start, "end" FROM answers')

    assert len(found) == len(demo.alignment.witnesses) > 50
    for words, doc, start, end in found:
        assert texts[doc][start:end] == words  # type: ignore[index]


def test_questions_say_what_the_rows_say(database: sqlite3.Connection, demo: Corpus) -> None:
    found = {r[0]: r[1:] for r in many(database, "SELECT id, low, high, documents FROM questions")}

    for row in demo.ledger.rows:
        low, high, documents = found[row.id]
        assert (low, high) == (
            None if row.low is None else float(row.low),
            None if row.high is None else float(row.high),
        )
        assert documents == row.documents


def test_who_said_what_leaves_the_narrator_out(database: sqlite3.Connection, demo: Corpus) -> None:
    index = Index(demo)
    found = {r[0]: r[1] for r in many(database, "SELECT id, speaker FROM who_said_what")}

    credited = [s for r in demo.documents for s in r.statements if s.mode is not Mode.NARRATOR]
    assert found == {s.id: index.speaker_of(s.id) for s in credited}


def test_full_text_search_finds_a_document(database: sqlite3.Connection) -> None:
    found = many(database, "SELECT rowid FROM documents_fts WHERE documents_fts MATCH 'coastguard'")

    assert found


@pytest.mark.parametrize("name", sorted(ABOUT))
def test_every_view_can_be_read_and_is_described(name: str, database: sqlite3.Connection) -> None:
    docs = (Path(__file__).parent.parent.parent / "docs" / "exports.md").read_text("utf-8")

    assert len(many(database, f"SELECT * FROM {name} LIMIT 5")) > 0
    assert f"`{name}`" in docs

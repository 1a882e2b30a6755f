"""Ledgers of every released schema come forward, with a backup, whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.engines import load_corpus, run
from reportedly.engines.check import problems
from reportedly.settings import Settings
from reportedly.store import Store, blobs, decisions, documents, open_store, outputs
from reportedly.store.schema import HEAD, KNOWN, copy, revision

SCHEMAS = Path(__file__).parent / "schemas"
ORIGINALS = (
    b"At least 17 people died in the ferry fire, the coastguard said.\n",
    b"Dr Sunita Rao counted 19 bodies by midday.\n",
)


def old_ledger(root: Path, version: str) -> Path:
    """Write a ledger as an earlier release left it: two documents, a failure, a decision."""
    (root / "originals").mkdir(parents=True)
    (root / "exports").mkdir()
    (root / "reportedly.toml").write_text("", encoding="utf-8")
    for data in ORIGINALS:
        blobs.put(root / "originals", data)
    with closing(sqlite3.connect(root / "ledger.sqlite")) as made:
        made.executescript((SCHEMAS / f"{version}.sql").read_text(encoding="utf-8"))
    return root


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return old_ledger(tmp_path / "old.reportedly", KNOWN[0])


def test_every_released_schema_is_kept_for_this_test() -> None:
    assert sorted(p.stem for p in SCHEMAS.glob("*.sql")) == sorted(set(KNOWN) - {HEAD})


@pytest.mark.parametrize("version", [v for v in KNOWN if v != HEAD])
def test_an_old_ledger_keeps_all_it_holds(tmp_path: Path, version: str) -> None:
    root = old_ledger(tmp_path / "old.reportedly", version)

    store = open_store(root)

    assert revision(store.engine) == HEAD
    assert len(documents.held(store)) == len(ORIGINALS)
    assert [d.id for d in decisions.decisions(store)] == ["one"]
    assert [f.key for f in outputs.failures(store)] == [""]
    assert [r.location for r in documents.rejections(store)] == ["empty.txt"]


def test_an_old_ledger_is_brought_up_to_date_and_its_decision_holds(old: Path) -> None:
    store = open_store(old)

    run(store, (), settings=Settings(workers=1))

    assert problems(store) == []
    published = [r.document.published for r in load_corpus(store).documents]
    assert "2031-01-01" in published


def test_the_tables_as_they_were_are_kept_beside(old: Path) -> None:
    with closing(sqlite3.connect(old / "ledger.sqlite")) as late:
        late.execute("PRAGMA journal_mode=WAL")
        late.execute("UPDATE failure SET reason = 'only in the log of the database'")
        late.commit()
        open_store(old)

    kept = old / f"ledger.before-{HEAD}.sqlite"
    with closing(sqlite3.connect(kept)) as before:
        assert before.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        found = before.execute("SELECT reason FROM failure").fetchone()
    assert found == ("only in the log of the database",)


def test_a_new_and_an_old_ledger_have_the_same_tables(old: Path, tmp_path: Path) -> None:
    def shape(store: Store) -> list[tuple[str, str]]:
        with closing(sqlite3.connect(store.root / "ledger.sqlite")) as held:
            tables = [
                n for (n,) in held.execute("SELECT name FROM sqlite_master WHERE type='table'")
            ]
            return sorted(
                (table, str(column[1:]))
                for table in tables
                for column in held.execute(f"PRAGMA table_info({table})")
            )

    assert shape(open_store(old)) == shape(open_store(tmp_path / "new", create=True))


def test_a_copy_is_whole_while_another_writes(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.reportedly", create=True)
    with closing(sqlite3.connect(store.root / "ledger.sqlite")) as other:
        other.execute("INSERT INTO rejection VALUES ('kept', 'r', 'm')")
        other.commit()
        other.execute("INSERT INTO rejection VALUES ('not yet', 'r', 'm')")
        copy(store.engine, tmp_path / "copy.sqlite")

    with closing(sqlite3.connect(tmp_path / "copy.sqlite")) as found:
        assert found.execute("SELECT location FROM rejection").fetchall() == [("kept",)]
        assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)

"""Backups that are ledgers, and databases that say what is wrong with them."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.errors import BadLedger
from reportedly.records import Capture, DocId
from reportedly.store import Store, documents, health, open_store, originals
from reportedly.store.documents import Held
from reportedly.store.folder import DATABASE
from tests.postgres import PASSWORD, Server


@pytest.fixture
def folder(tmp_path: Path) -> Store:
    return open_store(tmp_path / "story.reportedly", create=True)


def test_a_new_ledger_is_whole(store: Store) -> None:
    hold(store, b"one")

    assert health.integrity(store) == []


def hold(store: Store, *texts: bytes) -> None:
    for n, data in enumerate(texts):
        capture = Capture(
            id=originals.put(store, data),
            location=f"{n}.txt",
            media_type="text/plain",
            size=len(data),
        )
        documents.add(store, [Held(DocId(f"d{data[:9]!r}"), capture, f"/{n}.txt")])


def bytes_of(root: Path) -> list[bytes]:
    return sorted(p.read_bytes() for p in (root / "originals").glob("??/*"))


def test_a_backup_is_a_ledger_with_all_originals(folder: Store, tmp_path: Path) -> None:
    hold(folder, b"one", b"two")

    count = health.backup(folder, tmp_path / "safe.reportedly")

    copied = open_store(tmp_path / "safe.reportedly")
    assert count == 2
    assert documents.held(copied) == documents.held(folder)
    assert bytes_of(copied.root) == [b"one", b"two"]
    assert health.integrity(copied) == []


def test_a_second_backup_copies_only_what_is_new(folder: Store, tmp_path: Path) -> None:
    target = tmp_path / "safe.reportedly"
    hold(folder, b"one")
    health.backup(folder, target)
    (first,) = (target / "originals").glob("??/*")
    before = first.stat().st_mtime_ns
    hold(folder, b"two")

    health.backup(folder, target)

    assert bytes_of(target) == [b"one", b"two"]
    assert first.stat().st_mtime_ns == before
    assert len(documents.held(open_store(target))) == 2


def test_a_backup_never_writes_into_another_folder(folder: Store, tmp_path: Path) -> None:
    other = tmp_path / "letters"
    other.mkdir()
    (other / "mine.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(BadLedger, match="is not a ledger"):
        health.backup(folder, other)
    with pytest.raises(BadLedger, match="is the ledger itself"):
        health.backup(folder, folder.root)
    assert [p.name for p in other.iterdir()] == ["mine.txt"]


def test_a_backup_with_a_missing_original_says_so(folder: Store, tmp_path: Path) -> None:
    hold(folder, b"one")
    next(folder.originals.glob("??/*")).unlink()

    with pytest.raises(BadLedger, match="is missing"):
        health.backup(folder, tmp_path / "safe.reportedly")
    assert not (tmp_path / "safe.reportedly" / DATABASE).exists()


def garbage(database: Path) -> None:
    database.write_bytes(b"not a database at all, " * 400)


def overwritten(database: Path) -> None:
    data = bytearray(database.read_bytes())
    data[4096:] = b"\x5a" * (len(data) - 4096)
    database.write_bytes(data)


@pytest.mark.parametrize("harm", [garbage, overwritten])
def test_a_damaged_database_is_named_with_a_remedy(
    folder: Store, harm: Callable[[Path], None]
) -> None:
    hold(folder, b"one")
    folder.engine.dispose()
    for left in folder.root.glob(f"{DATABASE}-*"):
        left.unlink()
    harm(folder.root / DATABASE)

    with pytest.raises(BadLedger, match="damaged; put a backup in its place"):
        documents.held(open_store(folder.root))


def test_a_shared_ledger_names_the_command_that_copies_it(server: Server, tmp_path: Path) -> None:
    """The command it names is one that runs."""
    address = server.ledger()
    store = open_store(address)
    hold(store, b"one")

    with pytest.raises(BadLedger, match="pg_dump --format=custom") as told:
        health.backup(store, tmp_path / "safe")
    command = shlex.split(str(told.value).partition("run: ")[2])
    programs = {"PGPASSWORD": PASSWORD, "PATH": f"{server.bin}:{os.environ['PATH']}"}
    subprocess.run(command, check=True, env=programs)
    copy = server.database()
    dumped = ["pg_restore", "--dbname", str(copy), str(tmp_path / "safe.dump")]
    subprocess.run(dumped, check=True, env=programs)

    assert PASSWORD not in str(told.value)
    assert documents.held(open_store(copy)) == documents.held(store)
    assert health.integrity(open_store(copy)) == []

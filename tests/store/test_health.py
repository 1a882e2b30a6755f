"""Backups that are ledgers, and databases that say what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.errors import BadLedger
from reportedly.records import Capture, DocId
from reportedly.store import Store, blobs, documents, health, open_store
from reportedly.store.documents import Held
from reportedly.store.folder import DATABASE


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "story.reportedly", create=True)


def hold(store: Store, *texts: bytes) -> None:
    for n, data in enumerate(texts):
        capture = Capture(
            id=blobs.put(store.originals, data),
            location=f"{n}.txt",
            media_type="text/plain",
            size=len(data),
        )
        documents.add(store, [Held(DocId(f"d{data[:9]!r}"), capture, f"/{n}.txt")])


def originals(root: Path) -> list[bytes]:
    return sorted(p.read_bytes() for p in (root / "originals").glob("??/*"))


def test_a_backup_is_a_ledger_with_all_originals(store: Store, tmp_path: Path) -> None:
    hold(store, b"one", b"two")

    count = health.backup(store, tmp_path / "safe.reportedly")

    copied = open_store(tmp_path / "safe.reportedly")
    assert count == 2
    assert documents.held(copied) == documents.held(store)
    assert originals(copied.root) == [b"one", b"two"]
    assert health.integrity(copied) == []


def test_a_second_backup_copies_only_what_is_new(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "safe.reportedly"
    hold(store, b"one")
    health.backup(store, target)
    (first,) = (target / "originals").glob("??/*")
    before = first.stat().st_mtime_ns
    hold(store, b"two")

    health.backup(store, target)

    assert originals(target) == [b"one", b"two"]
    assert first.stat().st_mtime_ns == before
    assert len(documents.held(open_store(target))) == 2


def test_a_backup_never_writes_into_another_folder(store: Store, tmp_path: Path) -> None:
    other = tmp_path / "letters"
    other.mkdir()
    (other / "mine.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(BadLedger, match="is not a ledger"):
        health.backup(store, other)
    with pytest.raises(BadLedger, match="is the ledger itself"):
        health.backup(store, store.root)
    assert [p.name for p in other.iterdir()] == ["mine.txt"]


def test_a_backup_with_a_missing_original_says_so(store: Store, tmp_path: Path) -> None:
    hold(store, b"one")
    next(store.originals.glob("??/*")).unlink()

    with pytest.raises(BadLedger, match="is missing"):
        health.backup(store, tmp_path / "safe.reportedly")
    assert not (tmp_path / "safe.reportedly" / DATABASE).exists()


def garbage(database: Path) -> None:
    database.write_bytes(b"not a database at all, " * 400)


def overwritten(database: Path) -> None:
    data = bytearray(database.read_bytes())
    data[4096:] = b"\x5a" * (len(data) - 4096)
    database.write_bytes(data)


@pytest.mark.parametrize("harm", [garbage, overwritten])
def test_a_damaged_database_is_named_with_a_remedy(
    store: Store, harm: Callable[[Path], None]
) -> None:
    hold(store, b"one")
    store.engine.dispose()
    for left in store.root.glob(f"{DATABASE}-*"):
        left.unlink()
    harm(store.root / DATABASE)

    with pytest.raises(BadLedger, match="damaged; put a backup in its place"):
        documents.held(open_store(store.root))

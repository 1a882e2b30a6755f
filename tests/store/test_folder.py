from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from reportedly.errors import BadLedger
from reportedly.records import Capture, CaptureId, DocId, Rejection
from reportedly.store import Store, blobs, documents, open_store, outputs
from reportedly.store.documents import Held
from reportedly.store.lock import writing
from reportedly.store.outputs import Failure, Output
from reportedly.store.schema import HEAD, revision


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "story.reportedly", create=True)


def held(name: str, data: bytes = b"x") -> Held:
    capture = Capture(
        id=CaptureId("ab" * 32),
        location=name,
        media_type="text/plain",
        size=len(data),
        given=(("outlet", "Kestrel"),),
    )
    return Held(DocId(f"d-{name}"), capture, f"/here/{name}")


def test_a_new_ledger_has_its_folder_and_the_newest_tables(store: Store) -> None:
    assert sorted(p.name for p in store.root.iterdir() if p.is_dir()) == ["exports", "originals"]
    assert (store.root / "reportedly.toml").is_file()
    assert revision(store.engine) == HEAD


def test_commits_are_durable_and_readers_do_not_wait(store: Store) -> None:
    with store.engine.connect() as connection:
        mode = connection.execute(sql("PRAGMA journal_mode")).scalar()
        synchronous = connection.execute(sql("PRAGMA synchronous")).scalar()

    assert (mode, synchronous) == ("wal", 2)


def test_a_folder_that_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(BadLedger, match="is not a ledger; choose another name"):
        open_store(tmp_path, create=True)
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_a_missing_ledger_is_not_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(BadLedger, match="make one with: reportedly run"):
        open_store(tmp_path / "none.reportedly")
    assert not (tmp_path / "none.reportedly").exists()


def test_a_ledger_of_a_newer_version_is_refused(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(sql("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(BadLedger, match="format 9999"):
        open_store(store.root)


def test_originals_keep_their_bytes_and_damage_is_found(store: Store) -> None:
    capture = blobs.put(store.originals, b"\xff\x00words")
    assert blobs.put(store.originals, b"\xff\x00words") == capture
    assert blobs.get(store.originals, capture) == b"\xff\x00words"
    assert list(blobs.damaged(store.originals)) == []

    blobs.path_of(store.originals, capture).write_bytes(b"other")
    assert [p.name for p in blobs.damaged(store.originals)] == [capture]


def test_a_missing_original_is_named(store: Store) -> None:
    with pytest.raises(BadLedger, match="restore it from a backup"):
        blobs.get(store.originals, CaptureId("cd" * 32))


def test_captures_come_back_once_each_in_order(store: Store) -> None:
    documents.add(store, [held("b.txt"), held("a.txt")])
    documents.add(store, [held("a.txt")])

    assert list(documents.held(store).values()) == [held("a.txt"), held("b.txt")]


def test_a_rejected_file_that_is_read_later_is_no_longer_listed(store: Store) -> None:
    documents.reject(store, [Rejection(location="a.txt", reason="empty", remedy="fill it")])
    assert [r.location for r in documents.rejections(store)] == ["a.txt"]

    documents.add(store, [held("a.txt")])
    assert documents.rejections(store) == ()


def test_the_latest_output_stands_and_heals_a_failure(store: Store) -> None:
    doc = DocId("d1")
    outputs.save_failure(store, Failure(doc, "times", "broke", "mend it", "trace"))
    assert [f.doc for f in outputs.failures(store)] == [doc]

    outputs.save(store, [Output("times", doc, "k1", "g1", b"[]")])
    outputs.save(store, [Output("times", doc, "k2", "g2", b"[1]")])
    assert outputs.failures(store) == ()
    assert outputs.known(store) == {("times", doc): ("k2", "g2")}
    assert outputs.bodies(store, "times") == {doc: b"[1]"}


def test_a_failed_document_shows_nothing_stale(store: Store) -> None:
    doc = DocId("d1")
    outputs.save(store, [Output("times", doc, "k", "g", b"[]")])

    outputs.save_failure(store, Failure(doc, "figures", "broke", "mend it", ""))
    assert outputs.of_document(store, doc) == {}


def _lock_elsewhere(file: Path) -> bool:
    try:
        with writing(file):
            return True
    except BadLedger:
        return False


def test_two_writers_never_meet(store: Store) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        with writing(store.lock):
            assert pool.apply(_lock_elsewhere, (store.lock,)) is False
        assert pool.apply(_lock_elsewhere, (store.lock,)) is True

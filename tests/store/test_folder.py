"""What every ledger does, whether it is a folder or a database on a server."""

from __future__ import annotations

import multiprocessing
import socket
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from reportedly.errors import BadLedger, BadSetting
from reportedly.records import Capture, CaptureId, DocId, Rejection
from reportedly.store import (
    Address,
    Store,
    blobs,
    documents,
    keeping,
    open_store,
    originals,
    outputs,
)
from reportedly.store.documents import Held
from reportedly.store.lock import writing
from reportedly.store.outputs import Failure, Output
from reportedly.store.schema import HEAD, revision
from reportedly.store.tables import original

SQLITE_ASKED = ("PRAGMA journal_mode", "PRAGMA synchronous")
SECONDS = 60.0


def held(name: str, data: bytes = b"x") -> Held:
    capture = Capture(
        id=CaptureId("ab" * 32),
        location=name,
        media_type="text/plain",
        size=len(data),
        given=(("outlet", "Kestrel"),),
    )
    return Held(DocId(f"d-{name}"), capture, f"/here/{name}")


def test_a_new_ledger_has_the_newest_tables(store: Store) -> None:
    assert revision(store.engine) == HEAD


def test_a_new_folder_has_its_settings_and_folders(tmp_path: Path) -> None:
    store = open_store(tmp_path / "story.reportedly", create=True)

    assert sorted(p.name for p in store.root.iterdir() if p.is_dir()) == ["exports", "originals"]
    assert (store.root / "reportedly.toml").is_file()


def test_commits_are_durable_and_readers_do_not_wait(store: Store) -> None:
    shared = store.address is not None
    asked = ("SHOW synchronous_commit", "SHOW fsync") if shared else SQLITE_ASKED
    with store.engine.connect() as connection:
        told = tuple(connection.execute(sql(one)).scalar() for one in asked)

    assert told == (("on", "on") if shared else ("wal", 2))


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
        open_store(store.place)


def damage(store: Store, capture: CaptureId) -> None:
    if store.address is None:
        blobs.path_of(store.originals, capture).write_bytes(b"other")
        return
    with store.engine.begin() as connection:
        connection.execute(original.update().values(body=b"other"))


def test_originals_keep_their_bytes_and_damage_is_found(store: Store) -> None:
    capture = originals.put(store, b"\xff\x00words")
    assert originals.put(store, b"\xff\x00words") == capture
    assert originals.get(store, capture) == b"\xff\x00words"
    assert originals.damaged(store) == ()

    damage(store, capture)
    assert [name for name, _ in originals.damaged(store)] == [capture]


def test_a_missing_original_is_named(store: Store) -> None:
    missing, kept = CaptureId("cd" * 32), originals.put(store, b"words")

    assert originals.lacking(store, (missing, kept)) == {missing}
    assert originals.find(store, missing) is None
    with pytest.raises(BadLedger, match="restore it from a backup"):
        originals.get(store, missing)


@pytest.mark.parametrize("name", ["a\0b\x1b1\x1b.txt#é\u0301\U0001f1e6", "\x1b0", ""])
def test_a_name_is_kept_to_the_character(store: Store, name: str) -> None:
    documents.reject(store, [Rejection(location=name, reason="empty", remedy="fill it")])

    assert [r.location for r in documents.rejections(store)] == [name]


def test_names_are_sorted_by_code_point(store: Store) -> None:
    names = ["é", "a b", "a", "Z", "a-b", "ab", "_", "ä", "A", "\U0001f1e6", "\ufffd", "a.b"]
    documents.reject(store, [Rejection(location=n, reason="r", remedy="m") for n in names])

    assert [r.location for r in documents.rejections(store)] == sorted(names)


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


def _in_turn(place: Path | Address, told: Connection) -> None:
    """Lock a ledger elsewhere and say what happens."""
    store = open_store(place)
    try:
        with writing(store, waiting=lambda who: told.send(f"waits for {who}")):
            told.send("has it")
    except BadLedger as err:
        told.send(str(err))
    told.close()


def test_two_writers_never_meet(store: Store) -> None:
    """A folder in use is refused; a shared ledger is waited for."""
    context = multiprocessing.get_context("spawn")
    mine, other = context.Pipe()
    process = context.Process(target=_in_turn, args=(store.place, other))
    with writing(store):
        process.start()
        other.close()
        assert mine.poll(SECONDS)
        first = mine.recv()
    process.join(SECONDS)
    later = [first]
    while mine.poll(SECONDS):
        try:
            later.append(mine.recv())
        except EOFError:
            break

    if store.address is None:
        assert "in use by another run; wait" in first
    else:
        assert first.startswith("waits for ")
        assert socket.gethostname() in first
        assert later[-1] == "has it"


def test_a_lock_is_free_again_after_its_block(store: Store) -> None:
    for _ in range(2):
        with writing(store, waiting=pytest.fail):
            pass


def test_settings_are_those_of_the_ledger_and_a_faulty_text_changes_nothing(store: Store) -> None:
    keeping.keep(store, 'merge = "eager"\n')
    with pytest.raises(BadSetting, match="expected one of strict, balanced, eager"):
        keeping.keep(store, 'merge = "often"\n')
    with pytest.raises(BadSetting, match="not a settings file"):
        keeping.keep(store, "merge")

    assert keeping.settings_in_force(store, {}).merge == "eager"
    assert keeping.settings_in_force(store, {"REPORTEDLY_MERGE": "strict"}).merge == "strict"
    assert keeping.settings_in_force(store, {}, merge="balanced").merge == "balanced"

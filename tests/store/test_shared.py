"""A shared ledger: who gets in, what is said when nobody does, and what outlives a crash."""

from __future__ import annotations

import dataclasses
import multiprocessing
import os
import re
import signal
import socket
import struct
import sys
import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from reportedly.codec import encode
from reportedly.errors import BadLedger, MissingLibrary
from reportedly.records import CaptureId, Rejection
from reportedly.store import (
    Address,
    Store,
    changes,
    decisions,
    documents,
    health,
    keeping,
    open_store,
    originals,
    search,
)
from reportedly.store.decisions import IN_TURN
from reportedly.store.lock import in_use, writing
from reportedly.store.schema import HEAD, revision
from reportedly.store.tables import decision as table
from tests.postgres import PASSWORD, Server
from tests.store.test_at_once import decision, read_in
from tests.store.test_search import passage

GUIDE = Path(__file__).parent.parent.parent / "docs" / "team.md"
SECONDS = 60.0


@pytest.fixture
def shared(server: Server) -> Iterator[Store]:
    made = open_store(server.ledger())
    yield made
    made.engine.dispose()


def test_an_empty_database_becomes_a_ledger_when_asked_to(server: Server) -> None:
    address = server.database()

    with pytest.raises(BadLedger, match=r"holds no ledger yet; make one with: reportedly run"):
        open_store(address)
    assert tables(server, address) == []
    assert revision(open_store(address, create=True).engine) == HEAD
    assert documents.held(open_store(address)) == {}


def tables(server: Server, address: Address) -> list[str]:
    query = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
    return sorted(str(name) for (name,) in server.ask(query, database=address.database))


@pytest.mark.parametrize("name", ["letters", "alembic_version"])
def test_a_database_of_others_is_left_alone(server: Server, name: str) -> None:
    address = server.database()
    server.ask(f"CREATE TABLE {name} (version_num varchar)", database=address.database)

    with pytest.raises(BadLedger, match="something else than a ledger; use a database of its own"):
        open_store(address, create=True)
    assert tables(server, address) == [name]


def test_two_who_make_a_ledger_at_once_make_one(server: Server) -> None:
    address = server.database()
    made: list[Store] = []
    threads = [
        threading.Thread(target=lambda: made.append(open_store(address, create=True)))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)

    assert [revision(store.engine) for store in made] == [HEAD, HEAD]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"password": "guess"}, "does not let keeper in; check name and password"),
        ({"user": "nobody"}, "does not let nobody in; check name and password"),
        ({"password": None}, r"asks for a password; put it into ~/.pgpass or PGPASSWORD"),
        ({"database": "none"}, "no such database; make it with: createdb none"),
        ({"port": 1}, "the server cannot be reached .* check that it runs"),
        ({"host": "nowhere.invalid"}, "the server cannot be reached"),
        ({"host": "/nowhere"}, "the server cannot be reached"),
        ({"sslmode": "verify-full"}, "the server does not encrypt"),
    ],
)
def test_who_is_not_let_in_is_told_why_and_no_password_is_shown(
    server: Server, wrong: dict[str, str], said: str
) -> None:
    address = dataclasses.replace(server.ledger(), **wrong)  # type: ignore[arg-type]  # by field

    with pytest.raises(BadLedger, match=said) as told:
        open_store(address)
    for shown in (str(told.value), str(address), repr(address)):
        assert (wrong.get("password") or PASSWORD) not in shown


def test_a_server_that_hangs_up_cannot_be_reached() -> None:
    """As one does that is killed between taking a call and answering it."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]

        def hang_up() -> None:
            line, _ = door.accept()
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            line.close()

        other = threading.Thread(target=hang_up)
        other.start()
        with pytest.raises(BadLedger, match=r"the server cannot be reached .*check that it runs"):
            open_store(Address(host="127.0.0.1", port=port, user="keeper", database="any"))
        other.join(SECONDS)


def test_a_missing_library_is_named_with_its_extra(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pg8000", None)

    with pytest.raises(MissingLibrary, match=r"pip install 'reportedly\[postgres\]'"):
        open_store(server.address("any"))


def test_a_socket_of_this_machine_leads_to_the_same_ledger(server: Server, shared: Store) -> None:
    read_in(shared, "a.txt")
    assert shared.address is not None
    local = dataclasses.replace(shared.address, host=str(server.folder))

    assert list(documents.held(open_store(local))) == ["a.txt"]


def roles() -> list[str]:
    """Return the statements of the page on shared ledgers."""
    (block,) = re.findall(r"```sql\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    plain = re.sub(r"--.*", "", block)
    return [line.strip() for line in plain.split(";") if line.strip()]


def test_each_role_may_do_what_the_guide_says_and_no_more(server: Server, shared: Store) -> None:
    assert shared.address is not None
    name = shared.address.database
    read_in(shared, "a.txt")
    for statement in roles():
        server.ask(statement, database=name)
    stores: dict[str, Store] = {}
    for role in ("readers", "reviewers", "importers"):
        server.ask(f"CREATE ROLE {role}_one LOGIN PASSWORD 'x' IN ROLE {role}")
        stores[role] = open_store(server.address(name, user=f"{role}_one", password="x"))

    for store in stores.values():
        assert list(documents.held(store)) == ["a.txt"]
        assert originals.lacking(store, [CaptureId("cd" * 32)])
    for store in (stores["reviewers"], stores["importers"]):
        decisions.append(store, decision(f"d-{store.name}"))
        with search.opened(store) as index:
            index.put("a.txt", digest="x", passages=[passage("one")])
            index.commit()
        with writing(store):
            pass
    read_in(stores["importers"], "b.txt")
    keeping.keep(stores["importers"], "")
    assert len(decisions.decisions(stores["readers"])) == 2
    with pytest.raises(BadLedger, match="readers_one has no right to do this; ask its owner"):
        decisions.append(stores["readers"], decision("no"))
    with pytest.raises(BadLedger, match="reviewers_one has no right"):
        read_in(stores["reviewers"], "c.txt")
    with pytest.raises(Exception, match="permission denied"):
        server_says(stores["importers"], "DELETE FROM decision")
    for store in stores.values():
        store.engine.dispose()


def server_says(store: Store, statement: str) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql(statement)


def test_a_decision_waits_until_the_one_before_it_is_committed(shared: Store) -> None:
    """Its number is given out before: without turns, a reader could see the second first."""
    with shared.engine.connect() as slow:
        slow.exec_driver_sql(IN_TURN)
        row = {"id": "first", "body": encode(decision("first"))}
        slow.execute(table.insert(), [row])
        other = threading.Thread(target=decisions.append, args=(shared, decision("second")))
        other.start()
        other.join(1.0)

        assert other.is_alive()
        assert decisions.decisions(shared) == ()
        slow.commit()
    other.join(SECONDS)
    assert [d.id for d in decisions.decisions(shared)] == ["first", "second"]


@pytest.fixture
def own(server: Server) -> Iterator[Server]:
    """The server, which a test may stop; it runs again afterwards."""
    yield server
    if not (server.folder / "data" / "postmaster.pid").exists():
        server.start()


def test_a_store_goes_on_when_its_server_was_started_again(own: Server, shared: Store) -> None:
    decisions.append(shared, decision("one"))
    own.stop()
    with pytest.raises(BadLedger, match="cannot be reached"):
        decisions.decisions(shared)
    own.start()

    decisions.append(shared, decision("two"))

    assert [d.id for d in decisions.decisions(shared)] == ["one", "two"]


def test_what_was_acknowledged_outlives_a_crash_of_the_server(own: Server, shared: Store) -> None:
    kept: list[str] = []
    enough = threading.Event()
    told: list[str] = []

    def write() -> None:
        try:
            while True:
                decisions.append(shared, decision(f"d{len(kept)}"))
                read_in(shared, f"{len(kept)}.txt")
                kept.append(f"d{len(kept)}")
                if len(kept) > 5:
                    enough.set()
        except BadLedger as err:
            told.append(str(err))

    writer = threading.Thread(target=write)
    writer.start()
    assert enough.wait(SECONDS)
    own.stop("immediate")
    writer.join(SECONDS)
    own.start()

    found = [d.id for d in decisions.decisions(shared)]
    held = documents.held(shared)
    assert found[: len(kept)] == kept
    assert {f"{n}.txt" for n in range(len(kept))} <= set(held)
    assert originals.lacking(shared, (h.capture.id for h in held.values())) == set()
    assert originals.damaged(shared) == ()
    assert told
    assert "what was acknowledged is kept" in told[0] or "cannot be reached" in told[0]


def _hold(place: Address, told: Connection) -> None:
    with writing(open_store(place)):
        told.send("held")
        told.recv()


def test_a_run_that_is_killed_gives_its_turn_back(shared: Store) -> None:
    context = multiprocessing.get_context("spawn")
    mine, other = context.Pipe()
    process = context.Process(target=_hold, args=(shared.place, other))
    process.start()
    assert mine.poll(SECONDS)
    mine.recv()
    assert in_use(shared)

    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    with writing(shared):
        assert in_use(shared)
    assert not in_use(shared)


def test_a_mark_changes_with_every_commit_of_another(shared: Store) -> None:
    before = changes.mark(shared)
    assert changes.mark(shared) == before

    documents.reject(open_store(shared.place), [Rejection(location="a", reason="r", remedy="m")])
    assert changes.mark(shared) != before


def test_a_server_that_does_not_wait_for_its_disk_is_told_of(own: Server, shared: Store) -> None:
    assert health.risks(shared) == []
    assert health.server(shared).startswith(own.bin.parent.name)

    own.ask("ALTER SYSTEM SET fsync = off")
    own.ask("SELECT pg_reload_conf()")
    try:
        own.stop()
        own.start()
        (risk,) = health.risks(shared)
    finally:
        own.ask("ALTER SYSTEM RESET fsync")
        own.stop()
        own.start()
    assert "fsync is off" in risk

"""Two workbenches of one shared ledger, each on a machine of its own, see each other's work."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from reportedly.store import Address, Store, decisions, documents, open_store, originals, outputs
from reportedly.store.lock import writing
from reportedly.store.outputs import Output
from reportedly.web import Config, create_app
from tests.postgres import Server
from tests.web.conftest import PORT, signed_in
from tests.web.test_decisions import SECONDS, index


def copied(folder: Path, address: Address) -> Store:
    """Write into a new shared ledger what a folder holds."""
    old, new = open_store(folder), open_store(address)
    held = documents.held(old).values()
    for one in held:
        originals.put(new, originals.get(old, one.capture.id))
    documents.add(new, held)
    for (stage, doc), (key, digest) in outputs.known(old).items():
        body = outputs.bodies(old, stage)[doc]
        outputs.save(new, [Output(stage, doc, key, digest, body)])
    return new


@pytest.fixture
def two(
    ledger: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[FastAPI, FastAPI]]:
    """Two workbenches of the demo on a server."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    address = server.ledger()
    copied(ledger, address).engine.dispose()
    made = tuple(create_app(Config(root=address, port=PORT)) for _ in range(2))
    yield made[0], made[1]
    for app in made:
        app.state.bench.clerk.close()
        app.state.bench.store.engine.dispose()


def kept(app: FastAPI) -> list[str]:
    return [d.id for d in app.state.bench.shot().decisions]


def test_what_one_decides_the_other_shows(two: tuple[FastAPI, FastAPI]) -> None:
    mine, other = two
    before = index(other)
    chosen = next(iter(before.statements))
    made = signed_in(mine).post("/decisions", data={"verdict": "reject", "id": chosen}).json()
    assert mine.state.bench.clerk.wait(SECONDS)
    assert chosen not in index(mine).statements

    other.state.follower.look()

    assert kept(other) == kept(mine) == [made["id"]]
    assert chosen not in index(other).statements
    assert index(other).corpus == index(mine).corpus


def test_while_a_run_goes_on_decisions_alone_are_taken_over(two: tuple[FastAPI, FastAPI]) -> None:
    mine, other = two
    before = index(other)
    note = {"verdict": "note", "id": next(iter(before.statements)), "note": "asked them"}
    with writing(mine.state.bench.store):
        made = signed_in(mine).post("/decisions", data=note).json()

        other.state.follower.look()

    assert kept(other) == [made["id"]]
    assert index(other) is before


def test_the_workbench_looks_by_itself(two: tuple[FastAPI, FastAPI]) -> None:
    mine, other = two
    chosen = next(iter(index(other).statements))
    with TestClient(other):
        signed_in(mine).post("/decisions", data={"verdict": "note", "id": chosen, "note": "x"})
        until = time.monotonic() + SECONDS
        while not kept(other) and time.monotonic() < until:
            threading.Event().wait(0.1)

    assert kept(other) == kept(mine) != []


def test_pages_search_and_originals_come_from_the_server(two: tuple[FastAPI, FastAPI]) -> None:
    app, _ = two
    client = signed_in(app)
    app.state.bench.search.build(app.state.bench.shot())
    doc = next(iter(index(app).documents))
    capture = index(app).documents[doc].document.capture

    found = client.get("/search.json", params={"q": "ferry"}).json()
    original = client.get(f"/documents/{doc}/original").content

    assert found["total"] > 3
    assert found["in_step"]
    assert original == originals.get(app.state.bench.store, capture)
    page = client.get("/").text
    assert app.state.bench.store.title in page
    assert not (app.state.bench.store.root).exists()


def test_dropped_files_reach_the_server(two: tuple[FastAPI, FastAPI]) -> None:
    app, _ = two
    report = b"HARBOUR TOWN - Fire at the rope works killed 14 people, the mayor said.\n"

    signed_in(app).post("/documents", files=[("files", ("a.txt", report, "text/plain"))])
    assert app.state.bench.clerk.wait(SECONDS)

    assert "a.txt" in {r.document.path for r in index(app).documents.values()}
    assert list(app.state.bench.store.root.glob("incoming/*")) == []
    assert decisions.decisions(app.state.bench.store) == ()

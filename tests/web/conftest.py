"""A workbench of the demo ledger: `client` reads, `fresh` may write to its own copy.

Both are signed in and send what a browser sends from a page of the workbench.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from reportedly.engines import run
from reportedly.settings import Settings
from reportedly.store import open_store
from reportedly.web import Config, create_app

PORT = 8765
HOME = f"http://127.0.0.1:{PORT}"
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors", "Origin": HOME}


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's ledger, read once."""
    root = tmp_path_factory.mktemp("ledgers") / "demo.reportedly"
    folder = Path(str(resources.files("reportedly") / "demo"))
    reports = sorted(str(file) for file in folder.glob("*.jsonl"))
    run(open_store(root, create=True), reports, settings=Settings())
    return root


def signed_in(app: FastAPI, reviewer: str = "ada") -> TestClient:
    """Return a client with a session of a reviewer."""
    client = TestClient(app, base_url=HOME, headers=SAME_ORIGIN)
    token = app.state.bench.sessions.invite(reviewer)
    assert client.get("/enter", params={"token": token}).status_code == 200
    return client


@pytest.fixture(scope="session")
def app(ledger: Path) -> Iterator[FastAPI]:
    """The workbench of the demo, for reading."""
    made = create_app(Config(root=ledger, port=PORT))
    yield made
    made.state.bench.clerk.close()


@pytest.fixture(scope="session")
def client(app: FastAPI) -> TestClient:
    """A signed-in reader of the demo."""
    return signed_in(app)


@pytest.fixture
def fresh_app(ledger: Path, tmp_path: Path) -> Iterator[FastAPI]:
    """The workbench of a copy of the demo, for writing."""
    root = tmp_path / "copy.reportedly"
    shutil.copytree(ledger, root)
    made = create_app(Config(root=root, port=PORT))
    yield made
    made.state.bench.clerk.close()


@pytest.fixture
def fresh(fresh_app: FastAPI) -> TestClient:
    """A signed-in reviewer of a copy of the demo."""
    return signed_in(fresh_app)

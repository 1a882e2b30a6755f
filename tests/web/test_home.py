"""Files are dropped on Home and taken in; what a file is called never reaches the disk."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from reportedly.web import Config, create_app, spool
from tests.web.test_decisions import SECONDS

REPORT = (
    "HARBOUR TOWN, 3 May 2031 - Fire at the rope works killed 14 people, the mayor said.\n\n"
    '"We lost 14 people," Mayor Lena Torv said on Friday.\n'
)
HOSTILE = "../../../etc/cron.d/\u202ereport#1.txt"


def test_dropped_files_are_read_under_their_own_names(
    fresh: TestClient, fresh_app: FastAPI
) -> None:
    files = [
        ("files", ("folder/report.txt", REPORT.encode(), "text/plain")),
        ("files", (HOSTILE, (REPORT + "More.").encode(), "text/html")),
        ("files", ("picture.bin", b"\x00\x01\x02" * 50, "text/plain")),
        ("files", ("empty.txt", b"", "text/plain")),
    ]

    answer = fresh.post("/documents", files=files)
    assert fresh_app.state.bench.clerk.wait(SECONDS)

    bench = fresh_app.state.bench
    paths = {r.document.path for r in bench.index().documents.values()}
    assert (answer.status_code, answer.json()) == (202, {"taken": 4})
    assert {"folder/report.txt", "etc/cron.d/report＃1.txt"} <= paths
    page = fresh.get("/").text
    assert "picture.bin" in page
    assert "empty.txt" in page
    on_disk = {p.name for p in bench.store.root.rglob("*")}
    assert not {"report.txt", "cron.d", "etc", "picture.bin", "folder"} & on_disk
    assert not list((bench.store.root / "incoming").glob("*"))


def test_a_batch_that_was_not_taken_in_is_found_again(tmp_path: Path) -> None:
    kept = spool.keep(tmp_path, [("a.txt", io.BytesIO(b"one")), ("a.txt", io.BytesIO(b"two"))])
    (tmp_path / "incoming" / "half").mkdir()

    assert spool.left(tmp_path) == (kept,)
    assert [name for _, name in kept.names] == ["a.txt", "a.txt (2)"]
    assert not (tmp_path / "incoming" / "half").exists()
    spool.drop(kept)
    assert spool.left(tmp_path) == ()


@pytest.mark.parametrize(
    "given",
    [
        "..",
        "/",
        "\\..\\..\\x",
        "a/../../b",
        "\x00",
        "",
        "C:\\x.txt",
        "a" * 5000,
        "x\n\r.txt",
        "\ud800",
    ],
)
def test_a_name_is_plain(given: str) -> None:
    name = spool.plain_name(given)

    assert name
    assert len(name) <= spool.NAME_SIZE
    assert ".." not in name.split("/")
    assert not name.startswith("/")
    name.encode("utf-8")


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    from reportedly.store import open_store
    from tests.web.conftest import signed_in

    open_store(tmp_path / "new.reportedly", create=True)
    app = create_app(Config(root=tmp_path / "new.reportedly"))
    page = signed_in(app).get("/")
    app.state.bench.clerk.close()

    assert page.status_code == 200
    assert "This ledger is empty" in page.text


def test_a_drop_without_files_is_refused(client: TestClient) -> None:
    assert client.post("/documents", data={"files": "no file"}).status_code == 409

"""Two reviewers decide while files are taken in: nothing is lost, and nobody is told to wait."""

from __future__ import annotations

import threading
import time

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from reportedly.store import decisions
from tests.web.conftest import signed_in
from tests.web.test_decisions import SECONDS, index

SHORT, LONG = 5.0, 60.0  # seconds
REPORT = "HARBOUR TOWN, 3 May 2031 - The fire killed {n} people, the mayor said on Friday.\n"


class Worker(threading.Thread):
    """Posts until told to stop, and keeps what it was answered."""

    def __init__(self, client: TestClient, seconds: float, ids: list[str]) -> None:
        super().__init__()
        self.client, self.until, self.ids = client, time.monotonic() + seconds, ids
        self.kept: list[str] = []
        self.troubles: list[str] = []

    def run(self) -> None:
        number = 0
        while time.monotonic() < self.until:
            number += 1
            verdict = "accept" if number % 3 else "note"
            form = {"verdict": verdict, "id": self.ids[number % len(self.ids)], "note": f"{number}"}
            answer = self.client.post("/decisions", data=form)
            if answer.status_code == 201:
                self.kept.append(answer.json()["id"])
            else:
                self.troubles.append(f"{answer.status_code} {answer.text[:200]}")
            page = self.client.get("/decisions").text + self.client.get("/").text
            if "locked" in page:
                self.troubles.append("a page says: locked")


def drop_files(client: TestClient, until: float) -> int:
    """Drop a new report again and again; return how many were taken."""
    taken = 0
    while time.monotonic() < until:
        name, text = f"report-{taken}.txt", REPORT.format(n=20 + taken)
        answer = client.post("/documents", files=[("files", (name, text.encode(), "text/plain"))])
        assert answer.status_code == 202
        taken += 1
        time.sleep(0.2)  # a person's pace; the runs go on meanwhile
    return taken


def together(app: FastAPI, seconds: float) -> None:
    before = len(index(app).documents)
    ids = sorted(map(str, index(app).figures))
    workers = [Worker(signed_in(app, name), seconds, ids) for name in ("ada", "ben")]
    for worker in workers:
        worker.start()
    taken = drop_files(signed_in(app, "cleo"), time.monotonic() + seconds)
    for worker in workers:
        worker.join()
    assert app.state.bench.clerk.wait(SECONDS)

    posted = [made for worker in workers for made in worker.kept]
    kept = [d.id for d in decisions.decisions(app.state.bench.store)]
    print(f"{len(posted)} decisions, {taken} files in {seconds:.0f} s")
    assert [t for worker in workers for t in worker.troubles] == []
    assert sorted(kept) == sorted(posted)
    assert len(posted) > 4
    assert taken > 0
    assert len(index(app).documents) == before + taken
    assert app.state.bench.state().trouble == ""


def test_two_reviewers_and_an_import_lose_nothing(fresh_app: FastAPI) -> None:
    together(fresh_app, SHORT)


@pytest.mark.nightly
def test_two_reviewers_and_an_import_lose_nothing_in_a_minute(fresh_app: FastAPI) -> None:
    together(fresh_app, LONG)

"""A reviewer decides in the browser: kept at once, carried out behind the page, taken back."""

from __future__ import annotations

import json

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from reportedly.records import Mode, Verdict
from reportedly.store import decisions
from reportedly.views import Index

SECONDS = 120.0  # for a run in the background; a machine under load is slow


def index(app: FastAPI) -> Index:
    found = app.state.bench.index()
    assert isinstance(found, Index)
    return found


def settle(app: FastAPI) -> None:
    assert app.state.bench.clerk.wait(SECONDS)


def test_a_rejected_statement_leaves_and_undo_brings_it_back(
    fresh: TestClient, fresh_app: FastAPI
) -> None:
    before = index(fresh_app)
    chosen = next(s for s in before.statements.values() if s.mode is Mode.DIRECT)

    answer = fresh.post("/decisions", data={"verdict": "reject", "id": chosen.id, "note": "an ad"})
    settle(fresh_app)

    assert answer.status_code == 201
    assert answer.json()["reviewer"] == "ada"
    assert chosen.id not in index(fresh_app).statements

    undone = fresh.post("/decisions/undo")
    settle(fresh_app)

    assert undone.json()["supersedes"] == answer.json()["id"]
    assert index(fresh_app).corpus == before.corpus


def test_two_speakers_are_merged_and_rows_follow(fresh: TestClient, fresh_app: FastAPI) -> None:
    first, second = sorted(set(index(fresh_app).speakers.values()))[:2]

    answer = fresh.post("/decisions", data={"verdict": "merge", "id": [first, second]})
    settle(fresh_app)

    assert answer.status_code == 201
    assert {first, second} - set(index(fresh_app).entities)
    changed = json.loads(fresh.get("/changes.json").content)
    assert changed["total"] == len(changed["changes"])
    assert fresh.get("/changes").status_code == 200


def test_accepting_is_kept_without_a_run(fresh: TestClient, fresh_app: FastAPI) -> None:
    row = next(iter(index(fresh_app).rows))

    fresh.post("/decisions", data={"verdict": "accept", "id": row})

    shot = fresh_app.state.bench.shot()
    assert [d.verdict for d in shot.decisions] == [Verdict.ACCEPT]
    assert not fresh_app.state.bench.state().busy
    history = json.loads(fresh.get("/decisions.json").content)
    assert history["lines"][0]["kind"] == "Row"


@pytest.mark.parametrize(
    "fields",
    [
        {"verdict": "accept", "id": "nothing"},
        {"verdict": "praise", "id": "nothing"},
        {"verdict": "accept"},
        {"verdict": "note", "id": "ROW"},
        {"verdict": "correct", "id": "FIGURE", "set.value": "many"},
        {"verdict": "correct", "id": "FIGURE", "set.value": "NaN"},
        {"verdict": "correct", "id": "FIGURE", "set.value": "1e999999"},
        {"verdict": "correct", "id": "FIGURE", "set.colour": "red"},
        {"verdict": "correct", "id": "DOCUMENT", "set.published": "2031-13-45"},
        {"verdict": "correct", "id": "DOCUMENT", "set.path": "/etc/passwd"},
        {"verdict": "merge", "id": "FIGURE"},
        {"verdict": "correct", "doc": "DOCUMENT", "kind": "Figure", "start": "0", "end": "9999999"},
        {"verdict": "correct", "doc": "DOCUMENT", "kind": "Row", "start": "0", "end": "4"},
        {"verdict": "correct", "doc": "DOCUMENT", "kind": "Figure", "start": "-1", "end": "4"},
    ],
)
def test_what_cannot_be_carried_out_is_not_kept(
    client: TestClient, app: FastAPI, fields: dict[str, str]
) -> None:
    found = index(app)
    names = {
        "ROW": next(iter(found.rows)),
        "FIGURE": next(iter(found.figures)),
        "DOCUMENT": next(iter(found.documents)),
    }

    answer = client.post("/decisions", data={k: names.get(v, v) for k, v in fields.items()})

    assert answer.status_code == 400
    assert decisions.decisions(app.state.bench.store) == ()

"""The review queue: by importance, by pattern, and a second reviewer who judges blind."""

from __future__ import annotations

import csv
import io
import json

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from reportedly.views.agreement import alpha
from tests.web.conftest import signed_in
from tests.web.test_decisions import index


def queue(client: TestClient, **query: str) -> dict[str, object]:
    found = json.loads(client.get("/review.json", params=query).content)
    assert isinstance(found, dict)
    return found


def test_the_most_important_card_comes_first_and_leaves_when_decided(
    fresh: TestClient, fresh_app: FastAPI
) -> None:
    before = queue(fresh)
    card = before["card"]
    assert isinstance(card, dict)
    (yes,) = [c for c in card["choices"] if c["verdict"] == "accept"]

    answer = fresh.post("/review", data={"verdict": "accept", "id": yes["ids"]})

    after = queue(fresh)
    listing = list(csv.reader(io.StringIO(fresh.get("/review.csv").text)))
    assert answer.status_code == 200  # the redirect leads to the next card
    assert "Undo" in answer.text
    assert after["card"] != card
    assert (after["waiting"], after["decided"]) == (int(str(before["waiting"])) - 1, 1)
    assert len(listing) == int(str(after["waiting"])) + 1
    fresh.post("/decisions/undo")
    assert queue(fresh)["card"] == card
    assert not fresh_app.state.bench.shot().in_force


def test_a_card_put_off_gives_way_to_the_next(client: TestClient) -> None:
    first = queue(client)["card"]
    assert isinstance(first, dict)
    second = queue(client, after=first["id"])["card"]
    assert isinstance(second, dict)

    assert second["id"] != first["id"]
    assert second["importance"] <= first["importance"]


def test_cards_of_one_pattern_are_decided_together_and_undone(
    fresh: TestClient, fresh_app: FastAPI
) -> None:
    largest = queue(fresh)["patterns"]
    assert isinstance(largest, list)
    name, count = largest[0]["pattern"], largest[0]["count"]
    page = fresh.get("/review/pattern", params={"pattern": name}).text

    stale = fresh.post(
        "/review/pattern", data={"pattern": name, "verdict": "accept", "count": count + 1}
    )
    done = fresh.post(
        "/review/pattern", data={"pattern": name, "verdict": "accept", "count": count}
    )

    made = fresh_app.state.bench.shot().in_force
    assert f"all {count}" in page
    assert stale.status_code == 400
    assert done.status_code == 200
    assert len(made) == count
    fresh.post("/decisions/undo", data={"decision": [d.id for d in made]})
    assert fresh_app.state.bench.shot().in_force == ()


def test_a_second_reviewer_judges_blind_and_changes_nothing(
    fresh: TestClient, fresh_app: FastAPI
) -> None:
    figures = sorted(index(fresh_app).figures)[:3]
    for figure in figures:
        fresh.post("/decisions", data={"verdict": "accept", "id": figure})
    other = signed_in(fresh_app, "ben")

    own = json.loads(fresh.get("/review/second.json").content)
    page = other.get("/review/second")
    for verdict in ("accept", "accept", "reject"):
        card = json.loads(other.get("/review/second.json").content)["blind"]
        other.post("/review/second", data={"of": card["of"], "verdict": verdict})

    agreement = json.loads(fresh.get("/review/agreement.json").content)
    (judged,) = [a for a in agreement["kinds"] if a["kind"] == "Figure"]
    assert own["waiting"] == 0
    assert "ada" not in page.text.split("<main", 1)[1].split("</main>")[0]
    assert json.loads(other.get("/review/second.json").content)["waiting"] == 0
    assert (judged["units"], judged["reviewers"]) == (3, ["ada", "ben"])
    assert judged["equal"] == pytest.approx(2 / 3, abs=0.001)
    assert sorted(index(fresh_app).figures)[:3] == figures
    assert not fresh_app.state.bench.state().busy


def test_alpha_is_that_of_the_formula() -> None:
    """Two reviewers, binary: 1 - (n - 1) * o01 / (n0 * n1) (Krippendorff 2011, example A)."""
    ada, ben = "0100000000", "1110010010"  # n = 20 judgements, n0 = 14, n1 = 6; 4 units differ

    units = [{"ada": a == "1", "ben": b == "1"} for a, b in zip(ada, ben, strict=True)]

    assert alpha(units) == pytest.approx(1 - 19 * 4 / (14 * 6), abs=0.0001)
    assert alpha(units[:1]) is None

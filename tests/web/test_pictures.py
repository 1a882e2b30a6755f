"""Copying, Timeline and Forecasts: every state an address, with its twins, inside the policy."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from fastapi.testclient import TestClient

SCREENS = ("/copying", "/timeline", "/forecasts")


@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_stands_in_three_forms(client: TestClient, path: str) -> None:
    page, value, table = client.get(path), client.get(f"{path}.json"), client.get(f"{path}.csv")

    assert page.status_code == 200
    assert json.loads(value.content)["total"] > 3
    assert len(list(csv.reader(io.StringIO(table.text)))) > 3


@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_needs_no_inline_style(client: TestClient, path: str) -> None:
    page = client.get(path).text

    assert not re.search(r"<style|\sstyle=", page)


@pytest.mark.parametrize("path", ["/copying", "/timeline"])
def test_a_screen_shows_a_picture_as_a_picture(client: TestClient, path: str) -> None:
    page = client.get(path).text

    assert '<svg class="picture' in page
    assert "&lt;svg" not in page


def test_copying_narrows_to_one_document(client: TestClient) -> None:
    every = json.loads(client.get("/copying.json").content)
    doc = every["families"][0]["members"][0]["doc"]

    one = json.loads(client.get("/copying.json", params={"doc": doc}).content)

    assert 0 < one["total"] < every["total"]
    assert all(doc in [w["doc"] for w in d["wordings"]] for d in one["passages"])


def test_the_timeline_narrows_to_an_event_to_days_and_to_one_moment(client: TestClient) -> None:
    every = json.loads(client.get("/timeline.json").content)
    story = every["stories"][0]["value"]
    days = every["entries"][0]["days"]

    event = json.loads(client.get("/timeline.json", params={"event": story}).content)
    since = json.loads(client.get("/timeline.json", params={"since": "2032-05-16"}).content)
    moment = json.loads(client.get("/timeline.json", params={"days": days}).content)

    assert 0 < event["total"] < every["total"]
    assert all(e["latest"] >= "2032-05-16" for e in since["entries"])
    assert [e["days"] for e in moment["entries"]] == [days]
    assert moment["entries"][0]["mentions"] == len(moment["entries"][0]["sayings"])


def test_forecasts_narrow_to_those_that_are_open(client: TestClient) -> None:
    found = json.loads(client.get("/forecasts.json", params={"state": "open"}).content)

    assert {f["state"] for f in found["forecasts"]} == {"open"}
    assert found["total"] == found["open"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/copying?doc=nobody", 404),
        ("/timeline?event=nothing", 404),
        ("/timeline?since=yesterday&until=2032-13-45&page=-3", 200),
        ("/timeline?days=%00/../..", 200),
        ("/forecasts?state=later&q=%F0%9F%92%A5&page=99999999999999", 200),
    ],
)
def test_odd_addresses_are_answered(client: TestClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_a_row_shows_how_a_text_breaks_its_answer_down(client: TestClient) -> None:
    rows = json.loads(client.get("/rows.json", params={"q": "killed"}).content)["lines"]
    pages = [json.loads(client.get(f"/rows/{line['id']}.json").content) for line in rows]

    broken = [page for page in pages if page["row"]["breakdowns"]]

    assert broken
    shown = client.get(f"/rows/{broken[0]['row']['id']}").text
    assert "Broken down into parts" in shown
    assert 'class="picture picture-breakdown"' in shown

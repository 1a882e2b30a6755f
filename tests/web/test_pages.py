"""Every page has its address, and the same as JSON and CSV beside it."""

from __future__ import annotations

import csv
import io
import json

from fastapi.testclient import TestClient


def test_home_shows_the_counts_in_three_forms(client: TestClient) -> None:
    page = client.get("/")
    value = json.loads(client.get("/home.json").content)
    table = list(csv.reader(io.StringIO(client.get("/home.csv").text)))

    assert page.status_code == 200
    assert dict(value["counts"])["documents"] > 5
    assert ["documents", str(dict(value["counts"])["documents"])] in table
    assert 'href="/home.json"' in page.text


def test_an_unknown_page_says_so_as_a_page(client: TestClient) -> None:
    answer = client.get("/nowhere")

    assert answer.status_code == 404
    assert "<h1>Not found</h1>" in answer.text

"""Search over words and fields: what is typed is never an error and never more than a value."""

from __future__ import annotations

import json
import random
import unicodedata

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

FEW, MANY = 100, 5000


def test_the_demo_is_searched_from_the_page(client: TestClient, app: FastAPI) -> None:
    shot = app.state.bench.shot()
    app.state.bench.search.build(shot)

    page = client.get("/search", params={"q": "ferry"})
    value = json.loads(client.get("/search.json", params={"q": "ferry"}).content)
    table = client.get("/search.csv", params={"q": "ferry"}).text

    assert page.status_code == 200
    assert value["total"] > 3
    assert value["in_step"]
    assert len(table.splitlines()) == value["total"] + 1
    assert f"/documents/{value['found'][0]['doc']}#c" in page.text


def odd(seed: int) -> str:
    """Return a search of signs that searches, SQL, paths and templates give a meaning to."""
    rng = random.Random(seed)
    signs = [*"\"'*-()^:{}<>%_;/\\&|~$#@!?=`+.,[]", "OR", "AND", "NOT", "NEAR(", "speaker:", "--"]
    signs += ["figure:>", "figure:1e999", "date:", "date:9999-99", "origin:", "{{7*7}}", "${x}"]
    signs += ["\0", "\u202e", "\ud83d", "é", "漢字", "🇩🇪", "\u0301", "' OR 1=1--", "../", "1", "a"]
    signs += [chr(rng.randrange(0x110000)) for _ in range(3)]
    return (
        " ".join(rng.choices(signs, k=rng.randrange(1, 30)))
        if seed % 2
        else "".join(rng.choices(signs, k=rng.randrange(1, 30)))
    )


def ask_oddly(client: TestClient, count: int) -> list[str]:
    """Return the searches that the server failed on."""
    failed: list[str] = []
    for seed in range(count):
        typed = "".join(c if unicodedata.category(c) != "Cs" else "\ufffd" for c in odd(seed))
        if client.get("/search", params={"q": typed}).status_code >= 500:
            failed.append(typed)
    return failed


def test_odd_searches_are_answered(client: TestClient) -> None:
    assert ask_oddly(client, FEW) == []


@pytest.mark.nightly
def test_thousands_of_odd_searches_are_answered(client: TestClient) -> None:
    assert ask_oddly(client, MANY) == []


@pytest.mark.parametrize("raw", ["%00", "%ff%fe", "%ed%a0%80", "%", "%zz", "+" * 2000, "a" * 9000])
def test_a_search_of_broken_bytes_is_answered(client: TestClient, raw: str) -> None:
    assert client.get(f"/search?q={raw}").status_code == 200

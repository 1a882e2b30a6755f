"""Search over words and fields: what is typed is never an error and never more than a value."""

from __future__ import annotations

import json
import random
import sqlite3
import unicodedata

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from reportedly.store import search
from reportedly.store.search import Passage, Query
from reportedly.views.search import understood

FEW, MANY = 100, 5000


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    """Three passages of two documents."""
    made: list[sqlite3.Connection] = []
    root = tmp_path_factory.mktemp("search")
    with search.opened(root) as connection:
        rows = (
            (
                "d1",
                "The ferry sank with 14 people, Lena Torv said.",
                "Lena Torv",
                "2031-05-03",
                14.0,
            ),
            ("d1", "No life jackets were on board.", "", "2031-05-03", None),
            ("d2", "Ferries sink; 212 were saved.", "Ana Müller", "2031-06", 212.0),
        )
        for doc in ("d1", "d2"):
            found = [
                Passage(
                    start=at,
                    end=at + 5,
                    text=text,
                    speaker=speaker,
                    outlet="Harbour Post" if doc == "d1" else "Valley Wire",
                    title="Ferry",
                    published=published,
                    copied=doc == "d2",
                    figures=() if value is None else (value,),
                )
                for at, (where, text, speaker, published, value) in enumerate(rows)
                if where == doc
            ]
            search.put(connection, doc, digest="x", passages=found)
        connection.commit()
    made.append(sqlite3.connect(root / search.FILE))
    return made[0]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ferry sank", ["d1:0"]),
        ('"life jackets"', ["d1:1"]),
        ('"jackets life"', []),
        ("ferr*", ["d1:0", "d1:1", "d2:2"]),
        ("sank -torv", []),
        ("speaker:torv", ["d1:0"]),
        ("speaker:muller", ["d2:2"]),
        ('outlet:"harbour post"', ["d1:0", "d1:1"]),
        ("date:2031-05", ["d1:0", "d1:1"]),
        ("date:>2031-05-04", ["d2:2"]),
        ("date:<2031-05", ["d1:0", "d1:1"]),
        ("date:2031-05..2031-06", ["d1:0", "d1:1", "d2:2"]),
        ("figure:>14", ["d2:2"]),
        ("figure:>=14", ["d1:0", "d2:2"]),
        ("figure:10..20", ["d1:0"]),
        ("figure:212", ["d2:2"]),
        ("figure:<212", ["d1:0"]),
        ("origin:independent ferry", ["d1:0", "d1:1"]),
        ("origin:copied", ["d2:2"]),
        ("speaker:torv figure:>100", []),
        ("colour:red", []),
        ("", ["d1:0", "d1:1", "d2:2"]),
    ],
)
def test_a_search_finds_what_it_says(
    table: sqlite3.Connection, typed: str, found: list[str]
) -> None:
    hits, total = search.find(table, understood(typed).query, limit=9, offset=0)

    assert sorted(f"{h.doc}:{h.start}" for h in hits) == found
    assert total == len(found)


@given(st.text(max_size=60))
def test_no_text_is_an_error(table: sqlite3.Connection, typed: str) -> None:
    search.find(table, understood(typed).query, limit=5, offset=0)


@given(st.lists(st.sampled_from(" \"*-():^{}+<>.,%_\\'/;ANDORNOTNEAR speaker:figure:date:a1\0")))
def test_no_query_syntax_is_an_error(table: sqlite3.Connection, typed: list[str]) -> None:
    search.find(table, understood("".join(typed)).query, limit=5, offset=0)


def test_words_are_marked_where_they_stand(table: sqlite3.Connection) -> None:
    (hit,), _ = search.find(table, Query(match='"sank"'), limit=5, offset=0)

    assert f"ferry {search.OPENS}sank{search.CLOSES} with" in hit.text


def test_a_document_that_changes_is_indexed_anew(tmp_path: object) -> None:
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    with search.opened(tmp_path) as connection:
        for text in ("one", "two"):
            search.put(connection, "d", digest=text, passages=[_passage(text)])
        connection.commit()

        assert search.find(connection, Query(match='"one"'), limit=5, offset=0)[1] == 0
        assert search.find(connection, Query(match='"two"'), limit=5, offset=0)[1] == 1
        search.put(connection, "d", digest="")
        assert search.find(connection, Query(), limit=5, offset=0)[1] == 0


def _passage(text: str) -> Passage:
    return Passage(
        start=0,
        end=1,
        text=text,
        speaker="",
        outlet="",
        title="",
        published="",
        copied=False,
        figures=(),
    )


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

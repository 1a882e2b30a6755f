"""The pages over the read models, as a client without a browser sees them."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from reportedly.records import DocId
from reportedly.views import Index
from reportedly.views.desk import Desk
from reportedly.web.offsets import units


@pytest.fixture(scope="module")
def desk(client: TestClient) -> Desk:
    """The desk that the pages read from."""
    index = client.app.state.bench.index()  # type: ignore[attr-defined]  # a FastAPI
    assert isinstance(index, Index)
    return Desk(index)


@pytest.mark.parametrize(
    "path",
    [
        "/rows/r0", "/documents/d0", "/speakers/e0", "/compare?a=d0&b=d1",
        "/speakers/e0/split", "/speakers/merge?id=e0&id=e1", "/documents/d0/selection?words=x",
    ],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert "There is no such" in answer.text


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "99999999999999999999", "٣"])
def test_an_odd_page_number_is_a_page(client: TestClient, page: str) -> None:
    for path in ("/rows", "/speakers", "/documents"):
        assert client.get(path, params={"page": page}).status_code == 200


def test_the_csv_of_rows_keeps_the_filter_in_force(client: TestClient, desk: Desk) -> None:
    answer = client.get("/rows.csv", params={"differs": "1"})

    lines = list(csv.DictReader(io.StringIO(answer.text)))
    assert {line["id"] for line in lines} == {b.id for b in desk.briefs if b.differs}


def test_the_json_of_a_row_is_the_row(client: TestClient, desk: Desk) -> None:
    brief = desk.briefs[0]

    found = json.loads(client.get(f"/rows/{brief.id}.json").content)

    assert found["row"]["question"] == brief.question
    assert found["row"]["witnesses"] == brief.witnesses


def test_every_row_document_and_speaker_opens(client: TestClient, desk: Desk) -> None:
    paths = [f"/rows/{row}" for row in list(desk.index.rows)[::6]]
    paths += [f"/documents/{doc}" for doc in list(desk.index.documents)[::3]]
    paths += [f"/speakers/{e.id}" for e in desk.speakers[::8]]

    answers = {path: client.get(path).status_code for path in paths}

    assert set(answers.values()) == {200}


def test_two_ticked_documents_are_compared(client: TestClient, desk: Desk) -> None:
    one, other = list(desk.index.documents)[:2]

    answer = client.get("/compare", params=[("pick", one), ("pick", other)])

    assert answer.status_code == 200
    assert f'href="/documents/{one}"' in answer.text
    assert f'href="/documents/{other}"' in answer.text


def test_a_document_is_not_compared_with_itself(client: TestClient, desk: Desk) -> None:
    one = next(iter(desk.index.documents))

    assert "Compare two documents" in client.get(f"/compare?a={one}&b={one}").text


def test_selected_words_become_code_points(client: TestClient, desk: Desk) -> None:
    doc, records = next(iter(desk.index.documents.items()))
    block = records.document.blocks[1].span
    text = block.of(records.document.text)
    words = text.split()[1]
    start = units(text[: text.index(words)])
    query = {"block": block.start, "start": start, "end": start + units(words)}

    answer = client.get(f"/documents/{doc}/selection", params=query)

    assert f'name="start" value="{block.start + text.index(words)}"' in answer.text


@pytest.mark.parametrize(
    "query",
    [
        {"block": "5", "start": "0", "end": "3"},  # no paragraph begins there
        {"block": "0", "start": "4", "end": "4"},
        {"block": "0", "start": "-2", "end": "4"},
        {"block": "x", "start": "y", "end": "z"},
        {"words": "no such words stand here"},
        {},
    ],
)
def test_nothing_is_offered_for_no_words(
    client: TestClient, desk: Desk, query: dict[str, str]
) -> None:
    doc = next(iter(desk.index.documents))

    answer = client.get(f"/documents/{doc}/selection?{urlencode(query)}")

    assert answer.status_code == 200
    assert "<form" not in answer.text


def test_typed_words_are_found_in_the_text(client: TestClient, desk: Desk) -> None:
    doc, records = next((d, r) for d, r in desk.index.documents.items() if r.figures)
    words = records.figures[0].span.of(records.document.text)

    answer = client.get(f"/documents/{doc}/selection", params={"words": words})

    at = records.document.text.index(words)
    assert f'name="start" value="{at}"' in answer.text
    assert f'name="end" value="{at + len(words)}"' in answer.text


def test_added_words_stand_in_the_document_afterwards(fresh: TestClient) -> None:
    bench = fresh.app.state.bench  # type: ignore[attr-defined]  # a FastAPI
    doc, records = next(iter(bench.index().documents.items()))
    taken = {s.content[0] for s in records.statements}
    block = next(b.span for b in records.document.blocks[2:] if b.span not in taken)

    answer = fresh.post(
        "/decisions",
        data={
            "verdict": "change", "kind": "Statement", "doc": doc, "start": str(block.start),
            "end": str(block.end), "set.speaker": "Zora Quill",
        },
    )  # fmt: skip
    assert answer.status_code == 201
    assert bench.clerk.wait(60)

    assert "Zora Quill" in fresh.get(f"/documents/{doc}").text
    said = [s for s, e in bench.index().speakers.items() if bench.index().name(e) == "Zora Quill"]
    assert [bench.index().statements[s].doc for s in said] == [DocId(doc)]


def test_a_note_on_a_row_stands_in_its_history(fresh: TestClient) -> None:
    bench = fresh.app.state.bench  # type: ignore[attr-defined]  # a FastAPI
    row = Desk(bench.index()).briefs[0].id

    fresh.post("/decisions", data={"verdict": "note", "id": row, "note": "Asked the ministry."})

    assert "Asked the ministry." in fresh.get(f"/rows/{row}").text


def test_a_row_can_be_cited_in_three_styles(client: TestClient, desk: Desk) -> None:
    row = desk.index.rows[desk.briefs[0].id]

    page = client.get(f"/rows/{row.id}/cite")

    assert page.status_code == 200
    assert "@misc{" in page.text
    assert f"/rows/{row.id}" in page.text
    assert all(name in page.text for name in ("In words", "BibTeX", "CSL-JSON"))
    assert f"/rows/{row.id}/cite" in client.get(f"/rows/{row.id}").text

"""An export honours the filter, stands on its own, and says what it was made of."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from reportedly.exports import WRITERS
from tests.web.test_decisions import index

FORMS = sorted(set(WRITERS) - {"parquet", "xlsx", "sqlite"})


def zipped(client: TestClient, form: str, **query: str) -> zipfile.ZipFile:
    answer = client.get(f"/export/{form}/download", params=query)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment;")
    return zipfile.ZipFile(io.BytesIO(answer.content))


def lines(archive: zipfile.ZipFile, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in archive.read(f"{name}.jsonl").splitlines()]


def test_a_filtered_export_holds_the_rows_of_the_filter_and_all_they_rest_on(
    client: TestClient, app: FastAPI
) -> None:
    event = index(app).corpus.ledger.rows[0].event
    expected = {r.id for r in index(app).corpus.ledger.rows if r.event == event}

    part = zipped(client, "jsonl", event=event)
    whole = zipped(client, "jsonl")

    assert {row["id"] for row in lines(part, "rows")} == expected
    assert len(lines(whole, "rows")) > len(expected)
    witnesses = {w["id"] for w in lines(part, "witnesses")}
    statements = {s["id"] for s in lines(part, "statements")}
    assert {w["statement"] for w in lines(part, "witnesses") if w["statement"]} <= statements
    assert all(set(r["witnesses"]) <= witnesses for r in lines(part, "relations"))  # type: ignore[call-overload]  # a list
    assert json.loads(part.read("filter.json")) == {"event": event}
    assert "manifest.json" in part.namelist()


@pytest.mark.parametrize("form", FORMS)
def test_every_format_is_handed_out(client: TestClient, form: str) -> None:
    assert len(zipped(client, form).namelist()) > 1


def test_an_unknown_format_is_not_found(client: TestClient) -> None:
    assert client.get("/export/..%2f..%2fetc/download").status_code == 404
    assert client.get("/export/docx/download").status_code == 404


def test_the_page_says_what_an_export_is_made_of(client: TestClient) -> None:
    view = json.loads(client.get("/export.json").content)
    originals = client.get("/export.csv").text.splitlines()

    assert len(view["state"]) == len(view["originals"]) == 64
    assert "stage ledger" in dict(view["versions"])
    assert len(originals) == view["documents"] + 1


def test_a_changed_original_is_found_by_the_check(fresh: TestClient, fresh_app: FastAPI) -> None:
    check = fresh_app.state.bench.check
    file = next(iter(sorted(fresh_app.state.bench.store.originals.glob("??/*"))))
    whole = check.begin()
    whole.join()
    before = check.last

    file.write_bytes(file.read_bytes() + b"x")
    fresh.post("/integrity", follow_redirects=False)
    while check.last.running:
        pass

    assert before.problems == ()
    assert file.name[:12] in check.last.problems[0]
    assert file.name[:12] in fresh.get("/integrity").text


def test_the_report_is_handed_out_as_a_file(client: TestClient) -> None:
    answer = client.get("/export/report")

    assert answer.headers["content-disposition"].startswith("attachment;")
    assert "<title>" in answer.text

"""150 script-injection vectors in text, title, outlet, file name, address and note: none runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from reportedly.engines import run
from reportedly.exports.report import report_html
from reportedly.settings import Settings
from reportedly.store import open_store
from reportedly.store.documents import rejections
from reportedly.web import Config, create_app
from tests.web.addresses import addresses
from tests.web.browsing import CHROMIUM, enter, serving
from tests.web.conftest import signed_in
from tests.web.hostile import vectors

if TYPE_CHECKING:
    from playwright.sync_api import Request

ALL = vectors()
EACH = 15  # vectors a document
URLS = ("href", "src", "action", "formaction", "hx-get", "hx-post", "data", "poster", "srcset")
OWN = ("/", "#", "?")
NEVER = {
    "iframe", "object", "embed", "base", "style", "math", "img", "video", "audio", "marquee",
    "template", "noscript", "applet", "frame", "source",
}  # fmt: skip


class Checked(HTMLParser):
    """Collects all of a page that could run or load something of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag if tag == "script" else ""
        values = {name: value or "" for name, value in attrs}
        if tag in NEVER or (tag == "script" and not values.get("src", "").startswith("/static/")):
            self.found.append(f"<{tag} {values}>")
        if tag == "link" and not values.get("href", "").startswith("/static/"):
            self.found.append(f"<link {values}>")
        for name, value in values.items():
            outside = name in URLS and not value.startswith(OWN)
            if name.startswith(("on", "hx-on", "data-hx")) or name == "style" or outside:
                self.found.append(f"<{tag} {name}={value}>")
            if name in URLS and value.startswith("//"):
                self.found.append(f"<{tag} {name}={value}>")

    def handle_data(self, data: str) -> None:
        if self.inside == "script" and data.strip():
            self.found.append(f"<script>{data[:60]}")

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""


def documents() -> list[dict[str, str]]:
    """Return reports whose every field tries."""
    groups = [ALL[at : at + EACH] for at in range(0, len(ALL), EACH)]
    return [
        {
            "id": f"{group[0][:60]}",
            "title": " ".join(group[:5]),
            "outlet": group[number % EACH],
            "url": group[(number + 1) % EACH],
            "published": "2031-05-03",
            "text": "\n\n".join(
                f"The fire killed {14 + number} people, Mayor Lena Torv said, {v} she said.\n\n"
                f'"We lost {14 + number} people {v}," Captain Ana Brook told reporters on Friday.'
                for v in group
            ),
        }
        for number, group in enumerate(groups)
    ]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of hostile reports."""
    folder = tmp_path_factory.mktemp("hostile")
    lines = "\n".join(json.dumps(d) for d in documents())
    (folder / "<img src=x onerror=hit(0)>.jsonl").write_text(lines, encoding="utf-8")
    (folder / "<script>hit(1)<\uff0fscript>.bin").write_bytes(b"\x00\x01" * 99)
    store = open_store(folder / "x.reportedly", create=True)
    run(store, [str(folder)], settings=Settings())
    return folder / "x.reportedly"


@pytest.fixture(scope="module")
def hostile_app(hostile: Path) -> Iterator[FastAPI]:
    app = create_app(Config(root=hostile))
    yield app
    app.state.bench.clerk.close()


@pytest.fixture(scope="module")
def reviewer(hostile_app: FastAPI) -> TestClient:
    """A reviewer who is called, and notes, what tries."""
    client = signed_in(hostile_app, ALL[0])
    index = hostile_app.state.bench.index()
    for vector, row in zip(ALL, list(index.rows) * len(ALL), strict=False):
        client.post("/decisions", data={"verdict": "note", "id": row, "note": vector})
    hostile_app.state.bench.search.build(hostile_app.state.bench.shot())
    return client


def every_page(app: FastAPI) -> list[str]:
    """Return every address, with every document, row and speaker."""
    index = app.state.bench.index()
    pages = [a for a in addresses(app) if not a.endswith((".json", ".csv", "/download"))]
    pages += [f"/documents/{doc}" for doc in index.documents]
    pages += [f"/rows/{row}" for row in index.rows]
    pages += [f"/speakers/{entity}" for entity in sorted(set(index.speakers.values()))]
    files = ("/original", "/export/report", "/enter")  # handed out, or spends a token
    return [p for p in pages if not any(part in p for part in files)]


def test_there_are_150_vectors() -> None:
    assert len(set(ALL)) == 150


def test_the_check_sees_what_would_run() -> None:
    seen = 0
    for vector in ALL:
        checked = Checked()
        checked.feed(f"<p>{vector}</p>")
        seen += bool(checked.found)

    assert seen > 100


def test_no_page_holds_anything_that_runs(reviewer: TestClient, hostile_app: FastAPI) -> None:
    pages = every_page(hostile_app)
    for vector in ALL:
        checked = Checked()
        checked.feed(reviewer.get("/search", params={"q": vector}).text)
        assert checked.found == [], vector
    for address in pages:
        checked = Checked()
        checked.feed(reviewer.get(address).text)
        assert checked.found == [], address
    assert len(pages) > 40


def test_the_report_holds_nothing_that_runs(hostile: Path, hostile_app: FastAPI) -> None:
    page = report_html(hostile_app.state.bench.index(), rejections(open_store(hostile)))

    checked = Checked()
    checked.feed(page)
    assert [f for f in checked.found if not f.startswith("<style {}")] == []


@pytest.mark.nightly
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_nothing_runs_and_nothing_is_asked_for_in_a_browser(hostile: Path) -> None:
    from playwright.sync_api import sync_playwright

    far: list[str] = []
    with serving(hostile) as served, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        ran: list[int] = []

        def hit(number: int) -> None:
            ran.append(number)

        page.expose_function("hit", hit)
        page.on("dialog", lambda dialog: dialog.dismiss())

        def asked(request: Request) -> None:
            if not request.url.startswith(served.home):
                far.append(request.url)

        page.on("request", asked)
        enter(page, served, ALL[0])
        for address in every_page(served.app):
            if address != "/sign-in":
                page.goto(served.home + address)
        page.goto(served.home + "/")
        report = report_html(served.app.state.bench.index(), ())
        page.set_content(report)
        browser.close()

    assert ran == []
    assert [url for url in far if not url.startswith(("data:", "about:"))] == []

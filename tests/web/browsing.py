"""A browser on a served workbench: what browser tests share."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from fastapi import FastAPI

from reportedly.views.desk import Desk
from reportedly.web import Config, create_app

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
RUN = 60.0  # seconds a run over the demo may take on a busy machine


@dataclass(frozen=True, slots=True)
class Served:
    """A workbench that answers at `home`."""

    app: FastAPI
    home: str

    @property
    def desk(self) -> Desk:
        """What its pages show."""
        return Desk(self.app.state.bench.shot().index)

    def settle(self) -> None:
        """Wait until the ledger is up to date with all decisions."""
        assert self.app.state.bench.clerk.wait(RUN)


@contextmanager
def serving(root: Path) -> Iterator[Served]:
    """Serve a ledger on a free port of this machine, in a thread."""
    listening = socket.create_server(("127.0.0.1", 0))  # a call before the thread runs waits
    port = listening.getsockname()[1]
    app = create_app(Config(root=root, port=port))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield Served(app, f"http://127.0.0.1:{port}")
    finally:
        server.should_exit = True
        thread.join(RUN)
        app.state.bench.clerk.close()
        listening.close()


def enter(page: Page, served: Served, reviewer: str = "ada") -> None:
    """Sign a browser in."""
    token = served.app.state.bench.sessions.invite(reviewer)
    page.goto(f"{served.home}/enter?token={token}")
    page.wait_for_load_state("networkidle")


def screens(desk: Desk) -> dict[str, str]:
    """Return the address of every screen by a short name, each with something to see."""
    link = next(k for k in desk.index.corpus.reuse.links if k.changes and not k.shared_quotation)
    talkative = sorted(desk.speakers, key=lambda e: (-len(desk.said[e.id]), e.id))
    one, other = talkative[0], talkative[1]
    return {
        "home": "/",
        "rows": "/rows",
        "row": f"/rows/{desk.briefs[0].id}",
        "documents": "/documents",
        "reader": f"/documents/{link.b.doc}",
        "choose": "/compare",
        "compare": f"/compare?a={link.a.doc}&b={link.b.doc}",
        "speakers": "/speakers",
        "speaker": f"/speakers/{one.id}",
        "merge": f"/speakers/merge?id={one.id}&id={other.id}",
        "split": f"/speakers/{one.id}/split?part={one.parts[0]}",
        "copying": "/copying",
        "timeline": "/timeline",
        "forecasts": "/forecasts",
        "review": "/review",
        "search": "/search?q=ferry",
        "export": "/export",
        "integrity": "/integrity",
        "decisions": "/decisions",
        "changes": "/changes",
        "pattern": "/review/pattern",
        "agreement": "/review/agreement",
        "second": "/review/second",
    }


def picture(page: Page, name: str, folder: Path) -> None:
    """Keep a screenshot in the folder asked for, else beside the test's own files."""
    kept = Path(os.environ.get("REPORTEDLY_SCREENSHOTS") or folder)
    kept.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=kept / f"{name}.png", full_page=True)


def findings(page: Page) -> list[str]:
    """Return what axe finds that is serious or critical: rule and first place."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{v['id']}: {v['nodes'][0]['target']} {v['nodes'][0]['failureSummary'][:200]}"
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]


def overflow(page: Page) -> int:
    """Return by how many pixels a page is wider than its window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )

"""Put the workbench together: gate, routes by subject, static files, errors as pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from reportedly.errors import BadDecision, LostAnchor, ReportedlyError
from reportedly.store import open_store
from reportedly.web.bench import Bench, NotReady
from reportedly.web.checking import Check
from reportedly.web.clerk import Clerk
from reportedly.web.config import Config
from reportedly.web.desks import warm
from reportedly.web.following import Follower
from reportedly.web.pages import render
from reportedly.web.routes import ROUTERS
from reportedly.web.safety import Gate
from reportedly.web.searching import SearchIndex
from reportedly.web.sessions import Sessions
from reportedly.web.spool import left

STATUS = {NotReady: 202, BadDecision: 400, LostAnchor: 409}


def create_app(config: Config) -> FastAPI:
    """Return the workbench of an existing ledger.

    Raises:
        BadLedger: the folder is not a ledger.
    """
    sessions = Sessions()
    bench = _bench(config, sessions)
    app = FastAPI(
        title="Reportedly", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan
    )
    app.state.bench = bench
    app.state.follower = Follower(bench)
    app.add_middleware(Gate, config=config, sessions=sessions)
    for router in ROUTERS:
        app.include_router(router)
    folder = Path(str(resources.files("reportedly.web"))) / "static"
    app.mount("/static", StaticFiles(directory=folder), name="static")
    app.add_exception_handler(ReportedlyError, _purpose)
    app.add_exception_handler(HTTPException, _http)
    return app


def _bench(config: Config, sessions: Sessions) -> Bench:
    store = open_store(config.root)
    bench = Bench(
        config=config,
        store=store,
        sessions=sessions,
        clerk=Clerk(config.root),
        search=SearchIndex(store),
        check=Check(store),
        warm=warm,
    )
    bench.clerk.start(bench.refresh)
    if waiting := left(store.root):
        bench.clerk.ask(batches=waiting)
    return bench


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.follower.start()
    yield
    app.state.follower.close()
    app.state.bench.clerk.close()


def _purpose(request: Request, error: Exception) -> Response:
    """Show an error raised on purpose as a page that says what to do."""
    status = next((s for kind, s in STATUS.items() if isinstance(error, kind)), 409)
    return render(request, "problem.html.j2", title="Not now", message=str(error), status=status)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return render(
        request,
        "problem.html.j2",
        title="Not found" if error.status_code == 404 else "Refused",
        message=error.detail,
        status=error.status_code,
    )

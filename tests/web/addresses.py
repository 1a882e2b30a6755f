"""Every address of the workbench, filled with ids of the demo."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.routing import APIRoute

from reportedly.web.routes import ROUTERS

READS, WRITES = "GET", "POST"


def values(app: FastAPI) -> dict[str, str]:
    """Return an existing value for each name that stands in a path."""
    index = app.state.bench.index()
    documents = sorted(index.documents)
    return {
        "row": next(iter(sorted(index.rows))),
        "doc": documents[0],
        "a": documents[0],
        "b": documents[1],
        "other": documents[1],
        "speaker": sorted(set(index.speakers.values()))[0],
        "entity": sorted(set(index.speakers.values()))[0],
        "event": sorted(index.events)[0],
        "origin": index.corpus.reuse.origins[0].id if index.corpus.reuse.origins else "o",
    }


def routes(method: str) -> Iterator[APIRoute]:
    """Yield the routes of a method."""
    for router in ROUTERS:
        for route in router.routes:
            if isinstance(route, APIRoute) and method in (route.methods or ()):
                yield route


def addresses(app: FastAPI, method: str = READS) -> list[str]:
    """Return one existing address for each route of a method, sorted; never empty."""
    known = values(app)
    found = sorted(
        re.sub(r"\{(\w+)(?::\w+)?\}", lambda m: known.get(m[1], "x"), route.path)
        for route in routes(method)
    )
    assert found
    return found

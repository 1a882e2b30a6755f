"""Home: what the ledger holds."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from reportedly.store import documents
from reportedly.views.tables import Listing, counts
from reportedly.web.pages import Shown, bench_of, page, show

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """Counts by name, and what was not read: place, reason, remedy."""

    counts: tuple[tuple[str, int], ...]
    rejected: tuple[tuple[str, str, str], ...]


@page(router, "/")
def home(request: Request) -> Response:
    """Show what the ledger holds and what it could not read."""
    bench = bench_of(request)
    shot = bench.snapshot or (bench.shot() if documents.held(bench.store) else None)
    numbers = tuple(shot.once(counts).items()) if shot else ()
    gone = documents.rejections(bench.store)
    view = HomeView(counts=numbers, rejected=tuple((r.location, r.reason, r.remedy) for r in gone))
    listing = Listing("home", ("what", "count"), numbers)
    return show(request, Shown("home.html.j2", "Home", view, listing))

"""Search over words and fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from reportedly.store.search import CLOSES, OPENS, Hit
from reportedly.views.search import understood
from reportedly.views.tables import Listing
from reportedly.web.pages import Shown, bench_of, page, show

router = APIRouter()
PAGE = 50
DEEPEST = 200  # pages; deeper ones are better found by a narrower search
ALL = 10_000  # hits in the CSV
MARKS = re.compile(f"[{OPENS}{CLOSES}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One passage. `pieces` alternate between other words and the words searched for."""

    doc: str
    start: int  # code points
    pieces: tuple[str, ...]
    speaker: str
    outlet: str
    title: str
    published: str
    copied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """What was asked, as it was understood, and a page of what was found."""

    typed: str
    parts: tuple[tuple[str, str], ...]
    found: tuple[Found, ...]
    total: int
    page: int
    pages: int
    in_step: bool


@page(router, "/search")
def search(
    request: Request,
    q: Annotated[str, Query()] = "",
    page: Annotated[int, Query(ge=1, le=DEEPEST)] = 1,
) -> Response:
    """Find passages by words, speaker, outlet, date, figure and origin."""
    bench = bench_of(request)
    asked = understood(q)
    hits: tuple[Hit, ...] = ()
    total, in_step = 0, True
    table = request.url.path.endswith(".csv")
    limit, offset = (ALL, 0) if table else (PAGE, (page - 1) * PAGE)
    if not asked.empty:
        hits, total, in_step = bench.search.find(
            bench.shot(), asked.query, limit=limit, offset=offset
        )
    view = SearchView(
        typed=q[:400],
        parts=asked.parts,
        found=tuple(_found(hit) for hit in hits),
        total=total,
        page=page,
        pages=min(DEEPEST, -(-total // PAGE)),
        in_step=in_step,
    )
    columns = ("document", "offset", "passage", "speaker", "outlet", "title", "published", "copied")
    cells = tuple(
        (h.doc, h.start, MARKS.sub("", h.text), h.speaker, h.outlet, h.title, h.published, h.copied)
        for h in hits
    )
    return show(request, Shown("search.html.j2", "Search", view, Listing("search", columns, cells)))


def _found(hit: Hit) -> Found:
    return Found(
        doc=hit.doc,
        start=hit.start,
        pieces=tuple(MARKS.split(hit.text)),
        speaker=hit.speaker.partition(";")[0],
        outlet=hit.outlet,
        title=hit.title,
        published=hit.published,
        copied=bool(hit.copied),
    )

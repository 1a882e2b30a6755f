"""The list of rows, and one row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from reportedly.records import SlotId
from reportedly.views.rowlist import RowFilter, rows_listing, rows_view
from reportedly.views.rowpage import RowPage, row_listing, row_page
from reportedly.web.desks import desk_of
from reportedly.web.pages import Shown, page, show

router = APIRouter()
TEXTS = ("q", "event", "predicate", "speaker", "outlet", "since", "until", "sort")
NEARBY = 60  # other rows of the event that are offered as the same question


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShown:
    """One row, and the rows of its event that may ask the same: first account, question."""

    row: RowPage
    nearby: tuple[tuple[str, str], ...]


@page(router, "/rows")
def rows(request: Request) -> Response:
    """Show the questions that pass a filter, with their answers in brief."""
    asked = filter_of(request.query_params)
    desk = desk_of(request)
    view = rows_view(desk, asked)
    return show(request, Shown("rows.html.j2", "Rows", view, partial(rows_listing, desk, asked)))


def filter_of(query: Mapping[str, str]) -> RowFilter:
    """Return the filter that an address asks for; unknown names are left out."""
    texts = {name: query[name] for name in TEXTS if query.get(name)}
    return RowFilter(
        **texts,
        differs=bool(query.get("differs")),
        unreviewed=bool(query.get("unreviewed")),
        copies="each" if query.get("copies") == "each" else "folded",
        page=page_number(query.get("page", "")),
    )


def page_number(text: str) -> int:
    """Return the number of a page in an address; 1 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1


@page(router, "/rows/{row}")
def row(request: Request, row: str, copies: str = "folded") -> Response:
    """Show one question with every account that answers it."""
    desk = desk_of(request)
    try:
        found = row_page(desk, SlotId(row), copies="each" if copies == "each" else "folded")
    except KeyError as err:
        raise HTTPException(404, "There is no such row; it may have changed its name.") from err
    nearby = tuple(
        (str(desk.index.rows[b.id].witnesses[0]), b.question)
        for b in desk.briefs
        if b.event == found.event and b.kind == found.kind and b.id != row
    )
    view = RowShown(row=found, nearby=nearby[:NEARBY])
    listing = partial(row_listing, desk, SlotId(row))
    return show(request, Shown("row.html.j2", found.question, view, listing))

"""Timeline: what is said to have happened when, and when it was said."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from reportedly.views.chronicle import iso_day
from reportedly.views.tables import Listing
from reportedly.views.timelinepage import (
    TimelineFilter,
    timeline_listing,
    timeline_view,
    whole_chronicle,
)
from reportedly.web.pages import Shown, index_of, once, page, show
from reportedly.web.routes.rows import page_number

router = APIRouter()
NOTHING = Listing("timeline", (), ())


@page(router, "/timeline")
def timeline(request: Request) -> Response:
    """Show both tracks of time, and the moments with the places that name them."""
    query = request.query_params
    asked = TimelineFilter(
        event=query.get("event", ""),
        since=iso_day(query.get("since")),
        until=iso_day(query.get("until")),
        days=query.get("days", ""),
        page=page_number(query.get("page", "")),
    )
    index, whole = index_of(request), once(request, whole_chronicle)
    try:
        view = timeline_view(index, whole, asked)
        wanted = request.url.path.endswith(".csv")  # every mention: too many for each page
        listing = timeline_listing(index, whole, asked) if wanted else NOTHING
    except KeyError as err:
        raise HTTPException(404, "There is no such event.") from err
    return show(request, Shown("timeline.html.j2", "Timeline", view, listing))

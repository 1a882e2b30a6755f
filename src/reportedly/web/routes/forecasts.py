"""Forecasts: what is said to come, and who speaks of it later."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from reportedly.views.forecasts import (
    ForecastFilter,
    forecasts_listing,
    forecasts_of,
    forecasts_view,
    found,
)
from reportedly.web.pages import Shown, index_of, once, page, show
from reportedly.web.routes.rows import page_number

router = APIRouter()


@page(router, "/forecasts")
def forecasts(request: Request) -> Response:
    """Show forecasts by due day."""
    query = request.query_params
    state = query.get("state", "")
    asked = ForecastFilter(
        state=state if state in ("due", "open") else "",
        q=query.get("q", ""),
        later=query.get("later", "") == "1",
        page=page_number(query.get("page", "")),
    )
    every = once(request, forecasts_of)
    view = forecasts_view(index_of(request), every, asked)
    listing = forecasts_listing(found(every, asked))
    return show(request, Shown("forecasts.html.j2", "Forecasts", view, listing))

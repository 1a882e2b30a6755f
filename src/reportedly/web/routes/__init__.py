"""The pages by subject. A new file of pages is registered here, by one line."""

from fastapi import APIRouter

from reportedly.web.routes import (
    citing,
    copying,
    decisions,
    documents,
    entering,
    export,
    forecasts,
    home,
    originals,
    review,
    rows,
    search,
    second,
    speakers,
    state,
    timeline,
)

ROUTERS: tuple[APIRouter, ...] = (
    entering.router,
    state.router,
    home.router,
    decisions.router,
    originals.router,
    rows.router,
    citing.router,
    documents.router,
    speakers.router,
    copying.router,
    timeline.router,
    forecasts.router,
    search.router,
    review.router,
    second.router,
    export.router,
)

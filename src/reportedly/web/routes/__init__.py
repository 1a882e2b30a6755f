"""The pages by subject. A new file of pages is registered here, by one line."""

from fastapi import APIRouter

from reportedly.web.routes import (
    decisions,
    documents,
    entering,
    home,
    originals,
    rows,
    search,
    speakers,
    state,
)

ROUTERS: tuple[APIRouter, ...] = (
    entering.router,
    state.router,
    home.router,
    decisions.router,
    originals.router,
    rows.router,
    documents.router,
    speakers.router,
    search.router,
)

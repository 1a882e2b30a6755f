"""What goes on behind the pages: polled by the line at the top of each."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from reportedly.codec import encode
from reportedly.web.pages import bench_of, render

router = APIRouter()


@router.get("/state", response_class=Response)
def state(request: Request) -> Response:
    """Return the line that says what is going on."""
    return render(request, "state.html.j2")


@router.get("/state.json", response_class=Response)
def state_json(request: Request) -> Response:
    """Return what is going on, as JSON."""
    return Response(encode(bench_of(request).state()), media_type="application/json")

"""Copying: who copies whom, what each copy changed, who quotes whom."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from reportedly.views.copyingpage import CopyingFilter, copies_of, copying_listing, copying_view
from reportedly.web.pages import Shown, index_of, once, page, show
from reportedly.web.routes.rows import page_number

router = APIRouter()


@page(router, "/copying")
def copying(request: Request, doc: str = "", page: str = "1") -> Response:
    """Show families of copies, and each passage with all its wordings."""
    index, made = index_of(request), once(request, copies_of)
    asked = CopyingFilter(doc=doc, page=page_number(page))
    try:
        view = copying_view(index, made, asked)
    except KeyError as err:
        raise HTTPException(404, "There is no such document.") from err
    return show(request, Shown("copying.html.j2", "Copying", view, copying_listing(made, doc)))

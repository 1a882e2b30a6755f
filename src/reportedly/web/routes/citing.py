"""A row as others cite it: in words, as BibTeX, as CSL-JSON."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from reportedly.exports.citing import STYLES, citations
from reportedly.records import SlotId
from reportedly.views.tables import Listing
from reportedly.web.desks import desk_of
from reportedly.web.pages import Shown, page, show

router = APIRouter()
NAMES = {"text": "In words", "bibtex": "BibTeX", "csl": "CSL-JSON"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A row and its citation in every style: name, text."""

    row: str
    question: str
    styles: tuple[tuple[str, str], ...]


@page(router, "/rows/{row}/cite")
def cite(request: Request, row: str) -> Response:
    """Show the documents behind a row, ready to be copied into a text or a reference manager."""
    desk = desk_of(request)
    found = desk.index.rows.get(SlotId(row))
    if found is None:
        raise HTTPException(404, "There is no such row; it may have changed its name.")
    cited = citations(desk.index, found.id, link=f"{request.base_url}rows/")
    styles = tuple((NAMES[name], write(found, cited)) for name, write in STYLES.items())
    question = next((b.question for b in desk.briefs if b.id == found.id), row)
    view = Cited(row=row, question=question, styles=styles)
    listing = Listing("cite", ("style", "text"), styles)
    return show(request, Shown("cite.html.j2", "Cite", view, listing))

"""The list of documents, one to read, two to compare, and words selected in one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from reportedly.records import DocId, Document, DocumentRecords
from reportedly.views.compare import compare_listing, compare_view
from reportedly.views.index import doc_label
from reportedly.views.listpages import ListFilter, documents_listing, documents_view
from reportedly.views.reader import reader_listing, reader_view
from reportedly.views.tables import Listing
from reportedly.web.desks import desk_of
from reportedly.web.offsets import code_points
from reportedly.web.pages import Shown, page, render, show
from reportedly.web.routes.rows import page_number

router = APIRouter()
MISSING = "There is no such document."


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooser:
    """Two documents that are yet to be chosen."""

    left: str
    right: str
    documents: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Words of a document that a reviewer points at. Code points; `exact` is "" for no words."""

    doc: str
    start: int
    end: int
    exact: str
    speakers: tuple[str, ...]  # names of the document's cast


@page(router, "/documents")
def documents(request: Request, *, q: str = "", sort: str = "", page: str = "1") -> Response:
    """Show what was read."""
    asked = ListFilter(q=q, sort=sort or "published", page=page_number(page))
    desk = desk_of(request)
    view = documents_view(desk, asked)
    listing = partial(documents_listing, desk, asked)
    return show(request, Shown("documents.html.j2", "Documents", view, listing))


@page(router, "/compare")
def compare(request: Request, a: str = "", b: str = "") -> Response:
    """Show two documents side by side."""
    desk = desk_of(request)
    known = desk.index.documents
    picked = [*request.query_params.getlist("pick"), "", ""]
    a, b = a or picked[0], b or picked[1]
    if any(x and DocId(x) not in known for x in (a, b)):
        raise HTTPException(404, MISSING)
    if not a or not b or a == b:
        choices = tuple((str(d), doc_label(desk.index, d)) for d in known)
        ordered = tuple(sorted(choices, key=lambda c: (c[1], c[0])))
        chooser = Chooser(left=a, right="" if a == b else b, documents=ordered)
        listing = Listing("documents", ("id", "document"), ordered)
        return show(request, Shown("choose.html.j2", "Compare", chooser, listing))
    view = compare_view(desk, DocId(a), DocId(b))
    return show(request, Shown("compare.html.j2", "Compare", view, partial(compare_listing, view)))


@page(router, "/documents/{doc}")
def document(request: Request, doc: str) -> Response:
    """Show one document with what was found in it."""
    desk = desk_of(request)
    try:
        view = reader_view(desk, DocId(doc))
    except KeyError as err:
        raise HTTPException(404, MISSING) from err
    listing = partial(reader_listing, desk.index, DocId(doc))
    return show(request, Shown("reader.html.j2", view.title, view, listing))


@router.get("/documents/{doc}/selection", response_class=Response)
def selection(
    request: Request, doc: str, *, block: str = "", start: str = "", end: str = "", words: str = ""
) -> Response:
    """Return the form that adds a record for selected words.

    Args:
        block: where the paragraph starts, in code points.
        start, end: inside the paragraph, in UTF-16 units as browsers count.
        words: instead, the words themselves; their first place is taken.
    """
    records = desk_of(request).index.documents.get(DocId(doc))
    if records is None:
        raise HTTPException(404, MISSING)
    place = _typed(records.document, words)
    if not words:
        place = _selected(records.document, tuple(map(_number, (block, start, end))))
    return render(request, "selection.html.j2", view=_selection(records, place), asked=words)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else -1


def _typed(document: Document, words: str) -> tuple[int, int]:
    """Return where typed words first stand; (0, 0) when they do not."""
    at = document.text.find(words) if words else -1
    return (at, at + len(words)) if at >= 0 else (0, 0)


def _selected(document: Document, numbers: tuple[int, ...]) -> tuple[int, int]:
    """Return the code points of a browser's selection, without blanks at its ends."""
    block, start, end = numbers
    found = next((b.span for b in document.blocks if b.span.start == block), None)
    if found is None or not 0 <= start < end:
        return (0, 0)
    text = found.of(document.text)
    low, high = code_points(text, start), code_points(text, end)
    words = text[low:high]
    low += len(words) - len(words.lstrip())
    high -= len(words) - len(words.rstrip())
    return (block + low, block + high) if low < high else (0, 0)


def _selection(records: DocumentRecords, place: tuple[int, int]) -> Selection:
    start, end = place
    return Selection(
        doc=records.document.id,
        start=start,
        end=end,
        exact=records.document.text[start:end],
        speakers=tuple(sorted({e.name for e in records.cast.entities})),
    )

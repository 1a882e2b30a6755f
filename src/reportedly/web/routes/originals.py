"""Originals as captured: only ever handed out as a file to keep, in a sandbox, never shown."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from reportedly.records import DocId
from reportedly.store import originals
from reportedly.views.index import place_name
from reportedly.web.pages import bench_of, index_of

router = APIRouter()
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


@router.get("/documents/{doc}/original", response_class=Response)
def original(request: Request, doc: str) -> Response:
    """Return the bytes of a document's capture as an attachment."""
    records = index_of(request).documents.get(DocId(doc))
    if records is None:
        raise HTTPException(404, "There is no such document.")
    data = originals.get(bench_of(request).store, records.document.capture)
    name = quote(place_name(records.document.path).encode("utf-8", "replace"), safe="")
    return Response(
        data,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": f"attachment; filename=\"original\"; filename*=UTF-8''{name}",
            "Content-Security-Policy": SANDBOX,
        },
    )

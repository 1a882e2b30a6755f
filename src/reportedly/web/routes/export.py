"""Export what a filter leaves, with what it was made of; and check the ledger against itself."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import StreamingResponse

from reportedly import pipeline
from reportedly.codec import digest, encode
from reportedly.exports import WRITERS, tool_versions
from reportedly.exports.report import report_html
from reportedly.records import Corpus, SlotId
from reportedly.store import documents
from reportedly.views import Index
from reportedly.views.narrow import narrowed
from reportedly.views.rowlist import RowFilter, filtered
from reportedly.views.tables import Listing
from reportedly.web.desks import desk_of
from reportedly.web.pages import Shown, bench_of, index_of, once, page, render, show
from reportedly.web.routes.rows import filter_of

router = APIRouter()
IN_MEMORY = 8_388_608  # bytes of an export that are held before the disk is used
CHUNK = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportView:
    """What would be exported now, and how it can be told apart from any other export."""

    filters: tuple[tuple[str, str], ...]  # in force, by name
    query: str  # the same as part of an address; "" without
    rows: int
    documents: int
    formats: tuple[str, ...]
    versions: tuple[tuple[str, str], ...]
    state: str  # sha256 over the digests of all records and decisions in force
    decisions: int  # in force
    originals: str  # sha256 over the sorted hashes of all originals


@page(router, "/export")
def export(request: Request) -> Response:
    """Show what an export would hold; the CSV lists every original with its hash."""
    shot = bench_of(request).shot()
    asked = filter_of(request.query_params)
    rows = _rows(request, asked)
    index = shot.index
    docs: set[str] = set(index.documents)
    if asked.narrowed:
        docs = {index.witnesses[w].span.doc for r in rows for w in index.rows[r].witnesses}
    originals = once(request, _originals)
    named = tuple((n, v) for n, v in request.query_params.items() if n in NAMED and v)
    view = ExportView(
        filters=named if asked.narrowed else (),
        query=urlencode(named) if asked.narrowed else "",
        rows=len(rows),
        documents=len(docs),
        formats=tuple(WRITERS),
        versions=tuple(sorted(once(request, _versions).items())),
        state=shot.state,
        decisions=len(shot.in_force),
        originals=originals.digest,
    )
    return show(request, Shown("export.html.j2", "Export", view, originals.listing))


@dataclass(frozen=True, slots=True, kw_only=True)
class Originals:
    """Every original by its hash, and one digest over all."""

    digest: str
    listing: Listing


def _originals(index: Index) -> Originals:
    found = [r.document for r in index.corpus.documents]
    cells = tuple((d.id, d.path, d.capture, d.media_type) for d in found)
    columns = ("document", "location", "sha256", "media_type")
    return Originals(
        digest=digest(*sorted(d.capture.encode() for d in found)),
        listing=Listing("originals", columns, cells),
    )


NAMED = (
    "q",
    "event",
    "predicate",
    "speaker",
    "outlet",
    "since",
    "until",
    "differs",
    "unreviewed",
)


def _versions(_index: Index) -> dict[str, str]:
    return tool_versions(pipeline.versions())


def _rows(request: Request, asked: RowFilter) -> set[SlotId]:
    if not asked.narrowed:
        return set(index_of(request).rows)
    return {SlotId(brief.id) for brief in filtered(desk_of(request), asked)}


@router.get("/export/{form}/download", response_class=Response)
def download(request: Request, form: str) -> Response:
    """Return an export as one ZIP file: its tables, and the filter it was made under."""
    if form not in WRITERS:
        raise HTTPException(404, f"There are {', '.join(WRITERS)}.")
    asked = filter_of(request.query_params)
    corpus = index_of(request).corpus
    if asked.narrowed:
        corpus = narrowed(corpus, _rows(request, asked))
    named = {n: v for n, v in request.query_params.items() if n in NAMED and v}
    packed = _zipped(corpus, form, versions=once(request, _versions), filters=named)
    return StreamingResponse(
        _read(packed),
        media_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="reportedly-{form}.zip"'},
    )


def _zipped(
    corpus: Corpus, form: str, *, versions: dict[str, str], filters: dict[str, str]
) -> IO[bytes]:
    """Return a ZIP of what an exporter writes, at its beginning; the exporter's folder is gone.

    Raises:
        ReportedlyError: the format needs a library that is not installed.
    """
    packed = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # `_read` closes it
    with tempfile.TemporaryDirectory(prefix="reportedly-") as folder:
        WRITERS[form](corpus, Path(folder), versions)
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(p for p in Path(folder).rglob("*") if p.is_file()):
                archive.write(file, file.relative_to(folder).as_posix())
            archive.writestr("filter.json", encode(filters))
    packed.seek(0)
    return packed


def _read(packed: IO[bytes]) -> Iterator[bytes]:
    with packed:
        while chunk := packed.read(CHUNK):
            yield chunk


@router.get("/export/report", response_class=Response)
def report(request: Request) -> Response:
    """Return the static report of what the filter leaves, as a file to keep."""
    asked = filter_of(request.query_params)
    index = index_of(request)
    if asked.narrowed:
        index = Index(narrowed(index.corpus, _rows(request, asked)))
    gone = documents.rejections(bench_of(request).store)
    return Response(
        report_html(index, gone).encode("utf-8", "replace"),
        media_type="text/html; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="report.html"'},
    )


@page(router, "/integrity")
def integrity(request: Request) -> Response:
    """Show what the last check of the ledger found."""
    check = bench_of(request).check.last
    listing = Listing("integrity", ("problem",), tuple((p,) for p in check.problems))
    return show(request, Shown("integrity.html.j2", "Integrity", check, listing))


@router.post("/integrity", response_class=Response)
def verify(request: Request) -> Response:
    """Begin to check every original, record and decision; the page shows what comes of it."""
    bench_of(request).check.begin()
    if "hx-request" in request.headers:
        return render(request, "checking.html.j2", view=bench_of(request).check.last)
    return Response(status_code=303, headers={"Location": "/integrity"})

"""Home: what the ledger holds, what it could not read, and where files are dropped."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from reportedly.codec import encode
from reportedly.errors import BadLedger
from reportedly.store import documents
from reportedly.views.home import HomeView, home_view, totals
from reportedly.views.tables import Listing
from reportedly.web.bench import Bench
from reportedly.web.desks import desk_of
from reportedly.web.pages import Shown, bench_of, once, page, render, show

router = APIRouter()
FILES = 5000  # in one drop


@page(router, "/")
def home(request: Request) -> Response:
    """Show what the ledger holds and what it could not read."""
    bench = bench_of(request)
    gone = _gone(bench)
    if not bench.snapshot and not documents.held(bench.store):
        view = HomeView(counts=(), independent=0, rule="", rows=0, looked_at=0, rejected=gone)
    else:
        view = home_view(desk_of(request), once(request, totals), gone)
    listing = Listing("home", ("what", "count"), view.counts)
    return show(request, Shown("home.html.j2", "Home", view, listing))


def _gone(bench: Bench) -> tuple[tuple[str, str, str], ...]:
    """Return what was not read and what a stage failed on: place, reason, remedy."""
    return tuple((r.location, r.reason, r.remedy) for r in documents.left_out(bench.store))


FORM = {  # for the description of the endpoint
    "requestBody": {
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "files": {
                            "type": "array",
                            "items": {"type": "string", "format": "binary"},
                        }
                    },
                    "required": ["files"],
                }
            }
        }
    }
}


@router.post("/documents", response_class=Response, openapi_extra=FORM)
async def take(request: Request) -> Response:
    """Take dropped files in: the multipart fields `files`, each under the name it is given."""
    async with request.form(max_files=FILES, max_fields=FILES) as form:
        files = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
        if not files:
            raise BadLedger("no file came with this; drop some, or choose them")
        named = [(file.filename or "", file.file) for file in files]
        number = await run_in_threadpool(bench_of(request).take, named)
    if "text/html" in request.headers.get("accept", "") or "hx-request" in request.headers:
        answer = render(request, "taken.html.j2", title="Taken", number=number)
        answer.headers["HX-Trigger"] = "ledger-changed"
        return answer
    return Response(encode({"taken": number}), 202, media_type="application/json")

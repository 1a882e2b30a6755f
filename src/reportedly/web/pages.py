"""How a page is added, and how it is shown: as HTML, and beside it as JSON and CSV.

    @page(router, "/rows")
    def rows(request: Request, q: str = "") -> Response:
        view = rows_page(index_of(request), words=q)
        return show(request, Shown("rows.html.j2", "Rows", view, view.listing))

registers `/rows`, `/rows.json` and `/rows.csv`. The template sees the read model as `view`; the
JSON is the read model itself; the CSV is its listing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from reportedly.codec import encode
from reportedly.views import Index
from reportedly.views.spreadsheet import safe
from reportedly.views.tables import Listing
from reportedly.web.bench import Bench

if TYPE_CHECKING:
    from jinja2 import Environment

T = TypeVar("T")
Function = TypeVar("Function", bound=Callable[..., Response])
FORMS = (".json", ".csv", "")  # the bare path last: it would match the others too
NAVIGATION = (  # path, name, key after "g"
    ("/", "Home", "h"),
    ("/rows", "Rows", "r"),
    ("/speakers", "Speakers", "s"),
    ("/documents", "Documents", "d"),
    ("/copying", "Copying", "c"),
    ("/timeline", "Timeline", "t"),
    ("/forecasts", "Forecasts", "f"),
    ("/review", "Review", "v"),
    ("/search", "Search", "/"),
    ("/export", "Export", "x"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows.

    `view` is a frozen dataclass of plain values: templates and JSON see the same. `listing` is
    the table on the page, whole, whatever part of it the page shows.
    """

    template: str
    title: str
    view: object
    listing: Listing | Callable[[], Listing]  # called only where CSV is asked for


def page(router: APIRouter, path: str) -> Callable[[Function], Function]:
    """Register a function as the page at `path`, with its `.json` and `.csv`."""

    def add(function: Function) -> Function:
        for form in FORMS:
            router.add_api_route(
                ("/home" if path == "/" and form else path) + form,
                function,
                methods=["GET"],
                name=function.__name__ + form,
                operation_id=function.__name__ + form.replace(".", "_"),
                response_class=Response,
            )
        return function

    return add


def show(request: Request, shown: Shown, *, status: int = 200) -> Response:
    """Return a page in the form that its address asks for."""
    form = request.url.path.rpartition(".")[2]
    if form == "json":
        return Response(encode(shown.view), status, media_type="application/json")
    if form == "csv":
        return _csv(shown.listing if isinstance(shown.listing, Listing) else shown.listing())
    return render(request, shown.template, title=shown.title, view=shown.view, status=status)


def _csv(listing: Listing) -> Response:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(listing.columns)
    writer.writerows([safe(cell) for cell in cells] for cells in listing.rows)
    return Response(
        out.getvalue().encode("utf-8", "replace"),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{listing.name}.csv"'},
    )


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates of the workbench; everything shown goes through their escaping."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from reportedly.web import filters

    made = Environment(
        loader=PackageLoader("reportedly.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= filters.FILTERS
    made.globals |= {"navigation": NAVIGATION, "asset": filters.asset}
    made.globals |= {"asks": filters.ASKS, "kinds": filters.KINDS}
    return made


def render(request: Request, template: str, *, status: int = 200, **values: object) -> Response:
    """Return a template as HTML. It sees `here` (path), `query`, `reviewer`, `state`, and values.

    Works without an index, so that a page can say that the ledger is being read.
    """
    bench = bench_of(request)
    values = {"twins": (), "title": "Reportedly", "view": None} | values
    if status == 200 and values["view"] is not None:
        values["twins"] = twins(request)
    body = (
        environment()
        .get_template(template)
        .render(
            here=request.url.path,
            query=dict(request.query_params),
            reviewer=request.scope.get("reviewer") or "",
            ledger=bench.store.title,
            state=bench.state(),
            changed=bench.changes.total,
            **values,
        )
    )
    return Response(body.encode("utf-8", "replace"), status, media_type="text/html; charset=utf-8")


def twins(request: Request) -> tuple[tuple[str, str], ...]:
    """Return (name, address) of the same page as JSON and as CSV."""
    path = "/home" if request.url.path == "/" else request.url.path
    query = urlencode(request.query_params.multi_items())
    return tuple(
        (form.upper(), f"{path}.{form}{'?' + query if query else ''}") for form in ("json", "csv")
    )


def bench_of(request: Request) -> Bench:
    """Return the bench that serves a request."""
    bench = request.app.state.bench
    assert isinstance(bench, Bench)
    return bench


def index_of(request: Request) -> Index:
    """Return the index that pages of this request show."""
    return bench_of(request).index()


def once(request: Request, make: Callable[[Index], T]) -> T:
    """Return `make(index)`, made once for each state of the ledger and then kept."""
    return bench_of(request).once(make)

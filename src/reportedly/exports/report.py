"""Write the static report: one HTML file, no script, no request, readable and printable anywhere.

All text goes through the template's escaping; an article's own markup never reaches the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from reportedly.records import Rejection
from reportedly.views import Index
from reportedly.views.bidi import apart
from reportedly.views.report import report_view

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("reportedly.exports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["dated"] = _dated
    return environment.get_template("report.html.j2")


def _dated(label: str) -> Markup:
    """Return a label "name, date" with the name isolated, whatever its script."""
    from markupsafe import Markup

    return Markup("<bdi>{}</bdi>{}").format(*apart(label))


def report_html(index: Index, rejections: Iterable[Rejection]) -> str:
    """Return the report of a ledger as one HTML page; the same ledger gives the same bytes."""
    style = (resources.files("reportedly.exports") / "templates" / "report.css").read_text("utf-8")
    return _template().render(report=report_view(index, rejections), style=style)

"""What templates may call besides their values: numbers, days, addresses of own files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from urllib.parse import quote, urlencode

from markupsafe import Markup

from reportedly.views.bidi import apart
from reportedly.views.pictures import ReadingMark, range_picture, range_strip
from reportedly.views.tables import plain


def number(value: Decimal | float | None) -> str:
    """Return a number as a person writes it: "1,275"; "" for None."""
    return "" if value is None else plain(Decimal(str(value)))


def moment(value: datetime) -> str:
    """Return a moment to the minute, in UTC: "2031-04-13 09:30"."""
    return value.strftime("%Y-%m-%d %H:%M")


def segment(value: str) -> str:
    """Return a value as one segment of a path."""
    return quote(value, safe="")


@lru_cache(maxsize=64)
def asset(name: str) -> str:
    """Return the address of a file in `static/`, with its digest so that it may be cached."""
    body = (resources.files("reportedly.web") / "static" / name).read_bytes()
    return f"/static/{name}?{hashlib.sha256(body).hexdigest()[:12]}"


def addressed(query: Mapping[str, str], **changes: str | int) -> str:
    """Return the query of an address with some of its parts changed; parts left empty go."""
    parts = {name: str(value) for name, value in (dict(query) | changes).items()}
    return urlencode({name: value for name, value in parts.items() if value})


def drawn(make: Callable[[Sequence[ReadingMark]], str]) -> Callable[[Sequence[ReadingMark]], str]:
    """Return a picture as a filter; pictures escape their own words."""

    def filtered(marks: Sequence[ReadingMark]) -> Markup:
        return Markup(make(marks))  # noqa: S704  # SVG of ours, words escaped by views.drawing

    return filtered


def dated(label: str) -> Markup:
    """Return a label "name, date" with the name isolated, whatever its script."""
    return Markup("<bdi>{}</bdi>{}").format(*apart(label))


def svg(picture: str) -> Markup:
    """Return a picture that a view has drawn as markup."""
    return Markup(picture)  # noqa: S704  # SVG of ours, words escaped by views.drawing


FILTERS: dict[str, Callable[..., str]] = {
    "number": number,
    "moment": moment,
    "segment": segment,
    "addressed": addressed,
    "range_picture": drawn(range_picture),
    "range_strip": drawn(range_strip),
    "svg": svg,
    "dated": dated,
}

ASKS = {  # verdicts as a person says them
    "accept": "accepted",
    "reject": "left out",
    "correct": "changed",
    "merge": "joined",
    "split": "taken apart",
    "unsure": "noted",
}
KINDS = {
    "Statement": "statement",
    "Figure": "figure",
    "TimeRef": "date",
    "Document": "document",
    "Entity": "speaker",
    "Witness": "answer",
    "Row": "row",
}

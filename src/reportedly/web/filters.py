"""What templates may call besides their values: numbers, days, addresses of own files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from urllib.parse import quote

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


FILTERS: dict[str, Callable[..., str]] = {"number": number, "moment": moment, "segment": segment}

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

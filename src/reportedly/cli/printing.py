"""Print listings as tables, JSON or CSV. Data go to stdout, everything else to stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly.views.index import place_name, shortened
from reportedly.views.spreadsheet import line, safe
from reportedly.views.tables import Listing, Value, matching, objects

if TYPE_CHECKING:
    from rich.console import Console

WIDE = {"question", "words", "why", "context", "passage", "remedy", "reason"}

NARROW = 140  # columns; below it the columns of EXTRA are left to --json and --csv
EXTRA = {
    "witnesses", "speakers", "strongest_relation", "weight", "mode", "basis", "cue", "roles",
    "known_from", "changes", "date_from", "context", "until", "later_witnesses", "figures", "kind",
}  # fmt: skip


def console(*, stderr: bool = False) -> Console:
    """Return a console that follows NO_COLOR and the terminal's width."""
    from rich.console import Console

    out = sys.stderr if stderr else sys.stdout
    width = None if out.isatty() or os.environ.get("COLUMNS") else 160
    return Console(stderr=stderr, width=width, highlight=False, soft_wrap=False)


def as_json(listing: Listing) -> str:
    """Return a listing as a JSON array of objects."""
    return json.dumps(list(objects(listing)), ensure_ascii=False, indent=1)


def as_csv(listing: Listing) -> str:
    """Return a listing as CSV with a header line."""
    lines = [line(listing.columns)]
    lines += [line([safe(cell) for cell in cells]) for cells in listing.rows]
    return "".join(lines).rstrip("\n")


def show_listing(listing: Listing, *, search: str = "", limit: int = 0, as_: str = "table") -> None:
    """Print the matching rows of a listing as "table", "json" or "csv"."""
    found = matching(listing, search) if search else listing
    shown = Listing(found.name, found.columns, found.rows[: limit or None])
    if as_ == "json":
        sys.stdout.write(as_json(shown) + "\n")
    elif as_ == "csv":
        sys.stdout.write(as_csv(shown) + "\n")
    else:
        _table(shown, len(found.rows))


def _table(listing: Listing, total: int) -> None:
    from rich.table import Table

    if not listing.rows:
        console(stderr=True).print(f"no {listing.name} to show")
        return
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    room = console().width
    used = [
        n
        for n, name in enumerate(listing.columns)
        if not (room < NARROW and name in EXTRA)
        and any(r[n] not in (None, "") for r in listing.rows)
    ]
    for n in used:
        name = listing.columns[n]
        numeric = all(isinstance(r[n], int | float) or r[n] is None for r in listing.rows)
        table.add_column(
            name.replace("_", " "),
            justify="right" if numeric else "left",
            ratio=3 if name in WIDE else None,
            no_wrap=numeric or name == "id",
            overflow="fold",
        )
    for cells in listing.rows:
        table.add_row(*(_cell(_short(cells[n], listing.columns[n], room)) for n in used))
    console().print(table)
    if len(listing.rows) < total:
        console(stderr=True).print(f"{len(listing.rows)} of {total} shown; more with --limit 0")


def _short(value: Value, name: str, room: int) -> Value:
    """Return a cell cut to its share of the terminal; ids and numbers stay whole."""
    if not isinstance(value, str) or name == "id":
        return value
    if name in ("place", "path"):
        value = place_name(value)
    return shortened(value, room if name in WIDE else max(16, room // 6))


def _cell(value: Value) -> str:
    from rich.markup import escape

    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int | float) else escape(value)


def kind_of(*, json_: bool, csv_: bool) -> str:
    """Return the output form that the flags ask for."""
    return "json" if json_ else "csv" if csv_ else "table"


def plural(count: int, word: str, words: Sequence[str] = ()) -> str:
    """Return "1 row", "2 rows"; `words` may hold an irregular plural."""
    return f"{count:,} {word if count == 1 else (words[0] if words else word + 's')}"

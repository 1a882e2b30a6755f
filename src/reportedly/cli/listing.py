"""The commands that list: rows, statements, speakers, documents, copies, and so on."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.cli.options import (
    CsvOption,
    JsonOption,
    LedgerOption,
    SearchOption,
    load_index,
    open_ledger,
)

SCREEN = 40  # rows of a table unless asked for more


def _show(
    name: str, *, ledger: LedgerOption, search: str, limit: int | None, json_: bool, csv_: bool
) -> None:
    from reportedly.cli.printing import kind_of, show_listing
    from reportedly.views import LISTINGS

    form = kind_of(json_=json_, csv_=csv_)
    most = (SCREEN if form == "table" else 0) if limit is None else limit
    show_listing(LISTINGS[name](load_index(ledger)), search=search, limit=most, as_=form)


Limit = Annotated[
    int | None,
    typer.Option("--limit", "-n", min=0, help=f"At most N rows; 0 = all. Default: {SCREEN}."),
]


def rows(
    ledger: LedgerOption = None,
    search: SearchOption = "",
    limit: Limit = None,
    json_: JsonOption = False,
    csv_: CsvOption = False,
) -> None:
    """List the questions that several accounts answer: low, most repeated, high.

    Example: reportedly rows --search killed --csv > killed.csv
    """
    _show("rows", ledger=ledger, search=search, limit=limit, json_=json_, csv_=csv_)


def statements(
    ledger: LedgerOption = None,
    search: SearchOption = "",
    limit: Limit = None,
    json_: JsonOption = False,
    csv_: CsvOption = False,
) -> None:
    """List who is credited with which words.

    Example: reportedly statements --search "mayor pump"
    """
    _show("statements", ledger=ledger, search=search, limit=limit, json_=json_, csv_=csv_)


def speakers(
    ledger: LedgerOption = None,
    search: SearchOption = "",
    limit: Limit = None,
    json_: JsonOption = False,
    csv_: CsvOption = False,
) -> None:
    """List the speakers under all their spellings.

    Example: reportedly speakers --json
    """
    _show("speakers", ledger=ledger, search=search, limit=limit, json_=json_, csv_=csv_)


def documents(
    ledger: LedgerOption = None,
    rejected: Annotated[
        bool, typer.Option("--rejected", help="List what was not read, and why.")
    ] = False,
    search: SearchOption = "",
    limit: Limit = None,
    json_: JsonOption = False,
    csv_: CsvOption = False,
) -> None:
    """List what was read, or with --rejected what was not.

    Example: reportedly documents --rejected
    """
    if rejected:
        _rejected(ledger, search=search, json_=json_, csv_=csv_)
        return
    _show("documents", ledger=ledger, search=search, limit=limit, json_=json_, csv_=csv_)


def _rejected(ledger: LedgerOption, *, search: str, json_: bool, csv_: bool) -> None:
    from reportedly.cli.printing import kind_of, show_listing
    from reportedly.store import documents as held
    from reportedly.views.tables import rejected as listing

    found = listing(held.left_out(open_ledger(ledger)))
    show_listing(found, search=search, as_=kind_of(json_=json_, csv_=csv_))


def copies(
    ledger: LedgerOption = None,
    search: SearchOption = "",
    limit: Limit = None,
    json_: JsonOption = False,
    csv_: CsvOption = False,
) -> None:
    """List the passages that stand in two documents, and what the copy changed.

    Example: reportedly copies
    """
    _show("copies", ledger=ledger, search=search, limit=limit, json_=json_, csv_=csv_)


def timeline(
    ledger: LedgerOption = None,
    search: SearchOption = "",
    limit: Limit = None,
    json_: JsonOption = False,
    csv_: CsvOption = False,
) -> None:
    """List the days that are spoken of, in order of time.

    Example: reportedly timeline --search 2031-04
    """
    _show("timeline", ledger=ledger, search=search, limit=limit, json_=json_, csv_=csv_)


def forecasts(
    ledger: LedgerOption = None,
    search: SearchOption = "",
    limit: Limit = None,
    json_: JsonOption = False,
    csv_: CsvOption = False,
) -> None:
    """List what is said to come, with due dates and later witnesses.

    Example: reportedly forecasts
    """
    _show("forecasts", ledger=ledger, search=search, limit=limit, json_=json_, csv_=csv_)


def relations(
    ledger: LedgerOption = None,
    search: SearchOption = "",
    limit: Limit = None,
    json_: JsonOption = False,
    csv_: CsvOption = False,
) -> None:
    """List how accounts relate: differences first, then what agrees.

    Example: reportedly relations --search different
    """
    _show("relations", ledger=ledger, search=search, limit=limit, json_=json_, csv_=csv_)

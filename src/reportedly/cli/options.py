"""Options that several commands share, and finding the ledger a command means."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.errors import BadLedger

if TYPE_CHECKING:
    from reportedly.library import OpenLedger
    from reportedly.settings import Settings
    from reportedly.store import Address, Store
    from reportedly.views import Index

DEFAULT = "story.reportedly"

LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        "-l",
        envvar="REPORTEDLY_LEDGER",
        metavar="FOLDER|URL",
        help=(
            "The ledger's folder, or postgresql://USER@HOST/DATABASE. "
            f"Default: the only *.reportedly folder here, or {DEFAULT}."
        ),
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV, safe to open in a spreadsheet.")]
SearchOption = Annotated[
    str, typer.Option("--search", "-s", help="Only rows that hold all these words.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]


def ledger_place(given: str | None) -> Path | Address:
    """Return the ledger that a command means: its folder, or where a shared one is.

    Raises:
        BadLedger: none was named and several lie here.
        BadSetting: the address cannot be read.
    """
    if given is not None:
        from reportedly.store import place_of

        return place_of(given)
    here = sorted(p for p in Path().glob("*.reportedly") if p.is_dir())
    if len(here) > 1:
        names = ", ".join(p.name for p in here)
        raise BadLedger(f"several ledgers lie here ({names}); name one with --ledger")
    return here[0] if here else Path(DEFAULT)


def open_ledger(given: str | None) -> Store:
    """Open an existing ledger.

    Raises:
        BadLedger: there is none.
    """
    from reportedly.store import open_store

    return open_store(ledger_place(given))


def load_index(given: str | None) -> Index:
    """Return everything a ledger, or an export in JSON Lines, holds, for views."""
    return load_ledger(given).index


def load_ledger(given: str | None) -> OpenLedger:
    """Return everything a ledger, or an export in JSON Lines, holds.

    Raises:
        BadLedger: there is neither.
    """
    from reportedly.library import open_ledger as opened

    return opened(ledger_place(given))


def ledger_settings(store: Store, **flags: object) -> Settings:
    """Return the settings in force for a ledger; a flag that is None was not given."""
    from reportedly.store.keeping import settings_in_force

    return settings_in_force(store, os.environ, **flags)

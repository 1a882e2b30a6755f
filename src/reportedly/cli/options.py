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
    from reportedly.store import Store
    from reportedly.views import Index

DEFAULT = "story.reportedly"

LedgerOption = Annotated[
    Path | None,
    typer.Option(
        "--ledger",
        "-l",
        envvar="REPORTEDLY_LEDGER",
        help=f"The ledger's folder. Default: the only *.reportedly folder here, or {DEFAULT}.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV, safe to open in a spreadsheet.")]
SearchOption = Annotated[
    str, typer.Option("--search", "-s", help="Only rows that hold all these words.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]


def ledger_path(given: Path | None) -> Path:
    """Return the ledger folder that a command means.

    Raises:
        BadLedger: none was named and several lie here.
    """
    if given is not None:
        return given
    here = sorted(p for p in Path().glob("*.reportedly") if p.is_dir())
    if len(here) > 1:
        names = ", ".join(p.name for p in here)
        raise BadLedger(f"several ledgers lie here ({names}); name one with --ledger")
    return here[0] if here else Path(DEFAULT)


def open_ledger(given: Path | None) -> Store:
    """Open an existing ledger.

    Raises:
        BadLedger: there is none.
    """
    from reportedly.store import open_store

    return open_store(ledger_path(given))


def load_index(given: Path | None) -> Index:
    """Return everything a ledger, or an export in JSON Lines, holds, for views."""
    return load_ledger(given).index


def load_ledger(given: Path | None) -> OpenLedger:
    """Return everything a ledger, or an export in JSON Lines, holds.

    Raises:
        BadLedger: there is neither.
    """
    from reportedly.library import open_ledger as opened

    return opened(ledger_path(given))


def ledger_settings(store: Store, **flags: object) -> Settings:
    """Return the settings in force for a ledger; a flag that is None was not given."""
    from reportedly.settings import load_settings
    from reportedly.store import SETTINGS_FILE

    return load_settings(store.root / SETTINGS_FILE, os.environ, **flags)

"""The commands that keep a ledger safe: `verify` and `backup`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.options import LedgerOption, QuietOption, open_ledger
from reportedly.cli.printing import console, plural

WRONG = 1


def verify(ledger: LedgerOption = None, quiet: QuietOption = False) -> None:
    """Check that a ledger is whole: database, originals, records, spans, decisions.

    Hashes every original again, checks that every span lies in its text, and says of all that is
    wrong how to mend it. Changes nothing. Exits with 1 when something is wrong.

    Example: reportedly verify --ledger story.reportedly
    """
    from reportedly.engines.check import problems
    from reportedly.store import documents

    store = open_ledger(ledger)
    found = problems(store)
    out = console()
    for problem in found:
        out.print(problem, style="yellow", markup=False, soft_wrap=True)
    if not quiet:
        held = plural(len(documents.held(store)), "document")
        wrong = f"{plural(len(found), 'thing')} to mend" if found else "whole"
        out.print(f"{store.name}: {held} checked, {wrong}", markup=False, soft_wrap=True)
    raise typer.Exit(WRONG if found else 0)


def backup(
    target: Annotated[Path, typer.Argument(help="A new folder, or an earlier backup.")],
    ledger: LedgerOption = None,
    quiet: QuietOption = False,
) -> None:
    """Copy a ledger to another folder, also while a run goes on.

    The copy is a ledger: open it with --ledger, or put it in the place of a damaged one. Into an
    earlier backup only new originals are copied.

    Example: reportedly backup /backups/story.reportedly
    """
    from reportedly.store import health

    store = open_ledger(ledger)
    count = health.backup(store, target)
    if not quiet:
        originals = plural(count, "original")
        console().print(f"{target}: {originals} and all records", markup=False, soft_wrap=True)

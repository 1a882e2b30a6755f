"""The command `cite`: a row as a citation."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from reportedly.cli.options import LedgerOption, load_index
from reportedly.errors import ReportedlyError


class Style(StrEnum):
    """How a citation is written."""

    TEXT = "text"
    BIBTEX = "bibtex"
    CSL = "csl"


def cite(
    row: Annotated[str, typer.Argument(help="The id of a row.")],
    style: Annotated[
        Style, typer.Option("--style", "-f", help="Plain text, BibTeX or CSL-JSON.")
    ] = Style.TEXT,
    link: Annotated[
        str, typer.Option(help="What the row's id is put behind to make its link.")
    ] = "report.html#",
    ledger: LedgerOption = None,
) -> None:
    """Print the documents behind a row: outlet, date, quoted words, offset, hash, link.

    Example: reportedly cite ROW --style bibtex >> references.bib
    """
    from reportedly.exports.citing import STYLES, citations
    from reportedly.records import SlotId

    index = load_index(ledger)
    found = index.rows.get(SlotId(row))
    if found is None:
        raise ReportedlyError(f"no row {row!r} in this ledger; `reportedly rows` lists them")
    cited = citations(index, found.id, link=link)
    sys.stdout.write(STYLES[style.value](found, cited))

"""The commands that write files: `report` and `export`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import LedgerOption, ledger_place, load_ledger
from reportedly.cli.printing import console, plural

if TYPE_CHECKING:
    from reportedly.library import OpenLedger
    from reportedly.store import Store


class Format(StrEnum):
    """What `export` can write."""

    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    SQLITE = "sqlite"
    SCHEMA_ORG = "schema-org"
    ANNOTATIONS = "annotations"
    PROV = "prov"
    FOLLOWTHEMONEY = "followthemoney"
    UCDP = "ucdp"
    INCIDENTS = "incidents"


def write_report(store: Store, out: Path) -> None:
    """Write the static report of a ledger."""
    from reportedly.library import open_ledger

    _write_page(open_ledger(store.place), out)


def _write_page(opened: OpenLedger, out: Path) -> None:
    from reportedly.exports.report import report_html

    page = report_html(opened.index, opened.rejections)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page, encoding="utf-8", newline="\n")


def report(
    ledger: LedgerOption = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write.")] = Path(
        "report.html"
    ),
) -> None:
    """Write the ledger as one HTML file that can be sent round and printed.

    Example: reportedly report -o report.html
    """
    _write_page(load_ledger(ledger), out)
    console(stderr=True).print(f"report: {out.resolve()}", soft_wrap=True)


def export(
    ledger: LedgerOption = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = Format.JSONL,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="A folder. Default: exports/ in the ledger."),
    ] = None,
) -> None:
    """Write all tables as files that other tools open.

    Example: reportedly export --format xlsx --out export/
    """
    from reportedly.exports import WRITERS

    opened = load_ledger(ledger)
    folder = out or _home(ledger) / "exports" / form.value
    counts = WRITERS[form.value](opened.corpus, folder, opened.versions)
    console(stderr=True).print(
        f"{plural(sum(counts.values()), 'line')} in {plural(len(counts), 'table')}: {folder}",
        soft_wrap=True,
    )


def _home(ledger: str | None) -> Path:
    """Return the ledger's folder; here for a shared ledger, which has none."""
    place = ledger_place(ledger)
    return place if isinstance(place, Path) else Path()

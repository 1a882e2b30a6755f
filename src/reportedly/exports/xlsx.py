"""Write a corpus as one workbook: the lists a person reads, then every table.

Invariant: text is written as text and numbers as numbers; nothing becomes a formula, a link or a
date. The same corpus gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import ReportedlyError
from reportedly.exports.csv_tables import flat, sorted_rows
from reportedly.exports.schema import COLUMNS
from reportedly.records import Corpus
from reportedly.views import LISTINGS, Index
from reportedly.views.index import ELLIPSIS

if TYPE_CHECKING:
    from xlsxwriter import Workbook

FILE = "ledger.xlsx"
LONGEST = 32_767  # UTF-16 units in a cell, by the file format's own limits
MOST_ROWS = 1_048_575  # below the header, likewise
CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # no clock goes into an export
WIDTHS = {"text": 60, "label": 60, "question": 60, "words": 60, "why": 60, "context": 60}
WIDTH = 16  # characters
TEXT_ONLY = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


def write_xlsx(corpus: Corpus, folder: Path, versions: Mapping[str, str]) -> dict[str, int]:
    """Write `ledger.xlsx`; return the number of rows by sheet.

    Text longer than a cell may hold is cut and ends with an ellipsis.

    Raises:
        ReportedlyError: a table has more rows than a sheet may hold.
    """
    from xlsxwriter import Workbook

    folder.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    with Workbook(str(folder / FILE), TEXT_ONLY) as book:
        book.set_properties({"title": "Reportedly", "created": CREATED.replace(tzinfo=None)})
        index = Index(corpus)
        for name, listing in LISTINGS.items():
            found = listing(index)
            counts[f"list of {name}"] = _sheet(book, name, (found.columns, found.rows))
        for table, columns in COLUMNS.items():
            rows = [[flat(row[c]) for c in columns] for row in sorted_rows(corpus, table)]
            counts[f"table {table}"] = _sheet(book, f"table {table}", (tuple(columns), rows))
        _sheet(book, "versions", (("part", "version"), sorted(versions.items())))
    return counts


def _sheet(
    book: Workbook, name: str, content: tuple[Sequence[str], Iterable[Sequence[object]]]
) -> int:
    """Write one sheet under a frozen, filterable header; return its number of rows."""
    header, rows = content
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    for column, title in enumerate(header):
        sheet.write_string(0, column, title, bold)
        sheet.set_column(column, column, WIDTHS.get(title, WIDTH))
    count = 0
    for count, cells in enumerate(rows, 1):  # the last number is the count
        if count > MOST_ROWS:
            raise ReportedlyError(
                f"{name} has more than {MOST_ROWS:,} rows, the most a sheet can hold; "
                "use --format parquet or sqlite"
            )
        for column, cell in enumerate(cells):
            if isinstance(cell, int | float):
                sheet.write_number(count, column, cell)
            elif cell is not None and cell != "":
                sheet.write_string(count, column, _fitting(str(cell)))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(count, 1), len(header) - 1)
    return count


def _fitting(text: str) -> str:
    """Return the text cut to what a cell holds; lone surrogates, which XML lacks, replaced."""
    encoded = text.encode("utf-16-le", "replace")
    if len(encoded) <= 2 * LONGEST:
        return encoded.decode("utf-16-le", "replace")
    return encoded[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + ELLIPSIS

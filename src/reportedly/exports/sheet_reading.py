"""Read a sheet that a spreadsheet saved as CSV, however it was saved.

Invariant: no cell is guessed at. Text is given back as it was before the export made it harmless;
what a number or a date means is for the reader of the cell to decide.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import BadExport
from reportedly.views.spreadsheet import restored

SEPARATORS = (",", ";", "\t")  # what spreadsheets of different countries put between cells
LARGEST = 64 * 1_048_576  # bytes; a sheet people edit is far smaller
CELL = 16 * 1_048_576  # characters in one cell


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line below the header: its number in the file's rows, and its cells by column."""

    number: int  # the header is 1
    cells: dict[str, str]


def read_sheet(file: Path) -> tuple[SheetLine, ...]:
    """Return the lines of a CSV file that are not empty.

    Raises:
        BadExport: the file is no CSV, or has no column "id".
    """
    text = _decoded(file)
    header, _, _ = text.lstrip("\n").partition("\n")
    separator = max(SEPARATORS, key=header.count)
    csv.field_size_limit(CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as err:
        raise BadExport(f"{file}: not a CSV file: {err}; save the sheet as CSV") from err
    names = [name.strip() for name in rows[0]] if rows else []
    if "id" not in names or len(set(names)) < len(names):
        raise BadExport(
            f"{file}: expected a header with a column “id” and no name twice, found "
            f"{', '.join(names)[:120] or 'nothing'}; bring back a sheet that was exported as CSV"
        )
    return tuple(
        SheetLine(number, {name: restored(cell) for name, cell in zip(names, row, strict=False)})
        for number, row in enumerate(rows[1:], 2)
        if any(cell.strip() for cell in row)
    )


def _decoded(file: Path) -> str:
    """Return the file's text: UTF-8, UTF-16 with its mark, else the Western code page."""
    try:
        data = file.read_bytes()
    except OSError as err:
        raise BadExport(f"{file}: cannot be read: {err.strerror}") from err
    if len(data) > LARGEST:
        raise BadExport(f"{file}: {len(data):,} bytes, more than a sheet of decisions can hold")
    if data.startswith(b"PK"):
        raise BadExport(f"{file}: a workbook; save the sheet as CSV and bring that back")
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadExport(f"{file}: neither UTF-8 nor another known encoding; save the sheet as UTF-8")

"""Write a corpus as CSV: the tables of the interchange format, nested cells as JSON.

Invariant: no cell begins a formula in any spreadsheet, numbers stay numbers, and `restored` gives
every text back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from reportedly.exports.rows import TABLES, Cell, Row
from reportedly.exports.schema import COLUMNS
from reportedly.records import Corpus
from reportedly.views.spreadsheet import line, safe


def flat(value: Cell) -> str | int | float | None:
    """Return a cell for a flat table: nested values as JSON, yes and no as "true", "false"."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return value


def _cell(value: Cell) -> str | int | float | None:
    if isinstance(value, list | dict):
        # A semicolon inside JSON stands inside a string, so its escape means the same
        return json.dumps(value, ensure_ascii=False).replace(";", "\\u003b")
    return safe(flat(value))


def sorted_rows(corpus: Corpus, table: str) -> list[Row]:
    """Return the rows of a table sorted by id."""
    return sorted(TABLES[table](corpus), key=lambda row: str(row["id"]))


def write_csv(corpus: Corpus, folder: Path, versions: Mapping[str, str]) -> dict[str, int]:
    """Write one CSV file a table, and `versions.csv`; return the number of rows by table."""
    folder.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    for table, columns in COLUMNS.items():
        lines = sorted_rows(corpus, table)
        cells = [[_cell(row[name]) for name in columns] for row in lines]
        write_sheet(folder / f"{table}.csv", tuple(columns), cells)
        counts[table] = len(lines)
    pairs: list[list[str | int | float | None]] = [[safe(k), safe(v)] for k, v in versions.items()]
    write_sheet(folder / "versions.csv", ("part", "version"), sorted(pairs, key=str))
    return counts


def write_sheet(
    file: Path, header: tuple[str, ...], lines: list[list[str | int | float | None]]
) -> None:
    """Write one CSV file; the cells must be harmless already."""
    with file.open("w", encoding="utf-8", errors="replace", newline="") as out:
        out.write(line(header))
        out.writelines(line(cells) for cells in lines)

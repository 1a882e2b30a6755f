"""Write a corpus as CSV: the tables of the interchange format, nested cells as JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path

from reportedly.exports.rows import TABLES, Cell
from reportedly.records import Corpus
from reportedly.views.tables import safe


def _cell(value: Cell) -> str | int | float | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return safe(value)


def write_csv(corpus: Corpus, folder: Path, versions: Mapping[str, str]) -> dict[str, int]:
    """Write one CSV file a table, and `versions.csv`; return the number of rows by table."""
    folder.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    for table, rows in TABLES.items():
        lines = sorted(rows(corpus), key=lambda row: str(row["id"]))
        columns = list(lines[0]) if lines else ["id"]
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([[_cell(row[name]) for name in columns] for row in lines])
        counts[table] = len(lines)
    with (folder / "versions.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(sorted(versions.items()))
    return counts

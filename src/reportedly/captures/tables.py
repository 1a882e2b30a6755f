"""The rows of a table (CSV, TSV): one document a row, by a map of its columns.

Invariant: a row is kept whole, as a JSON object of all its columns; columns are never guessed by
what stands in them, only by their names.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import BinaryIO

from reportedly.captures.limits import MEGABYTE
from reportedly.captures.members import LeftOut, Member, Members, Reading, label
from reportedly.lexicon import load_lexicon

RECORD = "application/json"
TOLD = ("title", "published", "outlet", "url", "byline", "language")
FIELDS = ("text", *TOLD, "id")
SEPARATORS = ",\t;|"
SAMPLE = 65_536  # code points looked at to find the separator
BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
NAME_COLUMN = "name the column that holds it: --columns text=COLUMN"


def table_members(stream: BinaryIO, reading: Reading) -> Members:
    """Yield the rows of a table, named by their id or their number from 1 below the header."""
    csv.field_size_limit(reading.most)  # the library's default refuses an article of 131,072 signs
    text = _text(stream)
    rows = csv.reader(text, dialect_of(text))
    try:
        header = next(rows, [])
        columns = columns_of(header, dict(reading.columns))
        if "text" not in columns:
            shown = ", ".join(label(name) for name in header[:20])
            reason = f"no column holds the text; the columns are: {shown}"
            yield LeftOut(name="", reason=reason, remedy=NAME_COLUMN)
            return
        for number, row in enumerate(rows, 1):
            if any(cell.strip() for cell in row):
                yield _row(number, header, row=row, columns=columns, reading=reading)
    except csv.Error as err:
        yield LeftOut(name="", reason=f"the table is damaged: {err}", remedy="save it again as CSV")


def _text(stream: BinaryIO) -> io.TextIOWrapper:
    """Return a table as text: by its mark, else UTF-8 where its first part is, else Windows."""
    head = stream.read(SAMPLE)
    stream.seek(0)
    name = next((name for mark, name in BOMS if head.startswith(mark)), "")
    if not name:
        whole = head[: head.rfind(b"\n") + 1] or head
        try:
            whole.decode("utf-8")
            name = "utf-8-sig"
        except UnicodeDecodeError:
            name = "cp1252"
    return io.TextIOWrapper(stream, encoding=name, errors="replace", newline="")


def dialect_of(text: io.TextIOBase) -> type[csv.Dialect]:
    """Return how a table is written: the separator that stands most often in its first line."""
    first = text.read(SAMPLE).split("\n", 1)[0]
    text.seek(0)
    best = max(SEPARATORS, key=lambda sign: (first.count(sign), -SEPARATORS.index(sign)))

    class Written(csv.excel):
        delimiter = best

    return Written


@cache
def _names() -> dict[str, str]:
    """Return the field that each known column name stands for."""
    lexicon = load_lexicon("en")
    return {_key(name): field for field in FIELDS for name in lexicon.words("columns", field)}


def _key(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def columns_of(header: list[str], chosen: Mapping[str, str]) -> dict[str, int]:
    """Return which column holds which field; what the user chose wins, then the first column."""
    wanted = {_key(column): field for field, column in chosen.items()}
    found: dict[str, int] = {}
    for names in (wanted, _names()):
        for index, name in enumerate(header):
            field = names.get(_key(name))
            if field and field not in found and index not in found.values():
                found[field] = index
    return found


def _row(
    number: int, header: list[str], *, row: list[str], columns: Mapping[str, int], reading: Reading
) -> Member | LeftOut:
    cells = {field: row[i].strip() for field, i in columns.items() if i < len(row)}
    name = label(" ".join(cells.get("id", "").split())) or str(number)
    whole = {"text": cells.get("text", ""), "row": dict(_named(header, row))}
    data = json.dumps(whole, ensure_ascii=False).encode("utf-8", "backslashreplace")
    reading.budget.take(len(data))
    if not cells.get("text"):
        return LeftOut(
            name=name, reason=f"row {number}: no text", remedy="fill its cell, or leave it"
        )
    if len(data) > reading.most:
        reason = f"row {number}: more than {reading.most // MEGABYTE} MB"
        return LeftOut(name=name, reason=reason, remedy="split the text")
    told = {field: " ".join(cells.get(field, "").split()) for field in sorted(TOLD)}
    given = tuple((field, value) for field, value in told.items() if value)
    return Member(name=name, data=data, media_type=RECORD, given=given)


def _named(header: list[str], row: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the cells of a row with their columns' names; a cell without a name by its number."""
    for index, cell in enumerate(row):
        name = header[index].strip() if index < len(header) else ""
        yield name or f"column {index + 1}", cell

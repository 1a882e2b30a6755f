"""Make text that no spreadsheet runs, and get the text back.

Invariant: `restored(harmless(text)) == text` for every text. A cell is live where it begins with
a sign of a formula; a reader that splits at semicolons or tabs, as spreadsheets of many countries
do, sees beginnings inside a cell too. Each such beginning gets one apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

_SIGNS = "[=+\\-@＝＋－＠﹦﹢﹣﹫]"  # ASCII, full-width and small forms
_SKIPPED = '[ "\u00a0\u3000\ufeff]*'  # what a spreadsheet may drop before it looks for a sign
_BEGINNING = rf"(^|[;\t\r\n])({_SKIPPED})"
_LIVE = re.compile(rf"{_BEGINNING}('*{_SIGNS})")
_MADE = re.compile(rf"{_BEGINNING}'('*{_SIGNS})")
# A tab or line break at the very beginning is a sign of its own to some programs
_LIVE_BREAK = re.compile(r"\A('*[\t\r\n])")
_MADE_BREAK = re.compile(r"\A'('*[\t\r\n])")


def harmless(text: str) -> str:
    """Return the text with an apostrophe before each sign that could begin a formula."""
    return _LIVE_BREAK.sub(r"'\1", _LIVE.sub(r"\1\2'\3", text))


def restored(cell: str) -> str:
    """Return the text that `harmless` was given."""
    return _MADE.sub(r"\1\2\3", _MADE_BREAK.sub(r"\1", cell))


def safe(value: str | float | None) -> str | int | float | None:
    """Return a cell that no spreadsheet runs: text made harmless, numbers as they are."""
    return harmless(value) if isinstance(value, str) else value


def line(cells: Iterable[str | float | None]) -> str:
    """Return one line of CSV; the cells must be safe already."""
    out = io.StringIO(newline="")
    # Only under this terminator does the library quote a lone carriage return
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()[:-2] + "\n"

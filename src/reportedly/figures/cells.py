"""Cells of tables written with bars: what a number counts stands in its row or its column.

A table is a block of neighbouring lines with "|"; its first line is the header.
"""

from __future__ import annotations

import re

from reportedly.figures.counted import Counted, is_noun, multiplies, singular, stripped
from reportedly.figures.tables import Tables
from reportedly.language import Parse

WORD = re.compile(r"[^\W\d_]{3,}")
MOST_LINES = 60  # lines looked up for the header; longer tables are data, not news
LONGEST_LINE = 2000  # code points


def cell_noun(text: str, parse: Parse, at: int, *, tables: Tables) -> Counted | None:
    """Return the noun of the row, else of the column, of a number in a cell at `at`."""
    start, end = _line(text, at)
    if end - start > LONGEST_LINE or "|" not in text[start:end]:
        return None
    column = text.count("|", start, at)
    left = text.rfind("|", start, at) + 1 or start
    label = _cell(text, (start, end), 1 if text[start] == "|" else 0)
    places: list[tuple[int, int] | None] = []
    if label and label[0] < left and text[left:at].strip("~ ") == "":
        places.append(label)
    header = _header(text, start)
    for place in places:
        found = _plural(parse, place, tables) if place else None
        if found is not None:
            return found
    head = _cell(text, header, column) if header != (start, end) else None
    return _spelled(text, head, tables) if head else None


def labels(text: str, at: int) -> list[tuple[int, int]]:
    """Return where the labels of a cell's row and column stand; nothing outside a table."""
    start, end = _line(text, at)
    if end - start > LONGEST_LINE or "|" not in text[start:end]:
        return []
    row = _cell(text, (start, end), 1 if text[start] == "|" else 0)
    header = _header(text, start)
    head = _cell(text, header, text.count("|", start, at)) if header != (start, end) else None
    return [place for place in (row, head) if place and not place[0] <= at < place[1]]


def _line(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _header(text: str, start: int) -> tuple[int, int]:
    """Return the topmost line of the table that holds the line at `start`."""
    top = _line(text, start)
    for _ in range(MOST_LINES):
        if top[0] == 0:
            return top
        above = _line(text, top[0] - 1)
        if "|" not in text[above[0] : above[1]]:
            return top
        top = above
    return top


def _cell(text: str, line: tuple[int, int], column: int) -> tuple[int, int] | None:
    """Return where the cell behind the bar number `column` begins and ends."""
    start, end = line
    for _ in range(column):
        bar = text.find("|", start, end)
        if bar < 0:
            return None
        start = bar + 1
    bar = text.find("|", start, end)
    return start, bar if bar >= 0 else end


def _plural(parse: Parse, place: tuple[int, int], tables: Tables) -> Counted | None:
    """Return the first common noun of a cell, a plural first."""
    nouns = [t for t in parse.within(*place) if is_noun(t) and not multiplies(t.text, tables)]
    chosen = next((t for t in nouns if t.tag == "NNS"), None)
    if chosen is None:
        return None
    return Counted(
        singular(chosen, tables), chosen.i, chosen.start, chosen.end, "figures.cells.cell_noun"
    )


def _spelled(text: str, place: tuple[int, int], tables: Tables) -> Counted | None:
    """Return the noun of a header cell by spelling; headers are too short to parse."""
    for word in WORD.finditer(text, *place):
        low = word[0].lower()
        single = stripped(low, tables)
        if single != low or single in tables.persons or low in tables.behind:
            noun = "person" if low in tables.behind else single  # "Dead | Injured"
            return Counted(noun, None, word.start(), word.end(), "figures.cells.header")
    return None

"""Cells of tables written with bars: what a number counts stands in its row or its column.

A table is a block of neighbouring lines with "|"; its first line is the header.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.figures.counted import Counted, is_noun, multiplies, phrase, singular, stripped
from reportedly.figures.tables import Tables
from reportedly.figures.units import Quantity
from reportedly.language import Parse

WORD = re.compile(r"[^\W\d_]{3,}")
DASHES = ("-", "–", "—", "•")
MOST_LINES = 60  # lines looked up for the header; longer tables are data, not news
LONGEST_LINE = 2000  # code points


def cell_noun(text: str, parse: Parse, at: int, *, tables: Tables) -> Counted | None:
    """Return the noun of the row, else of the column, of a number in a cell at `at`.

    Where the first column has a heading ("Region"), its cells are places or days and the noun
    stands above: "Highlands | 70" below "Region | stations observed" are stations.
    """
    line = _table_line(text, at)
    if line is None:
        return None
    left = text.rfind("|", line[0], at) + 1 or line[0]
    plain = text[left:at].strip("~ ") == ""
    header = _header(text, line[0])
    named = header != line and _is_named(text, header)
    head = _head(text, line, at)
    above = _spelled(text, head, tables) if head else None
    if named and above is not None and above.noun != text[above.start : above.end].lower():
        return above  # a singular above names who reports: "ministry | mayor"
    for place in _row(text, line) if plain else ():
        found = _plural(parse, place, tables) if place[0] < left else None
        if found is None and place[0] < left and not named:
            found = _one_word(text, place, tables)
        if found is not None:
            return found
    return above


def labels(text: str, at: int) -> list[tuple[int, int]]:
    """Return where the labels of a cell's row and column stand; nothing outside a table."""
    line = _table_line(text, at)
    if line is None:
        return []
    places = [*_row(text, line), _head(text, line, at)]
    return [place for place in places if place and not place[0] <= at < place[1]]


def _row(text: str, line: tuple[int, int]) -> list[tuple[int, int]]:
    """Return where the label of a row stands, and that of the row it is a part of.

    "- by survey" below "Land released (ha)" is of land and in hectares.
    """
    label = _label(text, line)
    if label is None:
        return []
    places = [label]
    for _ in range(MOST_LINES):
        if text[label[0] : label[1]].lstrip()[:1] not in DASHES or line[0] == 0:
            break
        line = _line(text, line[0] - 1)
        above = _label(text, line) if "|" in text[line[0] : line[1]] else None
        if above is None:
            break
        label = above
    return places if label == places[0] else [*places, label]


def measured_in_cell(text: str, parse: Parse, found: Quantity, *, tables: Tables) -> Counted | None:
    """Return what a measure in a cell is of, where its column or the row above its own says so.

    "Turnout" is of voters; "- by survey | 120" below "Land released (ha)" is of land.
    """
    line = _table_line(text, found.start)
    if line is None:
        return None
    for place in labels(text, found.start) if found.family == "share" else ():
        for word in WORD.finditer(text, *place):
            noun = tables.shares.get(word[0].lower())
            if noun is not None:
                return Counted(noun, None, word.start(), word.end(), "figures.cells.header")
    rows = _row(text, line)
    first = next(filter(is_noun, parse.within(*rows[-1])), None) if len(rows) > 1 else None
    return phrase(parse, first, tables=tables, rule="figures.cells.cell_noun") if first else None


def _label(text: str, line: tuple[int, int]) -> tuple[int, int] | None:
    if line[1] - line[0] > LONGEST_LINE:
        return None
    return _cell(text, line, 1 if text[line[0] : line[0] + 1] == "|" else 0)


def _is_named(text: str, header: tuple[int, int]) -> bool:
    """Tell whether the first column has a heading of its own."""
    first = _label(text, header)
    return first is not None and WORD.search(text, *first) is not None


def _one_word(text: str, place: tuple[int, int], tables: Tables) -> Counted | None:
    """Return a label of one plural word, whatever the parser says: "Mines | 2,890"."""
    word = text[place[0] : place[1]].strip(" *")
    if not word.isalpha():
        return None
    found = _spelled(text, place, tables)
    return replace(found, rule="figures.cells.cell_noun") if found else None


def _table_line(text: str, at: int) -> tuple[int, int] | None:
    """Return the line of a table that holds `at`; None outside a table."""
    start, end = _line(text, at)
    return (start, end) if end - start <= LONGEST_LINE and "|" in text[start:end] else None


def _head(text: str, line: tuple[int, int], at: int) -> tuple[int, int] | None:
    """Return the topmost cell of the column that holds `at`; None in the header itself."""
    header = _header(text, line[0])
    return _cell(text, header, text.count("|", line[0], at)) if header != line else None


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

"""Units that the labels of a table give for its cells: "Cost (€m)", "Land released (ha)".

A number of a cell that has no unit of its own takes that of its row's label, else of its column's:
what stands in brackets there, if all of it is known: a multiple, a currency or a unit.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from reportedly.figures.cells import labels
from reportedly.figures.tables import Tables
from reportedly.figures.units import Quantity

IN_BRACKETS = re.compile(r"[(\[](?:in |all in )?([^()\[\]|\n]{1,24})[)\]]")
SAYS = re.compile(r"[(\[](?:all )?(?:in )?$")
SHARE = re.compile(r"\b(?:turnout|percentage)\b", re.IGNORECASE)
WHOLE = 100  # percent
NAME = re.compile(r"[^\W\d_]{3,16}")
ONE = Decimal(1)


def labelled(text: str, found: Quantity, tables: Tables) -> Quantity:
    """Return a number of a cell with the unit and the multiple that the table's labels give."""
    if found.unit or found.number.kind != "digits" or found.number.scale != ONE:
        return found
    for start, end in labels(text, found.start):
        if SHARE.search(text, start, end) and found.value <= WHOLE:
            return replace(found, unit="percent", family="share")
        for match in IN_BRACKETS.finditer(text, start, end):
            read = _read(match[1].strip(), tables)
            if read is not None:
                return _scaled(found, read)
    return found


def is_label(text: str, start: int, end: int) -> bool:
    """Tell whether a number word only says what cells are counted in: "Readers (thousands)"."""
    closed = text.startswith((")", "]"), end)
    return closed and SAYS.search(text, max(0, start - 8), start) is not None


def _scaled(found: Quantity, read: tuple[Decimal, str, str]) -> Quantity:
    scale, unit, family = read
    values = tuple((value * scale, rule) for value, rule in found.number.values)
    number = replace(found.number, values=values, scale=scale)
    return replace(found, number=number, unit=unit, family=family)


def _read(words: str, tables: Tables) -> tuple[Decimal, str, str] | None:
    """Return the multiple, unit and class that a label's brackets give: "USD m", "m lirin"."""
    if words in tables.units:
        return ONE, *tables.units[words]
    for symbol in sorted(tables.money_before, key=lambda s: (-len(s), s)):
        if words.startswith(symbol):
            scale = _multiple(words.removeprefix(symbol).strip(), tables)
            return None if scale is None else (scale, tables.money_before[symbol], "money")
    first, _, rest = words.partition(" ")
    scale = _multiple(first, tables)
    if scale is None or scale == ONE:
        return None
    rest = rest.removeprefix("of ").strip()
    if rest in tables.units:
        return scale, *tables.units[rest]
    return (scale, "", "") if not rest or NAME.fullmatch(rest) else None


def _multiple(word: str, tables: Tables) -> Decimal | None:
    """Return what a word multiplies by, 1 for none: "m", "bn", "million", "thousands", "'000"."""
    if not word:
        return ONE
    if word.strip("'’").rstrip("s") == "000":
        return Decimal(1000)
    for letters in (tables.letters, tables.doubtful):
        if word in letters:
            return letters[word]
    kind, value = tables.words.get(word.lower().removesuffix("s"), ("", ONE))
    return value if kind == "scales" else None

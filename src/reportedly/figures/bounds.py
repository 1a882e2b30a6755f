"""Approximators and vague words as intervals, by the table in `bounds.toml`.

A reading's low and high are inclusive; None is unbounded.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from reportedly.figures.tables import Tables
from reportedly.figures.units import Quantity
from reportedly.records import Reading, RuleName

REACH = 26  # code points; the longest approximator is shorter


def bounded(text: str, found: Quantity, tables: Tables) -> Quantity:
    """Return a quantity with its approximator, its span reaching over the approximator's words."""
    if found.number.kind == "vague":
        return replace(found, bound="vague")
    if found.high is not None:
        start, _ = _before(text, found, tables)
        return replace(found, start=start, bound="range")
    start, row = _before(text, found, tables)
    if row:
        return replace(found, start=start, bound=row)
    for at in (found.number.end, found.end):
        match = tables.after_start.match(text, at)
        if match:
            row = tables.after[match[1].lower()]
            return replace(found, end=max(found.end, match.end()), bound=row)
    return found


def _before(text: str, found: Quantity, tables: Tables) -> tuple[int, str]:
    match = tables.before_end.search(text, max(0, found.start - REACH), found.start)
    if match is None:
        return found.start, ""
    return match.start(1), tables.before[re.sub(r"\s", " ", match[1].lower())]


def intervals(found: Quantity, tables: Tables) -> tuple[Reading, ...]:
    """Return the readings of a quantity, best first."""
    if found.bound == "vague":
        low, high = tables.vague[found.number.vague]
        return (Reading(value=None, low=low, high=high, rule=RuleName("figures.bounds.vague")),)
    if found.high is not None:
        ends = sorted((found.value, found.high.values[0][0]))
        return (
            Reading(value=None, low=ends[0], high=ends[1], rule=RuleName("figures.bounds.range")),
        )
    # "rose five pence to 913 pence ($14.43)": an end that found no other end is a plain number
    row = "exact" if found.bound == "range" else found.bound
    return tuple(_reading((value, rule), row, tables) for value, rule in found.number.values)


def _reading(value: tuple[Decimal, str], row: str, tables: Tables) -> Reading:
    number, rule = value
    low, high = _times(number, tables.low[row]), _times(number, tables.high[row])
    if number < 0:
        low, high = high, low
    return Reading(value=number, low=low, high=high, rule=RuleName(rule))


def _times(number: Decimal, factor: str) -> Decimal | None:
    return number * Decimal(factor) if factor else None

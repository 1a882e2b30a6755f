"""Tell a cell that a person changed from one that a spreadsheet only wrote in another way.

Invariant: a cell is taken for unchanged where some common way to write the old value gives the
new one; a cell that was changed is never read by guessing.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation

PLAIN = re.compile(r"-?\d{1,30}(\.\d{1,30})?")
DATE = re.compile(r"[\dX]{4}(-[\dX]{2}(-[\dX]{2})?)?")
_PARTS = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})")
_MINUTE = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::00)?")
_MARKS = re.compile(r"[\s,.'’\u00a0\u202f]")


def same(old: str, new: str) -> bool:
    """Tell whether two cells mean the same, whatever a spreadsheet did to the second."""
    one, two = " ".join(old.split()), " ".join(new.split())
    if one == two or one.casefold() == two.casefold() in ("true", "false"):
        return True
    ways = (_same_number, _same_day, _same_minute, _same_nested)
    return any(way(one, two) for way in ways)


def _same_minute(one: str, two: str) -> bool:
    """ "2032-05-16T14:00" is "2032-05-16 14:00:00"."""
    old, new = _MINUTE.fullmatch(one), _MINUTE.fullmatch(two)
    return bool(old and new and old.groups() == new.groups())


def _same_nested(one: str, two: str) -> bool:
    if not one.startswith(("[", "{")):
        return False
    try:
        return bool(json.loads(one) == json.loads(two))
    except (ValueError, RecursionError):
        return False


def _same_number(one: str, two: str) -> bool:
    """ "1275" is "1275.0", "1,275", "1.275" and "1 275"."""
    if not PLAIN.fullmatch(one) or not two:
        return False
    try:
        if PLAIN.fullmatch(two) and Decimal(one) == Decimal(two):
            return True
    except InvalidOperation:
        return False
    grouped = _MARKS.split(two)
    thousands = len(grouped) > 1 and all(len(part) == 3 for part in grouped[1:])
    return ("".join(grouped) == one and thousands) or two.replace(",", ".") == one


def _same_day(one: str, two: str) -> bool:
    """ "2032-05-16" is "16/05/2032", "5/16/2032" and "16.05.32"."""
    old, new = _PARTS.fullmatch(one), _PARTS.fullmatch(two)
    if not old or not new or len(old[1]) != 4:
        return False
    year, month, day = (int(part) for part in old.groups())
    found = [int(part) for part in new.groups()]
    orders = ([year, month, day], [day, month, year], [month, day, year])
    short = [[part % 100 if part == year else part for part in order] for order in orders]
    return found in orders or found in short


def number(cell: str) -> str | None:
    """Return a cell as the digits of a number; None when it is written in another way."""
    found = cell.strip()
    return found if PLAIN.fullmatch(found) else None


def day(cell: str) -> str | None:
    """Return a cell as an EDTF date or span of two; None when it is written in another way."""
    found = cell.strip()
    parts = found.split("/")
    whole = 0 < len(parts) <= 2 and all(DATE.fullmatch(part) for part in parts)
    return found if whole or not found else None


def yes(cell: str) -> str | None:
    """Return a cell as "true" or "false"; None when it is neither."""
    found = cell.strip().casefold()
    return found if found in ("true", "false") else None

"""Read a calendar date as EDTF: a full day, a day without a year, or nothing.

Invariant: what is returned is a date that exists ("2031-02-30" is nothing); a year is never
added.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

ISO = re.compile(r"\A\s*+(\d{4})-(\d\d)-(\d\d)(?:$|[T\s])")
PARTIAL = re.compile(r"\A\s*+(\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?\s*+$")
BASIC = re.compile(r"\A\s*+(\d{4})(\d\d)(\d\d)(?:$|T)")
YEAR = re.compile(r"(?<!\d)(?:1[89]|2[01])\d\d(?!\d)")
NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
WORD = re.compile(r"[^\W\d_]+")
LEAP_YEAR = 2028  # lets a 29 February without a year stand
EARLIEST = "1500"  # pages without a date often say 0001-01-01 or 0000-00-00
LONGEST = 60  # code points; a date in words is below 40


def edtf(words: str, months: Mapping[str, str]) -> str | None:
    """Return the day that words spell: "2031-04-13", "XXXX-04-13" without a year, else None."""
    if match := ISO.match(words) or BASIC.match(words):
        return _day(match[1], match[2], match[3])
    if match := PARTIAL.match(words):
        return match[0].strip()
    if len(words) > LONGEST:
        return None
    named = [months[w.lower()] for w in WORD.findall(words) if w.lower() in months]
    year = YEAR.search(words)
    days = NUMBER.findall(YEAR.sub(" ", words))
    if len(named) != 1 or not days:
        return None
    return _day(year[0] if year else "XXXX", named[0], f"{int(days[0]):02d}")


def _day(year: str, month: str, day: str) -> str | None:
    if year < EARLIEST:
        return None
    try:
        date(LEAP_YEAR if year == "XXXX" else int(year), int(month), int(day))
    except ValueError:
        return None
    return f"{year}-{month}-{day}"


def complete(partial: str, year: str) -> str | None:
    """Return a day without a year in the given year; None when that year has no such day."""
    return _day(year, partial[5:7], partial[8:10]) if partial.startswith("XXXX-") else partial

"""TIMEX3 and EDTF values and bounds of a resolved, or partly resolved, time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from reportedly.times import calendar
from reportedly.times.calendar import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What is known of one expression's time."""

    timex: str
    edtf: str | None = None
    earliest: str | None = None  # ISO date, inclusive
    latest: str | None = None  # ISO date, inclusive
    anchor: str | None = None
    period: Period | None = None  # what later expressions may be told from


def of_period(period: Period, *, anchor: str | None = None) -> Value:
    """Return the value of whole days."""
    return Value(
        timex=calendar.timex(period),
        edtf=calendar.edtf(period),
        earliest=period.first.isoformat(),
        latest=period.last.isoformat(),
        anchor=anchor,
        period=period,
    )


def with_time(value: Value, *, part: str | None, clock: str | None, zone: str | None) -> Value:
    """Return the value of a day, or an unknown day, with a part of it or a clock time."""
    if clock is not None:
        day = value.timex.partition("T")[0]
        return replace(value, timex=f"{day}T{clock}", edtf=_clock_edtf(value.edtf, clock, zone))
    if part is not None and "T" not in value.timex:
        return replace(value, timex=f"{value.timex}T{part}")
    return value


def _clock_edtf(day: str | None, clock: str, zone: str | None) -> str | None:
    """Return EDTF with seconds; None for an unknown day. EDTF has no 24:00."""
    if day is None or len(day) != 10 or "X" in day:
        return None
    if clock.startswith("24"):
        day, clock = calendar.plus_days(date.fromisoformat(day), 1).isoformat(), "00" + clock[2:]
    return f"{day}T{clock}:00{zone or ''}"


def partial(*, year: int | None = None, month: int | None = None, day: int | None = None) -> Value:
    """Return the value of a date whose larger part is unsaid: "XXXX-02-26", "XXXX-XX-17"."""
    stem = "XXXX" if year is None else f"{year:04d}"
    text = (
        stem
        + ("-XX" if month is None else f"-{month:02d}")
        + ("" if day is None else f"-{day:02d}")
    )
    return Value(timex=text, edtf=text)


def span(first: Value, last: Value) -> Value:
    """Return the value of a range. TIMEX3 has no single value for one, so both ends are named."""
    start = first.timex.partition("T")[0]
    night = first.timex.endswith("TNI")
    known = first.edtf is not None and last.edtf is not None and "/" not in first.edtf + last.edtf
    ordered = not (first.earliest and last.latest) or first.earliest <= last.latest
    return Value(
        timex=first.timex if night else f"{start}/{last.timex}",
        edtf=f"{first.edtf}/{last.edtf}" if known and ordered else None,
        earliest=first.earliest if ordered else None,
        latest=last.latest if ordered else None,
        anchor=first.anchor or last.anchor,
        period=last.period,
    )


def before_christ(year: int) -> Value:
    """Return the value of a year BC, given as a negative number. EDTF counts a year 0."""
    number = f"-{-year - 1:04d}" if year < -1 else "0000"
    return Value(
        timex=f"BC{-year:04d}",
        edtf=number,
        earliest=f"{number}-01-01",
        latest=f"{number}-12-31",
    )

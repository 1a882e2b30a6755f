"""What the words of one time expression say, before anything is looked up around them."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records import TimeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A step of `count` units away from an anchor.

    `told` is true when the step starts from the time last told ("the next day", "a year
    earlier"), false when it starts from the document's own date ("next week", "a year ago").
    """

    unit: str  # D W WE M Q H Y DE CE SP SU FA WI month:7 weekday:3 TH TM
    count: int
    told: bool = False
    vague: bool = False  # "several years ago"
    away: bool = False  # by a length ("a week ago"), not to a period ("last week")
    compares: bool = False  # "a year earlier" sets a figure beside the same period's


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The fields a rule filled in; all others are unsaid. A year is negative for BC."""

    kind: TimeKind = TimeKind.DATE
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # 1 = Monday
    season: str | None = None  # SP SU FA WI
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None  # 199 for the 1990s
    century: int | None = None  # 19 for 1900 to 1999; negative for BC
    holiday: str | None = None  # as in holidays.toml
    part: str | None = None  # MO AF EV NI DT MI ON
    clock: str | None = None  # "21:40", "24:00"
    zone: str | None = None
    shift: Shift | None = None
    value: str | None = None  # a TIMEX3 value that needs no anchor: "P3D", "PRESENT_REF"
    modifier: str | None = None
    until: Draft | None = None  # the other end of a range
    lasting: int | None = None  # days, for durations that reach to the anchor

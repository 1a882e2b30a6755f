"""Periods of the calendar: the days they cover, their neighbours, their TIMEX3 and EDTF names.

A period is a unit and its first day. Weeks are ISO weeks; a season belongs to the year it begins
in (winter 1991 is December 1991 to February 1992).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month
_EDTF_SEASONS = {"SP": 21, "SU": 22, "FA": 23}
# Whole months a unit lasts; days and weeks are counted apart.
_MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000} | dict.fromkeys(
    SEASONS, 3
)
_DAYS = {"D": 1, "W": 7, "WE": 2, "2W": 14}


@dataclass(frozen=True, slots=True)
class Period:
    """A named stretch of whole days."""

    unit: str  # D W WE M Q H Y DE CE SP SU FA WI
    first: date

    @property
    def last(self) -> date:
        """The last day, inclusive."""
        if self.unit in _DAYS:
            return plus_days(self.first, _DAYS[self.unit] - 1)
        months = _MONTHS[self.unit]
        if (self.first.year * 12 + self.first.month - 1 + months) // 12 > MAXYEAR:
            return date.max
        return plus_days(plus_months(self.first, months), -1)


def plus_days(day: date, count: int) -> date:
    """Return the day `count` days on, kept inside the years 1 to 9999."""
    number = min(max(day.toordinal() + count, 1), date.max.toordinal())
    return date.fromordinal(number)


def plus_months(day: date, count: int) -> date:
    """Return the same day `count` months on; the 31st becomes the month's last day."""
    months = min(max(day.year * 12 + day.month - 1 + count, 12), MAXYEAR * 12 + 11)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month."""
    following = (
        date(year + month // 12, month % 12 + 1, 1) if year < MAXYEAR or month < 12 else None
    )
    return 31 if following is None else (following - timedelta(1)).day


def containing(unit: str, day: date) -> Period:
    """Return the period of a unit that a day lies in (for a weekend: of the day's week)."""
    if unit in ("W", "2W"):
        return Period("W", plus_days(day, 1 - day.isoweekday()))
    if unit == "WE":
        return Period("WE", plus_days(day, 6 - day.isoweekday()))
    if unit == "D":
        return Period("D", day)
    if unit in SEASONS:
        early = unit == "WI" and day.month < 3
        return Period(unit, date(max(day.year - early, 1), SEASONS[unit], 1))
    months = _MONTHS[unit]
    if months <= 12:
        return Period(unit, date(day.year, (day.month - 1) // months * months + 1, 1))
    years = months // 12
    return Period(unit, date(max(day.year // years * years, 1), 1, 1))


def shifted(unit: str, day: date, count: int) -> Period:
    """Return the period of a unit `count` steps from the one a day lies in."""
    if unit in _DAYS:
        step = 7 if unit in ("W", "WE") else _DAYS[unit]
        return containing(unit, plus_days(day, step * count))
    if unit in SEASONS:
        return containing(unit, plus_months(containing(unit, day).first, 12 * count))
    return containing(unit, plus_months(day, _MONTHS[unit] * count))


def timex(period: Period) -> str:
    """Return the TIMEX3 value."""
    day = period.first
    year = f"{day.year:04d}"
    if period.unit in ("W", "WE"):
        iso = day.isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if period.unit == "WE" else "")
    if period.unit in SEASONS:
        return f"{year}-{period.unit}"
    return {
        "D": day.isoformat(),
        "M": day.isoformat()[:7],
        "Q": f"{year}-Q{(day.month + 2) // 3}",
        "H": f"{year}-H{1 if day.month < 7 else 2}",
        "Y": year,
        "DE": year[:3],
        "CE": year[:2],
    }.get(period.unit, year[:1])


def edtf(period: Period) -> str:
    """Return the EDTF value; weeks, quarters and halves have none and become intervals."""
    day = period.first
    year = f"{day.year:04d}"
    if period.unit in ("D", "M", "Y"):
        return timex(period)
    if period.unit in _EDTF_SEASONS:
        return f"{year}-{_EDTF_SEASONS[period.unit]}"
    if period.unit == "DE":
        return f"{year[:3]}X"
    if period.unit == "CE":
        return f"{year[:2]}XX"
    cut = 10 if period.unit in _DAYS else 7
    return f"{day.isoformat()[:cut]}/{period.last.isoformat()[:cut]}"


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Butcher's algorithm, Nature 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - leap + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def feast(rule: str, year: int) -> date:
    """Return the day of a feast in a year; rules as in holidays.toml."""
    if rule.startswith("easter"):
        return plus_days(easter(year), int(rule.removeprefix("easter")))
    month, _, rest = rule.partition("-")
    if "-" not in rest:
        return date(year, int(month), int(rest))
    nth, _, weekday = rest.rpartition("-")
    if int(nth) < 0:
        end = date(year, int(month), month_length(year, int(month)))
        return plus_days(end, -((end.isoweekday() - int(weekday)) % 7))
    start = date(year, int(month), 1)
    return plus_days(start, (int(weekday) - start.isoweekday()) % 7 + 7 * (int(nth) - 1))

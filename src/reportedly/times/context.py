"""What a document says about its own time: its date, and whether it reports or retells.

News anchors a bare "in August" to the document's date; a history anchors it to the date told last.
Which one a text is, its own explicit years decide.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.times.calendar import month_length
from reportedly.times.drafts import Draft

_DATE = re.compile(r"(\d{4}|XXXX)(?:-(\d\d)(?:-(\d\d))?)?(?![\dX])")
# A text retells when it names at least this many explicit years of which at least this share lie
# more than a year away from its own date.
_MANY, _SHARE = 6, 0.6
# and tells at least this many of them with their month (a report's background gives bare years),
_TOLD = 2
# and when fewer than one expression in this many of them speaks from the telling: "yesterday",
# "Friday", "last week".
_PER = 4


@dataclass(frozen=True, slots=True)
class Published:
    """The document's own date as far as it is known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> datetime.date | None:
        """The day, when it is known in full."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return datetime.date(self.year, self.month, self.day)

    @property
    def near(self) -> datetime.date | None:
        """A day to count from: the date, or the middle of the month or year that is known."""
        if self.year is None:
            return None
        return self.date or datetime.date(self.year, self.month or 7, 1)


def published(edtf: str | None) -> Published:
    """Read the document's date; a part that is unknown stays None."""
    match = _DATE.match(edtf or "")
    if match is None:
        return Published()
    year = int(match[1]) if match[1].isdecimal() else None
    month = int(match[2]) if match[2] else None
    day = int(match[3]) if match[3] else None
    if year is not None and not 1 <= year <= 9999:
        return Published()
    if month is not None and not 1 <= month <= 12:
        return Published(year)
    if day is not None and not 1 <= day <= month_length(year or 2000, month or 1):
        return Published(year, month)
    return Published(year, month, day)


# A line this short, in code points, that holds a full date is a heading or stamp, not prose.
_STAMP = 60


def stated(text: str, dated: Sequence[tuple[int, int, Draft]]) -> Published:
    """Return the first date that heads a line of its own: "Sunday 11 November 2029, 16.00".

    Where no such line says its year, the first without one: "Fri 11 Nov" under a message.
    """
    stamps = [
        draft
        for start, end, draft in dated
        if draft.month and draft.day and not draft.until and _on_own_line(text, start, end)
    ]
    for draft in stamps:
        if draft.year is not None and draft.year > 0:
            return published(f"{draft.year:04d}-{draft.month:02d}-{draft.day:02d}")
    bare = next((d for d in stamps if d.year is None and d.shift is None), None)
    return published(f"XXXX-{bare.month:02d}-{bare.day:02d}") if bare else Published()


def _on_own_line(text: str, start: int, end: int) -> bool:
    """Tell whether [start, end) stands on a line too short for prose."""
    first = text.rfind("\n", max(start - _STAMP, 0), start) + 1
    last = text.find("\n", end, end + _STAMP)
    whole = (last if last >= 0 else len(text)) - first
    return (first > 0 or start < _STAMP) and whole <= _STAMP


def latest_day(drafts: Sequence[Draft]) -> datetime.date | None:
    """Return the latest day that a text names in full, unless it names a later month or year."""
    years = [draft.year for draft in drafts if draft.year is not None and draft.year < 10000]
    days = [
        datetime.date(draft.year, draft.month, draft.day)
        for draft in drafts
        if draft.year is not None and draft.month and draft.day and 0 < draft.year < 10000
        if draft.day <= month_length(draft.year, draft.month)
    ]
    last = max(days, default=None)
    return last if last is not None and last.year == max(years) else None


def retells(drafts: Sequence[Draft], own: Published) -> bool:
    """Tell whether a text is a history, by the explicit years it names."""
    years = [draft.year for draft in drafts if draft.year is not None]
    if own.year is None:
        return len(years) >= _MANY
    away = sum(abs(year - own.year) > 1 for year in years)
    told = sum(d.year is not None and (d.month is not None or d.year < 0) for d in drafts)
    if len(years) < _MANY or away < _SHARE * len(years) or told < _TOLD:
        return False
    return _spoken(drafts) * _PER < away


def looks_back(drafts: Sequence[Draft], own: Published, *, marked: bool) -> bool:
    """Tell whether a report of the day retells an event of earlier years: an anniversary.

    It names a date of an earlier year, and speaks of a year gone by at its head or as such.
    """
    if own.year is None:
        return False
    earlier = any(_in_earlier_year(draft, own.year) for draft in drafts)
    gone = any(map(_years_ago, drafts))
    opens = any(draft.value == "P1Y" for draft in drafts[:_HEAD])
    later = any(map(_a_year_on, drafts[:_HEAD]))
    return (
        (earlier and (marked or opens or gone or later))
        or (later and gone)
        or any(map(_to_the_day, drafts))
    )


# Expressions in which "one year on" is the text's subject and not a length in passing.
_HEAD = 3


def _in_earlier_year(draft: Draft, year: int) -> bool:
    """Tell whether a draft is a day or month of a year before `year`: "20 May last year"."""
    shift = draft.shift
    if draft.month is None:
        return False
    if draft.year is not None:
        return 0 < draft.year < year
    return draft.day is not None and shift is not None and shift.unit == "Y" and shift.count < 0


def _a_year_on(draft: Draft) -> bool:
    """Tell whether a draft counts years on from the event: "one year after", "ten years later"."""
    shift = draft.shift
    return shift is not None and shift.unit == "Y" and shift.count > 0 and shift.away


def _years_ago(draft: Draft) -> bool:
    """Tell whether a draft counts years back from the telling: "a year ago", "last year"."""
    shift = draft.shift
    if shift is None or draft.month is not None:
        return False
    return not shift.told and shift.count < 0 and shift.unit == "Y"


def _to_the_day(draft: Draft) -> bool:
    """Tell whether a draft counts a year as a span: "a year ago today", "twelve months ago"."""
    shift = draft.shift
    if shift is None or shift.count >= 0:
        return False
    months = not shift.told and shift.unit == "M" and shift.count % 12 == 0
    return months or (draft.day == 0 and shift.unit == "Y")


def _spoken(drafts: Sequence[Draft]) -> int:
    """Count the expressions that only a report of the day would use."""
    weekdays = sum(d.weekday is not None and d.month is None for d in drafts)
    steps = (d.shift for d in drafts if d.shift is not None)
    near = sum(
        not step.told and (step.unit in ("W", "M") or (step.unit, step.count) == ("D", -1))
        for step in steps
    )
    return weekdays + near

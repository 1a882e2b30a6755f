"""Give every draft its value, in reading order, from the document's date or the dates told so far.

Invariant: what the text does not say and the anchors do not give stays X in the value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from reportedly.times import steps
from reportedly.times.calendar import Period, shifted
from reportedly.times.drafts import Draft
from reportedly.times.story import PUBLISHED, Story
from reportedly.times.values import Value, before_christ, of_period, span, with_time
from reportedly.times.years import dated, unyeared


def resolve(draft: Draft, story: Story) -> Value:
    """Return the value of one draft."""
    if draft.value is not None:
        yearly = draft.value.startswith("XXXX-") and "T" not in draft.value
        day = draft.value if yearly and draft.value[5:].replace("-", "").isdecimal() else None
        return Value(timex=draft.value, edtf=day)
    if _is_same_night(draft) and story.night is not None:
        return replace(story.night, anchor=story.told_id)
    value = _day(draft, story)
    if draft.until is not None:
        value = _with_time(value, draft, story)
        return span(value, _day(draft.until, story))
    return _with_time(value, draft, story)


def _with_time(value: Value, draft: Draft, story: Story) -> Value:
    """Return the value with the draft's part of day or clock time."""
    part = draft.part
    if part == "ON":
        return _overnight(value if draft.shift or draft.month or draft.weekday else _today(story))
    return with_time(value, part=part, clock=draft.clock, zone=draft.zone)


def _is_same_night(draft: Draft) -> bool:
    """Tell whether a draft is "that night"."""
    shift = draft.shift
    step = shift is not None and shift.told and (shift.unit, shift.count) == ("D", 0)
    return draft.part == "NI" and step and draft.weekday is None and draft.month is None


def _today(story: Story) -> Value:
    if story.own.date is None:
        return Value(timex="XXXX-XX-XX")
    return of_period(Period("D", story.own.date), anchor=PUBLISHED)


def _overnight(value: Value) -> Value:
    if value.period is None or value.period.unit != "D":
        return replace(value, timex=f"{value.timex}TNI")
    before = of_period(shifted("D", value.period.first, -1))
    both = span(before, value)
    return replace(both, timex=f"{before.timex}TNI", anchor=value.anchor)


def _day(draft: Draft, story: Story) -> Value:
    """Return the value of the date in a draft."""
    for test, reader in _READERS:
        if test(draft):
            return reader(draft, story)
    return steps.unsaid_day(draft, story)


def _bc(draft: Draft, story: Story) -> Value:
    return before_christ(draft.year or -1)


def _short(draft: Draft, story: Story) -> Value:
    """Read '99 as the nearest such year to the anchor."""
    digits = (draft.year or 0) - 10000
    base = story.anchor[0]
    centre = base.year if base else 1980
    year = min((c * 100 + digits for c in range(10, 22)), key=lambda y: (abs(y - centre), y))
    return of_period(Period("Y", date(year, 1, 1)))


def _explicit(draft: Draft, story: Story) -> Value:
    """Read a date with its year."""
    if draft.quarter == 0:
        told = story.quarter if not story.retelling else None
        number = None if told is None else (told.first.month + 2) // 3
        draft = replace(draft, quarter=number)
    return dated(draft, draft.year or 1, None)


def _decade(draft: Draft, story: Story) -> Value:
    period = Period("DE", date((draft.decade or 100) * 10, 1, 1))
    return replace(of_period(period), period=None)


def _century(draft: Draft, story: Story) -> Value:
    number = draft.century or 0
    if number < 0 or draft.century is None:
        return Value(timex=f"BC{-number:02d}")
    return replace(of_period(Period("CE", date(max(number * 100, 1), 1, 1))), period=None)


_READERS: tuple[tuple[Callable[[Draft], bool], Callable[[Draft, Story], Value]], ...] = (
    (lambda d: d.year is not None and d.year < 0, _bc),
    (lambda d: d.year is not None and d.year >= 10000, _short),
    (lambda d: d.year is not None, _explicit),
    (lambda d: d.decade is not None, _decade),
    (lambda d: d.century is not None, _century),
    (
        lambda d: (
            d.shift is not None
            and d.shift.unit == "Y"
            and (d.month or d.season or d.quarter or d.half or d.holiday) is not None
        ),
        steps.of_shifted_year,
    ),
    (
        lambda d: d.shift is not None and d.shift.unit.startswith("weekday"),
        steps.stepped_weekday,
    ),
    (lambda d: d.shift is not None and d.shift.unit.startswith("month"), steps.stepped_month),
    (lambda d: d.shift is not None and d.season is not None, steps.stepped_season),
    (lambda d: (d.month or d.season or d.quarter or d.half or d.holiday) is not None, unyeared),
    (lambda d: d.weekday is not None, steps.weekday),
    (lambda d: d.shift is not None, steps.step),
)

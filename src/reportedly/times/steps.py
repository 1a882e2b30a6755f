"""Resolve times told by steps from an anchor: "last Friday", "next May", "two days later"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reportedly.times import calendar
from reportedly.times.calendar import Period, containing, plus_days, shifted
from reportedly.times.drafts import Draft, Shift
from reportedly.times.story import PUBLISHED, Story, base_of
from reportedly.times.tense import FUTURE
from reportedly.times.values import Value, of_period, partial
from reportedly.times.years import dated

_CLOCK_UNITS = ("TH", "TM", "TS")  # smaller than a day: they leave the date open
# A bare clock time belongs to a day told at most this many paragraphs before.
_FRESH = 4


def of_shifted_year(draft: Draft, story: Story) -> Value:
    """Read "Sept 27 last year", "the end of June next year", "October of that year"."""
    shift = draft.shift or Shift(unit="Y", count=0)
    base, name = base_of(shift, story)
    if base is None:
        return partial(month=draft.month, day=draft.day)
    return dated(draft, min(max(base.year + shift.count, 1), 9999), name)


def stepped_weekday(draft: Draft, story: Story) -> Value:
    """Read "last Friday", "next Monday", "the previous Friday"."""
    shift = draft.shift or Shift(unit="D", count=0)
    weekday = draft.weekday or 1
    base, name = base_of(shift, story)
    if base is None:
        return Value(timex=f"XXXX-WXX-{weekday}")
    if shift.count == 0:
        return _near_weekday(weekday, base, tense=story.tense, name=name)
    back = (base.isoweekday() - weekday) % 7 or 7
    step = -back if shift.count < 0 else 7 - back if back != 7 else 7
    return of_period(Period("D", plus_days(base, step)), anchor=name)


def weekday(draft: Draft, story: Story) -> Value:
    """Read a bare weekday: the last one, or the coming one when the verb is future."""
    weekday = draft.weekday or 1
    if draft.day is not None:
        return _weekday_number(draft, story)
    base, name = story.anchor
    if base is None and story.latest is not None:
        base = story.latest  # an undated text is hardly older than the last day it names
    if base is None or (name == PUBLISHED and story.own.date is None):
        return Value(timex=f"XXXX-WXX-{weekday}")
    return _near_weekday(weekday, base, tense=story.tense, name=name)


def _near_weekday(weekday: int, base: date, *, tense: str | None, name: str | None) -> Value:
    back = (base.isoweekday() - weekday) % 7
    step = (7 - back) % 7 if tense == FUTURE else -back
    return of_period(Period("D", plus_days(base, step)), anchor=name)


def _weekday_number(draft: Draft, story: Story) -> Value:
    """Read "Thursday the fifteenth": the nearest month in which that day is a Thursday."""
    base, name = story.anchor
    if base is None:
        return partial(day=draft.day)
    months = (calendar.plus_months(base.replace(day=1), k) for k in (0, -1, 1, -2, 2, -3, 3))
    for first in months:
        if (draft.day or 1) <= calendar.month_length(first.year, first.month):
            day = first.replace(day=draft.day or 1)
            if day.isoweekday() == draft.weekday:
                return of_period(Period("D", day), anchor=name)
    return partial(day=draft.day)


def stepped_month(draft: Draft, story: Story) -> Value:
    """Read "last April", "next May", "this September"."""
    shift = draft.shift or Shift(unit="M", count=0)
    base, name = base_of(shift, story)
    if base is None:
        return partial(month=draft.month, day=draft.day)
    month = draft.month or 1
    year = base.year
    if shift.count < 0 and month >= base.month:
        year -= 1
    if shift.count > 0 and month <= base.month:
        year += 1
    return dated(draft, min(max(year, 1), 9999), name)


def stepped_season(draft: Draft, story: Story) -> Value:
    """Read "last fall", "this summer", "next spring"."""
    shift = draft.shift or Shift(unit="SP", count=0)
    base, name = base_of(shift, story)
    season = draft.season or "SP"
    if base is None:
        return Value(timex=f"XXXX-{season}")
    period = containing(season, base)
    if shift.count < 0 and period.last >= base:
        period = shifted(season, base, -1)
    if shift.count > 0 and period.first <= base:
        period = shifted(season, base, 1)
    return of_period(period, anchor=name)


def step(draft: Draft, story: Story) -> Value:
    """Read "last week", "two days later", "a year ago"."""
    shift = draft.shift or Shift(unit="D", count=0)
    if shift.unit in _CLOCK_UNITS:
        return unsaid_day(draft, story)
    if shift.vague:
        return Value(timex="PAST_REF" if shift.count < 0 else "FUTURE_REF")
    if shift.unit == "Y" and _by_quarter(draft, story) and story.quarter is not None:
        return of_period(shifted("Q", story.quarter.first, 4 * shift.count), anchor=PUBLISHED)
    here = (shift.unit, shift.count) == ("D", 0)
    beside = shift.unit == "D" and not shift.away  # "the next day" of a month is one of its days
    if beside and shift.told and story.told_month is not None:
        return Value(timex=f"{story.told_month}-XX", anchor=story.told_id)
    base, name = base_of(shift, story)
    if base is None:
        return own_day(story) if here else Value(timex=_UNKNOWN.get(shift.unit, "XXXX"))
    if draft.day == 0:
        return of_period(Period("D", _to_the_day(draft, shift, base)), anchor=name)
    return _stepped_from(_start(shift, base, story), name, shift=shift, story=story)


def _start(shift: Shift, base: date, story: Story) -> date:
    """Return the day a step starts from: "the weekend" and "the quarter" have their own."""
    if shift.unit == "WE" and shift.count == 0 and story.tense != FUTURE:
        return plus_days(base, -5) if base.isoweekday() < 6 else base
    if shift.unit == "Q" and shift.told:
        return story.quarter.first if story.quarter else calendar.plus_months(base, -3)
    return base


def _to_the_day(draft: Draft, shift: Shift, base: date) -> date:
    """Return the day of "a year ago today", "two weeks ago last Friday"."""
    if draft.weekday is not None:
        base = plus_days(base, -((base.isoweekday() - draft.weekday) % 7 or 7))
    months = {"Y": 12, "M": 1}.get(shift.unit, 0) * shift.count
    return calendar.plus_months(base, months) if months else plus_days(base, 7 * shift.count)


def _stepped_from(base: date, name: str | None, *, shift: Shift, story: Story) -> Value:
    """Return the period a step leads to."""
    value = of_period(shifted(shift.unit, base, shift.count), anchor=name)
    if _reaches_here(shift, value, story):
        return Value(timex=f"P{shift.count}Y")
    if not shift.away or name != PUBLISHED or story.own.date is None:
        return value
    return replace(value, edtf=_about(shift, base) or value.edtf)


def _reaches_here(shift: Shift, value: Value, story: Story) -> bool:
    """Tell whether "a year later" would lie ahead of the telling: then it is the time since."""
    own = story.own.near
    years = shift.told and shift.away and shift.unit == "Y" and shift.count > 0
    return years and own is not None and value.period is not None and value.period.first > own


def _about(shift: Shift, base: date) -> str | None:
    """Return the EDTF of "a week ago" and "a year ago": about that day, about that month."""
    if shift.unit == "W":
        return f"{plus_days(base, 7 * shift.count).isoformat()}~"
    if shift.unit == "Y" and abs(shift.count) == 1:
        return f"{calendar.plus_months(base, 12 * shift.count).isoformat()[:7]}~"
    return None


def _by_quarter(draft: Draft, story: Story) -> bool:
    """Tell whether "a year earlier" compares quarters: one was told a little before."""
    shift = draft.shift
    compares = shift is not None and shift.compares and draft.modifier is None
    return compares and story.here - story.compared <= _QUARTERS and not story.retelling


# A comparison may follow its quarter by this many paragraphs (TimeBank).
_QUARTERS = 2


def _of_now(story: Story) -> bool:
    """Tell whether the day told last is near in the text and, for a past verb, not to come."""
    near = story.here - story.paragraph <= _FRESH
    own = story.own.date
    if own is None or story.told is None or story.tense == FUTURE:
        return near
    return near and story.told.first <= own


_UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}


def unsaid_day(draft: Draft, story: Story) -> Value:
    """Read a time of day, or a day of an unsaid month, from the day told last."""
    if draft.day is not None and draft.day > 0:
        base, name = (story.told.first, story.told_id) if story.told else story.anchor
        if base is None:
            return partial(day=draft.day)
        return dated(replace(draft, month=base.month), base.year, name)
    recent = story.retelling or story.looking_back or _of_now(story)
    if story.told is not None and story.told.unit == "D" and recent and not story.stamp:
        return of_period(story.told, anchor=story.told_id)
    if story.retelling:
        return Value(timex="XXXX-XX-XX")
    return own_day(story)


def own_day(story: Story) -> Value:
    """Return the document's own day, as far as it is known."""
    own = story.own
    if own.date is not None:
        return of_period(Period("D", own.date), anchor=PUBLISHED)
    if own.year is None and own.month is not None and own.day is not None:
        return replace(partial(month=own.month, day=own.day), anchor=PUBLISHED)
    return Value(timex="XXXX-XX-XX")

"""Give every draft its value, in reading order, from the document's date or the dates told so far.

Invariant: what the text does not say and the anchors do not give stays X in the value.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from reportedly.times import calendar
from reportedly.times.calendar import SEASONS, Period, containing, plus_days, shifted
from reportedly.times.context import Published
from reportedly.times.drafts import Draft, Shift
from reportedly.times.tense import FUTURE, PAST
from reportedly.times.values import Value, before_christ, of_period, partial, span, with_time

PUBLISHED = "published"
# Smaller units than a day leave the date open.
# A story may move on by this many years; a year further off is mentioned in passing.
_NEAR = 5
# A bare clock time belongs to a day told at most this many paragraphs before.
_FRESH = 4
# In a look back, dates follow one another; this many days of going back are allowed for.
_BACK = 60
# and days this close before the telling belong to it.
_TELLING = 10
_CLOCK_UNITS = ("TH", "TM", "TS")


@dataclass(slots=True)
class Story:
    """What has been told so far. Lives only while one document is resolved."""

    own: Published
    retelling: bool
    looking_back: bool = False  # an anniversary: dates follow one another since the event
    told: Period | None = None  # the last day, month, year ... told
    told_id: str | None = None
    paragraph: int = -1  # in which it was told
    quarter: Period | None = None  # the last quarter told
    here: int = 0  # the paragraph being read
    tense: str | None = None  # of the expression being read
    stamp: bool = False  # the expression opens a line
    seen: list[Value] = field(default_factory=list)

    @property
    def anchor(self) -> tuple[date | None, str | None]:
        """The day that a bare expression is counted from, and its name."""
        if self.retelling and self.told is not None:
            return self.told.first, self.told_id
        if self.own.near is not None:
            return self.own.near, PUBLISHED
        return (self.told.first, self.told_id) if self.told and self.retelling else (None, None)

    def tell(self, draft: Draft, value: Value, name: str) -> None:
        """Remember a resolved time as what later words may refer to."""
        if value.period is None or self._aside(draft, value.period) or self._of_telling(value):
            return
        if self.retelling and draft.shift is not None and value.period.unit == "Y":
            return  # "the previous year" looks back for a moment
        self.told, self.told_id, self.paragraph = value.period, name, self.here
        if value.period.unit == "Q" and (
            draft.quarter is not None or draft.shift is None or draft.shift.unit == "Q"
        ):
            self.quarter = value.period

    def _of_telling(self, value: Value) -> bool:
        """Tell whether a look back speaks of its own day for a moment: "wreaths were laid today"."""
        own = self.own.near
        if not self.looking_back or own is None or value.period is None or self.told is None:
            return False
        return value.period.last >= plus_days(own, -_TELLING) and self.told.first.year < own.year

    def _aside(self, draft: Draft, period: Period) -> bool:
        """Tell whether a bare year only interrupts the story: "the largest since 1813"."""
        return (
            self.retelling
            and period.unit == "Y"
            and self.told is not None
            and self.told.unit != "Y"
            and abs(self.told.first.year - period.first.year) > _NEAR
        )


def resolve(draft: Draft, story: Story) -> Value:
    """Return the value of one draft."""
    if draft.value is not None:
        yearly = draft.value.startswith("XXXX-") and "T" not in draft.value
        day = draft.value if yearly and draft.value[5:].replace("-", "").isdecimal() else None
        return Value(timex=draft.value, edtf=day)
    value = _day(draft, story)
    if draft.until is not None:
        value = replace_time(value, draft, story)
        return span(value, _day(draft.until, story))
    return replace_time(value, draft, story)


def replace_time(value: Value, draft: Draft, story: Story) -> Value:
    """Return the value with the draft's part of day or clock time."""
    part = draft.part
    if part == "ON":
        return _overnight(value if draft.shift or draft.month or draft.weekday else _today(story))
    return with_time(value, part=part, clock=draft.clock, zone=draft.zone)


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
    return _unsaid_day(draft, story)


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
    return _dated(draft, draft.year or 1, None)


def _dated(draft: Draft, year: int, anchor: str | None) -> Value:
    """Return the value of a draft's month, day, season, quarter in a year."""
    if draft.holiday is not None:
        return of_period(Period("D", calendar.feast(draft.holiday, year)), anchor=anchor)
    if draft.month is not None and draft.day is not None:
        if draft.day > calendar.month_length(year, draft.month):
            return partial(year=year, month=draft.month)
        return of_period(Period("D", date(year, draft.month, draft.day)), anchor=anchor)
    if draft.month is not None:
        return of_period(Period("M", date(year, draft.month, 1)), anchor=anchor)
    if draft.season is not None:
        return of_period(Period(draft.season, date(year, SEASONS[draft.season], 1)), anchor=anchor)
    if draft.quarter is not None:
        return of_period(Period("Q", date(year, 3 * draft.quarter - 2, 1)), anchor=anchor)
    if draft.half is not None:
        return of_period(Period("H", date(year, 6 * draft.half - 5, 1)), anchor=anchor)
    return of_period(Period("Y", date(year, 1, 1)), anchor=anchor)


def _decade(draft: Draft, story: Story) -> Value:
    period = Period("DE", date((draft.decade or 100) * 10, 1, 1))
    return replace(of_period(period), period=None)


def _century(draft: Draft, story: Story) -> Value:
    number = draft.century or 0
    if number < 0 or draft.century is None:
        return Value(timex=f"BC{-number:02d}")
    return replace(of_period(Period("CE", date(max(number * 100, 1), 1, 1))), period=None)


def _of_shifted_year(draft: Draft, story: Story) -> Value:
    """Read "Sept 27 last year", "the end of June next year", "October of that year"."""
    shift = draft.shift or Shift(unit="Y", count=0)
    base, name = _base(shift, story)
    if base is None:
        return partial(month=draft.month, day=draft.day)
    return _dated(draft, min(max(base.year + shift.count, 1), 9999), name)


def _base(shift: Shift, story: Story) -> tuple[date | None, str | None]:
    """Return the day a step is counted from and the anchor's name."""
    if shift.told and story.told is not None:
        return story.told.first, story.told_id
    return story.anchor


def _stepped_weekday(draft: Draft, story: Story) -> Value:
    """Read "last Friday", "next Monday", "the previous Friday"."""
    shift = draft.shift or Shift(unit="D", count=0)
    weekday = draft.weekday or 1
    base, name = _base(shift, story)
    if base is None:
        return Value(timex=f"XXXX-WXX-{weekday}")
    if shift.count == 0:
        return _near_weekday(weekday, base, story.tense, name)
    back = (base.isoweekday() - weekday) % 7 or 7
    step = -back if shift.count < 0 else 7 - back if back != 7 else 7
    return of_period(Period("D", plus_days(base, step)), anchor=name)


def _weekday(draft: Draft, story: Story) -> Value:
    """Read a bare weekday: the last one, or the coming one when the verb is future."""
    weekday = draft.weekday or 1
    if draft.day is not None:
        return _weekday_number(draft, story)
    base, name = story.anchor
    if base is None or (name == PUBLISHED and story.own.date is None):
        return Value(timex=f"XXXX-WXX-{weekday}")
    return _near_weekday(weekday, base, story.tense, name)


def _near_weekday(weekday: int, base: date, tense: str | None, name: str | None) -> Value:
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


def _stepped_month(draft: Draft, story: Story) -> Value:
    """Read "last April", "next May", "this September"."""
    shift = draft.shift or Shift(unit="M", count=0)
    base, name = _base(shift, story)
    if base is None:
        return partial(month=draft.month, day=draft.day)
    month = draft.month or 1
    year = base.year
    if shift.count < 0 and month >= base.month:
        year -= 1
    if shift.count > 0 and month <= base.month:
        year += 1
    return _dated(draft, min(max(year, 1), 9999), name)


def _stepped_season(draft: Draft, story: Story) -> Value:
    """Read "last fall", "this summer", "next spring"."""
    shift = draft.shift or Shift(unit="SP", count=0)
    base, name = _base(shift, story)
    season = draft.season or "SP"
    if base is None:
        return Value(timex=f"XXXX-{season}")
    period = containing(season, base)
    if shift.count < 0 and period.last >= base:
        period = shifted(season, base, -1)
    if shift.count > 0 and period.first <= base:
        period = shifted(season, base, 1)
    return of_period(period, anchor=name)


def _unyeared(draft: Draft, story: Story) -> Value:
    """Read a month, day, season, quarter or feast whose year is unsaid."""
    year, name = _year_of(draft, story)
    if year is None:
        return _without_year(draft)
    return _dated(draft, year, name)


def _without_year(draft: Draft) -> Value:
    if draft.month is not None:
        return partial(month=draft.month, day=draft.day)
    if draft.season is not None:
        return Value(timex=f"XXXX-{draft.season}")
    if draft.holiday is not None and draft.holiday[0].isdecimal() and draft.holiday.count("-") == 1:
        month, day = map(int, draft.holiday.split("-"))
        return partial(month=month, day=day)
    if draft.quarter is not None:
        return Value(timex=f"XXXX-Q{draft.quarter}")
    return Value(timex=f"XXXX-H{draft.half}" if draft.half else "XXXX")


def _year_of(draft: Draft, story: Story) -> tuple[int | None, str | None]:
    """Return the year that a date without one belongs to, and its anchor."""
    if story.told is not None and (story.retelling or _same_passage(story)):
        return story.told.first.year, story.told_id
    if story.looking_back and (year := _year_after(draft, story)):
        return year, story.told_id
    base = story.own.near
    if base is None:
        return None, None
    return _likely_year(draft, base, story.tense), PUBLISHED


def _year_after(draft: Draft, story: Story) -> int | None:
    """Return the year that puts a date behind the one told last and not after the telling."""
    own = story.own.near
    if own is None or story.told is None or story.told.unit not in ("D", "M"):
        return None
    since = plus_days(story.told.first, -_BACK)
    for year in (story.told.first.year, story.told.first.year + 1):
        period = _dated(draft, year, None).period
        if period is not None and since <= period.first <= own:
            return year
    return None


def _same_passage(story: Story) -> bool:
    """Tell whether a year other than the document's own was told in this paragraph."""
    return (
        story.told is not None
        and story.paragraph == story.here
        and story.told_id is not None
        and (
            story.own.year is None
            or (story.told.unit in ("D", "M") and abs(story.told.first.year - story.own.year) > 1)
        )
        and story.tense != FUTURE
    )


def _likely_year(draft: Draft, base: date, tense: str | None) -> int:
    """Return the year that puts the date nearest to the telling, on the verb's side if it can."""
    options = [
        (_distance(period, base, tense), year)
        for year in (base.year - 1, base.year, base.year + 1)
        if 1 <= year <= 9999
        and (period := _dated(draft, year, None).period) is not None
        and (draft.weekday is None or period.first.isoweekday() == draft.weekday)
    ]
    return min(options, default=(0, base.year))[1]


# How much further away a date on the other side of the telling counts than the verb's side, chosen
# on TimeBank and our own training corpus.
_AGAINST_PAST, _AGAINST_FUTURE, _UNSURE = 4, 4, 1.5


def _distance(period: Period, base: date, tense: str | None) -> float:
    """Return the days between a period and the telling, weighed by the tense."""
    if period.first <= base <= period.last:
        return 0
    if period.last < base:
        return (base - period.last).days * (_AGAINST_FUTURE if tense == FUTURE else 1)
    ahead = (period.first - base).days
    return ahead * (_AGAINST_PAST if tense == PAST else 1 if tense == FUTURE else _UNSURE)


def _shifted(draft: Draft, story: Story) -> Value:
    """Read "last week", "two days later", "a year ago"."""
    shift = draft.shift or Shift(unit="D", count=0)
    if shift.unit in _CLOCK_UNITS:
        return _unsaid_day(draft, story)
    if shift.vague:
        return Value(timex="PAST_REF" if shift.count < 0 else "FUTURE_REF")
    if shift.unit == "Y" and _by_quarter(draft, story) and story.quarter is not None:
        return of_period(shifted("Q", story.quarter.first, 4 * shift.count), anchor=PUBLISHED)
    base, name = _base(shift, story)
    if shift.unit == "Q" and shift.told and story.quarter is not None:
        base = story.quarter.first
    if base is None:
        return Value(timex=_UNKNOWN.get(shift.unit, "XXXX"))
    if draft.day == 0 and draft.weekday is not None:
        base = plus_days(base, -((base.isoweekday() - draft.weekday) % 7 or 7))
    if draft.day == 0:
        step = {"Y": 12, "M": 1}.get(shift.unit, 0) * shift.count
        day = calendar.plus_months(base, step) if step else plus_days(base, 7 * shift.count)
        return of_period(Period("D", day), anchor=name)
    return of_period(shifted(shift.unit, base, shift.count), anchor=name)


def _by_quarter(draft: Draft, story: Story) -> bool:
    """Tell whether "a year earlier" compares quarters: one was told and nothing else since."""
    shift = draft.shift
    steps = shift is not None and shift.count < 0 and draft.modifier is None
    return steps and story.told is not None and story.told.unit == "Q" and not story.retelling


_UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}


def _unsaid_day(draft: Draft, story: Story) -> Value:
    """Read a time of day, or a day of an unsaid month, from the day told last."""
    if draft.day is not None and draft.day > 0:
        base, name = (story.told.first, story.told_id) if story.told else story.anchor
        if base is None:
            return partial(day=draft.day)
        return _dated(replace(draft, month=base.month), base.year, name)
    recent = story.retelling or story.looking_back or story.here - story.paragraph <= _FRESH
    if story.told is not None and story.told.unit == "D" and recent and not story.stamp:
        return of_period(story.told, anchor=story.told_id)
    if story.own.date is not None and not story.retelling:
        return of_period(Period("D", story.own.date), anchor=PUBLISHED)
    return Value(timex="XXXX-XX-XX")


_READERS = (
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
        _of_shifted_year,
    ),
    (lambda d: d.shift is not None and d.shift.unit.startswith("weekday"), _stepped_weekday),
    (lambda d: d.shift is not None and d.shift.unit.startswith("month"), _stepped_month),
    (lambda d: d.shift is not None and d.season is not None, _stepped_season),
    (lambda d: (d.month or d.season or d.quarter or d.half or d.holiday) is not None, _unyeared),
    (lambda d: d.weekday is not None, _weekday),
    (lambda d: d.shift is not None, _shifted),
)

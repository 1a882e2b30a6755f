"""Find the year of a date that says none: the nearest on the verb's side, or the story's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from reportedly.times import calendar
from reportedly.times.calendar import SEASONS, Period, plus_days
from reportedly.times.drafts import Draft
from reportedly.times.story import PUBLISHED, Story
from reportedly.times.tense import BEFORE, DONE, FUTURE, PAST
from reportedly.times.values import Value, of_period, partial

# In a look back, dates follow one another; this many days of going back are allowed for.
_BACK = 60


def dated(draft: Draft, year: int, anchor: str | None) -> Value:
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


def unyeared(draft: Draft, story: Story) -> Value:
    """Read a month, day, season, quarter or feast whose year is unsaid."""
    year, name = _year_of(draft, story)
    if year is None:
        return _without_year(draft)
    if draft.weekday is not None and draft.day is not None:
        year = _agreeing(draft, year)
    return dated(draft, year, name)


# Years within which a day of the month falls on each day of the week, but for 29 February.
_CYCLE = 6


def _agreeing(draft: Draft, year: int) -> int:
    """Return the year nearest to `year` in which the date falls on its weekday.

    "Friday 25 November" of a text that speaks of 2031 is that of 2033, when it is a Friday.
    """
    nearest = sorted(
        range(max(year - _CYCLE, 1), min(year + _CYCLE, 9999)), key=lambda y: abs(y - year)
    )
    for other in nearest:
        period = dated(draft, other, None).period
        if period is not None and period.first.isoweekday() == draft.weekday:
            return other
    return year


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
    if story.told is not None and story.retelling:
        return _next_in_story(draft, story.told), story.told_id
    if story.told is not None and _same_passage(story):
        return story.told.first.year, story.told_id
    if story.looking_back and (year := _year_after(draft, story)):
        return year, story.told_id
    base = story.own.near
    if base is None and story.told is not None and story.told.unit in ("D", "M"):
        return _likely_year(draft, story.told.first, story.tense), story.told_id
    if base is None and story.day is not None:
        return _likely_year(draft, story.day.first, story.tense), None
    if base is None:
        return None, None
    return _likely_year(draft, base, story.tense), PUBLISHED


# In a history, a date that would lie more than this many days back and fewer than that many ahead
# of the time told last belongs to the next year: "In December 1916 ...; their response of 14
# January" (chosen on WikiWars).
_TURN_BACK, _TURN_AHEAD = 240, 100


def _next_in_story(draft: Draft, told: Period) -> int:
    """Return the year of a date in a history: that of the time told last, at its end the next."""
    year = told.first.year
    if told.unit not in ("D", "M") or draft.month is None or year >= 9999:
        return year
    here, ahead = dated(draft, year, None).period, dated(draft, year + 1, None).period
    if here is None or ahead is None:
        return year
    back, forward = (told.first - here.first).days, (ahead.first - told.last).days
    return year + 1 if back > _TURN_BACK and forward < _TURN_AHEAD else year


def _year_after(draft: Draft, story: Story) -> int | None:
    """Return the year that puts a date behind the one told last and not after the telling.

    Where none does, or where "had" goes back ("in May she had promised"), the last such date
    before it: "Tents were handed out by October 21", told in October of the next year.
    """
    own, told = story.own.near, story.told
    if story.tense == FUTURE and story.ahead:
        return None
    if own is None or told is None or not _dates_others(draft, told, own):
        return None
    since = plus_days(told.first, -_BACK) if told.unit != "Y" else told.first
    gone = [
        (year, period.first)
        for year in range(told.first.year - 1, told.first.year + 2)
        if 0 < year < 10000
        and (period := dated(draft, year, None).period) is not None
        and period.first <= own
    ]
    if story.tense == BEFORE:
        return max((year for year, first in gone if first <= told.first), default=None)
    behind = [year for year, first in gone if since <= first]
    if behind:
        return min(behind)
    return max((year for year, _ in gone), default=None) if story.tense != FUTURE else None


def _dates_others(draft: Draft, told: Period, own: date) -> bool:
    """Tell whether a date may follow the time told last: a bare month also follows last year."""
    last_year = told.unit == "Y" and told.first.year == own.year - 1
    return told.unit in ("D", "W", "M") or (
        last_year and draft.month is not None and draft.day is None
    )


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
        and (period := dated(draft, year, None).period) is not None
        and (draft.weekday is None or period.first.isoweekday() == draft.weekday)
    ]
    return min(options, default=(0, base.year))[1]


# How much further away a date on the other side of the telling counts than the verb's side, chosen
# on TimeBank and our own training corpus.
_AGAINST_PAST, _AGAINST_FUTURE, _UNSURE = 4, 4, 1.5
# What "had been done" has been done: it never lies ahead.
_NEVER = 1000
_AGAINST: Mapping[str | None, float] = {
    PAST: _AGAINST_PAST,
    DONE: _NEVER,
    BEFORE: _NEVER,
    FUTURE: 1,
}


def _distance(period: Period, base: date, tense: str | None) -> float:
    """Return the days between a period and the telling, weighed by the tense."""
    if period.first <= base <= period.last:
        return 0
    if period.last < base:
        return (base - period.last).days * (_AGAINST_FUTURE if tense == FUTURE else 1)
    ahead = (period.first - base).days
    if period.unit == "Q" and tense != FUTURE:
        return ahead * _AGAINST_PAST  # results are told when the quarter is over
    return ahead * _AGAINST.get(tense, _UNSURE)

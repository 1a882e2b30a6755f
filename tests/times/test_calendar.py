"""Periods, their neighbours and their names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.times.calendar import Period, containing, easter, feast, shifted, timex

UNITS = st.sampled_from(["D", "W", "WE", "M", "Q", "H", "Y", "DE", "SP", "SU", "FA", "WI"])
DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1818, date(1818, 3, 22)),
        (1943, date(1943, 4, 25)),
        (2000, date(2000, 4, 23)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_falls_on_its_day(year: int, day: date) -> None:
    assert easter(year) == day


def test_movable_feasts_are_counted_in_their_month() -> None:
    assert feast("11-4-4", 2030) == date(2030, 11, 28)
    assert feast("5--1-1", 2024) == date(2024, 5, 27)


@given(UNITS, DAYS, st.integers(-40, 40))
def test_a_step_there_and_back_is_no_step(unit: str, day: date, count: int) -> None:
    there = shifted(unit, day, count)

    assert shifted(unit, there.first, -count) == containing(unit, day)


@given(st.sampled_from(["D", "W", "M", "Q", "H", "Y"]), DAYS)
def test_a_period_holds_its_day(unit: str, day: date) -> None:
    period = containing(unit, day)

    assert period.first <= day <= period.last


def test_the_last_winter_of_the_calendar_ends_with_it() -> None:
    assert Period("WI", date(9999, 12, 1)).last == date.max


def test_weekends_are_named_by_their_week() -> None:
    assert timex(containing("WE", date(2031, 4, 16))) == "2031-W16-WE"

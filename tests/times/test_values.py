"""Values of resolved and partly resolved times."""

from __future__ import annotations

from datetime import date

from reportedly.times.calendar import Period
from reportedly.times.values import before_christ, of_period, partial, span, with_time


def test_an_unsaid_year_stays_open() -> None:
    assert partial(month=2, day=26).timex == partial(month=2, day=26).edtf == "XXXX-02-26"


def test_years_before_christ_count_a_year_zero_in_edtf() -> None:
    value = before_christ(-218)

    assert (value.timex, value.edtf) == ("BC0218", "-0217")
    assert before_christ(-1).edtf == "0000"


def test_midnight_ends_its_day_in_timex_and_begins_the_next_in_edtf() -> None:
    day = of_period(Period("D", date(2031, 4, 12)))

    value = with_time(day, part=None, clock="24:00", zone=None)

    assert (value.timex, value.edtf) == ("2031-04-12T24:00", "2031-04-13T00:00:00")


def test_a_range_in_the_wrong_order_has_no_interval() -> None:
    late, early = (of_period(Period("D", date(2031, 4, day))) for day in (20, 12))

    value = span(late, early)

    assert (value.edtf, value.earliest, value.latest) == (None, None, None)

"""Expressions with two ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import TimeRef

Values = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "timex", "edtf"),
    [
        ("On the night of Feb 25-26, 1990, it fell.", "1990-02-25TNI", "1990-02-25/1990-02-26"),
        ("In the night from 25 to 26 May 1990.", "1990-05-25TNI", "1990-05-25/1990-05-26"),
        ("On 19-20 May 2029.", "2029-05-19/2029-05-20", "2029-05-19/2029-05-20"),
        ("On May 19-20, 2029.", "2029-05-19/2029-05-20", "2029-05-19/2029-05-20"),
    ],
)
def test_days_that_touch_are_one_time(
    read: Callable[..., tuple[TimeRef, ...]], text: str, timex: str, edtf: str
) -> None:
    (time,) = read(text)

    assert (time.timex, time.edtf) == (timex, edtf)


@pytest.mark.parametrize(
    ("text", "timexes"),
    [
        ("From September to November 2029.", ["2029-09", "2029-11"]),
        ("Between 14 and 20 May 2029.", ["2029-05-14", "2029-05-20"]),
        ("On April 14 and 22, 2029.", ["2029-04-14", "2029-04-22"]),
        ("The war of 1914-18.", ["1914", "1918"]),
        ("From 264 to 146 BC.", ["BC0264", "BC0146"]),
        ("It lasted from 1992 to 1994.", ["1992", "1994"]),
    ],
)
def test_ends_borrow_what_the_other_says(
    read: Callable[..., tuple[TimeRef, ...]], text: str, timexes: list[str]
) -> None:
    assert [time.timex for time in read(text)] == timexes


def test_days_joined_by_to_are_one_time_unless_from_stands_before(values: Values) -> None:
    joined = values("The riot of 11 to 13 February 2030 left ten dead.")
    apart = values("It ran from 11 to 13 February 2030.")

    assert joined == [("11 to 13 February 2030", "2030-02-11/2030-02-13")]
    assert [value for _, value in apart] == ["2030-02-11", "2030-02-13"]

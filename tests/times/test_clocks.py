"""Times of day, alone and with their day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Values = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("It sank at 11 p.m. on Saturday.", "11 p.m. on Saturday", "2031-04-12T23:00"),
        ("Logged 2031-04-12T21:40 here.", "2031-04-12T21:40", "2031-04-12T21:40"),
        ("It rang at 10.40.", "10.40", "2031-04-16T10:40"),
        ("It rang at ten to midnight on Monday.", "ten to midnight on Monday", "2031-04-14T23:50"),
        ("It rang at quarter past three.", "quarter past three", "2031-04-16T03:15"),
        ("It rang at eight in the evening.", "eight in the evening", "2031-04-16T20:00"),
        ("It rang at noon.", "noon", "2031-04-16T12:00"),
        ("It rang on Monday morning.", "Monday morning", "2031-04-14TMO"),
        ("It rang last night.", "last night", "2031-04-15TNI"),
        ("The night of April 18, 1775, was cold.", "The night of April 18, 1775", "1775-04-18TNI"),
        ("It opens at 5 p.m. EST, Nov. 6.", "5 p.m. EST, Nov. 6", "2031-11-06T17:00"),
    ],
)
def test_reads_times_of_day(values: Values, text: str, said: str, value: str) -> None:
    found = values(text)

    assert found == [(said, value)]


def test_ten_to_twelve_men_is_no_time(values: Values) -> None:
    assert values("A crew of ten to twelve men left.") == []


def test_the_night_to_a_day_begins_the_day_before(read: Callable[..., tuple[object, ...]]) -> None:
    (time,) = read("Shots fell in the night to Wednesday.")

    assert getattr(time, "edtf", None) == "2031-04-15/2031-04-16"


def test_a_programme_lists_dotted_times(values: Values) -> None:
    listed = values("Programme: 18.00 wreaths, 18.30 address, 19.00 choir.")
    prices = values("It cost 18.00 dollars, 18.30 euros and 19.00 pounds.")

    assert [value[-5:] for _, value in listed] == ["18:00", "18:30", "19:00"]
    assert prices == []


def test_opening_hours_and_names_are_no_times(values: Values) -> None:
    assert values("Press section, working days 9:00-17:00") == []
    assert values("At the midday briefing he spoke.") == []


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("the early hours of Friday", "2031-04-11TMO"),
        ("the small hours of 3 April", "2031-04-03TMO"),
    ],
)
def test_early_hours_are_the_morning_of_their_day(values: Values, said: str, value: str) -> None:
    assert values(f"The boat sank in {said}.") == [(said, value)]


def test_the_opening_hours_of_a_day_are_none_of_the_night(values: Values) -> None:
    assert values("The opening hours of Friday changed.")[-1] == ("Friday", "2031-04-11")


def test_hours_behind_a_clock_time_belong_to_it(values: Values) -> None:
    assert values("It ended at 19.10 hours.") == [("19.10 hours", "2031-04-16T19:10")]
    assert values("It lasted six hours.") == [("six hours", "PT6H")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The shop was open from 6 to 9 p.m. on Monday.",
            [("6", "2031-04-14T18:00"), ("9 p.m. on Monday", "2031-04-14T21:00")],
        ),
        (
            "They gave their names between nine and noon on Monday.",
            [("nine", "2031-04-14T09:00"), ("noon on Monday", "2031-04-14T12:00")],
        ),
        (
            "It was shut between 2 and 4 o'clock.",
            [("2", "2031-04-16T02:00"), ("4 o'clock", "2031-04-16T04:00")],
        ),
        (
            "It was shut from 8 to 10 in the evening.",
            [("8", "2031-04-16T20:00"), ("10 in the evening", "2031-04-16T22:00")],
        ),
        (
            "It was shut from 10 to 2 p.m.",
            [("10", "2031-04-16T10:00"), ("2 p.m.", "2031-04-16T14:00")],
        ),
        (
            "It was shut between eleven and midnight.",
            [("eleven", "2031-04-16T23:00"), ("midnight", "2031-04-16T24:00")],
        ),
    ],
)
def test_hours_with_two_ends_are_two(
    values: Values, text: str, told: list[tuple[str, str]]
) -> None:
    assert values(text) == told


def test_the_next_morning_is_that_of_the_day_told(values: Values) -> None:
    text = (
        "It was written on the evening of March 3, typed the next morning and leaked 8 days later."
    )

    assert [value for _, value in values(text)] == ["2031-03-03TEV", "2031-03-04TMO", "2031-03-12"]


def test_the_early_hours_of_a_morning_are_one_time(values: Values) -> None:
    text = "They arrested him in the early hours of Tuesday morning."

    assert values(text) == [("the early hours of Tuesday morning", "2031-04-15TMO")]


def test_an_hour_has_no_number_above_twenty_four(values: Values) -> None:
    assert values("Between 20 and 30 a.m. people came.") == []

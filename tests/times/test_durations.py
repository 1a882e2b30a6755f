"""Lengths of time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import TimeRef

Values = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("A 44-day siege.", "44-day", "P44D"),
        ("A two-hour talk.", "two-hour", "PT2H"),
        ("It took almost 30 years.", "almost 30 years", "P30Y"),
        ("It took three and half decades.", "three and half decades", "P35Y"),
        ("It took two and a half years.", "two and a half years", "P2Y6M"),
        ("It took 2 1/2 years.", "2 1/2 years", "P2Y6M"),
        ("It took half an hour.", "half an hour", "PT30M"),
        ("It took an hour and ten minutes.", "an hour and ten minutes", "PT1H10M"),
        ("It took several months.", "several months", "PXM"),
        ("It took a couple of years.", "a couple of years", "P2Y"),
        ("It took more than four hours.", "more than four hours", "PT4H"),
        ("It rained for weeks.", "weeks", "PXW"),
        ("It grew over the past two years.", "the past two years", "P2Y"),
        ("It took eight trading days.", "eight trading days", "P8D"),
        ("Two centuries.", "Two centuries", "P2CE"),
    ],
)
def test_reads_lengths(values: Values, text: str, said: str, value: str) -> None:
    assert values(text) == [(said, value)]


@pytest.mark.parametrize("text", ["It does 90 km an hour.", "It has 40 tonnes a day."])
def test_a_rate_is_no_length(values: Values, text: str) -> None:
    assert values(text) == []


def test_the_comparison_is_kept_as_modifier(read: Callable[..., tuple[object, ...]]) -> None:
    (time,) = read("It took at least 30 days.")

    assert getattr(time, "modifier", None) == "EQUAL_OR_MORE"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("three quarters of an hour", "PT45M"),
        ("a quarter of an hour", "PT15M"),
        ("a quarter of a century", "P25Y"),
    ],
)
def test_quarters_of_a_unit_are_a_length(values: Values, said: str, value: str) -> None:
    assert values(f"It took {said}.") == [(said, value)]


@pytest.mark.parametrize(
    "text",
    [
        "They clear five a month.",
        "It costs 14 million crowns (about 610,000 euros) a day.",
    ],
)
def test_a_unit_behind_a_count_only_divides_it(values: Values, text: str) -> None:
    assert values(text) == []


def test_within_limits_a_length_from_outside(read: Callable[..., tuple[TimeRef, ...]]) -> None:
    text = "The report follows within eight weeks."
    (time,) = read(text)

    assert (time.span.of(text), time.modifier) == ("eight weeks", "EQUAL_OR_LESS")


def test_and_joins_no_two_lengths_into_one(values: Callable[..., list[tuple[str, str]]]) -> None:
    assert values("He was held for between three and nine hours.") == [
        ("three and nine hours", "PT3H/PT9H")
    ]


def test_what_months_were_like_may_stand_before_them(
    values: Callable[..., list[tuple[str, str]]],
) -> None:
    assert values("After ten brutal months they left.") == [("ten brutal months", "P10M")]

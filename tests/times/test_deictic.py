"""Times told from the document's date or from the time told last."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import TimeRef

Values = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("It shut today.", "today", "2031-04-16"),
        ("It shut late yesterday.", "late yesterday", "2031-04-15"),
        ("It shut the day before yesterday.", "the day before yesterday", "2031-04-14"),
        ("It shut last week.", "last week", "2031-W15"),
        ("It shuts early next year.", "early next year", "2032"),
        ("It shut two days ago.", "two days ago", "2031-04-14"),
        ("It shut five years ago.", "five years ago", "2026"),
        ("It shut a year ago today.", "a year ago today", "2030-04-16"),
        ("It shut earlier this month.", "earlier this month", "2031-04"),
        ("It shut last spring.", "last spring", "2030-SP"),
    ],
)
def test_reads_steps_from_the_documents_date(
    values: Values, text: str, said: str, value: str
) -> None:
    assert values(text) == [(said, value)]


def test_later_counts_from_the_time_told_last(read: Callable[..., tuple[TimeRef, ...]]) -> None:
    first, second = read("The bridge fell on 3 May 2030. Three days later the mayor resigned.")

    assert (second.timex, second.anchor) == ("2030-05-06", first.id)


def test_weekdays_follow_the_tense(values: Values) -> None:
    assert values("The mayor resigned on Friday.") == [("Friday", "2031-04-11")]
    assert values("The mayor will resign on Friday.") == [("Friday", "2031-04-18")]
    assert values("He demanded an answer by Friday.") == [("Friday", "2031-04-18")]


def test_a_year_earlier_compares_quarters(values: Values) -> None:
    text = "Profit in the third quarter of 2030 was 4 million, up from 3 million a year earlier."

    assert values(text)[-1] == ("a year earlier", "2029-Q3")


def test_an_undated_text_leaves_steps_open(read: Callable[..., tuple[TimeRef, ...]]) -> None:
    times = read("It shut on Thursday. It shut yesterday. It shut on 8 November.", None)

    assert [time.timex for time in times] == ["XXXX-WXX-4", "XXXX-XX-XX", "XXXX-11-08"]
    assert all(time.anchor is None and time.earliest is None for time in times)


def test_the_day_before_may_say_when(values: Values) -> None:
    text = "On 6 March the dam broke. She died of wounds she got the day before when a wall fell."

    assert values(text)[-1] == ("the day before", "2031-03-05")


def test_the_next_day_follows_the_day_told(values: Values) -> None:
    assert values("She was arrested on 3 March. The next day she was free.")[-1] == (
        "The next day",
        "2031-03-04",
    )


def test_that_before_last_week_opens_a_clause(values: Values) -> None:
    text = "The quarter ended on 3 March. Orrin Chips said that last week it found two flaws."

    assert values(text)[-1] == ("last week", "2031-W15")


def test_this_day_a_year_ago_is_a_day(values: Values) -> None:
    assert values("On this day a year ago the list was read out.") == [
        ("this day a year ago", "2030-04-16")
    ]


def test_the_next_day_of_a_month_is_one_of_its_days(values: Values) -> None:
    assert values("She left in March. The next day he came.")[-1] == ("The next day", "2031-03-XX")

"""What a text has told already, and what later words mean by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Values = Callable[..., list[tuple[str, str]]]


def test_a_look_back_goes_on_from_the_event(values: Values) -> None:
    text = (
        "The bridge, one year after\n\nThe order is dated 19 November 2030. "
        "The promised road was open to 15 December. It shut on 8 January."
    )

    found = values(text, "2031-11-24")

    assert found[-2:] == [("15 December", "2030-12-15"), ("8 January", "2031-01-08")]


def test_had_steps_back_behind_the_time_told_last(values: Values) -> None:
    text = (
        "A year later the rope hangs there. Last year's flood ran for weeks. "
        "The mayor resigned in August. In May she had promised new pumps."
    )

    assert values(text, "2034-05-11")[-2:] == [("August", "2033-08"), ("May", "2033-05")]


def test_a_day_behind_the_telling_belongs_to_the_year_before(values: Values) -> None:
    text = "One year after the quake, many camp. Tents were handed out by October 21."

    assert values(text, "2030-10-03")[-1] == ("October 21", "2029-10-21")


def test_that_night_is_the_night_told(values: Values) -> None:
    text = "It burned in the night of 13 to 14 August 2032. That night 34 died."

    assert [value for _, value in values(text)] == ["2032-08-13TNI", "2032-08-13TNI"]


def test_that_day_of_a_month_is_one_of_its_days(values: Values) -> None:
    assert values("The hall shut in October 2030. That day it rained.")[-1] == (
        "That day",
        "2030-10-XX",
    )


def test_years_that_reach_to_the_telling_are_a_length(values: Values) -> None:
    text = "The mill was to open in 2031. A year later nobody has been paid."

    assert values(text, "2031-04-20")[-1] == ("A year later", "P1Y")


def test_a_signature_dates_the_messages_of_an_undated_text(values: Values) -> None:
    text = "She wanted the list by noon.\nJ. Kaur, chair, Wed 13 Feb\n\nUPDATE 19:30. No list."

    found = values(text, None)

    assert [value for _, value in found] == ["XXXX-02-13T12:00", "XXXX-02-13", "XXXX-02-13T19:30"]


def test_a_weekday_of_an_undated_text_is_the_last_before_its_latest_day(values: Values) -> None:
    text = "Figures as of Thursday 19 May 2033 are below, said the desk in a longer line of prose."

    assert values(f"{text} The team met on Tuesday.", None)[-1] == ("Tuesday", "2033-05-17")


HISTORY = (
    "The war began on 3 May 1791 and went on in June 1791, in July 1791, in May 1792 and in June"
    " 1793. "
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was his rule of the Clergy (1790) that they fought. On 9 September they met.", "1793"),
        ("A man of the August 1792 uprising fell. On 24 June they met.", "1793"),
    ],
)
def test_a_history_goes_on_behind_a_time_in_a_name(values: Values, text: str, value: str) -> None:
    assert values(HISTORY + text, "2031-04-16")[-1][1].startswith(value)


def test_a_history_goes_over_into_the_next_year(values: Values) -> None:
    text = f"{HISTORY}In December 1793 they wrote. In their answer of 14 January they refused."

    assert values(text, "2031-04-16")[-1] == ("14 January", "1794-01-14")


def test_will_in_a_look_back_lies_ahead_of_the_telling(values: Values) -> None:
    text = (
        "The valley, one year after\n\nThe first mine was lifted on 12 March 2041. He reckons the"
        " rest will take until November."
    )

    assert values(text, "2042-03-14")[-1] == ("November", "2042-11")

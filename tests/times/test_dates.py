"""Calendar dates, partial and full."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Values = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("Signed on 14 March 2029.", "14 March 2029", "2029-03-14"),
        ("Signed on March 14, 2029.", "March 14, 2029", "2029-03-14"),
        ("Signed on the 14th of March, 2029.", "the 14th of March, 2029", "2029-03-14"),
        ("Signed on Friday, 14 March 2031.", "Friday, 14 March 2031", "2031-03-14"),
        ("Signed on 2029-03-14.", "2029-03-14", "2029-03-14"),
        ("Signed on 14.03.2029.", "14.03.2029", "2029-03-14"),
        ("Signed on 03/14/2029.", "03/14/2029", "2029-03-14"),
        ("It was Sept 27 last year.", "Sept 27 last year", "2030-09-27"),
        ("It was the eleventh of February.", "the eleventh of February", "2031-02-11"),
        ("It was in early March 1990.", "early March 1990", "1990-03"),
        ("The offer lapsed last December.", "last December", "2030-12"),
        ("In 1994 the mine shut.", "1994", "1994"),
        ("It began in nineteen ninety-six.", "nineteen ninety-six", "1996"),
        ("They met in '99 again.", "'99", "1999"),
        ("Sales for fiscal 2029 fell.", "fiscal 2029", "2029"),
        ("It fell in 218 BC.", "218 BC", "BC0218"),
        ("In the early 1990s it shut.", "the early 1990s", "199"),
        ("In the '80s it shut.", "the '80s", "198"),
        ("In the 19th century it shut.", "the 19th century", "18"),
        ("It froze in the winter of 1791.", "the winter of 1791", "1791-WI"),
        ("Profit rose in the third quarter of 2029.", "the third quarter of 2029", "2029-Q3"),
        ("Profit rose in Q3 2029.", "Q3 2029", "2029-Q3"),
        ("Profit rose in the first half of 2029.", "the first half of 2029", "2029-H1"),
        ("They met last Thanksgiving.", "last Thanksgiving", "2030-11-28"),
    ],
)
def test_reads_dates_in_the_usual_orders(values: Values, text: str, said: str, value: str) -> None:
    assert values(text) == [(said, value)]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "The fall of the city.",
        "He came second.",
        "Some 1,998 homes burned.",
        "About 2000 people fled.",
        "It costs $1998.",
        "The sun rose, the cat sat still.",
        "A quarter of voters stayed away.",
        "A 44-year-old man was hurt.",
    ],
)
def test_leaves_words_that_are_no_time(values: Values, text: str) -> None:
    assert values(text) == []


def test_a_day_set_apart_has_no_year(values: Values) -> None:
    text = "In 2029 the assembly met, and 12 May was declared Orchard Day."

    assert values(text)[1] == ("12 May", "XXXX-05-12")


def test_weeks_of_a_month_are_seven_days(values: Values) -> None:
    (last, second) = values("In the last week of April 2030, and the second week of May 2030.")

    assert last == ("the last week of April 2030", "2030-04-24/2030-04-30")
    assert second == ("the second week of May 2030", "2030-05-08/2030-05-14")


def test_a_season_that_describes_a_thing_is_no_time(values: Values) -> None:
    assert values("They asked for 5,000 winter tents.") == []
    assert values("It froze all through the winter.") == [("the winter", "2030-WI")]


def test_a_dotted_day_and_month_is_a_date_when_the_sentence_goes_on(values: Values) -> None:
    assert values("It left on 30.11. with 40 lorries (3.12.).", "2030-12-05") == [
        ("30.11.", "2030-11-30"),
        ("3.12.", "2030-12-03"),
    ]
    assert values("The index rose to 3.12. Shares fell.") == []


def test_what_had_been_done_never_lies_ahead(values: Values) -> None:
    text = "It lay under ground that had been checked in August."

    assert values(text, "2031-07-15") == [("August", "2030-08")]


def test_a_half_of_things_is_no_half_of_a_year(values: Values) -> None:
    assert values("Nobody sent the second half of the pumps.") == []


@pytest.mark.parametrize("day", ["early on Friday", "late on Friday"])
def test_a_day_has_its_edge_with_on(values: Values, day: str) -> None:
    assert values(f"It sank {day}.") == [(day, "2031-04-11")]


def test_a_date_falls_on_its_weekday(values: Values) -> None:
    text = "The memo was read in 2029. We stop work on Friday 25 November."

    assert values(text, None)[-1] == ("Friday 25 November", "2033-11-25")

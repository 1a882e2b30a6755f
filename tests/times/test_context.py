"""Which anchor a text calls for."""

from __future__ import annotations

from collections.abc import Callable

from reportedly.times.context import Published, published

Values = Callable[..., list[tuple[str, str]]]

HISTORY = (
    "War broke out on 3 May 1817. In 1818 the port fell. By June 1819 the king had fled. "
    "He returned in 1820. In August the towns rose. The peace of 4 March 1821 held until 1830."
)


def test_a_history_follows_its_own_dates(values: Values) -> None:
    assert ("August", "1820-08") in values(HISTORY)


def test_a_report_follows_its_own_date(values: Values) -> None:
    text = "The port fell on Monday. The mill, built in 1818, burned in February."

    assert values(text)[-1] == ("February", "2031-02")


def test_an_anniversary_follows_the_event(values: Values) -> None:
    text = (
        "On 8 May 2030 the ferry sank. On the anniversary families met. "
        "The report came in June. They spoke today."
    )

    assert values(text, "2031-05-08")[1:] == [("June", "2030-06"), ("today", "2031-05-08")]


def test_a_stamp_dates_an_undated_text(values: Values) -> None:
    text = "Sunday 11 November 2029, 16.00\n\nThe tug left yesterday."

    assert values(text, None)[-1] == ("yesterday", "2029-11-10")


def test_partial_dates_are_kept_as_far_as_known() -> None:
    assert published("2031-04-12T10:00:00") == Published(2031, 4, 12)
    assert published("XXXX-11-08") == Published(None, 11, 8)
    assert published("2031") == Published(2031)
    assert published(None) == published("soon") == Published()
    assert published("2031-02-30") == Published(2031, 2)


def test_last_year_in_an_undated_text_is_before_the_latest_day_it_names(values: Values) -> None:
    text = "The mill burned on 7 October last year. Families met on 26 February 2031 to pray."

    assert values(text, None)[0] == ("7 October last year", "2030-10-07")


def test_an_undated_text_goes_on_from_the_last_day_it_told(values: Values) -> None:
    text = (
        "The deal that both towns signed on 14 October 2031 held until the end of "
        "2035.\n\nThey read the paper of 12 September.\n\nThe mill runs until the end of the year."
    )

    assert [value for _, value in values(text, None)] == [
        "2031-10-14", "2035", "2031-09-12", "2031",
    ]  # fmt: skip

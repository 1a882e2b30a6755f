"""Sets of times."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import TimeKind, TimeRef


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It meets every 26 February.", "XXXX-02-26"),
        ("It meets daily.", "P1D"),
        ("It meets each Monday.", "XXXX-WXX-1"),
        ("It meets annually.", "P1Y"),
        ("It meets every two weeks.", "P2W"),
        ("It meets on Tuesday nights.", "XXXX-WXX-2TNI"),
        ("It meets each July.", "XXXX-07"),
    ],
)
def test_reads_sets(read: Callable[..., tuple[TimeRef, ...]], text: str, value: str) -> None:
    (time,) = read(text)

    assert (time.kind, time.timex) == (TimeKind.SET, value)


def test_every_hour_in_which_something_happens_is_no_rate(
    read: Callable[..., tuple[TimeRef, ...]],
) -> None:
    assert read("Every hour in which nobody is hurt counts.") == ()


def test_the_name_of_a_newspaper_is_no_time(values: Callable[..., list[tuple[str, str]]]) -> None:
    assert values("A memo leaked to the Velmar Daily names her.") == []
    assert values("The list is printed daily.") == [("daily", "P1D")]

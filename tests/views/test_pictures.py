from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reportedly.views.pictures import (
    LEFT,
    MOST,
    RIGHT,
    ReadingMark,
    label_of,
    range_picture,
    range_strip,
)

numbers = st.none() | st.decimals(0, 10**9, allow_nan=False, places=1)


def mark(low: Decimal | None, high: Decimal | None, origins: int = 1) -> ReadingMark:
    return ReadingMark(low, high, origins, label_of(low, high, low))


def exact(value: int, origins: int = 1) -> ReadingMark:
    return mark(Decimal(value), Decimal(value), origins)


def test_the_lowest_stands_left_and_the_highest_right() -> None:
    picture = range_picture([exact(17), exact(23, 3)])

    assert f'cx="{LEFT}"' in picture
    assert f'cx="{RIGHT}"' in picture
    assert "17: 1 text; 23: 3 texts" in picture


def test_more_independent_texts_make_a_larger_disc() -> None:
    assert radius(range_picture([exact(5, 1)])) < radius(range_picture([exact(5, 3)]))


def radius(picture: str) -> float:
    return float(picture.split('" r="')[1].split('"', maxsplit=1)[0])


def test_a_side_without_a_bound_ends_in_an_arrow() -> None:
    assert "<path" in range_picture([mark(Decimal(17), None)])
    assert "<path" not in range_picture([mark(Decimal(17), Decimal(99))])


def test_without_numbers_there_is_no_picture() -> None:
    assert range_picture([]) == ""
    assert range_strip([]) == ""


def test_readings_are_labelled_as_people_write_them() -> None:
    assert label_of(Decimal(1275), Decimal(1275), Decimal(1275)) == "1,275"
    assert label_of(Decimal(24), Decimal(99), None) == "24–99"
    assert label_of(Decimal(17), None, Decimal(17)) == "17 or more"


def test_no_two_labels_stand_on_one_another() -> None:
    found = ET.fromstring(range_picture([exact(v) for v in (300, 301, 302, 303)]))

    places = [(t.get("x"), t.get("y")) for t in found.iter("text")]
    assert len(set(places)) == len(places)


def test_of_many_readings_the_ends_and_the_most_repeated_are_drawn() -> None:
    picture = range_picture([exact(n, 5 if n == 11 else 1) for n in range(1, 31)])

    labels = re.findall(r">(\d+)</text>", picture)
    assert len(labels) == MOST
    assert {"1", "11", "30"} <= set(labels)
    assert f"and {30 - MOST} more readings between" in picture


def test_values_far_apart_stand_on_a_logarithmic_scale_that_says_so() -> None:
    assert "logarithmic scale" in range_picture([exact(3), exact(40), exact(90_000)])
    assert "logarithmic" not in range_picture([exact(3), exact(40)])


@given(st.lists(st.tuples(numbers, numbers, st.integers(1, 9)), max_size=6))
def test_any_readings_can_be_drawn(found: list[tuple[Decimal | None, Decimal | None, int]]) -> None:
    marks = [
        mark(low, high, n)
        for low, high, n in found
        if (low is not None or high is not None) and (low is None or high is None or low <= high)
    ]

    for draw in (range_picture, range_strip):
        assert draw(marks).count("<svg") == bool(marks)

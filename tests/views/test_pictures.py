from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reportedly.views.pictures import LEFT, RIGHT, ReadingMark, label_of, range_picture

numbers = st.none() | st.decimals(0, 10**9, allow_nan=False, places=1)


def mark(low: Decimal | None, high: Decimal | None, origins: int = 1) -> ReadingMark:
    return ReadingMark(low, high, origins, label_of(low, high, low))


def test_the_lowest_stands_left_and_the_highest_right() -> None:
    picture = range_picture([mark(Decimal(17), Decimal(17)), mark(Decimal(23), Decimal(23), 3)])

    assert f'cx="{LEFT:.1f}"' in picture
    assert f'cx="{RIGHT:.1f}"' in picture
    assert "17: 1 independent; 23: 3 independent" in picture


def test_more_independent_texts_make_a_larger_disc() -> None:
    one = range_picture([mark(Decimal(5), Decimal(5), 1)])
    three = range_picture([mark(Decimal(5), Decimal(5), 3)])

    assert radius(one) < radius(three)


def radius(picture: str) -> float:
    return float(picture.split('" r="')[1].split('"', maxsplit=1)[0])


def test_a_side_without_a_bound_ends_in_an_arrow() -> None:
    assert 'class="open"' in range_picture([mark(Decimal(17), None)])
    assert 'class="open"' not in range_picture([mark(Decimal(17), Decimal(99))])


def test_without_numbers_there_is_no_picture() -> None:
    assert range_picture([]) == ""


def test_readings_are_labelled_as_people_write_them() -> None:
    assert label_of(Decimal(1275), Decimal(1275), Decimal(1275)) == "1,275"
    assert label_of(Decimal(24), Decimal(99), None) == "24–99"
    assert label_of(Decimal(17), None, Decimal(17)) == "17 or more"


@given(st.lists(st.tuples(numbers, numbers, st.integers(1, 9)), max_size=6))
def test_any_readings_can_be_drawn(found: list[tuple[Decimal | None, Decimal | None, int]]) -> None:
    marks = [
        mark(low, high, n)
        for low, high, n in found
        if (low is not None or high is not None) and (low is None or high is None or low <= high)
    ]

    assert range_picture(marks).count("<svg") == bool(marks)

"""What figures take from others of their sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.figures import STAGE
from reportedly.records import Figure
from reportedly.stage import Material

Build = Callable[..., Material]


def last(material: Build, text: str) -> Figure:
    return list(STAGE.run(material(text)))[-1]


@pytest.mark.parametrize(
    ("text", "unit", "about"),
    [
        (
            "Under the accord wages rise by seven per cent from May and by four and a half from"
            " January.",
            "percent",
            "accord wages",
        ),
        (
            "Total power output is 204 hp, which sounds like a downgrade from the old lamp’s 212.",
            "hp",
            "lamp",
        ),
        ("It shows 128 kilometres an hour, where the limit's seventy.", "km/h", "limit"),
        ("The highest forecast is 84.75 cents, while the lowest is 74.07.", "cent", "lowest"),
    ],
)
def test_a_bare_number_takes_the_unit_of_its_fellow(
    material: Build, text: str, unit: str, about: str
) -> None:
    figure = last(material, text)

    assert figure.unit == unit
    assert figure.counted_span is not None
    assert figure.counted_span.of(text) == about


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("They improved the base storage, doubling it to 256GB instead of the 128GB found.", "sto"),
        (
            "Velmar Rail shares plummeted 40.8 per cent to $2.06, wiping more than $340 million"
            " from the company's value after downgrading its underlying earnings before interest,"
            " tax, depreciation and amortisation guidance for 2019 from between $US160 million and"
            " $US171 million to between $US140 million and $US150 million.",
            "underlying earnings",
        ),
    ],
)
def test_what_a_measure_is_compared_with_is_of_the_same_thing(
    material: Build, text: str, about: str
) -> None:
    figure = last(material, text)

    assert figure.counted_span is not None
    assert about in figure.counted_span.of(text)


def test_a_part_without_a_noun_has_that_of_its_whole(material: Build) -> None:
    text = "By 8 p.m. officers had made 63 arrests, including 11 on suspicion of assault."
    figure = last(material, text)

    assert figure.counted == "arrest"
    assert figure.counted_span is not None
    assert figure.counted_span.of(text) == "arrests"

"""What the verb of a measure says it is of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.figures import STAGE
from reportedly.records import Figure
from reportedly.stage import Material

Build = Callable[..., Material]


def figures(material: Build, text: str) -> list[Figure]:
    return list(STAGE.run(material(text)))


def about(text: str, figure: Figure) -> str | None:
    return figure.counted_span.of(text) if figure.counted_span else None


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("It said 78 per cent of the deal will be paid in cash up from 50 per cent.", "deal"),
        ("So far 640 tonnes of oily mixture were taken from shore and 1,100 tonnes.", "mixture"),
    ],
)
def test_a_measure_is_never_of_another_measure(material: Build, text: str, phrase: str) -> None:
    assert phrase in (about(text, figures(material, text)[-1]) or "")


def test_it_is_what_the_main_clause_brings(material: Build) -> None:
    text = "Orrin Phones has improved the base storage of the lamp, doubling it to 256GB."

    assert about(text, figures(material, text)[-1]) == "base storage"


def test_a_name_does_not_take_in_the_number_of_a_share(material: Build) -> None:
    text = "GENERAL STAFF: ONDARAN RAIDING PARTY STOPPED 400 METRES INSIDE OUR TERRITORY"

    assert "400" not in (about(text, figures(material, text)[-1]) or "")

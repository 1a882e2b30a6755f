"""Low, most repeated and high of a row, under each named rule."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.ledger.ranges import bounds, most_repeated
from reportedly.ledger.rows import row
from reportedly.records import Approximator

if TYPE_CHECKING:
    from tests.ledger.conftest import Desk


def test_the_value_of_most_origins_is_most_repeated(desk: Desk) -> None:
    desk.row("r", "killed")
    desk.says("r", "Herald", "41", 41, origin="o1")
    desk.says("r", "Wire", "41", 41, origin="o1")
    desk.says("r", "Echo", "43", 43)
    desk.says("r", "Post", "43", 43)

    assert most_repeated(desk.found) == 43


def test_a_tie_repeats_nothing_most(desk: Desk) -> None:
    desk.row("r", "killed")
    desk.says("r", "Herald", "41", 41)
    desk.says("r", "Wire", "43", 43)

    assert most_repeated(desk.found) is None


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("range", (41, 50)),
        ("most_repeated", (41, 41)),
        ("conservative", (41, 41)),
        ("latest", (50, 50)),
    ],
)
def test_each_rule_names_its_own_bounds(desk: Desk, rule: str, expected: tuple[int, int]) -> None:
    desk.row("r", "killed")
    desk.says("r", "Herald", "41", 41, as_of="2032-05-16")
    desk.says("r", "Wire", "41", 41, as_of="2032-05-16")
    desk.says("r", "Echo", "50", 50, as_of="2032-05-17")

    assert bounds(desk.found, rule) == tuple(map(Decimal, expected))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    said=st.lists(
        st.tuples(st.integers(0, 999), st.sampled_from(list(Approximator)), st.integers(0, 3)),
        min_size=1,
        max_size=8,
    ),
    rule=st.sampled_from(["range", "most_repeated", "conservative", "latest"]),
)
def test_the_most_repeated_value_lies_between_low_and_high(
    desk: Desk, said: list[tuple[int, Approximator, int]], rule: str
) -> None:
    desk.__init__()  # type: ignore[misc]  # a fresh desk for each example
    desk.row("r", "killed")
    for n, (value, how, day) in enumerate(said):
        open_above = how in (Approximator.OVER, Approximator.AT_LEAST)
        limits = (value, None if open_above else value)
        desk.says("r", f"d{n}", "x", value, bounds=limits, how=how, as_of=f"2032-05-1{day}")
    corpus = desk.corpus()

    found = row(
        corpus.alignment.slots[0],
        list(corpus.alignment.witnesses),
        event=corpus.alignment.events[0],
        aggregation=rule,
        patrons={},
    )

    chain = [v for v in (found.low, found.most_repeated, found.high) if v is not None]
    assert chain == sorted(chain)

"""Wholes and their parts."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from decimal import Decimal

import pytest

from reportedly import pipeline
from reportedly.stage import Tools
from reportedly.views import Index
from reportedly.views.breakdown import Breakdown, breakdowns


@pytest.fixture(scope="module")
def read(tools: Tools) -> Callable[..., tuple[Breakdown, ...]]:
    def read(*texts: str) -> tuple[Breakdown, ...]:
        records = tuple(
            pipeline.analyse(text, published=f"2031-04-{13 + n}", outlet=f"Post {n}", tools=tools)
            for n, text in enumerate(texts)
        )
        return breakdowns(Index(pipeline.relate(records, tools)))

    return read


TEXT = "The blast at the depot injured 61 people, including 14 children and 9 nurses.\n"


def test_parts_and_remainder_add_up_to_the_whole(
    read: Callable[..., tuple[Breakdown, ...]],
) -> None:
    (found,) = read(TEXT)

    assert [found.whole, *(p.value for p in found.parts)] == [61, 14, 9]
    assert found.remainder == Decimal(38)
    assert "the rest: 38" in found.picture
    assert ET.fromstring(found.picture).findtext("title") == "61 people, broken down"


def test_two_texts_with_the_same_numbers_are_one_breakdown(
    read: Callable[..., tuple[Breakdown, ...]],
) -> None:
    (found,) = read(TEXT, f"Officials spoke of it at length on Tuesday. {TEXT}")

    assert len(found.accounts) == 2


def test_parts_beyond_the_whole_name_no_remainder(
    read: Callable[..., tuple[Breakdown, ...]],
) -> None:
    found = read("The blast injured 20 people, including 15 children and 12 girls.\n")

    for one in found:
        assert one.remainder is None or one.total <= one.whole

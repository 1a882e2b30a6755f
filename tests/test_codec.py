from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.codec import decode, digest, encode
from reportedly.records import (
    Approximator,
    DocId,
    Figure,
    FigureId,
    Reading,
    RuleName,
    Span,
)

RULE = RuleName("figures.digits.dot_groups")


def figure(value: Decimal, start: int, length: int) -> Figure:
    span = Span(DocId("d"), start, start + length)
    return Figure(
        id=FigureId("f"),
        span=span,
        number=span,
        readings=(Reading(value=value, low=value, high=None, rule=RULE),),
        approximator=Approximator.AT_LEAST,
        unit="person",
        rule=RULE,
    )


@given(st.decimals(allow_nan=False, allow_infinity=False), st.integers(0, 99), st.integers(1, 99))
def test_records_come_back_as_they_were(value: Decimal, start: int, length: int) -> None:
    made = (figure(value, start, length),)

    assert decode(encode(made), tuple[Figure, ...]) == made


def test_a_records_own_checks_run_on_decoding() -> None:
    with pytest.raises(msgspec.ValidationError, match="expected 0 <= start < end"):
        decode(b'{"doc":"d","start":9,"end":3}', Span)


def test_a_byte_that_moves_between_parts_changes_the_digest() -> None:
    assert digest(b"ab", b"c") != digest(b"a", b"bc")

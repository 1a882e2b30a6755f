"""Words that point to the present, the past or the future at large."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Values = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Nobody works there now.", "PRESENT_REF"),
        ("He recently moved.", "PAST_REF"),
        ("It rose in recent months.", "PXM"),
        ("It may rise in the future.", "FUTURE_REF"),
    ],
)
def test_reads_references(values: Values, text: str, value: str) -> None:
    assert [found for _, found in values(text)] == [value]


def test_an_adjective_is_no_reference(values: Values) -> None:
    assert values("The past champion lost.") == []

"""Words that may or may not speak of time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Values = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It may rain in May.", ["May"]),
        ("They march in March.", ["March"]),
        ("Theresa May spoke.", []),
        ("May 5 was wet.", ["May 5"]),
        ("The fall of 1990 was wet.", ["The fall of 1990"]),
        ("The fall of the house was loud.", []),
        ("Sun, 3 May was wet.", ["Sun, 3 May"]),
        ("The sun set.", []),
        ("He waited thirty seconds, then a second man came.", ["thirty seconds"]),
        ("Jan spoke on Jan. 6.", ["Jan. 6"]),
        ("The new year's eve party. New Year's Eve was wet.", ["New Year's Eve"]),
    ],
)
def test_neighbours_decide(values: Values, text: str, found: list[str]) -> None:
    assert [said for said, _ in values(text)] == found

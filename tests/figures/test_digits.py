"""Digit strings and their readings."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from reportedly.figures.digits import habit, readings


def values(text: str) -> list[Decimal]:
    return [value for value, _ in readings(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,275", ["1275", "1.275"]),
        ("300.000", ["300000", "300"]),
        ("2.149.600", ["2149600"]),
        ("1,30,000", ["130000"]),
        ("99,2", ["99.2"]),
        ("1.234,5", ["1234.5"]),
        ("1,234.5", ["1234.5"]),
        ("12'500", ["12500"]),
        ("1/2", ["0.5"]),
    ],
)
def test_every_reading_is_kept_best_first(text: str, expected: list[str]) -> None:
    assert values(text) == [Decimal(item) for item in expected]


@pytest.mark.parametrize("text", ["12.03.2031", "1.2.3", "9" * 31, "24/7"])
def test_codes_and_dates_have_no_reading(text: str) -> None:
    assert readings(text) == ()


def test_the_habit_of_a_document_shows_in_unambiguous_numbers() -> None:
    assert habit("In total 2.149.600 ballots, turnout 61,4 percent") == "dot"
    assert habit("In total 2,149,600 ballots, turnout 61.4 percent") == "comma"
    assert habit("nothing of the sort") == ""


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


def indian(number: int) -> str:
    text = str(number)
    head, tail = text[:-3], text[-3:]
    pairs = [head[max(0, i - 2) : i] for i in range(len(head), 0, -2)][::-1]
    return ",".join([*pairs, tail]) if head else tail


def test_a_formatted_number_reads_back_in_every_notation() -> None:
    chance = random.Random(7)
    for _ in range(10_000):
        number = chance.randrange(10 ** chance.randrange(1, 12))
        texts = [str(number), indian(number), *(grouped(number, m) for m in ",. '\u00a0")]

        assert all(Decimal(number) == values(text)[0] for text in texts), number

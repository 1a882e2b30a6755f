"""The lexer of numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportedly.figures.numbers import lex
from reportedly.figures.tables import tables
from reportedly.stage import Tools


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("three and a half million voters", "three and a half million", "3500000"),
        ("two score years", "two score", "40"),
        ("a dozen men", "a dozen", "12"),
        ("half a million people", "half a million", "500000"),
        ("it cost 3.2bn", "3.2bn", "3200000000"),
        ("140 thousand people", "140 thousand", "140000"),
        ("1,30,000 votes", "1,30,000", "130000"),
        ("31 and a half million crowns", "31 and a half million", "31500000"),
        ("one thousand and two hundred soldiers", "one thousand and two hundred", "1200"),
        ("28 thousand 1 hundred barrels", "28 thousand 1 hundred", "28100"),
        ("12.3m tonnes of fuel", "12.3m", "12300000"),
        ("three and half decades", "three and half", "3.5"),
        ("about two-thirds of them", "two-thirds", "66.7"),
        ("2.149.600 ballots", "2.149.600", "2149600"),
    ],
)
def test_a_number_is_read_whole(tools: Tools, text: str, words: str, value: str) -> None:
    number = lex(text, tables(tools.lexicon))[0]

    assert text[number.start : number.end] == words
    assert number.values[0][0] == Decimal(value)


def test_an_ambiguous_separator_keeps_both_readings(tools: Tools) -> None:
    number = lex("300.000 residents", tables(tools.lexicon))[0]

    assert [value for value, _ in number.values] == [Decimal(300000), Decimal(300)]


def test_and_between_two_numbers_does_not_join_them(tools: Tools) -> None:
    found = lex("between two hundred and three hundred", tables(tools.lexicon))

    assert [n.values[0][0] for n in found] == [Decimal(200), Decimal(300)]

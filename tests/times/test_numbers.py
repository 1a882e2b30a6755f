"""Number words become one number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportedly.times.grammar import LETTERS
from reportedly.times.lexer import lex
from reportedly.times.numbers import amount, join_numbers
from reportedly.times.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("twenty-six", "NUMBER", "26"),
        ("two thousand and five", "NUMBER", "2005"),
        ("a hundred thirty", "NUMBER", "130"),
        ("three and a half", "NUMBER", "3.5"),
        ("nineteen ninety-six", "YEAR", "1996"),
        ("twenty-fifth", "ORD", "25"),
    ],
)
def test_words_are_joined(words: Vocabulary, text: str, kind: str, value: str) -> None:
    tokens = join_numbers(lex(text, words))

    assert (tokens.classes[-1], tokens.values[-1]) == (LETTERS[kind], value)


def test_fractions_are_added() -> None:
    assert amount("2 1/2") == amount("2½") == Decimal("2.5")

"""What a rule's pattern can begin with."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.times.firsts import first_letters
from reportedly.times.grammar import LETTERS
from reportedly.times.rules import RULES


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("ab", "a"),
        ("a?b", "ab"),
        ("(?:a|bc)?d", "abd"),
        ("[ab]{0,2}c", "abc"),
        ("[ab]{1,2}c", "ab"),
        ("(?<=x)a", "a"),
        ("a?(?=x)b", "ab"),
        ("(?:a?|b+)c", "abc"),
    ],
)
def test_optional_pieces_let_the_next_one_begin(pattern: str, first: str) -> None:
    assert first_letters(pattern) == frozenset(first)


@given(st.lists(st.sampled_from(sorted(LETTERS.values())), max_size=8).map("".join))
def test_no_rule_matches_at_a_letter_it_cannot_begin_with(text: str) -> None:
    for item in RULES:
        match = re.compile(item.pattern).match(text)

        assert not match or not match[0] or text[0] in first_letters(item.pattern.pattern)

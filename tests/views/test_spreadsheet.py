"""Text that no spreadsheet runs, and the text back."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.views.spreadsheet import harmless, restored, safe

PIECES = st.sampled_from([*"=+-@＝＋－＠'\"; \t\r\n", "a", "1", "\ufeff", "\u3000", "cmd|"])


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("  =1+1", "  '=1+1"),
        ("＝HYPERLINK(1)", "'＝HYPERLINK(1)"),
        ("\t=1", "'\t'=1"),
        ("'=1", "''=1"),
        ('a;"=1', "a;\"'=1"),
        ("said so:\n- twelve", "said so:\n'- twelve"),
        ("the mayor's 12 - 14", "the mayor's 12 - 14"),
        ("e-mail a@b.example", "e-mail a@b.example"),
    ],
)
def test_each_sign_that_begins_a_formula_gets_an_apostrophe(text: str, cell: str) -> None:
    assert harmless(text) == cell
    assert restored(cell) == text


def test_numbers_stay_numbers() -> None:
    assert safe(-5) == -5
    assert safe(-2.5) == -2.5
    assert safe(None) is None


@given(st.lists(PIECES, max_size=30).map("".join) | st.text())
def test_the_text_comes_back_whole(text: str) -> None:
    assert restored(harmless(text)) == text


@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_part_between_separators_begins_with_a_sign(text: str) -> None:
    for separator in ";\t\n\r":
        for part in harmless(text).split(separator):
            assert not part.lstrip(' "\u3000\ufeff').startswith(tuple("=+-@＝＋－＠"))


@pytest.mark.parametrize("unit", ["\t", "'", ";", " ", "=", "\t ", "';"])
def test_a_long_hostile_text_takes_no_time(unit: str) -> None:
    began = time.perf_counter()

    restored(harmless(unit * 100_000))

    assert time.perf_counter() - began < 1

"""Proposed words are found in the paragraph, or nowhere."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.agents.finding import fold, places

TEXT = "“We  lost power,”\nsaid Zoe\u0301 Rao. The mayor’s aide said the bridge was dark."
LETTERS = st.text(alphabet=st.sampled_from("ab “”\"'’ \n\u0301e\u00e9"), max_size=40)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the bridge was dark", "the bridge was dark"),
        ('"We lost power,"', "“We  lost power,”"),
        ("said Zo\u00e9 Rao", "said Zoe\u0301 Rao"),
        ("The mayor's aide", "The mayor’s aide"),
        ("power,” said", "power,”\nsaid"),
    ],
)
def test_words_are_found_to_the_letter_or_folded(words: str, found: str) -> None:
    ((start, end),) = places(words, TEXT)

    assert TEXT[start:end] == found


@pytest.mark.parametrize("words", ["the bridge was bright", "", "  ", "The Mayor's aide", "said."])
def test_words_that_do_not_stand_there_are_found_nowhere(words: str) -> None:
    assert places(words, TEXT) == ()


def test_a_second_place_is_told() -> None:
    assert len(places("said", TEXT)) == 2
    assert len(places("a", "aaaa")) == 2


@given(LETTERS)
def test_every_folded_character_knows_where_it_stood(text: str) -> None:
    folded = fold(text)

    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(0 <= s < e <= len(text) for s, e in zip(folded.starts, folded.ends, strict=True))
    assert unicodedata.is_normalized("NFC", folded.text)


@given(LETTERS, st.data())
def test_words_of_the_text_are_found_in_it(text: str, data: st.DataObject) -> None:
    if not text.strip():
        return
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : data.draw(st.integers(start + 1, len(text)))]

    found = places(words, text)

    assert bool(found) == bool(words.strip())
    assert all(text[s:e] == words for s, e in found)


def test_a_long_hostile_text_takes_no_time() -> None:
    began = time.perf_counter()

    places("x" * 1_000, "e" + "\u0301" * 100_000)
    places("”" * 50_000, "“" * 100_000)

    assert time.perf_counter() - began < 2

"""Words that compare equal, sentences, and what is quoted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reuse.conftest import document

from reportedly.lexicon import load_lexicon
from reportedly.reuse.vocabulary import vocabulary
from reportedly.reuse.words import Words, words

VOCABULARY = vocabulary(load_lexicon())


def read(text: str) -> Words:
    return words(document("a", text), VOCABULARY)


@pytest.mark.parametrize(
    ("one", "other"),
    [("1,275", "1275"), ("300.000", "300000"), ("Feb", "February"), ("forty-one", "41")],
)
def test_spellings_of_one_word_compare_equal(one: str, other: str) -> None:
    assert read(one).forms == read(other).forms


def test_a_year_before_a_spelled_number_stays_apart() -> None:
    assert read("in 20 one boat").forms == ("in", "20", "1", "boat")


def test_sentences_end_at_stops_before_capitals_and_at_line_breaks() -> None:
    found = read("All are missing.”On the night it rained. So it goes\nNext line")

    assert [found.forms[k] for k in found.first] == ["all", "on", "so", "next"]


def test_a_quotation_that_is_never_closed_runs_to_the_end_of_its_line() -> None:
    found = read('He said: "we saw the ship sink and swam\nThe coast guard came')

    assert [f for f, q in zip(found.forms, found.quoted, strict=True) if q] == (
        ["we", "saw", "the", "ship", "sink", "and", "swam"]
    )


@given(st.text(max_size=200))
def test_words_lie_inside_the_text_in_order(text: str) -> None:
    found = read(text)

    assert list(found.starts) == sorted(found.starts)
    for k in range(len(found)):
        assert 0 <= found.starts[k] < found.ends[k] <= len(text)
        assert found.bounds(found.sentence[k])[0] <= k < found.bounds(found.sentence[k])[1]

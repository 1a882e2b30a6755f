"""Word pieces with quotation and case marks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.language.pieces import (
    BREAK,
    CASES,
    CONTINUED,
    EDGE,
    INSIDE,
    MARKS,
    OPENS,
    OUTSIDE,
    SINGLE,
    Pieces,
    WordPieces,
    pieces_of,
)
from reportedly.language.shipped import word_pieces

WHOLE = word_pieces()
TOKENIZER = WordPieces(WHOLE)


def whole(text: str) -> Pieces:
    return pieces_of(text, TOKENIZER, [(0, len(text))] if text else [])


def state(text: str, word: str) -> int:
    found = whole(text)
    return int(found.marks[found.starts.tolist().index(text.index(word))]) // CASES


def test_words_inside_quotation_marks_are_marked() -> None:
    text = 'Then: "We stay," she said.'

    assert state(text, "We") == INSIDE
    assert state(text, "she") == OUTSIDE
    assert state(text, '"') == OPENS


@pytest.mark.parametrize(("left", "right"), ["“”", "«»", ("``", "''")])
def test_every_style_of_mark_opens_and_closes(left: str, right: str) -> None:
    text = f"He said: {left}Go now{right} and left."

    assert state(text, "now") == INSIDE
    assert state(text, "left") == OUTSIDE


def test_a_paragraph_that_reopens_an_unclosed_quotation_goes_on() -> None:
    assert state('"We stay.\n\n"And we wait," she said.', "wait") == CONTINUED


def test_apostrophes_do_not_open_a_quotation() -> None:
    assert state("The dogs' owner won't say 'never' again.", "say") == OUTSIDE
    assert state("The dogs' owner won't say 'never' again.", "never") == SINGLE


def test_case_survives_an_uncased_word_list() -> None:
    found = whole("the UN and Karrow")

    assert (found.marks % CASES).tolist()[1:5] == [0, 2, 0, 1]


def test_ranges_by_line_give_the_same_pieces_as_the_whole_text() -> None:
    text = "Ferry burns\n\n“We ran,” he said.\nNobody else did."
    lines = [(0, 11), (13, 31), (32, len(text))]

    by_line = pieces_of(text, TOKENIZER, lines)

    assert by_line.ids.tolist() == whole(text).ids.tolist()
    assert by_line.marks.tolist() == whole(text).marks.tolist()
    assert by_line.ids.tolist().count(BREAK) == 2


@given(
    st.lists(st.sampled_from("aé\u0301ÉK .,'’-\u00a0\u200b\u2028\x1c\t中ﷺ0ß#[]"), max_size=60).map(
        "".join
    )
    | st.text(max_size=200)
)
def test_words_apart_have_the_pieces_of_the_whole(text: str) -> None:
    made = WHOLE.encode(text, add_special_tokens=False)
    found = whole(text)
    real = ~np.isin(found.ids, (BREAK, EDGE))

    assert found.ids[real].tolist() == made.ids
    assert list(zip(found.starts[real].tolist(), found.ends[real].tolist(), strict=True)) == [
        tuple(span) for span in made.offsets
    ]


@given(st.text(max_size=200))
def test_pieces_stay_inside_the_text_and_in_order(text: str) -> None:
    found = whole(text)

    assert found.ids[0] == found.ids[-1] == EDGE
    assert (found.starts[1:] >= found.starts[:-1]).all()
    assert (found.starts <= found.ends).all()
    assert (found.ends <= len(text)).all()
    assert ((found.marks >= 0) & (found.marks < MARKS)).all()


@pytest.mark.parametrize("text", ["a" * 100_000, '"' * 50_000, "\n " * 50_000, "’" * 50_000])
def test_hostile_texts_take_linear_time(text: str) -> None:
    assert len(whole(text)) <= len(text) + 2

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportedly.errors import LostAnchor
from reportedly.records import CaptureId, DocId, Document, Span
from reportedly.review import anchor_of, find


def document(text: str) -> Document:
    return Document(
        id=DocId("d"),
        capture=CaptureId("c"),
        path="a.txt",
        media_type="text/plain",
        text=text,
        blocks=(),
        language="en",
    )


@given(st.text("ab .", min_size=1, max_size=80), st.data())
def test_an_anchor_leads_back_to_its_own_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = document(text)

    found = find(anchor_of(made, Span(made.id, start, end)), made)

    assert found.of(text) == text[start:end]


def test_of_equal_words_those_with_the_old_context_win() -> None:
    old = document("Some 12 men died. Later 12 women came.")
    anchor = anchor_of(old, Span(old.id, 24, 26))
    new = document("A new headline. Some 12 men died. Later 12 women came.")

    assert find(anchor, new) == Span(new.id, 40, 42)


def test_words_that_are_gone_are_named() -> None:
    old = document("Some 12 men died.")
    anchor = anchor_of(old, Span(old.id, 5, 11))

    with pytest.raises(LostAnchor, match="'12 men'"):
        find(anchor, document("Nobody died."))


@given(st.text("xy", min_size=1, max_size=5), st.text(max_size=20))
def test_text_put_in_front_moves_the_span(word: str, before: str) -> None:
    assume(word not in before)
    old = document(f"{word} z")
    anchor = replace(anchor_of(old, Span(old.id, 0, len(word))), start=0)

    found = find(anchor, document(before + " " + old.text))

    assert found.of(before + " " + old.text) == word

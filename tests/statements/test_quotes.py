"""Quotation marks of every style, and apostrophes that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.statements.quotes import holding, inner_quotations, quotations


def words(text: str) -> list[str]:
    return [text[q.inner[0] : q.inner[1]] for q in quotations(text, [(0, len(text))])]


@pytest.mark.parametrize(
    "text",
    [
        'He said "the pump failed" and left.',
        "He said “the pump failed” and left.",
        "He said «the pump failed» and left.",
        "He said „the pump failed“ and left.".replace("“", "”"),
        "He said ‘the pump failed’ and left.",
        "He said 'the pump failed' and left.",
        "He said ''the pump failed'' and left.",
        "He said ``the pump failed'' and left.",
    ],
)
def test_every_style_of_quotation_mark_is_read(text: str) -> None:
    assert words(text) == ["the pump failed"]


def test_apostrophes_are_not_quotation_marks() -> None:
    text = "The workers' union didn't sign, 'We won't sign,' its chief said."

    assert words(text) == ["We won't sign,"]


def test_an_unclosed_quotation_ends_with_its_line() -> None:
    assert words("She said: “We will wait. We will count.") == ["We will wait. We will count."]


def test_a_quotation_without_an_opening_mark_begins_with_the_line() -> None:
    assert words("We will wait” she said.") == ["We will wait"]


def test_a_quotation_inside_another_is_kept_apart() -> None:
    text = "\"He told me 'go home' and I went,\" she said."
    outer = quotations(text, [(0, len(text))])

    inner = inner_quotations(text, outer)

    assert [text[q.inner[0] : q.inner[1]] for q in inner] == ["go home"]


def test_a_quotation_is_found_by_a_place_inside_it() -> None:
    text = 'He said "no" twice.'
    found = quotations(text, [(0, len(text))])

    assert holding(found, 9) == found[0]
    assert holding(found, 2) is None


@given(st.text(alphabet="ab .,'\"‘’“”«»\u201e`", max_size=60))
def test_quotations_lie_inside_their_line_and_in_order(text: str) -> None:
    found = quotations(text, [(0, len(text))] if text else [])

    assert all(0 <= q.start <= q.inner[0] < q.inner[1] <= q.end <= len(text) for q in found)
    assert [q.start for q in found] == sorted(q.start for q in found)

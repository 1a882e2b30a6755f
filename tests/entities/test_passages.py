"""What of a statement's words tells that two reports quote one voice."""

from __future__ import annotations

from reportedly.entities.passages import passages_of


def test_quoted_words_are_a_passage_of_their_own() -> None:
    found = list(passages_of('chiefs had planned for "no more than ten thousand" at most'))

    assert '"nomorethantenthousand"' in found


def test_short_words_and_short_quotations_are_none() -> None:
    assert list(passages_of('the roof was "sound"')) == []


def test_copies_that_end_otherwise_open_alike() -> None:
    opening = "he had personally seen seven boxes marked with the number of the camp"
    one, two = (set(passages_of(f"{opening} {end}")) for end in ("in May", "and a date"))

    assert len(one & two) == 1

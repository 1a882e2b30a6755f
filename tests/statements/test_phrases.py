"""According-to phrases and nouns that report."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.statements.conftest import Shown

from reportedly.records import Basis

Read = Callable[[str], list[Shown]]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "According to the indictment, the clerk received eleven payments.",
            "the indictment",
            "the clerk received eleven payments",
        ),
        (
            "The toll now stands at 23, according to the ministry.",
            "the ministry",
            "The toll now stands at 23",
        ),
        (
            "Incomes would rise, according to the state-run Tax Foundation.",
            "the state-run Tax Foundation",
            "Incomes would rise",
        ),
        (
            "According to a 52-count complaint by the Harbour Board, the developers lied.",
            "a 52-count complaint by the Harbour Board",
            "the developers lied",
        ),
        (
            "Two of the detained, by the prosecutor's count, cooperate.",
            "the prosecutor",
            "Two of the detained / cooperate",
        ),
    ],
)
def test_the_sentence_around_the_phrase_is_content(
    credited: Read, text: str, source: str, content: str
) -> None:
    (found,) = credited(text)

    assert (found.source, found.content) == (source, content)
    assert found.basis is Basis.ACCORDING_TO


def test_per_cent_names_nobody(credited: Read) -> None:
    assert credited("Prices rose by 12 per cent in May.") == []


def test_a_claim_is_credited_to_its_owner(credited: Read) -> None:
    found = credited("His claim that the gates were shut did not convince the court.")

    assert ("His", "claim", "the gates were shut") in [(s.source, s.cue, s.content) for s in found]


def test_a_slip_of_two_letters_is_still_said(credited: Read) -> None:
    (found,) = credited("The ambassdor siad, Lethia kept the valley for thirty years.")

    assert found.cue == "siad"
    assert found.content == "Lethia kept the valley for thirty years"

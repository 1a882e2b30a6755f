"""Verbs with a clause as their content."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.statements.conftest import Shown

from reportedly.records import Basis, Mode

Read = Callable[[str], list[Shown]]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "Warden Casimir Holt told reporters that three inmates had been killed.",
            "Warden Casimir Holt",
            "told",
            "three inmates had been killed",
        ),
        (
            "The hospital director, Yusuf Pell, said 38 people were being treated.",
            "The hospital director, Yusuf Pell",
            "said",
            "38 people were being treated",
        ),
        (
            "Three inmates had been killed by other prisoners, Commissioner Oyelaran said.",
            "Commissioner Oyelaran",
            "said",
            "Three inmates had been killed by other prisoners",
        ),
        (
            "Two prisoners were dead, said Bisi Oyelaran, the corrections commissioner.",
            "Bisi Oyelaran, the corrections commissioner",
            "said",
            "Two prisoners were dead",
        ),
        (
            "An economist who argued that the bank would fail has resigned.",
            "An economist",
            "argued",
            "the bank would fail",
        ),
        ("It was said that the mill had closed.", "", "was said", "the mill had closed"),
    ],
)
def test_a_clause_is_credited_to_the_subject_of_its_verb(
    credited: Read, text: str, source: str, cue: str, content: str
) -> None:
    found = credited(text)

    assert (source, cue, content) in [(s.source, s.cue, s.content) for s in found]


def test_an_infinitive_is_an_act(credited: Read) -> None:
    (found,) = credited("The governor refused to sign the order.")

    assert (found.source, found.cue, found.content) == (
        "The governor",
        "refused",
        "to sign the order",
    )
    assert found.basis is Basis.ACT


def test_a_dateline_is_no_content(credited: Read) -> None:
    (found,) = credited("KARROW, Feb 12 (LW) - Four people have died, the police said on Tuesday.")

    assert found.content == "Four people have died"


def test_a_report_around_its_verb_has_two_pieces(credited: Read) -> None:
    (found,) = credited("The bridge, engineers warned, would not survive another winter.")

    assert found.content == "The bridge / would not survive another winter"


def test_quoted_words_inside_a_clause_make_it_mixed(credited: Read) -> None:
    (found,) = credited('The official said the report "went into a drawer" for years.')

    assert found.mode is Mode.MIXED


def test_a_report_in_a_report_is_nested(credited: Read) -> None:
    outer, inner = credited("Ruda said that the guards had told her that the gate was shut.")

    assert inner.record.parent == outer.record.id
    assert inner.content == "the gate was shut"


def test_a_denial_is_marked(credited: Read) -> None:
    (found,) = credited("The minister denied that he had read the memo.")

    assert found.record.denied


def test_a_term_of_the_talk_is_no_act(credited: Read) -> None:
    assert credited("The clerk asked not to be named.") == []


def test_a_verb_that_ensures_something_reports_nothing(credited: Read) -> None:
    assert credited("The new valve ensures that the tank stays dry.") == []

"""Acts and naming: objects and prepositional phrases as content."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.statements.conftest import Shown

from reportedly.records import Basis

Read = Callable[[str], list[Shown]]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "basis"),
    [
        (
            "The union condemned the attack on its offices.",
            "The union",
            "condemned",
            "the attack on its offices",
            Basis.ACT,
        ),
        (
            "He asked for a judge and a doctor.",
            "He",
            "asked for",
            "a judge and a doctor",
            Basis.ACT,
        ),
        (
            "The ministry puts the toll at 46.",
            "The ministry",
            "puts",
            "the toll at 46",
            Basis.VERB,
        ),
        (
            "The speech was praised by opponents.",
            "opponents",
            "was praised by",
            "The speech",
            Basis.ACT,
        ),
        ("The police count 83 dead.", "The police", "count", "83 dead", Basis.VERB),
    ],
)
def test_an_object_is_credited_to_the_subject(
    credited: Read, text: str, source: str, cue: str, content: str, *, basis: Basis
) -> None:
    (found,) = credited(text)

    assert (found.source, found.cue, found.content) == (source, cue, content)
    assert found.basis is basis


def test_what_somebody_is_called_is_content_with_whom(credited: Read) -> None:
    (found,) = credited('Bellamy called her "a lobbyist in a good jacket".')

    assert found.content.startswith("her ")

"""Passages under a label."""

from __future__ import annotations

from collections.abc import Callable

from tests.statements.conftest import Shown

from reportedly.records import Basis

Read = Callable[[str], list[Shown]]


def test_turns_of_a_transcript_belong_to_their_labels(credited: Read) -> None:
    text = (
        "QUAYLE: The figures have moved again today.\n\n"
        "TRANTER: They have.\n\nThe tank is nine days off.\n\n"
        "QUAYLE: Thank you."
    )

    found = [s for s in credited(text) if s.basis is Basis.HEADING]

    assert [s.source for s in found] == ["QUAYLE", "TRANTER", "QUAYLE"]
    assert found[1].content == "They have.\n\nThe tank is nine days off."


def test_a_message_stands_under_its_signatory(credited: Read) -> None:
    body = "This winter our people buried their dead in frozen ground and asked for nothing at all."
    text = f"MESSAGES\n\nHAROUN MIRZAD\nPrime Minister of Zarenia\n\n{body}"

    found = [s for s in credited(text) if s.basis is Basis.HEADING]

    assert [(s.source, s.content) for s in found] == [
        ("HAROUN MIRZAD\nPrime Minister of Zarenia", body)
    ]


def test_a_post_is_credited_by_the_line_below(credited: Read) -> None:
    text = "Thanks to all who came to the square today.\n— Orla Venn (@orlavenn) November 1, 2031"

    found = [s for s in credited(text) if s.basis is Basis.HEADING]

    assert [s.source for s in found] == ["Orla Venn (@orlavenn)"]


def test_a_label_that_names_nobody_is_no_turn(credited: Read) -> None:
    assert credited("Note: the figures are provisional.\n\nContact: the press office.") == []

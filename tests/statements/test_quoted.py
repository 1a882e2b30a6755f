"""Quotations and the cue beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.statements.conftest import Shown

from reportedly.records import Mode

Read = Callable[[str], list[Shown]]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ('"The pump failed twice," he said.', "he", "said"),
        (
            '"The pump failed twice," said Rosa Quiroga, the mayor.',
            "Rosa Quiroga, the mayor",
            "said",
        ),
        ('Rosa Quiroga said: "The pump failed twice."', "Rosa Quiroga", "said"),
        ("‘The pump failed twice’, the mayor told reporters.", "the mayor", "told"),
        ("“The pump failed twice” he added.", "he", "added"),
    ],
)
def test_a_quotation_takes_the_cue_beside_it(
    credited: Read, text: str, source: str, cue: str
) -> None:
    (found,) = credited(text)

    assert (found.source, found.cue, found.mode) == (source, cue, Mode.DIRECT)
    assert "pump failed twice" in found.content


def test_a_cue_between_two_pieces_takes_both(credited: Read) -> None:
    (found,) = credited('"Tell them it\'s the water," he said. "Nine days of brown water."')

    assert found.content == "Tell them it's the water / Nine days of brown water."


def test_a_title_in_quotation_marks_is_no_quotation(credited: Read) -> None:
    assert credited('The film "Cold River" opens on Friday.') == []


def test_a_later_quoted_paragraph_goes_on(credited: Read) -> None:
    text = '"We know what it costs," Ravn said.\n\n"I would ask you to wait until spring."'

    first, second = credited(text)

    assert second.record.antecedent == first.record.id
    assert second.source == ""

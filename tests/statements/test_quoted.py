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


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "He also talked about the flood saying Lurland opened the dam in May, drowning "
            "hundreds of people. Many are still missing.”",
            "He",
            "Lurland opened the dam in May, drowning hundreds of people. Many are still missing.",
        ),
        (
            "The minister said that the road is closed. Nobody may pass.”",
            "The minister",
            "the road is closed. Nobody may pass.",
        ),
    ],
)
def test_a_lost_opening_mark_stands_behind_the_cue(
    credited: Read, text: str, source: str, content: str
) -> None:
    (found,) = credited(f"Ketil Ravn spoke to reporters in Karrow on Monday.\n\n{text}")

    assert (found.source, found.content, found.mode) == (source, content, Mode.DIRECT)


def test_what_the_quoted_person_reports_stays_inside_a_quotation_without_opening(
    credited: Read,
) -> None:
    (found, _inner) = credited("We said that the road is closed. Nobody may pass.”")

    assert found.content.startswith("We said that the road is closed.")


@pytest.mark.parametrize(
    "text", ["He said that.”", "He said”", "He said: ”", "He said that ” is a mark."]
)
def test_a_cue_without_words_before_the_closing_mark_moves_nothing(
    credited: Read, text: str
) -> None:
    assert all(found.content for found in credited(text))


def test_the_topic_of_a_talk_is_not_its_speaker(credited: Read) -> None:
    (found,) = credited("She talked about the flood saying the dam was open.")

    assert (found.source, found.content) == ("She", "the dam was open")

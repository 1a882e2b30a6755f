"""What copied words that change their speaker give."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import pytest

from reportedly.ledger import credited
from reportedly.records import EntityKind

if TYPE_CHECKING:
    from tests.ledger.conftest import Desk

Kinds: TypeAlias = "Callable[..., list[str]]"
WORDS = "the pumps had been checked in the spring"


def told(desk: Desk, one: str | None, two: str | None, words: str = WORDS) -> None:
    """Let a row's words stand in two copies, credited to one speaker and to another."""
    desk.row("r", "claimed")
    desk.says("r", "Herald", words, None, origin="o1", speaker=one)
    desk.says("r", "Wire", words, None, origin="o1", speaker=two)


def test_copied_words_of_two_speakers_conflict(desk: Desk, kinds: Kinds) -> None:
    told(desk, "Ana Ruiz", "Marisol Tvedt")

    assert kinds(credited.conflicts, desk) == ["attribution_conflict"]


def test_two_people_of_one_surname_conflict(desk: Desk, kinds: Kinds) -> None:
    told(desk, "Milos Harvat", "Jelka Harvat")

    assert kinds(credited.conflicts, desk) == ["attribution_conflict"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Ana Ruiz", "Anna Ruiz"),  # one name in two spellings
        ("Ana Ruiz", "Ganda fire"),  # an event
        ("Ana Ruiz", "correspondent"),  # a role without a name
        ("Ana Ruiz", None),
    ],
)
def test_speakers_that_are_not_sure_do_not_conflict(
    desk: Desk, kinds: Kinds, one: str, two: str | None
) -> None:
    told(desk, one, two)

    assert kinds(credited.conflicts, desk) == []


@pytest.mark.parametrize(
    ("other", "kind", "found"),
    [
        ("one furious worker", EntityKind.ANONYMOUS, ["attribution_conflict"]),
        ("doctors", EntityKind.GROUP, ["attribution_conflict"]),
        ("the organisation", EntityKind.ORGANISATION, ["attribution_conflict"]),
        ("the spokeswoman", EntityKind.ANONYMOUS, []),  # may be she
        ("40 percent", EntityKind.ANONYMOUS, []),
        ("Averin Sound", EntityKind.GROUP, []),
    ],
)
def test_words_of_a_person_given_to_somebody_else_conflict(
    desk: Desk, kinds: Kinds, other: str, kind: EntityKind, found: list[str]
) -> None:
    desk.kinds[other] = kind
    told(desk, "Ana Ruiz", other)

    assert kinds(credited.conflicts, desk) == found


def test_a_passage_gives_one_conflict_quoting_its_longest_words(desk: Desk) -> None:
    told(desk, "Ana Ruiz", "Marisol Tvedt", "two of three pumps")
    desk.row("s", "claimed")
    desk.says("s", "Herald", WORDS, None, origin="o1", speaker="Ana Ruiz")
    desk.says("s", "Wire", WORDS, None, origin="o1", speaker="Marisol Tvedt")

    (found,) = credited.conflicts(desk.reading(), desk.corpus())

    assert WORDS in found.why


def test_a_copy_without_its_speaker_lost_the_attribution(desk: Desk, kinds: Kinds) -> None:
    told(desk, "Ana Ruiz", None)

    assert kinds(credited.losses, desk) == ["lost_attribution"]

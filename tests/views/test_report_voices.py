from __future__ import annotations

import pytest

from reportedly.views.desk import Desk
from reportedly.views.report_places import Places
from reportedly.views.report_voices import Voice, voices


@pytest.fixture(scope="module")
def found(desk: Desk) -> tuple[Voice, ...]:
    return voices(Places(desk.index))


def test_each_credited_statement_has_one_place(desk: Desk, found: tuple[Voice, ...]) -> None:
    places = sum(len(said.places) for voice in found for said in voice.said)

    assert places == sum(voice.statements for voice in found) == len(desk.index.speakers)


def test_the_same_words_in_two_documents_are_one_entry(found: tuple[Voice, ...]) -> None:
    twice = [said for voice in found for said in voice.said if len(said.places) > 1]

    assert twice
    for said in twice:
        assert len({p.document for p in said.places}) > 1


def test_those_in_most_documents_come_first(found: tuple[Voice, ...]) -> None:
    assert [v.documents for v in found] == sorted((v.documents for v in found), reverse=True)

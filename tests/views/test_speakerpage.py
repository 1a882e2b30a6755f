from __future__ import annotations

import pytest

from reportedly.records import EntityId
from reportedly.views.desk import Desk
from reportedly.views.speakerpage import SpeakerPage, speaker_listing, speaker_page


def by_name(desk: Desk, name: str) -> SpeakerPage:
    """Return the page of a speaker."""
    return speaker_page(desk, next(e.id for e in desk.speakers if e.name == name))


def test_every_statement_of_a_speaker_stands_on_its_page(desk: Desk) -> None:
    for speaker, said in desk.said.items():
        page = speaker_page(desk, speaker)

        assert [s.id for s in page.said] == [s.id for s in said]
        assert len(speaker_listing(page).rows) == len(said)


def test_spellings_are_counted_over_all_documents(desk: Desk) -> None:
    page = by_name(desk, "Ines Quiroga")

    names = {s.words for s in page.spellings if s.kind == "name"}
    assert {"Inês Quiroga", "coastguard chief Commodore Ines Quiroga"} <= names
    assert all(s.mentions >= s.documents >= 1 for s in page.spellings)


def test_titles_stand_in_order_of_time(desk: Desk) -> None:
    page = by_name(desk, "Ines Quiroga")

    dates = [t.published or "~" for t in page.titles]
    assert len(dates) > 1
    assert dates == sorted(dates)


def test_each_document_is_a_part_that_can_be_split_off(desk: Desk) -> None:
    page = by_name(desk, "Ines Quiroga")

    assert {p.id for p in page.parts} == set(desk.index.entities[EntityId(page.id)].parts)
    assert sum(p.statements for p in page.parts) == len(page.said)


def test_reasons_for_joins_name_no_ids(desk: Desk) -> None:
    page = by_name(desk, "Ines Quiroga")

    assert page.joins
    assert not any("-e" in why for why in page.joins)


def test_own_figures_that_differ_are_put_side_by_side(desk: Desk) -> None:
    pages = [speaker_page(desk, e.id) for e in desk.speakers]

    for page in pages:
        for row in page.differing:
            assert len({a.reading for a in row.answers}) > 1
            assert row.row in desk.spoken_rows[EntityId(page.id)]


def test_names_that_look_alike_are_offered(desk: Desk) -> None:
    page = by_name(desk, "Ines Quiroga")

    assert "Tomás Quiroga" in [p.name for p in page.alike]
    assert page.id not in [p.id for p in page.alike]


def test_an_unknown_speaker_is_nobody(desk: Desk) -> None:
    with pytest.raises(KeyError):
        speaker_page(desk, EntityId("e0"))

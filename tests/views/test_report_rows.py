"""The report's rows and their footnotes."""

from __future__ import annotations

import pytest

from reportedly.views.desk import Desk
from reportedly.views.questions import questions
from reportedly.views.report_places import Places
from reportedly.views.report_rows import (
    Card,
    Note,
    differences,
    event_sections,
    numbered,
    ordered_rows,
)


@pytest.fixture(scope="module")
def places(desk: Desk) -> Places:
    return Places(desk.index)


@pytest.fixture(scope="module")
def cards(places: Places) -> list[Card]:
    sections = event_sections(places, questions(places.index), numbered(places))
    return [c for s in sections for c in (*s.compared, *s.alike, *s.single)]


def notes_of(card: Card) -> list[Note]:
    return [n for r in card.readings for head in r.notes for n in (head, *head.copies)]


def test_footnotes_are_numbered_as_they_are_printed(cards: list[Card]) -> None:
    numbers = [n.number for c in cards for n in notes_of(c)]

    assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_a_footnote_quotes_the_words_at_its_offset(places: Places, cards: list[Card]) -> None:
    texts = {n: places.index.documents[d].document.text for d, n in places.numbers.items()}

    for note in (n for c in cards for n in notes_of(c)):
        assert texts[note.place.document][note.place.start :].startswith(
            note.place.words.removesuffix(" …")
        )


def test_every_row_of_several_documents_is_printed(places: Places, cards: list[Card]) -> None:
    printed = {c.id for c in cards}

    assert {r.id for r in places.index.rows.values() if r.documents > 1} <= printed


def test_a_row_with_something_to_compare_is_not_brief(cards: list[Card]) -> None:
    assert any(c.brief for c in cards)
    assert all(len(c.readings) > 1 or c.whys for c in cards if not c.brief)


def test_every_difference_stands_at_its_row_with_footnotes(
    places: Places, cards: list[Card]
) -> None:
    printed = {c.id for c in cards}

    found = differences(places.index, questions(places.index), numbered(places)[1])

    assert found
    assert all(d.row is None or d.row in printed for d in found)
    assert all(w.notes for d in found for w in d.whys)


def test_a_part_of_an_event_follows_its_whole(places: Places) -> None:
    order = [event for event, _ in ordered_rows(places.index)]
    wholes = [places.index.events[e].within or e for e in order]

    assert all(order.index(w) <= n for n, w in enumerate(wholes) if w in order)
    assert len({w for n, w in enumerate(wholes) if n == 0 or wholes[n - 1] != w}) == len(
        [w for n, w in enumerate(wholes) if n == 0 or wholes[n - 1] != w]
    )

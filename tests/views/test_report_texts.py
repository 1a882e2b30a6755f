from __future__ import annotations

import pytest

from reportedly.records import BlockKind
from reportedly.views.desk import Desk
from reportedly.views.report_places import Places
from reportedly.views.report_texts import Page, pages


@pytest.fixture(scope="module")
def printed(desk: Desk) -> tuple[Page, ...]:
    return pages(Places(desk.index))


def test_the_printed_text_is_the_text(desk: Desk, printed: tuple[Page, ...]) -> None:
    for page in printed:
        blocks = [b for b in page.document.blocks if b.kind is not BlockKind.BOILERPLATE]
        texts = ["".join(p.text for p in pieces) for _, pieces in page.blocks]
        assert texts == [b.span.of(page.document.text) for b in blocks]


def test_every_answer_has_a_place_to_lead_to(desk: Desk, printed: tuple[Page, ...]) -> None:
    places = Places(desk.index)
    anchors = {p.anchor for page in printed for _, pieces in page.blocks for p in pieces}
    anchors |= {f"t{page.number}" for page in printed}

    for witness in desk.index.witnesses.values():
        assert places.anchor(witness.span.doc, witness.span.start) in anchors


def test_a_mark_says_what_it_is_where_it_begins(printed: tuple[Page, ...]) -> None:
    notes = {p.note for page in printed for _, pieces in page.blocks for p in pieces if p.note}

    assert any("also in" in note for note in notes)
    assert any("Quiroga" in note for note in notes)

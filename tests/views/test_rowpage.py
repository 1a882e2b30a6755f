from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from reportedly.records import (
    Corpus,
    Decision,
    DecisionId,
    DocId,
    Figure,
    SlotId,
    Verdict,
    WitnessId,
)
from reportedly.review import anchor_of
from reportedly.views import Index
from reportedly.views.desk import Desk
from reportedly.views.rowpage import Card, RowPage, row_listing, row_page


def cards(page: RowPage) -> list[Card]:
    """Return all cards of a row, folded ones too."""
    heads = [c for lane in page.lanes for c in lane.cards]
    return heads + [c for h in heads for c in h.copies]


def test_every_account_of_every_row_has_one_card(desk: Desk) -> None:
    for row in desk.index.rows.values():
        found = Counter(c.id for c in cards(row_page(desk, row.id)))

        assert found == Counter(row.witnesses)


def test_a_card_gives_the_words_of_the_text(desk: Desk) -> None:
    for row in desk.index.rows:
        for card in cards(row_page(desk, row)):
            text = desk.index.documents[DocId(card.doc)].document.text
            assert "".join(part for part, _ in card.words) == text[card.start : card.end]
            assert any(marked for _, marked in card.words)


def test_copies_are_folded_beneath_the_first_by_date(desk: Desk) -> None:
    row = asked(desk, "How many people were rescued?")

    page = row_page(desk, row)

    folded = [c for lane in page.lanes for c in lane.cards if c.copies]
    assert folded
    assert all((c.published or "~") <= (k.published or "~") for c in folded for k in c.copies)


def test_copies_stand_alone_when_each_is_asked_for(desk: Desk) -> None:
    row = asked(desk, "How many people were rescued?")

    page = row_page(desk, row, copies="each")

    assert not [c for lane in page.lanes for c in lane.cards if c.copies]


def test_lanes_stand_in_order_of_their_numbers(desk: Desk) -> None:
    page = row_page(desk, asked(desk, "How many people were killed?"))

    lows = [float(lane.label.replace("at least", "").split("–")[0]) for lane in page.lanes
            if lane.label.replace("at least", "").strip().isdigit()]  # fmt: skip
    assert lows == sorted(lows)
    assert len(lows) > 1


def test_rows_lead_to_their_neighbours(desk: Desk) -> None:
    first = row_page(desk, desk.briefs[0].id)
    last = row_page(desk, desk.briefs[-1].id)

    assert first.previous is None
    assert first.following == desk.briefs[1].id
    assert last.following is None


def test_an_unknown_row_is_no_row(desk: Desk) -> None:
    with pytest.raises(KeyError):
        row_page(desk, SlotId("r0"))


def test_a_decision_shows_on_the_card_it_is_about(demo: Corpus, desk: Desk) -> None:
    row = asked(desk, "How many people were killed?")
    figure = next(f for w in desk.index.rows[row].witnesses if (f := witness_figure(desk, w)))
    document = desk.index.documents[figure.span.doc].document
    made = Decision(
        id=DecisionId("a"), at=datetime(2032, 5, 20, tzinfo=UTC), reviewer="Mina Okafor",
        verdict=Verdict.ACCEPT, kind="Figure", anchors=(anchor_of(document, figure.span),),
    )  # fmt: skip

    reviewed = Desk(Index(demo), (made,))
    page = row_page(reviewed, row)

    assert [(p.reviewer, p.done) for p in page.past] == [("Mina Okafor", "accepted")]
    assert page.looked_at == sum(bool(c.past) for c in cards(page)) > 0
    assert not row_page(desk, row).past


def test_the_listing_has_one_line_an_account(desk: Desk) -> None:
    row = desk.briefs[0]

    assert len(row_listing(desk, row.id).rows) == row.witnesses


def asked(desk: Desk, question: str) -> SlotId:
    """Return the row that asks a question."""
    return next(b.id for b in desk.briefs if b.question.startswith(question))


def witness_figure(desk: Desk, witness: WitnessId) -> Figure | None:
    """Return the figure a witness rests on."""
    found = desk.index.witnesses[witness].figure
    return desk.index.figures[found] if found else None

"""Families of documents that share wording."""

from __future__ import annotations

import pytest

from reportedly.records import (
    Block,
    BlockKind,
    CaptureId,
    Corpus,
    Direction,
    DocId,
    Document,
    DocumentRecords,
    LinkId,
    Reuse,
    ReuseLink,
    RuleName,
    Span,
)
from reportedly.views import Index
from reportedly.views.desk import Desk
from reportedly.views.stemma import families

WORDS = "The bridge at Orlow was closed at noon on Friday and nobody could say for how long."


def document(name: str, day: str | None) -> DocumentRecords:
    span = Span(DocId(name), 0, len(WORDS))
    return DocumentRecords(
        document=Document(
            id=DocId(name), capture=CaptureId("0" * 64), path=f"{name}.txt",
            media_type="text/plain", text=WORDS,
            blocks=(Block(span=span, kind=BlockKind.PARAGRAPH),), language="en",
            outlet=name.title(), published=day,
        )
    )  # fmt: skip


def link(one: str, two: str, direction: Direction, *, quotation: bool = False) -> ReuseLink:
    return ReuseLink(
        id=LinkId(f"{one}-{two}"), a=Span(DocId(one), 0, len(WORDS)),
        b=Span(DocId(two), 0, len(WORDS)), similarity=1.0, direction=direction,
        direction_basis=None if direction is Direction.UNKNOWN else "dates",
        shared_quotation=quotation, rule=RuleName("test"),
    )  # fmt: skip


def index(*links: ReuseLink) -> Index:
    names = {"alpha": "2031-05-01", "beta": "2031-05-02", "gamma": None}
    documents = tuple(document(name, day) for name, day in names.items())
    return Index(Corpus(documents=documents, reuse=Reuse(links=links)))


def test_documents_stand_by_date_and_undated_ones_last() -> None:
    found = families(
        index(link("alpha", "gamma", Direction.UNKNOWN), link("alpha", "beta", Direction.A_FIRST))
    )

    assert [m.doc for m in found[0].members] == ["alpha", "beta", "gamma"]


def test_an_unknown_direction_is_drawn_dashed_and_without_an_arrow() -> None:
    known = families(index(link("alpha", "beta", Direction.A_FIRST)))[0]
    unknown = families(index(link("alpha", "beta", Direction.UNKNOWN)))[0]

    assert "stroke-dasharray" not in known.picture
    assert known.picture.count("<path") == 2  # arc and arrow
    assert "stroke-dasharray" in unknown.picture
    assert unknown.picture.count("<path") == 1


def test_a_later_known_direction_turns_the_tie_round() -> None:
    tie = families(index(link("alpha", "beta", Direction.B_FIRST)))[0].ties[0]

    assert (tie.first, tie.second, tie.basis) == ("beta", "alpha", "dates")


def test_a_shared_quotation_ties_nobody() -> None:
    assert families(index(link("alpha", "beta", Direction.A_FIRST, quotation=True))) == ()


def test_the_picture_draws_no_circle() -> None:
    family = families(
        index(
            link("alpha", "beta", Direction.A_FIRST),
            link("alpha", "gamma", Direction.UNKNOWN),
            link("beta", "gamma", Direction.UNKNOWN),
        )
    )[0]

    assert len(family.ties) == 3
    assert len(family.tree) == 2


def test_every_copying_document_of_the_demo_is_in_one_family(desk: Desk) -> None:
    docs = [m.doc for f in families(desk.index) for m in f.members]

    assert len(docs) == len(set(docs)) > 0


@pytest.mark.parametrize("direction", list(Direction))
def test_a_tie_counts_the_words_that_are_shared(direction: Direction) -> None:
    assert families(index(link("alpha", "beta", direction)))[0].ties[0].words == len(WORDS.split())

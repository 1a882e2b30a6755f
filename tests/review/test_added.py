"""A reviewer adds what the program did not propose, by pointing at words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from reportedly.errors import BadDecision
from reportedly.records import (
    Alignment,
    Cast,
    DocId,
    DocumentRecords,
    EventId,
    Figure,
    RuleName,
    Slot,
    SlotId,
    Span,
    TimeRef,
    Verdict,
    Witness,
    WitnessId,
)
from reportedly.review import settle, settle_alignment, settle_cast
from tests.review.test_anchors import document
from tests.review.test_settle import PART, TEXT, WHOLE, decision

D = DocId("d")
WORDS = Span(D, TEXT.index("41 people"), TEXT.index("41 people") + 9)
CLAUSE = Span(D, 15, 29)


def test_a_figure_is_added_where_none_was_read() -> None:
    doc = document(TEXT)
    made = decision(doc, WORDS, Verdict.CORRECT, "Figure", value="41", counted="person")

    none: tuple[Figure, ...] = ()
    (added,) = settle(none, doc, [made], kind="Figure")

    assert added.readings[0].value == Decimal(41)
    assert (added.counted, added.span, added.rule) == ("person", WORDS, "review.add")
    assert settle((added,), doc, [made], kind="Figure") == (added,)


def test_what_is_added_stands_in_order() -> None:
    doc = document(TEXT)
    made = decision(doc, Span(D, 30, 32), Verdict.CORRECT, "Figure", value="7")

    found = settle((WHOLE, PART), doc, [made], kind="Figure")

    assert [f.span.start for f in found] == [15, 30, 45]


def test_a_figure_without_a_value_is_not_added() -> None:
    doc = document(TEXT)
    made = decision(doc, WORDS, Verdict.CORRECT, "Figure", unit="person")

    with pytest.raises(BadDecision, match="needs a value"):
        settle((), doc, [made], kind="Figure")


def test_a_day_that_is_added_is_that_day() -> None:
    doc = document(TEXT)
    made = decision(doc, WORDS, Verdict.CORRECT, "TimeRef", edtf="2031-04-13")

    none: tuple[TimeRef, ...] = ()
    (added,) = settle(none, doc, [made], kind="TimeRef")

    assert (added.earliest, added.latest) == ("2031-04-13", "2031-04-13")


def test_a_statement_is_added_and_credited_by_name() -> None:
    doc = document(TEXT)
    made = decision(doc, CLAUSE, Verdict.CORRECT, "Statement", speaker="The mayor")
    records = DocumentRecords(document=doc, statements=settle((), doc, [made], kind="Statement"))

    cast = settle_cast(Cast(), records, [made])

    (credit,) = cast.credits
    (entity,) = cast.entities
    assert (credit.statement, credit.entity) == (records.statements[0].id, entity.id)
    assert entity.name == "The mayor"
    assert [m.span.of(TEXT) for m in cast.mentions] == ["The mayor"]
    assert settle_cast(cast, records, [made]) == cast


def test_a_credit_is_taken_away_by_naming_nobody() -> None:
    doc = document(TEXT)
    named = decision(doc, CLAUSE, Verdict.CORRECT, "Statement", speaker="The mayor")
    gone = decision(doc, CLAUSE, Verdict.CORRECT, "Statement", speaker="")
    records = DocumentRecords(document=doc, statements=settle((), doc, [named], kind="Statement"))

    assert settle_cast(Cast(), records, [named, gone]).credits == ()


def slot(name: str) -> Slot:
    return Slot(
        id=SlotId(name),
        event=EventId("e"),
        predicate="killed",
        counted="person",
        unit="person",
        kind="figure",
        rule=RuleName("test"),
    )


def answer(name: str, start: int, of: str) -> Witness:
    return Witness(
        id=WitnessId(name),
        slot=SlotId(of),
        span=Span(D, start, start + 2),
        statement=None,
        figure=None,
        time=None,
        value=None,
        low=None,
        high=None,
        approximator=None,
        speaker=None,
        chain=(),
        as_of=None,
        origin=None,
        rule=RuleName("test"),
    )


ONE = Alignment(slots=(slot("q1"),), witnesses=(answer("w1", 15, "q1"), answer("w2", 45, "q1")))
TWO = Alignment(
    slots=(slot("q1"), slot("q2")), witnesses=(answer("w1", 15, "q1"), answer("w2", 45, "q2"))
)


def test_an_answer_called_different_gets_a_question_of_its_own() -> None:
    doc = document(TEXT)
    made = decision(doc, Span(D, 45, 47), Verdict.SPLIT, "Witness")

    settled = settle_alignment(ONE, (DocumentRecords(document=doc),), [made])

    assert len({w.slot for w in settled.witnesses}) == len(settled.slots) == 2
    assert settle_alignment(settled, (DocumentRecords(document=doc),), [made]) == settled


def test_answers_called_the_same_share_one_question() -> None:
    doc = document(TEXT)
    one = decision(doc, Span(D, 15, 17), Verdict.MERGE, "Witness")
    other = decision(doc, Span(D, 45, 47), Verdict.MERGE, "Witness")
    made = replace(one, anchors=(*one.anchors, *other.anchors))

    settled = settle_alignment(TWO, (DocumentRecords(document=doc),), [made])

    assert [s.id for s in settled.slots] == ["q1"]
    assert {w.slot for w in settled.witnesses} == {"q1"}

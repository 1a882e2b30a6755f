"""What later accounts answer to a due date."""

from __future__ import annotations

from dataclasses import replace

from tests.ledger.conftest import TEST, Desk

from reportedly.ledger.forecasts import due
from reportedly.records import TimeKind, TimeRef, TimeRefId


def test_two_witnesses_under_one_id_both_answer(desk: Desk) -> None:
    for name, predicate in (("due", "due"), ("figure", "counted"), ("time", "lasted")):
        desk.row(name, predicate)
    promise = desk.says("due", "a", "the harbour ramp will be shut until June", None)
    answer = desk.says("figure", "b", "the harbour ramp was shut for nine weeks", 9)
    twin = replace(answer, slot=desk.slots["time"].id)
    desk.found = [replace(promise, time=TimeRefId("t")), answer, twin]
    day = TimeRef(
        id=TimeRefId("t"),
        span=promise.span,
        kind=TimeKind.DATE,
        timex="2032-06",
        edtf="2032-06",
        earliest="2032-06-01",
        latest="2032-06-30",
        rule=TEST,
    )
    read = desk.reading()
    told = {
        doc: replace(r, document=replace(r.document, published="2032-08-01"))
        for doc, r in read.documents.items()
    }
    found = due(replace(read, times={day.id: day}, documents=told), desk.corpus())

    assert [d.answers for d in found] == [(answer, twin)]

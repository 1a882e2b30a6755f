"""What later accounts answer to a due date."""

from __future__ import annotations

from dataclasses import replace

from tests.ledger.conftest import TEST, Desk

from reportedly.ledger.forecasts import Due, due
from reportedly.records import TimeKind, TimeRef, TimeRefId, Witness

JUNE = TimeRefId("t")


def found(desk: Desk, promise: Witness, published: dict[str, str]) -> list[Due]:
    """Return what is due in June 2032, by a promise, given when documents were published."""
    day = TimeRef(
        id=JUNE,
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
        doc: replace(r, document=replace(r.document, published=published[doc]))
        for doc, r in read.documents.items()
    }
    return list(due(replace(read, times={day.id: day}, documents=told), desk.corpus()))


def promised(desk: Desk, words: str) -> Witness:
    """Let document "a" say that something is due in June."""
    promise = replace(desk.says("due", "a", words, None), time=JUNE)
    desk.found[-1] = promise
    return promise


def test_two_witnesses_under_one_id_both_answer(desk: Desk) -> None:
    for name, predicate in (("due", "due"), ("figure", "counted"), ("time", "lasted")):
        desk.row(name, predicate)
    promise = promised(desk, "the harbour ramp will be shut until June")
    answer = desk.says("figure", "b", "the harbour ramp was shut for nine weeks", 9)
    twin = replace(answer, slot=desk.slots["time"].id)
    desk.found.append(twin)

    (one,) = found(desk, promise, {"a": "2032-03-01", "b": "2032-08-01"})

    assert one.answers == (answer, twin)


def test_the_row_of_what_is_to_come_tells_it_again_and_what_came(desk: Desk) -> None:
    desk.row("due", "due")
    desk.row("figure", "pledged")
    promise = promised(desk, "by June all of them")
    desk.texts["a"] = desk.texts["a"].removesuffix(". ") + ": "
    beside = desk.says("figure", "a", "420 houses", 420, figure=True)
    again = desk.says("figure", "b", "420 houses", 420)
    desk.says("figure", "c", "300 houses", 300)
    came = desk.says("figure", "d", "388 houses", 388)

    (one,) = found(
        desk, promise, {"a": "2032-03-01", "b": "2032-04-01", "c": "2032-04-01", "d": "2032-08-01"}
    )

    assert one.told == (beside, again)
    assert one.answers == (came,)

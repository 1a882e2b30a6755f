from __future__ import annotations

from decimal import Decimal

import pytest

from reportedly.records import (
    Approximator,
    DocId,
    FigureId,
    OriginId,
    RuleName,
    SlotId,
    Span,
    Witness,
    WitnessId,
)
from reportedly.views.desk import Desk
from reportedly.views.readings import interval_of, reading_key, reading_marks, reading_of, when


def answer(low: int | None, high: int | None, **more: object) -> Witness:
    """Return a witness that gives a number."""
    fields: dict[str, object] = {
        "id": WitnessId("w"), "slot": SlotId("r"), "span": Span(DocId("d"), 0, 1),
        "statement": None, "figure": FigureId("f"), "time": None, "value": None,
        "low": None if low is None else Decimal(low),
        "high": None if high is None else Decimal(high),
        "approximator": Approximator.EXACT, "speaker": None, "chain": ("outlet:x",),
        "as_of": None, "origin": None, "rule": RuleName("test"),
    }  # fmt: skip
    return Witness(**(fields | more))  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2032-05-15", "15 May 2032"),
        ("2032-05-15T12:00:00", "15 May 2032, 12:00"),
        ("1992-02-25/1992-02-26", "25 February 1992 to 26 February 1992"),
    ],
)
def test_a_date_reads_as_a_person_writes_it(edtf: str, words: str) -> None:
    assert when(edtf) == words


def test_a_hedged_number_keeps_its_hedge_and_says_how_it_is_read(desk: Desk) -> None:
    about = answer(270, 330, value=Decimal(300), approximator=Approximator.ABOUT)

    assert reading_of(desk.index, about) == "about 300"
    assert interval_of(about) == "270 to 330"
    assert interval_of(answer(41, 41, value=Decimal(41))) == ""


def test_readings_sort_by_number_and_not_by_letter(desk: Desk) -> None:
    keys = [reading_key(desk.index, answer(n, n, value=Decimal(n))) for n in (9, 41, 100)]

    assert keys == sorted(keys)


def test_an_open_side_sorts_last(desk: Desk) -> None:
    more = answer(41, None, value=Decimal(41), approximator=Approximator.AT_LEAST)

    assert reading_key(desk.index, answer(41, 41)) < reading_key(desk.index, more)


def test_copies_of_one_passage_are_one_text() -> None:
    same = [
        answer(41, 41, value=Decimal(41), span=Span(DocId(d), 0, 2), origin=OriginId("o"))
        for d in ("a", "b")
    ]

    assert [m.origins for m in reading_marks(same)] == [1]
    assert [m.origins for m in reading_marks(same, each=True)] == [2]


def test_every_date_and_claim_of_the_demo_has_words(desk: Desk) -> None:
    readings = [reading_of(desk.index, w) for w in desk.index.witnesses.values()]

    assert all(readings)

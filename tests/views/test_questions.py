from __future__ import annotations

import pytest

from reportedly.records import EventId, Row, SlotId
from reportedly.views.questions import plural, question


def row(predicate: str, counted: str, *, unit: str = "person", kind: str = "figure") -> Row:
    return Row(
        id=SlotId("r1"), event=EventId("e1"), predicate=predicate, counted=counted, unit=unit,
        kind=kind, low=None, high=None, most_repeated=None, aggregation="test", witnesses=(),
        documents=1, origins=1, speakers=1, institutions=1, label="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("found", "asked"),
    [
        (row("killed", "person"), "How many people were killed?"),
        (row("missing", "child"), "How many children were missing?"),
        (row("counted", "job", unit="count"), "How many jobs?"),
        (row("cost", "brick", unit="EUR"), "How much cost, in EUR (brick)?"),
        (row("lasted", "", unit="day", kind="time"), "How long, in days?"),
        (row("happened", "date", unit="date", kind="time"), "When did it happen?"),
    ],
)
def test_a_row_reads_as_the_question_it_answers(found: Row, asked: str) -> None:
    assert question(found) == asked


def test_plurals_follow_the_spelling() -> None:
    assert [plural(n) for n in ("family", "bus", "day", "life")] == [
        "families", "buses", "days", "lives",
    ]  # fmt: skip

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly import pipeline
from reportedly.records import Event, EventId, Row, RuleName, SlotId
from reportedly.stage import Tools
from reportedly.views import Index
from reportedly.views.questions import event_name, participle, plural, question, questions


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
        (row("ill", "patient"), "How many patients fell ill?"),
        (row("counted", "displaced"), "How many people were displaced?"),
        (row("counted", "job", unit="count"), "How many jobs were there?"),
        (row("score", "goal", unit="count"), "How many goals were scored?"),
        (row("elected", "seat", unit="count"), "How many seats were won?"),
        (row("looted", "truck", unit="count"), "How many trucks were looted or stolen?"),
        (row("arrived", "truck", unit="count"), "How many trucks arrived?"),
        (
            row("delivered", "flour", unit="t"),
            "Flour: how many tonnes were delivered or handed out?",
        ),
        (row("voted", "voter", unit="percent"), "Voter: what percentage is given for the vote?"),
        (row("voted", "voter"), "How many voters voted?"),
        (row("built", "apprentice"), "How many apprentices are counted with the building work?"),
        (row("rose", "revenue", unit="USD"), "Revenue: how many US dollars did it rise by?"),
        (row("cost", "brick", unit="EUR"), "Brick: how many euros did it cost?"),
        (row("cost", "price", unit="EUR"), "How many euros did it cost?"),
        (row("spilled", "oil", unit="t"), "Oil: how many tonnes were spilled?"),
        (row("counted", "borehole", unit="m/hour"), "Borehole: how many metres per hour?"),
        (row("visit", "visit", unit="visit"), "How many visits were there?"),
        (row("counted", "time", unit="count"), "How many times?"),
        (row("lasted", "", unit="day", kind="time"), "How many days did it take or last?"),
        (row("happened", "date", unit="date", kind="time"), "When did it happen?"),
        (row("called", "", unit="words", kind="claim"), "What is it called?"),
    ],
)
def test_a_row_reads_as_the_question_it_answers(found: Row, asked: str) -> None:
    assert question(found) == asked


@pytest.mark.parametrize("predicate", ["killed", "voted", "cost", "vaccinate", "run", "", "42"])
@pytest.mark.parametrize("unit", ["person", "count", "EUR", "percent", "km", "zz", "", "a/b"])
@pytest.mark.parametrize("counted", ["", "person", "value", "none", "x", "glass box"])
def test_every_row_has_a_question(predicate: str, unit: str, counted: str) -> None:
    asked = question(row(predicate, counted, unit=unit))

    assert asked.endswith("?")
    assert "{" not in asked
    assert asked[:1].isupper()


def test_plurals_follow_the_spelling() -> None:
    assert [plural(n) for n in ("family", "bus", "day", "life", "gentleman", "glass box")] == [
        "families", "buses", "days", "lives", "gentlemen", "glass boxes",
    ]  # fmt: skip


def test_participles_follow_the_spelling() -> None:
    assert [participle(v) for v in ("vaccinate", "ban", "load", "carry", "win", "killed")] == [
        "vaccinated", "banned", "loaded", "carried", "won", "killed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "when", "name"),
    [
        ("fire, Lisk, 2032-05-15", "2032-05-15", "Fire, Lisk, 15 May 2032"),
        ("event, Brenhold, 2032-01-26", "2032-01-26", "Brenhold, 26 January 2032"),
        ("event, 2033-11-18", "2033-11-18", "Events of 18 November 2033"),
        ("event", None, "Events without a date"),
        ("", None, "Events without a date"),
        ("flood, Co-op, 2032-03", "2032-03", "Flood, Co-op, March 2032"),
    ],
)
def test_an_event_is_named_by_what_where_and_when(label: str, when: str | None, name: str) -> None:
    event = Event(id=EventId("e"), label=label, date=when, rule=RuleName("test"))

    assert event_name(event) == name


@pytest.fixture(scope="module")
def related(tools: Tools) -> Callable[[str], Index]:
    def relate(text: str) -> Index:
        records = pipeline.analyse(text, published="2031-04-13", outlet="The Post", tools=tools)
        return Index(pipeline.relate((records,), tools))

    return relate


def test_rows_that_would_ask_alike_quote_what_they_are_about(
    related: Callable[[str], Index],
) -> None:
    index = related(
        "The mill was sold on 4 March 2031. The roof was inspected on 9 January 2029.\n\n"
        "Repairs ended on 7 May 2030. The council met on 11 April 2031.\n"
    )

    asked = questions(index)

    dated = [asked[r.id] for r in index.rows.values() if r.predicate == "dated"]
    assert any("“The roof was inspected on 9 January 2029”" in q for q in dated)

"""A reviewer's decision changes everything that rests on it, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from reportedly import analyse
from reportedly.engines.update import update_corpus
from reportedly.records import (
    Corpus,
    Decision,
    DecisionId,
    DocumentRecords,
    SlotId,
    Span,
    Verdict,
    Witness,
)
from reportedly.review import anchor_of, settle_cast
from reportedly.stage import Tools, marked

REPORTS = (
    (
        "Harbour Wire",
        "2033-04-06",
        "BELMARE - A fire in the Ostra mill killed 14 people and injured 52 on Tuesday, fire "
        "chief Lena Brandt said.\n\nMayor Tomas Ruiz said 230 workers had been in the mill. "
        '"We will rebuild it," Ruiz said.\n',
    ),
    (
        "Belmare Courier",
        "2033-04-07",
        "The fire in the Ostra mill on Tuesday killed 16 people and injured 55, fire chief Lena "
        "Brandt told reporters in Belmare.\n\nMayor Tomas Ruiz put the number of workers in the "
        "mill at 250.\n",
    ),
    (
        "The Ledger",
        "2033-04-08",
        "Sixteen people died in the Ostra mill fire in Belmare on Tuesday and 52 were injured, "
        "according to the union. Union secretary Ana Moreau said 19 people had been killed.\n\n"
        "Mrs Moreau said the doors were locked.\n",
    ),
)


@pytest.fixture(scope="module")
def records(tools: Tools) -> tuple[DocumentRecords, ...]:
    """The three reports, read once."""
    read = [analyse(t, published=day, outlet=name, tools=tools) for name, day, t in REPORTS]
    return tuple(sorted(read, key=lambda r: r.document.id))


@pytest.fixture(scope="module")
def before(records: tuple[DocumentRecords, ...], tools: Tools) -> Corpus:
    """The ledger without decisions."""
    return decided(records, tools)


def decided(records: tuple[DocumentRecords, ...], tools: Tools, *made: Decision) -> Corpus:
    """Return the ledger of the reports under decisions."""
    given = marked(Corpus(documents=records))
    return update_corpus(given, tools, known={}, decisions=made)[0]


def decision(verdict: Verdict, kind: str, *spans: tuple[DocumentRecords, Span]) -> Decision:
    """Return a reviewer's act on some words."""
    return Decision(
        id=DecisionId("d1"),
        at=datetime(2033, 5, 1, tzinfo=UTC),
        reviewer="ana",
        verdict=verdict,
        kind=kind,
        anchors=tuple(anchor_of(r.document, span) for r, span in spans),
    )


def report(corpus: Corpus, outlet: str) -> DocumentRecords:
    """Return the records of an outlet's report."""
    return next(r for r in corpus.documents if r.document.outlet == outlet)


def answer(corpus: Corpus, outlet: str, words: str) -> tuple[DocumentRecords, Witness]:
    """Return the report and the witness of a figure that its words stand for."""
    told = report(corpus, outlet)
    found = [
        w
        for w in corpus.alignment.witnesses
        if w.figure and w.span.doc == told.document.id and w.span.of(told.document.text) == words
    ]
    return told, found[0]


def untouched(before: Corpus, after: Corpus, slots: set[SlotId]) -> None:
    """Assert that rows, witnesses and relations away from some rows are the same."""
    assert after.documents == before.documents
    assert after.reuse == before.reuse
    assert [r for r in after.ledger.rows if r.id not in slots] == [
        r for r in before.ledger.rows if r.id not in slots
    ]
    assert away(after, slots) == away(before, slots)


def away(corpus: Corpus, slots: set[SlotId]) -> list[object]:
    """Return the relations none of whose witnesses answers one of some questions."""
    slot_of = {w.id: w.slot for w in corpus.alignment.witnesses}
    return [x for x in corpus.ledger.relations if not {slot_of[w] for w in x.witnesses} & slots]


def test_the_same_joins_two_questions(
    before: Corpus, records: tuple[DocumentRecords, ...], tools: Tools
) -> None:
    wire, killed = answer(before, "Harbour Wire", "14 people")
    _, injured = answer(before, "Harbour Wire", "52")
    made = decision(Verdict.MERGE, "Witness", (wire, killed.span), (wire, injured.span))

    after = decided(records, tools, made)

    both = {killed.slot, injured.slot}
    (row,) = [r for r in after.ledger.rows if r.id in both]
    told = [w for w in before.alignment.witnesses if w.slot in both]
    assert sum(w.slot == row.id for w in after.alignment.witnesses) == len(told)
    assert (row.low, row.high) == (Decimal(14), Decimal(55))
    untouched(before, after, both)


def test_different_gives_an_answer_a_question_of_its_own(
    before: Corpus, records: tuple[DocumentRecords, ...], tools: Tools
) -> None:
    ledger, nineteen = answer(before, "The Ledger", "19 people")
    made = decision(Verdict.SPLIT, "Witness", (ledger, nineteen.span))

    after = decided(records, tools, made)

    alone = next(w for w in after.alignment.witnesses if w.id == nineteen.id)
    left = next(r for r in after.ledger.rows if r.id == nineteen.slot)
    assert alone.slot != nineteen.slot
    assert left.high == 16
    assert not any(
        nineteen.id in x.witnesses and x.row == nineteen.slot for x in after.ledger.relations
    )
    untouched(before, after, {nineteen.slot, alone.slot})


def mention(corpus: Corpus, outlet: str, words: str) -> tuple[DocumentRecords, Span]:
    """Return where a report mentions somebody."""
    told = report(corpus, outlet)
    text = told.document.text
    spans = [m.span for m in told.cast.mentions if words in m.span.of(text)]
    return told, spans[0]


def test_merging_two_speakers_makes_their_answers_one_voice(
    before: Corpus, records: tuple[DocumentRecords, ...], tools: Tools
) -> None:
    union = mention(before, "The Ledger", "the union")
    moreau = mention(before, "The Ledger", "Ana Moreau")
    made = decision(Verdict.MERGE, "Entity", union, moreau)

    after = decided(records, tools, made)

    _, one = answer(after, "The Ledger", "Sixteen people")
    _, two = answer(after, "The Ledger", "19 people")
    old = {w.id: w.speaker for w in before.alignment.witnesses}
    assert one.speaker == two.speaker
    changed = {w.id for w in after.alignment.witnesses if old[w.id] != w.speaker}
    assert {w.span.doc for w in after.alignment.witnesses if w.id in changed} <= {one.span.doc}
    untouched_values(before, after)
    killed = [next(r for r in c.ledger.rows if r.id == one.slot) for c in (before, after)]
    assert killed[1].speakers == killed[0].speakers - 1


def untouched_values(before: Corpus, after: Corpus) -> None:
    """Assert that questions, values and copies are the same whoever spoke."""
    assert after.alignment.slots == before.alignment.slots
    assert after.reuse == before.reuse
    values = [[(r.id, r.low, r.high) for r in c.ledger.rows] for c in (before, after)]
    assert values[0] == values[1]


def test_splitting_a_speaker_parts_the_answers_of_one_report(
    before: Corpus, records: tuple[DocumentRecords, ...], tools: Tools
) -> None:
    made = decision(Verdict.SPLIT, "Entity", mention(before, "Belmare Courier", "Tomas Ruiz"))

    after = decided(records, tools, made)

    _, here = answer(after, "Belmare Courier", "250")
    _, there = answer(after, "Harbour Wire", "230 workers")
    old = {w.id: w.speaker for w in before.alignment.witnesses}
    assert old[here.id] == old[there.id]
    assert here.speaker != there.speaker
    changed = [w for w in after.alignment.witnesses if old[w.id] != w.speaker]
    assert {old[w.id] for w in changed} == {old[there.id]}
    untouched_values(before, after)


def test_a_corrected_speaker_changes_the_answers_of_that_statement_alone(
    before: Corpus, records: tuple[DocumentRecords, ...], tools: Tools
) -> None:
    told, nineteen = answer(before, "The Ledger", "19 people")
    content = next(s.content[0] for s in told.statements if s.id == nineteen.statement)
    made = replace(
        decision(Verdict.ACCEPT, "Statement", (told, content)),
        verdict=Verdict.CORRECT,
        changes=(("speaker", "Jon Petrov"),),
    )
    settled = tuple(
        replace(r, cast=settle_cast(r.cast, r, [made])) if r is told else r for r in records
    )

    after = decided(settled, tools, made)

    names = {e.id: e.name for e in after.entities}
    _, now = answer(after, "The Ledger", "19 people")
    assert now.speaker is not None
    assert names[now.speaker] == "Jon Petrov"
    old = {w.id: w for w in before.alignment.witnesses}
    changed = [w for w in after.alignment.witnesses if old[w.id].speaker != w.speaker]
    assert {w.statement for w in changed} == {nineteen.statement}
    untouched_values(before, after)

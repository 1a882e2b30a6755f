"""Only parts of a corpus that a new document touches are read again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.test_coherence import REPORTS

from reportedly import analyse
from reportedly.ledger.book import keep
from reportedly.ledger.parts import parts
from reportedly.ledger.resume import resume
from reportedly.pipeline import relate
from reportedly.records import Corpus, ForecastState
from reportedly.stage import Earlier, Tools, marked


@pytest.fixture(scope="module")
def two(demo: Corpus, tools: Tools) -> Corpus:
    """The bundled reports of one story and three of another."""
    read = [analyse(t, published=day, outlet=name, tools=tools) for name, day, t in REPORTS]
    return relate((*demo.documents, *read), tools)


def test_parts_hold_every_event_slot_and_witness_once(two: Corpus) -> None:
    found = parts(two)

    assert len(found) > 1
    for name in ("events", "slots", "witnesses"):
        held = [x.id for part in found for x in getattr(part.alignment, name)]
        assert sorted(held) == [x.id for x in getattr(two.alignment, name)]


def test_a_witness_moved_to_another_event_makes_two_parts_one(two: Corpus) -> None:
    first, *_, last = parts(two)
    moved = replace(last.alignment.witnesses[0], slot=first.alignment.slots[0].id)
    witnesses = tuple(moved if w.id == moved.id else w for w in two.alignment.witnesses)
    joined = replace(two, alignment=replace(two.alignment, witnesses=witnesses))

    assert len(parts(joined)) == len(parts(two)) - 1


def test_rows_of_parts_without_a_new_document_are_kept(
    demo: Corpus, two: Corpus, tools: Tools
) -> None:
    output, notes = resume(marked(demo), tools, None)
    known = replace(output, rows=tuple(replace(r, label="seen before") for r in output.rows))
    grown, _ = resume(marked(two), tools, Earlier(output=known, notes=notes))

    old = {r.id for r in output.rows}
    assert all((r.label == "seen before") == (r.id in old) for r in grown.rows)
    assert len(grown.rows) > len(old) > 0
    assert replace(grown, rows=()) == replace(keep(two, tools), rows=())


def test_what_falls_due_by_a_later_document_of_another_story_is_due(
    tools: Tools,
) -> None:
    promise = "The port authority said the ramp would open again by the end of 2041."
    promised = analyse(promise, published="2031-03-02", outlet="Harbour Wire", tools=tools)
    name, _, text = REPORTS[0]
    later = analyse(text, published="2042-01-05", outlet=name, tools=tools)
    before, after = relate((promised,), tools), relate((promised, later), tools)
    output, notes = resume(marked(before), tools, None)
    grown, _ = resume(marked(after), tools, Earlier(output=output, notes=notes))

    assert [f.state for f in output.forecasts] == [ForecastState.OPEN]
    assert [f.state for f in grown.forecasts] == [ForecastState.DUE]
    assert grown == keep(after, tools)


def test_a_part_follows_the_names_of_its_speakers(demo: Corpus, tools: Tools) -> None:
    output, notes = resume(marked(demo), tools, None)
    names = tuple(replace(e, name=f"{e.name} the Elder") for e in demo.entities)
    renamed = replace(demo, entities=names)
    again, _ = resume(marked(renamed), tools, Earlier(output=output, notes=notes))

    assert again == keep(renamed, tools) != output


def test_a_part_is_kept_anew_when_a_document_of_it_was_made_of_something_else(
    two: Corpus, tools: Tools
) -> None:
    given = marked(two)
    output, notes = resume(given, tools, None)
    known = replace(output, rows=tuple(replace(r, label="seen before") for r in output.rows))
    part = parts(two)[0]
    other = replace(given, marks={**given.marks, part.documents[0].document.id: "another"})
    again, _ = resume(other, tools, Earlier(output=known, notes=notes))

    anew = {r.id for r in again.rows if r.label != "seen before"}
    assert anew == {s.id for s in part.alignment.slots} & {r.id for r in output.rows}
    assert 0 < len(anew) < len(output.rows)

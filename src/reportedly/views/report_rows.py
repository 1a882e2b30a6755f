"""The report's rows: each question with its readings, and every account of it as a footnote.

Invariant: every witness of every printed row has one footnote number, under which it stands once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.records import EventId, Relation, Row, SlotId, Witness, WitnessId
from reportedly.views.index import Index
from reportedly.views.pictures import range_picture
from reportedly.views.questions import day_in_words, event_name, questions
from reportedly.views.readings import (
    interval_of,
    reading_key,
    reading_marks,
    reading_of,
    span_of,
)
from reportedly.views.report_places import Place, Places
from reportedly.views.tables import OPEN, open_differences, plain, row_order
from reportedly.views.timelinepage import stories
from reportedly.views.wordings import relation_words


@dataclass(frozen=True, slots=True)
class Why:
    """How accounts relate, in one sentence, and the footnotes of those accounts."""

    kind: str  # in words
    why: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote: one account's answer."""

    number: int
    place: Place
    speaker: str
    through: str  # who passed the words on; "" for nobody
    denied: bool
    copies: tuple[Note, ...]  # with the same words from the same origin, later by date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One answer with the accounts that give it."""

    label: str
    quoted: bool  # the label is the account's own words
    interval: str  # "270 to 330" for "about 300"; "" for an exact one
    texts: int  # likely independent
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One row."""

    id: SlotId
    question: str
    range: str  # "17 to 31"; "" without numbers
    most_repeated: str
    picture: str  # SVG; "" for a single reading
    documents: int
    texts: int  # likely independent
    speakers: int
    whys: tuple[Why, ...]
    readings: tuple[Reading, ...]
    rule: str  # how low and high were chosen
    brief: bool  # nothing to compare: one line will do


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSection:
    """The rows of one event: those that several documents answer, and the rest."""

    id: EventId
    name: str
    compared: tuple[Card, ...]  # several documents answer, and there is something to compare
    alike: tuple[Card, ...]  # several documents answer, and nothing sets them apart
    single: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How accounts of one row differ: the weightiest sentence, and the others."""

    row: SlotId | None
    question: str
    event: str
    whys: tuple[Why, ...]  # each sentence once


Grouped = dict[SlotId, tuple[tuple[Witness, ...], ...]]  # readings of each row, in order
Numbers = dict[WitnessId, int]
Size = tuple[int, int, EventId]  # sorts events with most shared rows first


def differences(
    index: Index, asked: dict[SlotId, str] | None = None, numbers: Numbers | None = None
) -> tuple[Difference, ...]:
    """Return how accounts differ, folded by row, the weightiest first."""
    asked = questions(index) if asked is None else asked
    by_row: dict[str, list[Relation]] = {}
    for relation in open_differences(index):
        by_row.setdefault(relation.row or relation.id, []).append(relation)
    return tuple(_difference(index, found, (asked, numbers or {})) for found in by_row.values())


def _difference(
    index: Index, found: list[Relation], known: tuple[dict[SlotId, str], Numbers]
) -> Difference:
    asked, numbers = known
    row = index.rows.get(found[0].row) if found[0].row else None
    whys = whys_of(found, numbers)
    if row is None:
        return Difference(row=None, question="", event="", whys=whys)
    name = event_name(index.events[row.event])
    return Difference(row=row.id, question=asked[row.id], event=name, whys=whys)


def whys_of(relations: Iterable[Relation], numbers: Numbers) -> tuple[Why, ...]:
    """Return each sentence once, in the order given, with the footnotes of its accounts."""
    found: dict[tuple[str, str], set[int]] = {}
    for relation in relations:
        notes = found.setdefault((relation_words(relation.kind.value), relation.why), set())
        notes |= {numbers[w] for w in relation.witnesses if w in numbers}
    return tuple(Why(kind, why, tuple(sorted(notes))) for (kind, why), notes in found.items())


def ordered_rows(index: Index) -> tuple[tuple[EventId, tuple[Row, ...]], ...]:
    """Return the rows by event: those with most shared rows first, events told beside them last.

    A part of an event follows its whole. A date that one document alone names is left to the
    timeline.
    """
    by_event: dict[EventId, list[Row]] = {}
    for row in row_order(index):
        if row.documents > 1 or row.kind != "time" or _differs(index, row):
            by_event.setdefault(row.event, []).append(row)
    for rows in by_event.values():
        rows.sort(key=lambda r: r.documents <= 1)

    main = {event.id for event in stories(index)}

    def size(event: EventId) -> Size:
        rows = by_event.get(event, [])
        return (-sum(1 for r in rows if r.documents > 1), -len(rows), event)

    def key(
        event: EventId,
    ) -> tuple[bool, tuple[int, int, EventId], bool, tuple[int, int, EventId]]:
        whole = index.events[event].within or event
        return (whole not in main, size(whole), event != whole, size(event))

    return tuple((event, tuple(by_event[event])) for event in sorted(by_event, key=key))


def _differs(index: Index, row: Row) -> bool:
    return any(r.kind in OPEN for r in index.relations.get(row.id, ()))


def grouped(places: Places, row: Row) -> tuple[tuple[Witness, ...], ...]:
    """Return a row's witnesses by reading, each reading by date."""
    by_reading: dict[tuple[str, str, str], list[Witness]] = {}
    for witness in (places.index.witnesses[w] for w in row.witnesses):
        by_reading.setdefault(reading_key(places.index, witness), []).append(witness)
    return tuple(
        tuple(sorted(by_reading[k], key=lambda w: (places.by_date(w.span), w.id)))
        for k in sorted(by_reading)
    )


def numbered(places: Places) -> tuple[Grouped, Numbers]:
    """Return the readings of every row, and a footnote number for each witness as printed."""
    rows = (row for _, found in ordered_rows(places.index) for row in found)
    readings = {row.id: grouped(places, row) for row in rows}
    printed = (
        witness.id
        for groups in readings.values()
        for group in groups
        for head in folded(group)
        for witness in head
    )
    return readings, {witness: number for number, witness in enumerate(printed, 1)}


def folded(group: Iterable[Witness]) -> tuple[tuple[Witness, ...], ...]:
    """Return witnesses of one reading with the copies of each behind it."""
    heads: dict[str, list[Witness]] = {}
    for witness in group:
        heads.setdefault(witness.origin or witness.id, []).append(witness)
    return tuple(map(tuple, heads.values()))


def event_sections(
    places: Places, asked: dict[SlotId, str], made: tuple[Grouped, Numbers]
) -> tuple[EventSection, ...]:
    """Return all events with their rows."""
    sections: list[EventSection] = []
    for event_id, rows in ordered_rows(places.index):
        event = places.index.events[event_id]
        cards = [_card(places, row, (asked[row.id], *made)) for row in rows]
        sections.append(
            EventSection(
                id=event_id,
                name=event_name(event),
                compared=tuple(c for c in cards if c.documents > 1 and not c.brief),
                alike=tuple(c for c in cards if c.documents > 1 and c.brief),
                single=tuple(c for c in cards if c.documents <= 1),
            )
        )
    return tuple(sections)


def _card(places: Places, row: Row, known: tuple[str, Grouped, Numbers]) -> Card:
    asked, readings, numbers = known
    witnesses = [w for group in readings[row.id] for w in group]
    marks = reading_marks(witnesses)
    relations = places.index.relations.get(row.id, ())
    return Card(
        id=row.id,
        question=asked,
        range=span_of(row) if row.kind == "figure" else "",
        most_repeated=plain(row.most_repeated) if row.low != row.high else "",
        picture=range_picture(marks) if len(marks) > 1 else "",
        documents=row.documents,
        texts=row.origins,
        speakers=row.speakers,
        whys=whys_of(relations, numbers),
        readings=tuple(_reading(places, group, numbers) for group in readings[row.id]),
        rule=row.aggregation,
        brief=(row.kind != "figure" or len(readings[row.id]) == 1)
        and not _differs(places.index, row),
    )


def _reading(places: Places, group: tuple[Witness, ...], numbers: Numbers) -> Reading:
    label = reading_of(places.index, group[0])
    if group[0].time is not None and group[0].figure is None:
        label = day_in_words(label)
    return Reading(
        label=label,
        quoted=group[0].figure is None and group[0].time is None,
        interval=interval_of(group[0]),
        texts=len({w.origin or w.span.doc for w in group}),
        notes=tuple(_note(places, head, numbers) for head in folded(group)),
    )


def _note(places: Places, head: tuple[Witness, ...], numbers: Numbers) -> Note:
    first, *copies = head
    index = places.index
    statement = index.statements.get(first.statement) if first.statement else None
    through = [index.name(e) for e in first.chain[1:-1]] if first.speaker else []
    return Note(
        number=numbers[first.id],
        place=places.place(first.span),
        speaker=index.speaker_of(first.statement),
        through=", ".join(through),
        denied=bool(statement and statement.denied),
        copies=tuple(_note(places, (copy,), numbers) for copy in copies),
    )

"""Each row in brief, as the list of rows filters, sorts and shows it. Made once an index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from reportedly.records import EntityId, EventId, RelationKind, Row, SlotId
from reportedly.views.index import Index
from reportedly.views.questions import event_name, questions
from reportedly.views.tables import OPEN, row_order

CHOICES = 60  # most entries in a filter's list; the rest is reached by search


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What the list of rows needs to know of one row, whatever the filter."""

    id: SlotId
    question: str
    event: EventId
    event_label: str
    predicate: str
    kind: str
    low: Decimal | None
    high: Decimal | None
    most_repeated: Decimal | None
    witnesses: int
    documents: int
    origins: int
    speakers: int
    strongest: RelationKind | None  # the weightiest relation
    why: str  # its sentence
    weight: float  # 0..1
    differs: bool  # some accounts do not fit together
    voices: frozenset[EntityId]  # speakers over all documents
    outlets: frozenset[str]
    days: tuple[str, ...]  # publication days of its documents, EDTF, sorted
    haystack: str  # folded words that the search looks at


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a filter's list."""

    value: str
    label: str
    count: int  # rows; 0 for an entry that is listed because it is chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What each filter of the list of rows offers, the most frequent first."""

    events: tuple[Choice, ...]
    predicates: tuple[Choice, ...]
    speakers: tuple[Choice, ...]
    outlets: tuple[Choice, ...]


def choices(index: Index, rows: tuple[Brief, ...]) -> Choices:
    """Return what each filter offers over all rows."""
    return Choices(
        events=_counted((b.event, b.event_label) for b in rows),
        predicates=_counted((b.predicate, b.predicate) for b in rows if b.predicate),
        speakers=_counted((v, index.name(v)) for b in rows for v in b.voices),
        outlets=_counted((o, o) for b in rows for o in b.outlets),
    )


def _counted(pairs: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    counts = Counter(pairs)
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0][1], item[0][0]))[:CHOICES]
    return tuple(Choice(value, label, count) for (value, label), count in most)


def briefs(index: Index) -> tuple[Brief, ...]:
    """Return all rows in brief: open differences first, then most documents."""
    asked = questions(index)
    return tuple(_brief(index, row, asked[row.id]) for row in row_order(index))


def _brief(index: Index, row: Row, asked: str) -> Brief:
    witnesses = [index.witnesses[w] for w in row.witnesses]
    relations = index.relations.get(row.id, ())
    voices = frozenset(EntityId(e) for w in witnesses for e in w.chain[:-1])
    docs = {w.span.doc for w in witnesses}
    outlets = frozenset(index.outlet(d) for d in docs)
    event = index.events[row.event]
    words = (
        asked,
        event_name(event),
        row.label,
        *map(index.name, sorted(voices)),
        *sorted(outlets),
    )
    return Brief(
        id=row.id,
        question=asked,
        event=row.event,
        event_label=event_name(event),
        predicate=row.predicate,
        kind=row.kind,
        low=row.low,
        high=row.high,
        most_repeated=row.most_repeated,
        witnesses=len(witnesses),
        documents=row.documents,
        origins=row.origins,
        speakers=row.speakers,
        strongest=relations[0].kind if relations else None,
        why=relations[0].why if relations else "",
        weight=relations[0].weight if relations else 0.0,
        differs=any(r.kind in OPEN for r in relations),
        voices=voices,
        outlets=outlets,
        days=tuple(sorted(filter(None, (index.documents[d].document.published for d in docs)))),
        haystack=" ".join((*words, *sorted(outlets))).casefold(),
    )

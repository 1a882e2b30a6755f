"""The static report as one value: everything its template shows, in order, ready to be printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from reportedly.records import (
    BlockKind,
    Document,
    EventId,
    OriginId,
    Rejection,
    Relation,
    Row,
    Witness,
)
from reportedly.views.days import day_picture
from reportedly.views.index import Index
from reportedly.views.pictures import ReadingMark, label_of, range_picture
from reportedly.views.questions import question
from reportedly.views.show import Mark, RowView, marks, row_view
from reportedly.views.tables import (
    Listing,
    copies,
    counts,
    forecasts,
    open_differences,
    plain,
    rejected,
    row_order,
    speakers,
    timeline,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One row of the report."""

    view: RowView
    question: str
    whys: tuple[tuple[str, str], ...]  # kind in words, why; each sentence once
    picture: str  # SVG or ""
    low: str
    high: str
    most_repeated: str
    range_of: str  # "17 to 23", "613", "" without numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSection:
    """The rows of one event: those that several documents answer, and the rest."""

    id: str
    label: str
    date: str | None
    place: str | None
    shared: tuple[Card, ...]
    single: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a document's text under the same marks. `kinds` are CSS classes."""

    start: int
    text: str
    kinds: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One document with its marked text by block."""

    document: Document
    outlet: str
    blocks: tuple[tuple[str, tuple[Piece, ...]], ...]  # block kind, pieces
    answers: frozenset[int]  # where witnesses begin, code points; each begins a piece


@dataclass(frozen=True, slots=True)
class Difference:
    """How accounts of one row differ: the weightiest sentence, and the others."""

    row: str | None
    question: str
    event: str
    whys: tuple[tuple[str, str], ...]  # kind in words, why; each sentence once


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """The whole report."""

    counts: tuple[tuple[str, int], ...]
    differences: tuple[Difference, ...]
    days: str  # SVG or ""
    events: tuple[EventSection, ...]
    copies: Listing
    timeline: Listing
    forecasts: Listing
    speakers: Listing
    rejected: Listing
    pages: tuple[Page, ...]


def report_view(index: Index, rejections: Iterable[Rejection]) -> ReportView:
    """Return the report of a ledger."""
    return ReportView(
        counts=tuple(counts(index).items()),
        differences=differences(index),
        days=day_picture(index),
        events=_events(index),
        copies=copies(index),
        timeline=timeline(index),
        forecasts=forecasts(index),
        speakers=speakers(index),
        rejected=rejected(rejections),
        pages=tuple(
            _page(index, r.document)
            for r in sorted(index.corpus.documents, key=lambda r: r.document.path)
        ),
    )


def differences(index: Index) -> tuple[Difference, ...]:
    """Return how accounts differ, folded by row, the weightiest first."""
    by_row: dict[str, list[Relation]] = {}
    for relation in open_differences(index):
        by_row.setdefault(relation.row or relation.id, []).append(relation)
    return tuple(_difference(index, found) for found in by_row.values())


def _difference(index: Index, found: list[Relation]) -> Difference:
    row = index.rows.get(found[0].row) if found[0].row else None
    if row is None:
        return Difference(None, "", "", _whys(found))
    return Difference(row.id, question(row), index.events[row.event].label, _whys(found))


def _whys(relations: Iterable[Relation]) -> tuple[tuple[str, str], ...]:
    """Return each sentence once, in the order given."""
    return tuple(dict.fromkeys((r.kind.value.replace("_", " "), r.why) for r in relations))


def _events(index: Index) -> tuple[EventSection, ...]:
    by_event: dict[EventId, list[Row]] = {}
    for row in row_order(index):
        by_event.setdefault(row.event, []).append(row)
    sections: list[EventSection] = []
    for event_id, rows in by_event.items():
        event = index.events[event_id]
        cards = [_card(index, row) for row in rows]
        sections.append(
            EventSection(
                id=event.id,
                label=event.label,
                date=event.date,
                place=event.place,
                shared=tuple(c for c in cards if c.view.row.documents > 1),
                single=tuple(c for c in cards if c.view.row.documents <= 1),
            )
        )
    sections.sort(key=lambda s: (-len(s.shared), -len(s.single), s.id))
    return tuple(sections)


def _card(index: Index, row: Row) -> Card:
    view = row_view(index, row.id)
    low, high = plain(row.low), plain(row.high)
    return Card(
        view=view,
        question=question(row),
        whys=_whys(view.relations),
        picture=range_picture(_marks([v.witness for v in view.witnesses])),
        low=low,
        high=high,
        most_repeated=plain(row.most_repeated),
        range_of=low if low == high else f"{low or 'open'} to {high or 'open'}",
    )


def _marks(witnesses: list[Witness]) -> tuple[ReadingMark, ...]:
    """Return the distinct answers with their numbers of origins; a lone text is its own origin."""
    texts: dict[str, set[OriginId | str]] = {}
    first: dict[str, Witness] = {}
    for w in witnesses:
        if w.figure is None or (w.low is None and w.high is None):
            continue
        label = label_of(w.low, w.high, w.value)
        first.setdefault(label, w)
        texts.setdefault(label, set()).add(w.origin or w.span.doc)
    return tuple(
        ReadingMark(first[label].low, first[label].high, len(texts[label]), label)
        for label in sorted(texts)
    )


def _page(index: Index, document: Document) -> Page:
    spans = {w.span for w in index.witnesses.values() if w.span.doc == document.id}
    answers = [Mark(span.start, span.end, "answer", "") for span in sorted(spans)]
    found = (*marks(index, document.id), *answers)
    blocks = tuple(
        (b.kind.value, _pieces(document.text, (b.span.start, b.span.end), found))
        for b in document.blocks
        if b.kind is not BlockKind.BOILERPLATE
    )
    return Page(
        document=document,
        outlet=index.outlet(document.id),
        blocks=blocks,
        answers=frozenset(span.start for span in spans),
    )


def _pieces(text: str, block: tuple[int, int], found: tuple[Mark, ...]) -> tuple[Piece, ...]:
    """Cut a block's text at every mark's edge, so that overlapping marks become flat pieces."""
    start, end = block
    inside = [m for m in found if m.start < end and start < m.end]
    edges = {start, end}
    edges |= {min(max(p, start), end) for m in inside for p in (m.start, m.end)}
    ordered = sorted(edges)
    pieces: list[Piece] = []
    for a, b in pairwise(ordered):
        over = [m for m in inside if m.start <= a and b <= m.end]
        kinds = tuple(sorted({m.kind for m in over}))
        note = "; ".join(dict.fromkeys(f"{m.kind}: {m.note}" for m in over if m.note))
        pieces.append(Piece(a, text[a:b], kinds, note))
    return tuple(pieces)

"""One row: its readings as lanes, each account a card by date, copies folded beneath the first.

Invariant: every witness of the row stands on exactly one card, or folded beneath one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from reportedly.records import Decision, DocId, SlotId, Span, Witness
from reportedly.views.breakdown import Breakdown, breakdowns_of
from reportedly.views.desk import Desk
from reportedly.views.index import Index, around
from reportedly.views.pictures import ReadingMark
from reportedly.views.questions import event_name
from reportedly.views.readings import (
    interval_of,
    reading_key,
    reading_marks,
    reading_of,
    span_of,
)
from reportedly.views.tables import OPEN, Listing, number, plain
from reportedly.views.whereabouts import whereabouts
from reportedly.views.wordings import basis_words, mode_words, relation_words, verdict_words

AROUND = 220  # code points shown on either side of an answer


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a name on screen links to; `id` is "" for nobody one can open."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One decision of a reviewer, as a line of history."""

    id: str
    at: datetime
    reviewer: str
    done: str  # "accepted"
    about: str  # the words it is about
    changes: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One account's answer."""

    id: str  # of the witness
    target: str  # id of the record that a decision is about; "" when there is none
    target_kind: str  # "figure", "time", "statement" or ""
    doc: str
    start: int  # code points into the document's text
    end: int
    whereabouts: str  # "page 3"; "" where the file has no such places
    before: str
    words: tuple[tuple[str, bool], ...]  # text, whether it is the figure itself
    after: str
    speaker: Person
    through: tuple[Person, ...]  # who passed the words on, innermost first
    cue: str
    manner: str  # "quoted"
    why_credited: str
    denied: bool
    reporters: tuple[str, ...]
    outlet: str
    published: str | None
    as_of: str | None  # when the figure counts up to another day than the publication's
    rule: str
    copies: tuple[Card, ...]  # later copies with the same reading
    past: tuple[Past, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One reading with its accounts, by date, undated last."""

    label: str
    interval: str  # "270 to 330" for "about 300"; "" for an exact reading
    origins: int
    documents: int
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationLine:
    """How some accounts relate, in one sentence."""

    kind: str  # in words
    why: str
    open: bool  # they do not fit together
    accounts: tuple[tuple[str, str], ...]  # witness id, outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPage:
    """One row, whole."""

    id: str
    question: str
    event: str
    event_label: str
    event_date: str | None
    event_place: str | None
    kind: str
    range: str
    most_repeated: str
    aggregation: str
    witnesses: int
    documents: int
    origins: int
    speakers: int
    marks: tuple[ReadingMark, ...]
    copies: str  # "folded" or "each"
    lanes: tuple[Lane, ...]
    relations: tuple[RelationLine, ...]
    breakdowns: tuple[Breakdown, ...]  # of answers that a text breaks down into parts
    past: tuple[Past, ...]
    looked_at: int
    previous: str | None  # id of the row before in the order of the list
    following: str | None


def row_page(desk: Desk, row: SlotId, *, copies: str = "folded") -> RowPage:
    """Return one row with every account.

    Raises:
        KeyError: the ledger has no such row.
    """
    index = desk.index
    found = index.rows[row]
    event = index.events[found.event]
    witnesses = [index.witnesses[w] for w in found.witnesses]
    before, after = _neighbours(desk, row)
    made = [*desk.decided.get(row, ()), *(d for w in witnesses for d in desk.history(w))]
    past = {p.id: p for p in map(past_of, made)}
    return RowPage(
        id=row,
        question=desk.briefs[desk.places[row]].question,
        event=event.id,
        event_label=event_name(event),
        event_date=event.date,
        event_place=event.place,
        kind=found.kind,
        range=span_of(found),
        most_repeated=plain(found.most_repeated),
        aggregation=found.aggregation,
        witnesses=len(witnesses),
        documents=found.documents,
        origins=found.origins,
        speakers=found.speakers,
        marks=reading_marks(witnesses, each=copies == "each"),
        copies=copies,
        lanes=_lanes(desk, witnesses, fold=copies != "each"),
        relations=_relations(index, row),
        breakdowns=breakdowns_of(index, (w.figure for w in witnesses)),
        past=tuple(sorted(past.values(), key=lambda p: (p.at, p.id))),
        looked_at=desk.looked_at(row),
        previous=before,
        following=after,
    )


def past_of(made: Decision) -> Past:
    """Return a decision as a line of history."""
    return Past(
        id=made.id,
        at=made.at,
        reviewer=made.reviewer,
        done=verdict_words(made.verdict.value),
        about=" · ".join(a.exact for a in made.anchors),
        changes=made.changes,
        note=made.note,
    )


def _neighbours(desk: Desk, row: SlotId) -> tuple[str | None, str | None]:
    at = desk.places[row]
    ids = desk.briefs
    return (ids[at - 1].id if at else None, ids[at + 1].id if at + 1 < len(ids) else None)


def _lanes(desk: Desk, witnesses: Iterable[Witness], *, fold: bool) -> tuple[Lane, ...]:
    by_reading: dict[tuple[str, str, str], list[Witness]] = {}
    for w in witnesses:
        by_reading.setdefault(reading_key(desk.index, w), []).append(w)
    return tuple(_lane(desk, by_reading[key], fold=fold) for key in sorted(by_reading))


def _lane(desk: Desk, witnesses: list[Witness], *, fold: bool) -> Lane:
    ordered = sorted(witnesses, key=lambda w: _by_date(desk.index, w))
    heads: dict[str, list[Witness]] = {}
    for w in ordered:
        heads.setdefault(w.origin if fold and w.origin else w.id, []).append(w)
    return Lane(
        label=reading_of(desk.index, ordered[0]),
        interval=interval_of(ordered[0]),
        origins=len({w.origin or w.span.doc for w in ordered}),
        documents=len({w.span.doc for w in ordered}),
        cards=tuple(
            _card(desk, first, tuple(_card(desk, c, ()) for c in rest))
            for first, *rest in heads.values()
        ),
    )


def _by_date(index: Index, witness: Witness) -> tuple[bool, str, str, Span]:
    document = index.documents[witness.span.doc].document
    return (
        document.published is None,
        document.published or "",
        document.path,
        witness.span,
    )


def _card(desk: Desk, witness: Witness, copies: tuple[Card, ...]) -> Card:
    index = desk.index
    document = index.documents[witness.span.doc].document
    before, _, after = around(index, witness.span, AROUND)
    statement = index.statements.get(witness.statement) if witness.statement else None
    names = tuple(Person(e, index.name(e)) for e in witness.chain[:-1])
    unnamed = Person("", index.speaker_of(witness.statement))
    return Card(
        id=witness.id,
        target=str(witness.figure or witness.time or witness.statement or ""),
        target_kind=_target_kind(witness),
        doc=witness.span.doc,
        start=witness.span.start,
        end=witness.span.end,
        whereabouts=whereabouts(document, witness.span),
        before=before,
        words=_marked(index, witness, document.text),
        after=after,
        speaker=names[0] if names and witness.speaker else unnamed,
        through=names[1:],
        cue=" ".join(index.words(c) for c in statement.cue) if statement else "",
        manner=mode_words(statement.mode.value if statement else "narrator"),
        why_credited=basis_words(statement.basis.value) if statement else "",
        denied=bool(statement and statement.denied),
        reporters=document.byline,
        outlet=index.outlet(DocId(document.id)),
        published=document.published,
        as_of=witness.as_of if witness.as_of != document.published else None,
        rule=witness.rule,
        copies=copies,
        past=tuple(map(past_of, desk.history(witness))),
    )


def _target_kind(witness: Witness) -> str:
    kinds = (("figure", witness.figure), ("time", witness.time), ("statement", witness.statement))
    return next((kind for kind, found in kinds if found), "")


def _marked(index: Index, witness: Witness, text: str) -> tuple[tuple[str, bool], ...]:
    """Cut the answer's words where its number stands; words without a number are marked whole."""
    span = witness.span
    figure = index.figures.get(witness.figure) if witness.figure else None
    if figure is None or not span.covers(figure.number):
        return ((span.of(text), True),)
    number_ = figure.number
    parts = (
        (text[span.start : number_.start], False),
        (number_.of(text), True),
        (text[number_.end : span.end], False),
    )
    return tuple(part for part in parts if part[0])


def _relations(index: Index, row: SlotId) -> tuple[RelationLine, ...]:
    """Return how accounts relate, each sentence once, the weightiest first."""
    found: dict[tuple[str, str], RelationLine] = {}
    for relation in index.relations.get(row, ()):
        line = RelationLine(
            kind=relation_words(relation.kind.value),
            why=relation.why,
            open=relation.kind in OPEN,
            accounts=tuple(
                (w, index.outlet(index.witnesses[w].span.doc)) for w in relation.witnesses
            ),
        )
        found.setdefault((line.kind, line.why), line)
    return tuple(found.values())


def row_listing(desk: Desk, row: SlotId) -> Listing:
    """List a row's accounts, for CSV."""
    columns = (
        "id", "reading", "value", "low", "high", "words", "speaker", "cue", "outlet", "published",
        "origin", "document", "start", "end",
    )  # fmt: skip
    index = desk.index
    cells = tuple(
        (
            w.id,
            reading_of(index, w),
            number(w.value),
            number(w.low),
            number(w.high),
            index.words(w.span),
            index.speaker_of(w.statement),
            " ".join(index.words(c) for c in index.statements[w.statement].cue)
            if w.statement
            else "",
            index.outlet(w.span.doc),
            index.documents[w.span.doc].document.published,
            w.origin,
            w.span.doc,
            w.span.start,
            w.span.end,
        )
        for w in sorted(
            (index.witnesses[i] for i in index.rows[row].witnesses),
            key=lambda w: _by_date(index, w),
        )
    )
    return Listing("accounts", columns, cells)

"""Records over all documents: copies, events, rows, relations, and reviewers' decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from reportedly.errors import InvalidRecord
from reportedly.records.kinds import (
    Approximator,
    CaptureId,
    DecisionId,
    Direction,
    DocId,
    EntityId,
    EventId,
    FigureId,
    ForecastId,
    ForecastState,
    LinkId,
    OriginId,
    RelationId,
    RelationKind,
    RuleName,
    SlotId,
    StatementId,
    TimeRefId,
    Verdict,
    WitnessId,
)
from reportedly.records.texts import DocumentRecords, Entity, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ReuseLink:
    """Two passages that share wording; `a` sorts before `b`.

    `pairs` are the runs of code points that are equal in both, in the order of `a`.
    """

    id: LinkId
    a: Span
    b: Span
    similarity: float  # 0..1, share of the shorter passage that matches
    direction: Direction
    direction_basis: str | None  # "dates", "credit", "containment", ...; None when UNKNOWN
    shared_quotation: bool = False  # both quote the same words: no copying between reporters
    changes: tuple[str, ...] = ()  # what the copy changed, in words: a figure, a speaker
    pairs: tuple[tuple[int, int, int], ...] = ()  # equal words: start in a, start in b, length
    rule: RuleName

    def __post_init__(self) -> None:
        if not 0.0 <= self.similarity <= 1.0:
            raise InvalidRecord(f"similarity {self.similarity} is outside 0..1")
        if not self.a < self.b:
            raise InvalidRecord(f"link {self.a} / {self.b}: a must sort before b")
        if (self.direction is Direction.UNKNOWN) != (self.direction_basis is None):
            raise InvalidRecord(f"link {self.id}: direction and its basis go together")

    def opposite(self, span: Span) -> Span | None:
        """Return what stands in the other passage where `span` stands in this one.

        The same words, or what has been put in their place between the same equal words: "14
        million", "40 million". None where nothing stands there, where no equal words stand on
        either side, or when the span lies in neither document.
        """
        if span.doc not in (self.a.doc, self.b.doc):
            return None
        forward = span.doc == self.a.doc
        runs = self.pairs if forward else tuple((j, i, n) for i, j, n in self.pairs)
        start, end = _between(runs, span)
        return Span(self.b.doc if forward else self.a.doc, start, end) if start < end else None

    def shared(self, one: Span, two: Span) -> int:
        """Return the most code points in a row that two spans share, one of each passage."""
        a, b = (one, two) if one.doc == self.a.doc else (two, one)
        ends = (
            min(a.end, i + n, b.end - j + i) - max(a.start, i, b.start - j + i)
            for i, j, n in self.pairs
        )
        together = (a.doc, b.doc) == (self.a.doc, self.b.doc)
        return max((0, *ends)) if together else 0


def _between(runs: tuple[tuple[int, int, int], ...], span: Span) -> tuple[int, int]:
    """Return where a span's own words stand in the other text, else the gap they fall into.

    (0, 0) where equal words do not stand on both sides.
    """
    for i, j, n in runs:
        if i <= span.start and span.end <= i + n:
            return span.start - i + j, span.end - i + j
    before = [j + min(n, span.start - i) for i, j, n in runs if i < span.start]
    after = [j + max(0, span.end - i) for i, j, n in runs if span.end < i + n]
    return (max(before), min(after)) if before and after else (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Passages that copy one another: counted once."""

    id: OriginId
    passages: tuple[Span, ...]  # sorted, two or more


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What several accounts tell of. `within` nests: a war holds a massacre."""

    id: EventId
    label: str
    date: str | None = None  # EDTF
    place: str | None = None
    within: EventId | None = None
    documents: tuple[DocId, ...] = ()
    rule: RuleName


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A question several accounts answer."""

    id: SlotId
    event: EventId
    predicate: str  # class: "killed", "injured", "cost", or a lemma of its own
    counted: str
    unit: str
    kind: str  # "figure", "time" or "claim"
    population: str | None = None  # a group counted apart: "child"
    place: str | None = None  # only where accounts contrast places
    rule: RuleName


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One account's answer to one slot."""

    id: WitnessId
    slot: SlotId
    span: Span  # the words that answer
    statement: StatementId | None
    figure: FigureId | None
    time: TimeRefId | None
    value: Decimal | None
    low: Decimal | None  # inclusive; None = unbounded
    high: Decimal | None
    approximator: Approximator | None  # None for claims
    speaker: EntityId | None  # over all documents; None = narrator
    chain: tuple[str, ...]  # entity ids innermost first, the document's outlet last
    as_of: str | None  # EDTF
    origin: OriginId | None  # None: nobody copies it
    rule: RuleName


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A slot with what its witnesses say, summed up by a named rule."""

    id: SlotId
    event: EventId
    predicate: str
    counted: str
    unit: str
    kind: str
    low: Decimal | None
    high: Decimal | None
    most_repeated: Decimal | None  # held by most independent origins; None on a tie
    aggregation: str  # name of the rule that chose low and high
    witnesses: tuple[WitnessId, ...]
    documents: int
    origins: int  # copies counted once
    speakers: int
    institutions: int
    label: str  # one line a person can read


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How some witnesses relate, and why, in one plain sentence."""

    id: RelationId
    kind: RelationKind
    row: SlotId | None
    witnesses: tuple[WitnessId, ...]  # sorted, one or more
    why: str
    weight: float  # 0..1, how much a reader should care
    rule: RuleName


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A statement about a time that lies after its own, with its due date."""

    id: ForecastId
    statement: StatementId
    due: str  # EDTF
    state: ForecastState
    witnesses: tuple[WitnessId, ...]
    rule: RuleName


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where a decision points, in words, so that it survives a new extraction."""

    capture: CaptureId
    exact: str
    prefix: str  # up to 32 code points
    suffix: str
    start: int  # hint only: valid for the extraction the reviewer saw


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One reviewer's act. Appended, never edited; a later one supersedes."""

    id: DecisionId
    at: datetime  # UTC
    reviewer: str
    verdict: Verdict
    kind: str  # the record type it is about, e.g. "Statement"
    anchors: tuple[Anchor, ...]  # one, or two and more for MERGE
    changes: tuple[tuple[str, str], ...] = ()  # field, new value; CORRECT only
    note: str = ""
    supersedes: DecisionId | None = None

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise InvalidRecord(f"decision {self.id}: time has no zone")
        if bool(self.changes) != (self.verdict is Verdict.CORRECT):
            raise InvalidRecord(f"decision {self.id}: changes belong to CORRECT alone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """Which passages copy which: what the corpus stage `reuse` finds. Sorted by id."""

    links: tuple[ReuseLink, ...] = ()
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Which accounts answer which question: what `alignment` finds. Sorted by id."""

    events: tuple[Event, ...] = ()
    slots: tuple[Slot, ...] = ()
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Rows, how their witnesses relate, and what is forecast. Sorted by id."""

    rows: tuple[Row, ...] = ()
    relations: tuple[Relation, ...] = ()
    forecasts: tuple[Forecast, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Settled records of all documents, sorted by document id, and what the corpus stages add."""

    documents: tuple[DocumentRecords, ...]
    entities: tuple[Entity, ...] = ()  # over all documents, sorted by id
    reuse: Reuse = Reuse()
    alignment: Alignment = Alignment()
    ledger: Ledger = Ledger()

    @property
    def in_order(self) -> tuple[DocumentRecords, ...]:
        """The documents, sorted by id whatever order they were given in."""
        return tuple(sorted(self.documents, key=lambda r: r.document.id))

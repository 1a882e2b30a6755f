"""Records of one document: spans, blocks, times, statements, figures, mentions."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reportedly.errors import InvalidRecord
from reportedly.records.kinds import (
    Approximator,
    Basis,
    BlockKind,
    CaptureId,
    DocId,
    EntityId,
    EntityKind,
    FigureId,
    MentionId,
    MentionKind,
    Mode,
    PublishedBasis,
    RuleName,
    StatementId,
    TimeKind,
    TimeRefId,
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in one document's text."""

    doc: DocId
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidRecord(
                f"span of {self.doc}: expected 0 <= start < end, got [{self.start}, {self.end})"
            )

    def of(self, text: str) -> str:
        """Return the words this span covers.

        Raises:
            InvalidRecord: the span ends behind the text.
        """
        if self.end > len(text):
            raise InvalidRecord(f"span of {self.doc} ends at {self.end}, text has {len(text)}")
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether every code point of `other` lies inside."""
        return self.doc == other.doc and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a code point."""
        return self.doc == other.doc and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Bytes as obtained. The bytes live in the blob store under `id`."""

    id: CaptureId
    location: str  # as given: a path with "/" or "<file>#<record id>"
    media_type: str  # IANA, e.g. "text/html"
    size: int  # bytes
    given: tuple[tuple[str, str], ...] = ()  # metadata the user supplied: title, outlet, ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """An input that was not read, why, and what the user can do."""

    location: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post inside a document: of a live page, or of a social network, embedded."""

    author: str | None = None  # as written
    at: str | None = None  # when it was posted, as the page says: ISO 8601 or words


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph-like part of a document. Blocks are sorted and do not overlap."""

    span: Span
    kind: BlockKind
    locator: str | None = None  # where in the capture: "page=3", "paragraph=12" or an XPath
    post: Post | None = None  # the post it belongs to


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a piece of metadata was read from."""

    field: str  # "published", "outlet", "byline", "title", "place"
    value: str
    basis: str  # "metadata", "dateline", "text", "given"
    span: Span | None  # None when it did not stand in the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One capture read as text. `published` is unknown more often than not."""

    id: DocId
    capture: CaptureId
    path: str  # the capture's location, as given
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    language: str  # BCP 47
    title: str | None = None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    place: str | None = None  # of the dateline
    published: str | None = None  # EDTF, may be partial ("XXXX-11-08")
    published_basis: PublishedBasis | None = None
    credits: tuple[str, ...] = ()  # agencies and outlets the text is credited to
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()  # what a reader should know of its reading: conflicts, gaps


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRef:
    """A time expression, as the days it may mean."""

    id: TimeRefId
    span: Span
    kind: TimeKind
    timex: str  # TIMEX3 value, e.g. "1992-02-25", "P44D", "PRESENT_REF", "1992-WXX-4"
    edtf: str | None  # EDTF, e.g. "1992-02-25/1992-02-26"; None for durations
    earliest: str | None  # ISO date, inclusive; None = unbounded or unresolved
    latest: str | None  # ISO date, inclusive
    anchor: str | None = None  # "published", a time id, or None
    modifier: str | None = None  # TIMEX3 mod: APPROX, START, MID, END, MORE_THAN, LESS_THAN ...
    deadline: bool = False  # "by the end of 2026"
    rule: RuleName

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise InvalidRecord(f"time {self.timex}: {self.earliest} is after {self.latest}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A passage and the words that credit somebody with it.

    `content` is never empty and in reading order; `source` and `cue` may be empty.
    """

    id: StatementId
    content: tuple[Span, ...]  # several when a quotation is interrupted by its cue
    mode: Mode
    basis: Basis
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    parent: StatementId | None = None  # "A said that B had said": B's parent is A's
    antecedent: StatementId | None = None  # CONTINUATION: the statement whose voice goes on
    denied: bool = False  # the cue denies the content
    confidence: float = 1.0  # 0..1
    rule: RuleName

    def __post_init__(self) -> None:
        if not self.content:
            raise InvalidRecord(f"statement {self.id} has no content span")
        if len({s.doc for s in (*self.content, *self.cue, *self.source)}) != 1:
            raise InvalidRecord(f"statement {self.id} spans several documents")
        if (self.mode is Mode.NARRATOR) != (self.basis is Basis.NONE):
            raise InvalidRecord(f"statement {self.id}: mode {self.mode}, basis {self.basis}")
        if not 0.0 <= self.confidence <= 1.0:
            raise InvalidRecord(f"statement {self.id}: confidence {self.confidence} outside 0..1")

    @property
    def doc(self) -> DocId:
        """The one document all spans lie in."""
        return self.content[0].doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that refer to an entity of the same document."""

    id: MentionId
    span: Span
    kind: MentionKind
    entity: EntityId  # the document's own entity
    rule: RuleName


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A title or office somebody is given in one document: "Deputy Foreign Minister"."""

    role: str
    doc: DocId


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One speaker, under every spelling: within a document, or over all of them.

    An entity over all documents lists in `parts` the documents' own entities it joins and in
    `why` a reason for each join.
    """

    id: EntityId
    name: str  # the longest name seen, spelling kept
    kind: EntityKind
    aliases: tuple[str, ...] = ()  # sorted, unique
    roles: tuple[Role, ...] = ()
    members: tuple[EntityId, ...] = ()  # of a joint speaker ("the two senators")
    parts: tuple[EntityId, ...] = ()  # sorted
    why: tuple[str, ...] = ()
    rule: RuleName


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Which entity of its document a statement is credited to."""

    statement: StatementId
    entity: EntityId
    rule: RuleName


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read a number. `low` and `high` are inclusive; None = unbounded."""

    value: Decimal | None  # the number as written; None for vague words
    low: Decimal | None
    high: Decimal | None
    rule: RuleName

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise InvalidRecord(f"reading: low {self.low} is above high {self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number, what it counts, and every way to read it ("300.000")."""

    id: FigureId
    span: Span  # number with approximator and counted noun
    number: Span  # the number alone
    readings: tuple[Reading, ...]  # best first, never empty
    approximator: Approximator
    unit: str  # "person", ISO 4217 code, "percent", SI or common unit, "day", "count"
    counted: str | None = None  # singular head noun, lower case
    counted_span: Span | None = None  # the counted noun phrase: "innocent civilians"
    predicate: str | None = None  # lemma of what happened to the counted: "kill", "return"
    predicate_span: Span | None = None
    negated: bool = False  # "did not kill 12"
    change: str | None = None  # "up" or "down" when the predicate or phrase says so
    per: str | None = None  # rate: "per day" -> "day"
    statement: StatementId | None = None  # innermost statement holding the number
    part_of: FigureId | None = None  # "214, including 52 women": the 52 is part of 214
    exhaustive: bool = False  # the parts are said to make up the whole
    rule: RuleName

    def __post_init__(self) -> None:
        if not self.readings:
            raise InvalidRecord(f"figure {self.id} has no reading")
        if not self.span.covers(self.number):
            raise InvalidRecord(f"figure {self.id}: number lies outside its span")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who appears in one document: what the document stage `entities` finds."""

    mentions: tuple[Mention, ...] = ()  # sorted by span
    entities: tuple[Entity, ...] = ()  # the document's own, sorted by id
    credits: tuple[Credit, ...] = ()  # at most one a statement


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecords:
    """Everything the document stages say of one document. Each tuple is sorted by span."""

    document: Document
    times: tuple[TimeRef, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    cast: Cast = Cast()

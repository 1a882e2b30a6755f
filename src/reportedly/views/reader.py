"""One document to read: its text with marks, and beside each paragraph who says what in it.

Invariant: the text shown is the document's own, block by block; markup of the original never
reaches the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.records import (
    Block,
    BlockKind,
    DocId,
    DocumentRecords,
    Figure,
    Mode,
    Span,
    Statement,
    TimeRef,
)
from reportedly.views.cutting import Run, Stroke, cut, united
from reportedly.views.desk import Desk, question_of
from reportedly.views.index import Index
from reportedly.views.rowpage import Past, Person, past_of
from reportedly.views.tables import Listing, plain, unread
from reportedly.views.whereabouts import member, turning
from reportedly.views.wordings import basis_words, date_words, mode_words

OUTLET = ""  # id of the card for what the outlet itself tells


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A figure or a date inside a card: its words, how it is read, which rows it answers."""

    id: str
    kind: str  # "figure" or "time"
    words: str
    read: str  # "270 to 330, person, killed"; "2032-05-16"
    rows: tuple[tuple[str, str], ...]  # row id, question
    past: tuple[Past, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A margin card: one statement in a paragraph, or what the outlet itself tells there."""

    id: str  # of the statement; "" for the outlet itself
    speaker: Person
    cue: str
    manner: str  # "quoted"
    why_credited: str
    denied: bool
    goes_on: bool  # the statement began in an earlier paragraph
    confidence: int  # percent
    rule: str
    rows: tuple[tuple[str, str], ...]
    noted: tuple[Noted, ...]
    past: tuple[Past, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """Another document that shares a passage with a paragraph."""

    doc: str
    outlet: str
    words: int
    direction: str  # "copied from", "copied by", "shares words with", "quotes the same words as"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One block of the text with its marks and its cards."""

    start: int  # code points
    end: int
    kind: str
    whereabouts: str  # "page 3", where it is another than the paragraph's before; else ""
    locator: str  # the exact place: an XPath; "" for none
    runs: tuple[Run, ...]
    voices: tuple[Voice, ...]
    copied: tuple[Copied, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderView:
    """One document, whole."""

    id: str
    capture: str  # sha256 of the original's bytes
    title: str
    outlet: str
    path: str
    media_type: str
    published: str | None
    published_from: str  # "from the dateline"; "" when unknown
    place: str | None
    reporters: tuple[str, ...]
    credits: tuple[str, ...]
    language: str
    words: int
    member: str  # "row 12": which part of its file it is; "" for a whole file
    note: str | None  # why it was not analysed
    paragraphs: tuple[Paragraph, ...]
    speakers: tuple[Person, ...]
    shares_with: tuple[Copied, ...]
    past: tuple[Past, ...]


def reader_view(desk: Desk, doc: DocId) -> ReaderView:
    """Return one document to be read.

    Raises:
        KeyError: the ledger has no such document.
    """
    index = desk.index
    records = index.documents[doc]
    document = records.document
    copied = _copied(desk, doc)
    strokes = _strokes(desk, records)
    basis = document.published_basis
    said = [index.speakers[s.id] for s in records.statements if s.id in index.speakers]
    return ReaderView(
        id=doc,
        capture=document.capture,
        title=document.title or index.outlet(doc),
        outlet=index.outlet(doc),
        path=document.path,
        media_type=document.media_type,
        published=document.published,
        published_from=date_words(basis.value) if basis else "",
        place=document.place,
        reporters=document.byline,
        credits=document.credits,
        language=document.language,
        words=len(document.text.split()),
        member=member(document),
        note=unread(document.language),
        paragraphs=tuple(
            _paragraph(desk, records, (block, where, strokes, copied))
            for block, where in turning(document)
            if block.kind is not BlockKind.BOILERPLATE
        ),
        speakers=tuple(Person(e, index.name(e)) for e in dict.fromkeys(said)),
        shares_with=_by_document(c for _, c in copied),
        past=tuple(map(past_of, desk.decided.get(doc, ()))),
    )


def _strokes(desk: Desk, records: DocumentRecords) -> tuple[Stroke, ...]:
    """Return all marks of a document: who speaks, figures, dates, copied passages, answers."""
    found: list[Stroke] = []
    for s in records.statements:
        kind = "told" if s.mode is Mode.NARRATOR else "said"
        found += [Stroke(c.start, c.end, kind, s.id) for c in s.content]
        found += [Stroke(c.start, c.end, "voice", s.id) for c in s.source]
    found += [Stroke(f.span.start, f.span.end, "figure", f.id) for f in records.figures]
    found += [Stroke(t.span.start, t.span.end, "time", t.id) for t in records.times]
    doc = records.document.id
    sides = [x for link in desk.links.get(doc, ()) for x in (link.a, link.b) if x.doc == doc]
    found += [Stroke(a, b, "copied") for a, b in united((x.start, x.end) for x in sides)]
    found += [Stroke(w.span.start, w.span.end, "answer", w.id) for w in desk.answers.get(doc, ())]
    return tuple(found)


def _paragraph(
    desk: Desk,
    records: DocumentRecords,
    context: tuple[Block, str, tuple[Stroke, ...], tuple[tuple[Span, Copied], ...]],
) -> Paragraph:
    block, where, strokes, copied = context
    text = records.document.text
    return Paragraph(
        start=block.span.start,
        end=block.span.end,
        kind=block.kind.value,
        whereabouts=where,
        locator=block.locator or "",
        runs=cut(text, (block.span.start, block.span.end), strokes),
        voices=_voices(desk, records, block.span),
        copied=_by_document(c for span, c in copied if span.overlaps(block.span)),
    )


def _voices(desk: Desk, records: DocumentRecords, place: Span) -> tuple[Voice, ...]:
    """Return the cards of a paragraph in the order of their words, the outlet's own last."""
    here = [
        s
        for s in records.statements
        if s.mode is not Mode.NARRATOR and any(c.overlaps(place) for c in s.content)
    ]
    inside: dict[str, list[Figure | TimeRef]] = {s.id: [] for s in here} | {OUTLET: []}
    marked: list[Figure | TimeRef] = [*records.figures, *records.times]
    for record in sorted(marked, key=lambda r: (r.span, r.id)):
        if place.covers(record.span):
            inside[_innermost(here, record.span)].append(record)
    cards = [_voice(desk, s, (place, inside[s.id])) for s in here]
    if inside[OUTLET]:
        cards.append(_outlet_card(desk, records.document.id, inside[OUTLET]))
    return tuple(cards)


def _innermost(statements: Iterable[Statement], span: Span) -> str:
    """Return the id of the shortest statement that holds a span; OUTLET for none."""
    holding = [(c.end - c.start, s.id) for s in statements for c in s.content if c.covers(span)]
    return min(holding)[1] if holding else OUTLET


def _voice(desk: Desk, statement: Statement, context: tuple[Span, list[Figure | TimeRef]]) -> Voice:
    index = desk.index
    place, inside = context
    entity = index.speakers.get(statement.id)
    return Voice(
        id=statement.id,
        speaker=Person(entity or "", index.speaker_of(statement.id)),
        cue=" ".join(index.words(c) for c in statement.cue),
        manner=mode_words(statement.mode.value),
        why_credited=basis_words(statement.basis.value),
        denied=statement.denied,
        goes_on=statement.content[0].start < place.start,
        confidence=round(statement.confidence * 100),
        rule=statement.rule,
        rows=_rows(desk, statement.doc, statement.id),
        noted=tuple(_noted(desk, record) for record in inside),
        past=tuple(map(past_of, desk.decided.get(statement.id, ()))),
    )


def _outlet_card(desk: Desk, doc: DocId, inside: list[Figure | TimeRef]) -> Voice:
    return Voice(
        id=OUTLET,
        speaker=Person("", desk.index.outlet(doc)),
        cue="",
        manner=mode_words("narrator"),
        why_credited="",
        denied=False,
        goes_on=False,
        confidence=100,
        rule="",
        rows=(),
        noted=tuple(_noted(desk, record) for record in inside),
        past=(),
    )


def _noted(desk: Desk, record: Figure | TimeRef) -> Noted:
    index = desk.index
    if isinstance(record, Figure):
        kind, read = "figure", figure_words(record)
    else:
        kind, read = "time", record.edtf or record.timex
    return Noted(
        id=record.id,
        kind=kind,
        words=index.words(record.span),
        read=read,
        rows=_rows(desk, record.span.doc, record.id),
        past=tuple(map(past_of, desk.decided.get(record.id, ()))),
    )


def figure_words(figure: Figure) -> str:
    """Return how a figure is read: "270 to 330 · person · kill"."""
    best = figure.readings[0]
    low, high = plain(best.low), plain(best.high)
    interval = low if low == high else f"{low or 'open'} to {high or 'open'}"
    parts = (interval, figure.counted or figure.unit, figure.predicate or "")
    return " · ".join(p for p in parts if p)


def _rows(desk: Desk, doc: DocId, record: str) -> tuple[tuple[str, str], ...]:
    """Return the rows that a statement's words, a figure or a date answer."""
    index = desk.index
    found = {
        w.slot: question_of(desk, w.slot)
        for w in desk.answers.get(doc, ())
        if record in (w.figure, w.time) or (w.statement == record and not (w.figure or w.time))
        if w.slot in index.rows
    }
    return tuple(sorted(found.items(), key=lambda item: (item[1], item[0])))


def _copied(desk: Desk, doc: DocId) -> tuple[tuple[Span, Copied], ...]:
    """Return each passage shared with another document, and what is known of it."""
    found: list[tuple[Span, Copied]] = []
    for link in desk.links.get(doc, ()):
        for own, other, later in ((link.a, link.b, "b_first"), (link.b, link.a, "a_first")):
            if own.doc != doc:
                continue
            words = len(desk.index.words(own).split())
            direction = _direction(link.shared_quotation, link.direction.value, later)
            outlet = desk.index.outlet(other.doc)
            found.append(
                (own, Copied(doc=other.doc, outlet=outlet, words=words, direction=direction))
            )
    return tuple(sorted(found, key=lambda pair: (pair[0], pair[1].doc)))


def _direction(quotation: bool, direction: str, later: str) -> str:
    if quotation:
        return "quotes the same words as"
    if direction == "unknown":
        return "shares words with"
    return "follows" if direction == later else "is followed by"


def _by_document(copied: Iterable[Copied]) -> tuple[Copied, ...]:
    """Return one line a document and direction, its words added up, most words first."""
    words: dict[tuple[str, str, str], int] = {}
    for c in copied:
        key = (c.doc, c.outlet, c.direction)
        words[key] = words.get(key, 0) + c.words
    lines = [Copied(doc=d, outlet=o, words=n, direction=how) for (d, o, how), n in words.items()]
    return tuple(sorted(lines, key=lambda c: (-c.words, c.outlet, c.doc, c.direction)))


def reader_listing(index: Index, doc: DocId) -> Listing:
    """List a document's statements, figures and dates in the order of their words, for CSV."""
    columns = ("kind", "id", "start", "end", "words", "speaker", "read")
    records = index.documents[doc]
    cells: list[tuple[str | int, ...]] = []
    for s in records.statements:
        words = " … ".join(index.words(c) for c in s.content)
        first, last = s.content[0].start, s.content[-1].end
        cells.append(("statement", s.id, first, last, words, index.speaker_of(s.id), s.mode.value))
    for f in records.figures:
        words = index.words(f.span)
        speaker = index.speaker_of(f.statement)
        cells.append(("figure", f.id, f.span.start, f.span.end, words, speaker, figure_words(f)))
    for t in records.times:
        words = index.words(t.span)
        cells.append(("time", t.id, t.span.start, t.span.end, words, "", t.edtf or t.timex))
    return Listing("marks", columns, tuple(sorted(cells, key=lambda c: (c[2], c[3], c[1]))))

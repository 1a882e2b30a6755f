"""Rows of the interchange format as records: the way back of `rows.py`, one function a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from reportedly.exports import cells
from reportedly.exports.cells import Object
from reportedly.records import (
    Approximator,
    Basis,
    Block,
    BlockKind,
    CaptureId,
    Direction,
    DocId,
    Document,
    Entity,
    EntityId,
    EntityKind,
    Event,
    EventId,
    Evidence,
    Figure,
    FigureId,
    Forecast,
    ForecastId,
    ForecastState,
    LinkId,
    Mention,
    MentionId,
    MentionKind,
    Mode,
    Origin,
    OriginId,
    PublishedBasis,
    Reading,
    Relation,
    RelationId,
    RelationKind,
    ReuseLink,
    Role,
    Row,
    RuleName,
    SlotId,
    Span,
    Statement,
    StatementId,
    TimeKind,
    TimeRef,
    TimeRefId,
    Witness,
    WitnessId,
)

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Placed(Generic[R]):
    """A record with the words it is sorted by in its document."""

    span: Span
    record: R


def _rule(row: Object) -> RuleName:
    return RuleName(cells.text(row, "rule"))


def _statement_or_none(row: Object, name: str) -> StatementId | None:
    found = cells.text_or_none(row, name)
    return StatementId(found) if found is not None else None


def document(row: Object) -> Document:
    """Return a row of `documents.jsonl` as a record."""
    doc = DocId(cells.text(row, "id"))
    basis = row.get("published_basis")
    return Document(
        id=doc,
        capture=CaptureId(cells.text(row, "sha256")),
        path=cells.text(row, "path"),
        media_type=cells.text(row, "media_type"),
        text=cells.text(row, "text"),
        blocks=tuple(_block(block, doc) for block in cells.objects(row, "blocks")),
        language=cells.text(row, "language"),
        title=cells.text_or_none(row, "title"),
        byline=cells.texts(row, "byline"),
        outlet=cells.text_or_none(row, "outlet"),
        place=cells.text_or_none(row, "place"),
        published=cells.text_or_none(row, "published"),
        published_basis=cells.member(row, "published_basis", PublishedBasis) if basis else None,
        credits=cells.texts(row, "credits"),
        evidence=tuple(_evidence(proof, doc) for proof in cells.objects(row, "evidence")),
    )


def _block(row: Object, doc: DocId) -> Block:
    return Block(
        span=Span(doc, cells.whole(row, "start"), cells.whole(row, "end")),
        kind=cells.member(row, "kind", BlockKind),
        locator=cells.text_or_none(row, "locator"),
    )


def _evidence(row: Object, doc: DocId) -> Evidence:
    return Evidence(
        field=cells.text(row, "field"),
        value=cells.text(row, "value"),
        basis=cells.text(row, "basis"),
        span=cells.span_or_none(row, "span", doc),
    )


def statement(row: Object) -> Placed[Statement]:
    """Return a row of `statements.jsonl` as a record."""
    doc = DocId(cells.text(row, "doc"))
    found = Statement(
        id=StatementId(cells.text(row, "id")),
        content=cells.spans(row, "content", doc),
        mode=cells.member(row, "mode", Mode),
        basis=cells.member(row, "basis", Basis),
        cue=cells.spans(row, "cue", doc),
        source=cells.spans(row, "source", doc),
        parent=_statement_or_none(row, "parent"),
        antecedent=_statement_or_none(row, "antecedent"),
        denied=cells.yes(row, "denied"),
        confidence=cells.real(row, "confidence"),
        rule=_rule(row),
    )
    return Placed(found.content[0], found)


def entity(row: Object) -> Entity:
    """Return a row of `entities.jsonl` as a record."""
    return Entity(
        id=EntityId(cells.text(row, "id")),
        name=cells.text(row, "name"),
        kind=cells.member(row, "kind", EntityKind),
        aliases=cells.texts(row, "aliases"),
        roles=tuple(
            Role(role=cells.text(r, "role"), doc=DocId(cells.text(r, "doc")))
            for r in cells.objects(row, "roles")
        ),
        members=tuple(map(EntityId, cells.texts(row, "members"))),
        parts=tuple(map(EntityId, cells.texts(row, "parts"))),
        why=cells.texts(row, "why"),
        rule=_rule(row),
    )


def mention(row: Object) -> Placed[Mention]:
    """Return a row of `mentions.jsonl` as a record; its entity is the one over all documents."""
    found = Mention(
        id=MentionId(cells.text(row, "id")),
        span=cells.passage(row),
        kind=cells.member(row, "kind", MentionKind),
        entity=EntityId(cells.text(row, "entity")),
        rule=_rule(row),
    )
    return Placed(found.span, found)


def _reading(row: Object) -> Reading:
    return Reading(
        value=cells.decimal(row, "value"),
        low=cells.decimal(row, "low"),
        high=cells.decimal(row, "high"),
        rule=_rule(row),
    )


def figure(row: Object) -> Placed[Figure]:
    """Return a row of `figures.jsonl` as a record."""
    span = cells.passage(row)
    part_of = cells.text_or_none(row, "part_of")
    found = Figure(
        id=FigureId(cells.text(row, "id")),
        span=span,
        number=cells.span_at(row.get("number"), span.doc, "number"),
        readings=(_reading(row), *map(_reading, cells.objects(row, "readings"))),
        approximator=cells.member(row, "approximator", Approximator),
        unit=cells.text(row, "unit"),
        counted=cells.text_or_none(row, "counted"),
        counted_span=cells.span_or_none(row, "counted_span", span.doc),
        predicate=cells.text_or_none(row, "predicate"),
        predicate_span=cells.span_or_none(row, "predicate_span", span.doc),
        negated=cells.yes(row, "negated"),
        change=cells.text_or_none(row, "change"),
        per=cells.text_or_none(row, "per"),
        statement=_statement_or_none(row, "statement"),
        part_of=FigureId(part_of) if part_of is not None else None,
        exhaustive=cells.yes(row, "exhaustive"),
        rule=_rule(row),
    )
    return Placed(span, found)


def time(row: Object) -> Placed[TimeRef]:
    """Return a row of `times.jsonl` as a record."""
    found = TimeRef(
        id=TimeRefId(cells.text(row, "id")),
        span=cells.passage(row),
        kind=cells.member(row, "type", TimeKind),
        timex=cells.text(row, "timex"),
        edtf=cells.text_or_none(row, "edtf"),
        earliest=cells.text_or_none(row, "earliest"),
        latest=cells.text_or_none(row, "latest"),
        anchor=cells.text_or_none(row, "anchor"),
        modifier=cells.text_or_none(row, "modifier"),
        deadline=cells.yes(row, "deadline"),
        rule=_rule(row),
    )
    return Placed(found.span, found)


def link(row: Object) -> ReuseLink:
    """Return a row of `copies.jsonl` as a record."""
    return ReuseLink(
        id=LinkId(cells.text(row, "id")),
        a=cells.passage(cells.nested(row, "a")),
        b=cells.passage(cells.nested(row, "b")),
        similarity=cells.real(row, "similarity"),
        direction=cells.member(row, "direction", Direction),
        direction_basis=cells.text_or_none(row, "direction_basis"),
        shared_quotation=cells.yes(row, "shared_quotation"),
        changes=cells.texts(row, "changes"),
        rule=_rule(row),
    )


def origin(row: Object) -> Origin:
    """Return a row of `origins.jsonl` as a record."""
    passages = tuple(map(cells.passage, cells.objects(row, "passages")))
    return Origin(id=OriginId(cells.text(row, "id")), passages=passages)


def row(found: Object, events: dict[str, Event]) -> Row:
    """Return a row of `rows.jsonl` as a record; its event is added to `events`."""
    event = cells.nested(found, "event")
    within = cells.text_or_none(event, "within")
    own = EventId(cells.text(event, "id"))
    events[own] = Event(
        id=own,
        label=cells.text(event, "label"),
        date=cells.text_or_none(event, "date"),
        place=cells.text_or_none(event, "place"),
        within=EventId(within) if within is not None else None,
        rule=RuleName("exports.records_of_rows.row"),
    )
    return Row(
        id=SlotId(cells.text(found, "id")),
        event=own,
        predicate=cells.text(found, "predicate"),
        counted=cells.text(found, "counted"),
        unit=cells.text(found, "unit"),
        kind=cells.text(found, "kind"),
        low=cells.decimal(found, "low"),
        high=cells.decimal(found, "high"),
        most_repeated=cells.decimal(found, "most_repeated"),
        aggregation=cells.text(found, "aggregation"),
        witnesses=tuple(map(WitnessId, cells.texts(found, "witnesses"))),
        documents=len(cells.texts(found, "documents")),
        origins=cells.whole(found, "independent"),
        speakers=len(cells.nested(found, "speakers")),
        institutions=cells.whole(found, "institutions"),
        label=cells.text(found, "label"),
    )


def witness(row: Object) -> Witness:
    """Return a row of `witnesses.jsonl` as a record."""
    figure_, time_ = cells.text_or_none(row, "figure"), cells.text_or_none(row, "time")
    speaker, origin_ = cells.text_or_none(row, "speaker"), cells.text_or_none(row, "origin")
    hedged = row.get("approximator") is not None
    return Witness(
        id=WitnessId(cells.text(row, "id")),
        slot=SlotId(cells.text(row, "row")),
        span=cells.passage(row),
        statement=_statement_or_none(row, "statement"),
        figure=FigureId(figure_) if figure_ is not None else None,
        time=TimeRefId(time_) if time_ is not None else None,
        value=cells.decimal(row, "value"),
        low=cells.decimal(row, "low"),
        high=cells.decimal(row, "high"),
        approximator=cells.member(row, "approximator", Approximator) if hedged else None,
        speaker=EntityId(speaker) if speaker is not None else None,
        chain=cells.texts(row, "chain"),
        as_of=cells.text_or_none(row, "as_of"),
        origin=OriginId(origin_) if origin_ is not None else None,
        rule=_rule(row),
    )


def relation(found: Object) -> Relation:
    """Return a row of `relations.jsonl` as a record."""
    slot = cells.text_or_none(found, "row")
    return Relation(
        id=RelationId(cells.text(found, "id")),
        kind=cells.member(found, "kind", RelationKind),
        row=SlotId(slot) if slot is not None else None,
        witnesses=tuple(map(WitnessId, cells.texts(found, "witnesses"))),
        why=cells.text(found, "why"),
        weight=cells.real(found, "weight"),
        rule=_rule(found),
    )


def forecast(found: Object) -> Forecast:
    """Return a row of `forecasts.jsonl` as a record."""
    return Forecast(
        id=ForecastId(cells.text(found, "id")),
        statement=StatementId(cells.text(found, "statement")),
        due=cells.text(found, "due"),
        state=cells.member(found, "state", ForecastState),
        witnesses=tuple(map(WitnessId, cells.texts(found, "witnesses"))),
        rule=_rule(found),
    )

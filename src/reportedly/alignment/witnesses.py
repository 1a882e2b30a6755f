"""From words to a `Witness`: who is credited, through whom, as of when, and copied from where."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from decimal import Decimal

from reportedly.alignment.passages import Passages
from reportedly.alignment.vocabulary import Vocabulary
from reportedly.codec import digest
from reportedly.lexicon import any_of
from reportedly.records import (
    Approximator,
    Corpus,
    DocId,
    EntityId,
    FigureId,
    Origin,
    OriginId,
    RuleName,
    SlotId,
    Span,
    Statement,
    TimeRefId,
    Witness,
    WitnessId,
)

BEFORE = 24  # code points before a date in which "as of" or "by" must stand


@dataclass(frozen=True, slots=True, eq=False)
class Hall:
    """What witnesses of all stories need: joined entities, and origins by document."""

    whole: dict[EntityId, EntityId]
    origins: dict[str, tuple[tuple[Span, OriginId], ...]]
    as_of: re.Pattern[str]


@dataclass(frozen=True, slots=True, eq=False)
class Court:
    """What it takes to call a witness of one story."""

    hall: Hall
    read: dict[DocId, Passages]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The part of a witness that its kind decides."""

    slot: SlotId
    span: Span
    figure: FigureId | None = None
    time: TimeRefId | None = None
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    approximator: Approximator | None = None
    rule: str


def hall(corpus: Corpus, words: Vocabulary) -> Hall:
    """Index what all witnesses of a corpus need."""
    places: dict[str, list[tuple[Span, OriginId]]] = {}
    for origin in corpus.reuse.origins:
        _add(origin, places)
    return Hall(
        whole={part: e.id for e in corpus.entities for part in e.parts},
        origins={doc: tuple(sorted(found)) for doc, found in places.items()},
        as_of=as_of(words),
    )


def as_of(words: Vocabulary) -> re.Pattern[str]:
    """Return a pattern for the words before the date up to which something is counted."""
    return re.compile(rf"\b(?:{any_of(words.as_of)})\s(?:the\s)?$", re.IGNORECASE)


def _add(origin: Origin, places: dict[str, list[tuple[Span, OriginId]]]) -> None:
    for passage in origin.passages:
        places.setdefault(passage.doc, []).append((passage, origin.id))


def call(answered: Answered, court: Court) -> Witness:
    """Return the witness for an answer."""
    read = court.read[answered.span.doc]
    statement = read.innermost(answered.span)
    return Witness(
        id=WitnessId(
            "w" + digest(answered.slot.encode(), answered.span.doc.encode(), _place(answered))[:12]
        ),
        slot=answered.slot,
        span=answered.span,
        statement=statement.id if statement else None,
        figure=answered.figure,
        time=answered.time,
        value=answered.value,
        low=answered.low,
        high=answered.high,
        approximator=answered.approximator,
        speaker=_speaker(statement, read, court),
        chain=_chain(statement, read, court),
        as_of=_as_of(answered.span, read, court),
        origin=_origin(answered.span, court),
        rule=RuleName(answered.rule),
    )


def credited(witness: Witness, court: Court) -> Witness:
    """Return a witness with its speakers as they are joined now."""
    read = court.read[witness.span.doc]
    statement = read.parents.get(witness.statement) if witness.statement else None
    return replace(
        witness,
        speaker=_speaker(statement, read, court),
        chain=_chain(statement, read, court),
    )


def _speaker(statement: Statement | None, read: Passages, court: Court) -> EntityId | None:
    own = read.credit.get(statement.id) if statement else None
    return court.hall.whole.get(own, own) if own else None


def _place(answered: Answered) -> bytes:
    return f"{answered.span.start}:{answered.span.end}".encode()


def _chain(statement: Statement | None, read: Passages, court: Court) -> tuple[str, ...]:
    """Return entity ids from the innermost speaker outwards; the outlet stands last."""
    chain: list[str] = []
    seen: set[str] = set()
    while statement is not None and statement.id not in seen:
        seen.add(statement.id)
        own = read.credit.get(statement.id)
        if own is not None:
            chain.append(court.hall.whole.get(own, own))
        statement = read.parents.get(statement.parent) if statement.parent else None
    document = read.records.document
    return (*chain, f"outlet:{document.outlet or document.path}")


def _as_of(span: Span, read: Passages, court: Court) -> str | None:
    """Return the moment a figure counts up to: a date behind "as of", else the publication."""
    start, end = read.sentence(span.start)
    for time in read.times_in(start, end):
        before = read.text[max(start, time.span.start - BEFORE) : time.span.start]
        if time.edtf and not time.deadline and court.hall.as_of.search(before):
            return time.edtf
    return read.records.document.published


def _origin(span: Span, court: Court) -> OriginId | None:
    """Return the origin whose passage covers a span; the longest passage when several do."""
    found = court.hall.origins.get(span.doc, ())
    stop = bisect_right(found, span.start, key=lambda pair: pair[0].start)
    covering = [(p.start - p.end, o) for p, o in found[:stop] if p.covers(span)]
    return min(covering)[1] if covering else None

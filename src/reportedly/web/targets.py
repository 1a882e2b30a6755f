"""From the id of a thing on screen to the words it stands on, which a decision points at."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.errors import BadDecision
from reportedly.records import (
    DocId,
    DocumentRecords,
    EntityId,
    FigureId,
    SlotId,
    Span,
    StatementId,
    WitnessId,
)
from reportedly.views import Index

LEAD = 40  # code points of a document that a decision about the whole points at
ROW_ANCHORS = 40  # answers of a row that a decision about the row points at


def target(index: Index, name: str) -> tuple[str, tuple[Span, ...]]:
    """Return the kind of record an id names, and the words it stands on.

    Raises:
        BadDecision: nothing in the ledger has that id.
    """
    if (statement := index.statements.get(StatementId(name))) is not None:
        return "Statement", (statement.content[0],)
    if (figure := index.figures.get(FigureId(name))) is not None:
        return "Figure", (figure.span,)
    if (records := index.documents.get(DocId(name))) is not None:
        return "Document", (lead(records),)
    if (witness := index.witnesses.get(WitnessId(name))) is not None:
        return "Witness", (witness.span,)
    if (row := index.rows.get(SlotId(name))) is not None:
        places = sorted({index.witnesses[w].span for w in row.witnesses})
        return "Row", tuple(places[:ROW_ANCHORS])
    return _among(index, name)


def lead(records: DocumentRecords) -> Span:
    """Return the first words of a document."""
    return Span(records.document.id, 0, max(1, min(LEAD, len(records.document.text))))


def _among(index: Index, name: str) -> tuple[str, tuple[Span, ...]]:
    """Look an id up among times and speakers."""
    records = index.documents.get(DocId(name.partition("-")[0]))
    for time in records.times if records else ():
        if time.id == name:
            return "TimeRef", (time.span,)
    mention = next(_mentions(index, name), None)
    if mention is not None:
        return "Entity", (mention,)
    raise BadDecision(f"nothing in this ledger has the id {name[:60]!r}; it may have changed")


def _mentions(index: Index, name: str) -> Iterator[Span]:
    """Yield where a speaker is mentioned: one of a document, or one over all documents."""
    whole = index.entities.get(EntityId(name))
    parts = set(whole.parts) if whole else {EntityId(name)}
    documents = sorted({str(part).partition("-")[0] for part in parts})
    for doc in documents:
        records = index.documents.get(DocId(doc))
        for mention in records.cast.mentions if records else ():
            if mention.entity in parts:
                yield mention.span

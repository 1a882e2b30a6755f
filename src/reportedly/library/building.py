"""Records as the flat rows of `answers`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.library.answers import (
    DocumentRow,
    Number,
    PassageRow,
    QuestionRow,
    RelationRow,
    SpeakerRow,
    StatementRow,
    WitnessRow,
)
from reportedly.records import DocumentRecords, Relation, Row, SlotId, Statement
from reportedly.views import Index
from reportedly.views import tables as lists
from reportedly.views.show import row_view
from reportedly.views.tables import strongest


def number(value: object) -> Number | None:
    """Return a Decimal as an int where it is one, else a float; None stays None."""
    found = lists.number(value)  # type: ignore[arg-type]  # Decimal or None, as records hold them
    return found if isinstance(found, int | float) else None


def question_row(index: Index, row: Row) -> QuestionRow:
    """Return a row of the ledger."""
    return QuestionRow(
        id=row.id,
        question=row.label,
        event=index.events[row.event].label,
        predicate=row.predicate,
        counted=row.counted,
        unit=row.unit,
        kind=row.kind,
        low=number(row.low),
        most_repeated=number(row.most_repeated),
        high=number(row.high),
        aggregation=row.aggregation,
        witnesses=len(row.witnesses),
        documents=row.documents,
        origins=row.origins,
        speakers=row.speakers,
        institutions=row.institutions,
        strongest_relation=strongest(index.relations.get(row.id, ())),
    )


def witness_rows(index: Index, row: SlotId) -> tuple[WitnessRow, ...]:
    """Return the witnesses of a row, by date."""
    return tuple(
        WitnessRow(
            id=v.witness.id,
            row=row,
            words=v.words,
            speaker=v.speaker,
            told_by=" < ".join(v.chain),
            value=number(v.witness.value),
            low=number(v.witness.low),
            high=number(v.witness.high),
            as_of=v.witness.as_of,
            outlet=v.outlet,
            published=v.published,
            document=v.witness.span.doc,
            start=v.witness.span.start,
            end=v.witness.span.end,
        )
        for v in row_view(index, row).witnesses
    )


def statement_row(index: Index, s: Statement) -> StatementRow:
    """Return a statement with its words."""
    return StatementRow(
        id=s.id,
        speaker=index.speaker_of(s.id),
        words=" … ".join(index.words(c) for c in s.content),
        cue=" ".join(index.words(c) for c in s.cue),
        mode=s.mode.value,
        basis=s.basis.value,
        denied=s.denied,
        confidence=s.confidence,
        outlet=index.outlet(s.doc),
        published=index.documents[s.doc].document.published,
        document=s.doc,
        start=s.content[0].start,
        end=s.content[0].end,
    )


def speaker_rows(index: Index) -> tuple[SpeakerRow, ...]:
    """Return the speakers who said something."""
    listing = lists.speakers(index)
    made = (dict(zip(listing.columns, cells, strict=True)) for cells in listing.rows)
    return tuple(
        SpeakerRow(
            id=str(m["id"]),
            name=str(m["name"]),
            kind=str(m["kind"]),
            roles=str(m["roles"]),
            other_spellings=str(m["other_spellings"]),
            statements=int(m["statements"] or 0),
            documents=int(m["documents"] or 0),
        )
        for m in made
    )


def relation_rows(index: Index, relations: Iterable[Relation]) -> tuple[RelationRow, ...]:
    """Return relations, weightiest first."""
    return tuple(
        RelationRow(
            id=r.id,
            kind=r.kind.value,
            why=r.why,
            row=r.row,
            question=index.rows[r.row].label if r.row in index.rows else None,
            witnesses=len(r.witnesses),
            weight=r.weight,
        )
        for r in sorted(relations, key=lambda r: (-r.weight, r.id))
    )


def document_row(records: DocumentRecords) -> DocumentRow:
    """Return a document with its text."""
    document = records.document
    return DocumentRow(
        id=document.id,
        path=document.path,
        sha256=document.capture,
        title=document.title,
        outlet=document.outlet,
        published=document.published,
        language=document.language,
        words=len(document.text.split()),
        statements=len(records.statements),
        figures=len(records.figures),
        text=document.text,
    )


def passage_rows(index: Index, records: DocumentRecords) -> Iterator[PassageRow]:
    """Yield the paragraphs of a document."""
    document = records.document
    for block in document.blocks:
        yield PassageRow(
            document=document.id,
            start=block.span.start,
            end=block.span.end,
            text=block.span.of(document.text),
            outlet=index.outlet(document.id),
            published=document.published,
            place=f"{document.path}:{block.span.start}",
        )

"""One row with its witnesses, or one document with its marks, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records import (
    DocId,
    DocumentRecords,
    Mode,
    Relation,
    Row,
    SlotId,
    Span,
    Witness,
)
from reportedly.views.index import Index, around
from reportedly.views.whereabouts import whereabouts


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessView:
    """One account's answer, ready to be shown."""

    witness: Witness
    before: str  # words of the paragraph before the answer
    words: str
    after: str
    speaker: str
    chain: tuple[str, ...]  # names, innermost first, the outlet last
    outlet: str
    published: str | None
    place: str  # "file:offset", code points
    whereabouts: str  # "page 3"; "" where the file has no such places
    copied_with: int  # other documents with the same passage


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One question with all its witnesses by date, and how they relate."""

    row: Row
    event: str
    witnesses: tuple[WitnessView, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a document's text to be marked. `kind`: speech, figure, time, copy."""

    start: int
    end: int
    kind: str
    note: str  # who, what or when


def witness_view(index: Index, witness: Witness) -> WitnessView:
    """Return one witness ready to be shown."""
    document = index.documents[witness.span.doc].document
    before, words, after = around(index, witness.span)
    sharers = {
        p.doc for o in index.corpus.reuse.origins if o.id == witness.origin for p in o.passages
    }
    names = tuple(index.name(e) for e in witness.chain)
    return WitnessView(
        witness=witness,
        before=before,
        words=words,
        after=after,
        speaker=index.speaker_of(witness.statement),
        chain=names,
        outlet=index.outlet(document.id),
        published=document.published,
        place=f"{document.path}:{witness.span.start}",
        whereabouts=whereabouts(document, witness.span),
        copied_with=max(0, len(sharers) - 1),
    )


def row_view(index: Index, row: SlotId) -> RowView:
    """Return one row with its witnesses in order of their documents' dates, undated last."""
    found = index.rows[row]
    views = [witness_view(index, index.witnesses[w]) for w in found.witnesses]
    views.sort(key=lambda v: (v.published is None, v.published or "", v.place, v.witness.id))
    return RowView(
        row=found,
        event=index.events[found.event].label,
        witnesses=tuple(views),
        relations=index.relations.get(row, ()),
    )


def marks(index: Index, doc: DocId) -> tuple[Mark, ...]:
    """Return what is marked in a document's text, sorted; marks may overlap."""
    records = index.documents[doc]
    found = [*_speech(index, records), *_numbers(records), *_copied(index, doc)]
    return tuple(sorted(found, key=lambda m: (m.start, -m.end, m.kind, m.note)))


def _speech(index: Index, records: DocumentRecords) -> list[Mark]:
    return [
        Mark(span.start, span.end, "speech", index.speaker_of(s.id))
        for s in records.statements
        if s.mode is not Mode.NARRATOR
        for span in s.content
    ]


def _numbers(records: DocumentRecords) -> list[Mark]:
    figures = [
        Mark(f.span.start, f.span.end, "figure", " ".join(filter(None, (f.predicate, f.counted))))
        for f in records.figures
    ]
    times = [Mark(t.span.start, t.span.end, "time", t.edtf or t.timex) for t in records.times]
    return figures + times


def _copied(index: Index, doc: DocId) -> list[Mark]:
    found: list[Mark] = []
    for link in index.corpus.reuse.links:
        sides: tuple[tuple[Span, Span], ...] = ((link.a, link.b), (link.b, link.a))
        for own, other in sides:
            if own.doc == doc:
                found.append(Mark(own.start, own.end, "copy", index.outlet(other.doc)))
    return found

"""A corpus with its records by id, for every view. Built once, read only."""

from __future__ import annotations

from functools import cached_property

from reportedly.records import (
    Corpus,
    DocId,
    DocumentRecords,
    Entity,
    EntityId,
    Event,
    EventId,
    Figure,
    FigureId,
    Relation,
    Row,
    SlotId,
    Span,
    Statement,
    StatementId,
    Witness,
    WitnessId,
)

ELLIPSIS = "…"


class Index:
    """Look-ups over one corpus; each is made when first asked for."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    @cached_property
    def documents(self) -> dict[DocId, DocumentRecords]:
        """Documents by id."""
        return {r.document.id: r for r in self.corpus.documents}

    @cached_property
    def statements(self) -> dict[StatementId, Statement]:
        """Statements by id."""
        return {s.id: s for r in self.corpus.documents for s in r.statements}

    @cached_property
    def figures(self) -> dict[FigureId, Figure]:
        """Figures by id."""
        return {f.id: f for r in self.corpus.documents for f in r.figures}

    @cached_property
    def entities(self) -> dict[EntityId, Entity]:
        """Entities over all documents by id."""
        return {e.id: e for e in self.corpus.entities}

    @cached_property
    def joined(self) -> dict[EntityId, EntityId]:
        """The entity over all documents for each document's own entity."""
        return {part: e.id for e in self.corpus.entities for part in e.parts}

    @cached_property
    def speakers(self) -> dict[StatementId, EntityId]:
        """The entity over all documents that each credited statement is credited to."""
        return {
            c.statement: self.joined.get(c.entity, c.entity)
            for r in self.corpus.documents
            for c in r.cast.credits
        }

    @cached_property
    def events(self) -> dict[EventId, Event]:
        """Events by id."""
        return {e.id: e for e in self.corpus.alignment.events}

    @cached_property
    def rows(self) -> dict[SlotId, Row]:
        """Rows by id."""
        return {r.id: r for r in self.corpus.ledger.rows}

    @cached_property
    def witnesses(self) -> dict[WitnessId, Witness]:
        """Witnesses by id."""
        return {w.id: w for w in self.corpus.alignment.witnesses}

    @cached_property
    def relations(self) -> dict[SlotId, tuple[Relation, ...]]:
        """Relations of each row, heaviest first."""
        found: dict[SlotId, list[Relation]] = {}
        for relation in self.corpus.ledger.relations:
            if relation.row is not None:
                found.setdefault(relation.row, []).append(relation)
        return {
            row: tuple(sorted(them, key=lambda r: (-r.weight, r.id))) for row, them in found.items()
        }

    def name(self, entity: EntityId | str | None) -> str:
        """Return a speaker's name; "narrator" for nobody."""
        if entity is None:
            return "narrator"
        found = self.entities.get(EntityId(entity))
        return found.name if found else str(entity)

    def speaker_of(self, statement: StatementId | None) -> str:
        """Return the name of a statement's speaker; "narrator" or "unnamed" for nobody."""
        if statement is None or self.statements[statement].mode.value == "narrator":
            return "narrator"
        entity = self.speakers.get(statement)
        return self.name(entity) if entity else "unnamed"

    def outlet(self, doc: DocId) -> str:
        """Return the outlet of a document, or its file name."""
        document = self.documents[doc].document
        return document.outlet or place_name(document.path)

    def words(self, span: Span) -> str:
        """Return the words of a span, white space folded."""
        return " ".join(span.of(self.documents[span.doc].document.text).split())


def place_name(path: str) -> str:
    """Return the last part of a path: file name, or the record id behind "#"."""
    return path.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def shortened(text: str, size: int) -> str:
    """Return text of at most `size` code points, cut at a blank."""
    text = " ".join(text.split())
    if len(text) <= size:
        return text
    return (text[: size - 1].rsplit(" ", 1)[0] or text[: size - 1]) + ELLIPSIS


def around(index: Index, span: Span, size: int = 90) -> tuple[str, str, str]:
    """Return the words of a span with what stands before and behind in its paragraph.

    Args:
        span: the words.
        size: at most so many code points on either side, cut at a blank.
    """
    records = index.documents[span.doc]
    text = records.document.text
    block = next((b.span for b in records.document.blocks if b.span.covers(span)), None)
    low, high = (block.start, block.end) if block else (0, len(text))
    before = _cut_left(text[max(low, span.start - size) : span.start], span.start - size > low)
    after = _cut_right(text[span.end : min(high, span.end + size)], span.end + size < high)
    return before, text[span.start : span.end], after


def _cut_left(text: str, cut: bool) -> str:
    folded = text.split(" ", 1)[-1] if cut and " " in text else text
    return (ELLIPSIS if cut else "") + folded.replace("\n", " ")


def _cut_right(text: str, cut: bool) -> str:
    folded = text.rsplit(" ", 1)[0] if cut and " " in text else text
    return folded.replace("\n", " ") + (ELLIPSIS if cut else "")


def doc_label(index: Index, doc: DocId) -> str:
    """Return what tells a document from others of its outlet: "Harbour Post, 2031-04-13"."""
    document = index.documents[doc].document
    name = index.outlet(doc)
    return f"{name}, {document.published}" if document.published else name

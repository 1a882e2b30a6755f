"""An index with what the screens ask again and again, and the decisions laid beside it.

Built once each time a ledger is loaded, read only. Everything here is a look-up: no screen walks
the whole corpus for one page.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from functools import cached_property

from reportedly.errors import LostAnchor
from reportedly.records import (
    Decision,
    DocId,
    DocumentRecords,
    Entity,
    EntityId,
    Origin,
    OriginId,
    ReuseLink,
    SlotId,
    Span,
    Statement,
    Witness,
)
from reportedly.review import find, in_force
from reportedly.views.briefs import Brief, briefs
from reportedly.views.index import Index


class Desk:
    """Look-ups for the screens over one index; each is made when first asked for."""

    def __init__(self, index: Index, decisions: Iterable[Decision] = ()) -> None:
        self.index = index
        self.decisions = tuple(decisions)  # all that were ever made, in order

    @cached_property
    def briefs(self) -> tuple[Brief, ...]:
        """All rows in brief: open differences first, then most documents."""
        return briefs(self.index)

    @cached_property
    def places(self) -> dict[SlotId, int]:
        """Where each row stands among the briefs."""
        return {brief.id: at for at, brief in enumerate(self.briefs)}

    @cached_property
    def origins(self) -> dict[OriginId, Origin]:
        """Origins by id."""
        return {o.id: o for o in self.index.corpus.reuse.origins}

    @cached_property
    def links(self) -> dict[DocId, tuple[ReuseLink, ...]]:
        """The passages each document shares with others, in order of id."""
        found: dict[DocId, list[ReuseLink]] = {}
        for link in self.index.corpus.reuse.links:
            for doc in dict.fromkeys((link.a.doc, link.b.doc)):
                found.setdefault(doc, []).append(link)
        return {doc: tuple(them) for doc, them in found.items()}

    @cached_property
    def answers(self) -> dict[DocId, tuple[Witness, ...]]:
        """The witnesses in each document, in order of their words."""
        found: dict[DocId, list[Witness]] = {}
        for witness in self.index.witnesses.values():
            found.setdefault(witness.span.doc, []).append(witness)
        return {
            doc: tuple(sorted(them, key=lambda w: (w.span, w.id))) for doc, them in found.items()
        }

    @cached_property
    def said(self) -> dict[EntityId, tuple[Statement, ...]]:
        """The statements credited to each speaker, by document and place."""
        found: dict[EntityId, list[Statement]] = {}
        for statement, entity in self.index.speakers.items():
            found.setdefault(entity, []).append(self.index.statements[statement])
        return {e: tuple(sorted(them, key=lambda s: s.content[0])) for e, them in found.items()}

    @cached_property
    def speakers(self) -> tuple[Entity, ...]:
        """The entities that any statement is credited to, sorted by id."""
        return tuple(e for e in self.index.corpus.entities if e.id in self.said)

    @cached_property
    def sizes(self) -> dict[DocId, int]:
        """How many words each document has."""
        return {d: len(r.document.text.split()) for d, r in self.index.documents.items()}

    @cached_property
    def owners(self) -> dict[EntityId, DocId]:
        """The document of each document's own entity."""
        corpus = self.index.corpus
        return {e.id: r.document.id for r in corpus.documents for e in r.cast.entities}

    @cached_property
    def spoken_rows(self) -> dict[EntityId, tuple[SlotId, ...]]:
        """The rows in which each speaker is a witness, sorted."""
        found: dict[EntityId, set[SlotId]] = {}
        for witness in self.index.witnesses.values():
            for entity in witness.chain[:-1]:
                found.setdefault(EntityId(entity), set()).add(witness.slot)
        return {e: tuple(sorted(them)) for e, them in found.items()}

    @cached_property
    def decided(self) -> dict[str, tuple[Decision, ...]]:
        """The decisions in force about each record, by the record's id, in order."""
        by_capture = {r.document.capture: r for r in self.index.corpus.documents}
        found: dict[str, list[Decision]] = {}
        for made in in_force(self.decisions):
            for anchor in made.anchors:
                records = by_capture.get(anchor.capture)
                if records is None:
                    continue
                try:
                    place = find(anchor, records.document)
                except LostAnchor:
                    continue
                for record in _at(self, records, (made.kind, place)):
                    found.setdefault(record, []).append(made)
        return {record: tuple(dict.fromkeys(them)) for record, them in found.items()}

    def question(self, row: SlotId) -> str:
        """Return a row as the question it asks."""
        return self.briefs[self.places[row]].question

    def beside(self, decisions: tuple[Decision, ...]) -> Desk:
        """Return a desk over the same index with other decisions; look-ups made are shared."""
        other = copy(self)
        other.decisions = decisions
        other.__dict__.pop("decided", None)
        return other

    def history(self, witness: Witness) -> tuple[Decision, ...]:
        """Return the decisions in force about what a witness rests on, in order of time."""
        ids = (witness.statement, witness.figure, witness.time, witness.id)
        found = [d for i in ids if i for d in self.decided.get(i, ())]
        return tuple(sorted(dict.fromkeys(found), key=lambda d: (d.at, d.id)))

    def looked_at(self, row: SlotId) -> int:
        """Return how many of a row's witnesses rest on something a reviewer decided."""
        found = self.index.rows[row].witnesses
        if not self.decided:
            return 0
        return sum(1 for w in found if self.history(self.index.witnesses[w]))


def _at(desk: Desk, records: DocumentRecords, where: tuple[str, Span]) -> list[str]:
    """Return the ids of the records of a kind that stand exactly at a place."""
    kind, place = where
    if kind == "Document":
        return [records.document.id]
    if kind == "Entity":
        own = [m.entity for m in records.cast.mentions if m.span == place]
        return [desk.index.joined.get(e, e) for e in own]
    if kind in ("Witness", "Row"):  # a decision about a row points at each of its answers
        here = [w for w in desk.answers.get(place.doc, ()) if w.span == place]
        return [i for w in here for i in ((w.id, w.slot) if kind == "Row" else (w.id,))]
    spans: dict[str, list[tuple[str, Span]]] = {
        "Statement": [(s.id, s.content[0]) for s in records.statements],
        "Figure": [(f.id, f.span) for f in records.figures],
        "TimeRef": [(t.id, t.span) for t in records.times],
    }
    return [record for record, span in spans.get(kind, ()) if span == place]

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
    Anchor,
    Decision,
    DocId,
    DocumentRecords,
    Entity,
    EntityId,
    ReuseLink,
    SlotId,
    Span,
    Statement,
    Verdict,
    Witness,
)
from reportedly.review import find
from reportedly.views.briefs import Brief, Choices, briefs, choices
from reportedly.views.index import Index

UNSURE = Verdict.UNSURE  # a note, which changes nothing


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
    def choices(self) -> Choices:
        """What the filters of the list of rows offer."""
        return choices(self.index, self.briefs)

    @cached_property
    def places(self) -> dict[SlotId, int]:
        """Where each row stands among the briefs."""
        return {brief.id: at for at, brief in enumerate(self.briefs)}

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
        for made in _standing(self.decisions):
            places = [
                (by_capture[a.capture], place)
                for a in made.anchors
                if a.capture in by_capture
                and (place := _found(a, by_capture[a.capture])) is not None
            ]
            for record in _about(self, made.kind, places):
                found.setdefault(record, []).append(made)
        return {record: tuple(dict.fromkeys(them)) for record, them in found.items()}

    def beside(self, decisions: tuple[Decision, ...]) -> Desk:
        """Return a desk over the same index with other decisions; look-ups made are shared."""
        other = copy(self)
        other.decisions = decisions
        other.__dict__.pop("decided", None)
        return other

    def history(self, witness: Witness) -> tuple[Decision, ...]:
        """Return the decisions in force about what a witness rests on, in order of time.

        A note on a whole row stands in the row's history, not in that of each witness.
        """
        ids = (witness.statement, witness.figure, witness.time, witness.id)
        found = [d for i in ids if i for d in self.decided.get(i, ()) if not _is_row_note(d)]
        return tuple(sorted(dict.fromkeys(found), key=lambda d: (d.at, d.id)))

    def looked_at(self, row: SlotId) -> int:
        """Return how many of a row's witnesses rest on something a reviewer decided; notes do not
        decide."""
        if not self.decided:
            return 0
        witnesses = (self.index.witnesses[w] for w in self.index.rows[row].witnesses)
        return sum(any(d.verdict is not UNSURE for d in self.history(w)) for w in witnesses)


def question_of(desk: Desk, row: SlotId) -> str:
    """Return a row as the question it asks."""
    return desk.briefs[desk.places[row]].question


def _standing(made: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """Return the decisions and notes that were not taken back, in order."""
    gone = {d.supersedes for d in made if d.supersedes}
    return tuple(d for d in made if d.id not in gone and d.supersedes is None)


def _is_row_note(made: Decision) -> bool:
    return made.kind == "Row" and made.verdict is UNSURE


def _found(anchor: Anchor, records: DocumentRecords) -> Span | None:
    try:
        return find(anchor, records.document)
    except LostAnchor:
        return None


def _about(desk: Desk, kind: str, places: list[tuple[DocumentRecords, Span]]) -> list[str]:
    """Return the ids of the records that a decision of a kind is about."""
    if kind != "Row":
        return [record for records, span in places for record in _at(desk, records, (kind, span))]
    here = [[w for w in desk.answers.get(s.doc, ()) if w.span == s] for _, s in places]
    # one span may answer several rows: the row meant is the one that all the words answer
    rows = set.intersection(*({w.slot for w in them} for them in here)) if here else set()
    return [*sorted(rows), *(w.id for them in here for w in them if w.slot in rows)]


def _at(desk: Desk, records: DocumentRecords, where: tuple[str, Span]) -> list[str]:
    """Return the ids of the records of a kind that stand exactly at a place."""
    kind, place = where
    if kind == "Document":
        return [records.document.id]
    if kind == "Entity":
        own = [m.entity for m in records.cast.mentions if m.span == place]
        return [desk.index.joined.get(e, e) for e in own]
    if kind == "Witness":
        return [w.id for w in desk.answers.get(place.doc, ()) if w.span == place]
    spans: dict[str, list[tuple[str, Span]]] = {
        "Statement": [(s.id, s.content[0]) for s in records.statements],
        "Figure": [(f.id, f.span) for f in records.figures],
        "TimeRef": [(t.id, t.span) for t in records.times],
    }
    return [record for record, span in spans.get(kind, ()) if span == place]

"""Decisions about who is who: join two speakers, or take one document's speaker out of a join."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reportedly.codec import digest
from reportedly.errors import LostAnchor
from reportedly.records import (
    CaptureId,
    Decision,
    DocumentRecords,
    Entity,
    EntityId,
    Verdict,
)
from reportedly.review.anchors import find


def settle_entities(
    entities: tuple[Entity, ...],
    documents: tuple[DocumentRecords, ...],
    decisions: Iterable[Decision],
) -> tuple[Entity, ...]:
    """Return the entities over all documents with merges and splits applied, sorted by id."""
    by_capture = {r.document.capture: r for r in documents}
    for made in decisions:
        if made.kind != "Entity":
            continue
        chosen = _chosen(made, by_capture)
        if made.verdict is Verdict.MERGE and len(chosen) > 1:
            entities = _merged(entities, chosen, made)
        elif made.verdict is Verdict.SPLIT:
            entities = _split(entities, chosen, (documents, made))
    return tuple(sorted(entities, key=lambda e: e.id))


def _chosen(made: Decision, by_capture: dict[CaptureId, DocumentRecords]) -> list[EntityId]:
    """Return the documents' own entities that a decision's anchors point at."""
    chosen: list[EntityId] = []
    for anchor in made.anchors:
        records = by_capture.get(anchor.capture)
        if records is None:
            continue
        try:
            place = find(anchor, records.document)
        except LostAnchor:
            continue
        chosen += [m.entity for m in records.cast.mentions if m.span == place][:1]
    return chosen


def _merged(
    entities: tuple[Entity, ...], chosen: list[EntityId], made: Decision
) -> tuple[Entity, ...]:
    hit = [e for e in entities if set(e.parts) & set(chosen)]
    if len(hit) < 2:
        return entities
    first = max(hit, key=lambda e: (len(e.name), e.id))
    joined = replace(
        first,
        id=min(e.id for e in hit),
        aliases=tuple(sorted({n for e in hit for n in (e.name, *e.aliases)} - {first.name})),
        roles=tuple(dict.fromkeys(r for e in hit for r in e.roles)),
        parts=tuple(sorted({p for e in hit for p in e.parts})),
        why=(*first.why, f"joined by {made.reviewer}"),
    )
    return (*(e for e in entities if e not in hit), joined)


def _split(
    entities: tuple[Entity, ...],
    chosen: list[EntityId],
    context: tuple[tuple[DocumentRecords, ...], Decision],
) -> tuple[Entity, ...]:
    documents, made = context
    own = {e.id: e for r in documents for e in r.cast.entities}
    result: list[Entity] = []
    for entity in entities:
        taken = [p for p in entity.parts if p in chosen]
        if not taken or len(taken) == len(entity.parts):
            result.append(entity)
            continue
        left = tuple(p for p in entity.parts if p not in taken)
        result.append(replace(entity, parts=left))
        part = own[taken[0]]
        result.append(
            replace(
                part,
                id=EntityId("x" + digest(*(p.encode() for p in taken))[:12]),
                parts=tuple(sorted(taken)),
                members=(),
                why=(f"taken apart by {made.reviewer}",),
            )
        )
    return tuple(result)

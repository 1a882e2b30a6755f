"""Lay reviewers' corrections of who speaks over one document's cast.

A statement's speaker is given by name: that of somebody in the cast, under any spelling, or a
new one. "" takes the credit away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reportedly.codec import digest
from reportedly.errors import LostAnchor
from reportedly.records import (
    Cast,
    Credit,
    Decision,
    Document,
    DocumentRecords,
    Entity,
    EntityId,
    EntityKind,
    Mention,
    MentionId,
    MentionKind,
    RuleName,
    Span,
    StatementId,
    Verdict,
)
from reportedly.review.anchors import find

REVIEWED = RuleName("review.credit")
SPEAKER = "speaker"


def settle_cast(cast: Cast, records: DocumentRecords, decisions: Iterable[Decision]) -> Cast:
    """Return the cast with corrected speakers; `records` hold the settled statements."""
    document = records.document
    places = {s.content[0]: s.id for s in records.statements}
    for made in decisions:
        name = dict(made.changes).get(SPEAKER)
        if made.kind != "Statement" or made.verdict is not Verdict.CORRECT or name is None:
            continue
        try:
            place = find(made.anchors[0], document)
        except LostAnchor:
            continue  # `reportedly doctor` lists lost anchors; the rest must go on
        if place in places:
            cast = _credited(cast, places[place], (name.strip(), document))
    return cast


def _credited(cast: Cast, statement: StatementId, to: tuple[str, Document]) -> Cast:
    name, document = to
    others = tuple(c for c in cast.credits if c.statement != statement)
    if not name:
        return replace(cast, credits=others)
    cast, entity = _known(cast, name, document)
    credit = Credit(statement=statement, entity=entity, rule=REVIEWED)
    together = tuple(sorted((*others, credit), key=lambda c: c.statement))
    return replace(cast, credits=together)


def _known(cast: Cast, name: str, document: Document) -> tuple[Cast, EntityId]:
    """Return the entity of that name, and the cast with it in."""
    wanted = name.casefold()
    for entity in cast.entities:
        if wanted in {n.casefold() for n in (entity.name, *entity.aliases)}:
            return cast, entity.id
    new = EntityId(f"{document.id}-ex{digest(wanted.encode())[:8]}")
    entity = Entity(id=new, name=name, kind=EntityKind.PERSON, rule=REVIEWED)
    entities = tuple(sorted((*cast.entities, entity), key=lambda e: e.id))
    at = document.text.find(name)
    if at < 0:
        return replace(cast, entities=entities), new
    mention = Mention(
        id=MentionId(f"{document.id}-mx{digest(wanted.encode())[:8]}"),
        span=Span(document.id, at, at + len(name)),
        kind=MentionKind.NAME,
        entity=new,
        rule=REVIEWED,
    )
    mentions = tuple(sorted((*cast.mentions, mention), key=lambda m: (m.span, m.id)))
    return replace(cast, entities=entities, mentions=mentions), new

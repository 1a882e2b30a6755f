"""Entities over all documents as records, from what `joining` found.

Invariant: every document's entity is a part of exactly one whole; a whole's id depends on its
parts alone.
"""

from __future__ import annotations

from collections import Counter

from reportedly.codec import digest
from reportedly.entities.joins import Joins
from reportedly.records import Entity, EntityId, RuleName


def wholes_of(joins: Joins) -> tuple[Entity, ...]:
    """Return the entities over all documents, sorted by id."""
    groups = {top: sorted(inside) for top, inside in joins.inside.items()}
    ids = {top: _id(joins, inside) for top, inside in groups.items()}
    part_of = {joins.profiles[n].entity.id: ids[top] for top, ns in groups.items() for n in ns}
    made = (_whole(joins, top, (ids[top], part_of)) for top in groups)
    return tuple(sorted(made, key=lambda e: e.id))


def _id(joins: Joins, inside: list[int]) -> EntityId:
    parts = sorted(joins.profiles[n].entity.id for n in inside)
    return EntityId("e" + digest(*(p.encode() for p in parts))[:12])


def _whole(joins: Joins, top: int, known: tuple[EntityId, dict[EntityId, EntityId]]) -> Entity:
    own, part_of = known
    parts = [joins.profiles[n].entity for n in joins.inside[top]]
    named = [joins.profiles[n].entity for n in joins.inside[top] if joins.profiles[n].name]
    label = max(sorted(e.name for e in named or parts), key=len)
    kinds = Counter(e.kind for e in named or parts)
    names = {n for e in parts for n in (e.name, *e.aliases)} - {label}
    members = {part_of[m] for e in parts for m in e.members if m in part_of}
    return Entity(
        id=own,
        name=label,
        kind=min(kinds, key=lambda k: (-kinds[k], k)),
        aliases=tuple(sorted(names)),
        roles=tuple(dict.fromkeys(r for e in sorted(parts, key=lambda e: e.id) for r in e.roles)),
        members=tuple(sorted(members - {own})),
        parts=tuple(sorted(e.id for e in parts)),
        why=tuple(joins.why[top]),
        rule=RuleName("entities.joining" if len(parts) > 1 else parts[0].rule),
    )

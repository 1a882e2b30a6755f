"""Relations: every rule in the order of docs/method.md, each a small function over a `Reading`.

A rule yields `Found`; weight and id are given here, in one place, so that ranking is one table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reportedly.codec import digest
from reportedly.ledger.reading import Reading
from reportedly.records import (
    Corpus,
    Relation,
    RelationId,
    RelationKind,
    RuleName,
    SlotId,
    Witness,
)

# How much a reader should care, 0..1: rivals first, then what copies changed, then wording.
WEIGHT = {
    RelationKind.SAME_VALUE_OTHER_PREDICATE: 0.95,
    RelationKind.ATTRIBUTION_CONFLICT: 0.9,
    RelationKind.DIFFERENT_VALUE: 0.85,
    RelationKind.PART_WHOLE_FAILS: 0.8,
    RelationKind.VAGUE_CONFLICT: 0.75,
    RelationKind.DATE_CONFLICT: 0.7,
    RelationKind.LOST_ATTRIBUTION: 0.65,
    RelationKind.FORECAST: 0.6,
    RelationKind.RUNNING_TOTAL: 0.55,
    RelationKind.ACTOR_VARIANCE: 0.5,
    RelationKind.DIFFERENT_SCOPE: 0.45,
    RelationKind.DIFFERENT_EVENT: 0.45,
    RelationKind.PREDICATE_NARROWING: 0.4,
    RelationKind.DERIVED_CHECK: 0.4,
    RelationKind.POPULATION_DESCRIPTOR: 0.35,
    RelationKind.FRAMING: 0.3,
    RelationKind.SUBSET: 0.3,
    RelationKind.AGREE: 0.25,
    RelationKind.DATE_GRANULARITY: 0.2,
    RelationKind.ROUNDING_COMPATIBLE: 0.2,
    RelationKind.VAGUE_COMPATIBLE: 0.2,
    RelationKind.UNIT_OR_FORMAT: 0.15,
    RelationKind.COPY: 0.1,
}
PERSONS = 0.05  # added where people are counted: who died is read before what it cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a rule found. `row` is None for relations between rows."""

    kind: RelationKind
    row: SlotId | None
    witnesses: tuple[Witness, ...]
    why: str
    rule: str


Rule = Callable[[Reading, Corpus], Iterator[Found]]


def relations(read: Reading, corpus: Corpus, rules: Iterable[Rule]) -> tuple[Relation, ...]:
    """Return what all rules find, without doubles, sorted by id."""
    made: dict[str, Relation] = {}
    for rule in rules:
        for found in rule(read, corpus):
            relation = _relation(found, read)
            made.setdefault(relation.id, relation)
    return tuple(made[key] for key in sorted(made))


def _relation(found: Found, read: Reading) -> Relation:
    ids = tuple(sorted({w.id for w in found.witnesses}))
    unit = read.slots[found.witnesses[0].slot].unit
    weight = WEIGHT[found.kind] + (PERSONS if unit == "person" else 0.0)
    return Relation(
        id=RelationId("x" + digest(found.kind.encode(), *(i.encode() for i in ids))[:12]),
        kind=found.kind,
        row=found.row,
        witnesses=ids,
        why=found.why,
        weight=round(min(weight, 1.0), 4),
        rule=RuleName(found.rule),
    )

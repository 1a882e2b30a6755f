"""Relations between rows of one event: one number under two predicates, wider and narrower scope,
and another event beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from reportedly.ledger.reading import Reading, says, whole_event
from reportedly.ledger.relations import Found
from reportedly.records import Approximator, Corpus, RelationKind, Slot, SlotId, Witness

RECURRING = 12  # smaller numbers meet by chance
MOST = 12  # rows of one measure in one event that are compared; beyond, the largest are


def same_value(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """One exact number stands under two predicates: 318 injured, 318 killed."""
    entails = read.lexicon.groups("entailment", "entails")
    for group in _values(read):
        for a, b in combinations(sorted(group), 2):
            one, two = read.slots[a], read.slots[b]
            if not _rivals(one, two):
                continue
            narrower = two.predicate in entails.get(
                one.predicate, ()
            ) or one.predicate in entails.get(two.predicate, ())
            kind = (
                RelationKind.PREDICATE_NARROWING
                if narrower
                else RelationKind.SAME_VALUE_OTHER_PREDICATE
            )
            first, other = group[a][0], group[b][0]
            yield Found(
                kind=kind,
                row=None,
                witnesses=(*group[a], *group[b]),
                why=(
                    f"Accounts give one number for different things: {says(first, read)} for "
                    f"{one.predicate}, {says(other, read)} for {two.predicate}."
                ),
                rule="ledger.across.same_value",
            )


def _values(read: Reading) -> Iterator[dict[SlotId, list[Witness]]]:
    """Yield, for each event, unit and exact value held by two rows, their witnesses of it."""
    found: dict[tuple[str, str, Decimal], dict[SlotId, list[Witness]]] = defaultdict(dict)
    for slot in sorted(read.inside):
        head = read.slots[slot]
        if head.kind != "figure":
            continue
        for w in read.inside[slot]:
            exact = w.approximator is Approximator.EXACT and w.value is not None
            if exact and w.value is not None and w.value > RECURRING:
                found[whole_event(head, read), head.unit, w.value].setdefault(slot, []).append(w)
    for key in sorted(found, key=str):
        if len(found[key]) > 1:
            yield found[key]


def _rivals(a: Slot, b: Slot) -> bool:
    known = "counted" not in (a.predicate, b.predicate) and a.predicate != b.predicate
    things = a.unit == "person" or _noun(a) == _noun(b)
    return known and things


def _noun(slot: Slot) -> str:
    return slot.counted


def scopes(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """One measure is told for the whole and for a place or a longer time, or of another event."""
    for rows in _measures(read):
        for a, b in combinations(rows, 2):
            one, two = read.slots[a], read.slots[b]
            if one.population != two.population:
                continue
            apart = whole_event(one, read) == whole_event(two, read)
            nested = (one.place is None) != (two.place is None)
            if apart and not nested and (one.place or not _apart(read, (a, b))):
                continue
            first, other = _usual(read.inside[a]), _usual(read.inside[b])
            yield Found(
                kind=RelationKind.DIFFERENT_SCOPE if apart else RelationKind.DIFFERENT_EVENT,
                row=None,
                witnesses=(*read.inside[a], *read.inside[b]),
                why=(
                    f"{says(first, read)} ({_where(one, read)}) and {says(other, read)} "
                    f"({_where(two, read)}) tell of another {'scope' if apart else 'event'}."
                ),
                rule="ledger.across.scopes",
            )


def _usual(witnesses: list[Witness]) -> Witness:
    """Return a witness of the value that most documents of a row give, to speak for the row."""
    documents: dict[Decimal | None, set[str]] = defaultdict(set)
    for w in witnesses:
        documents[w.value].add(w.span.doc)
    return min(witnesses, key=lambda w: (w.value is None, -len(documents[w.value]), w.id))


def _where(slot: Slot, read: Reading) -> str:
    return slot.place or read.events[slot.event].label


def _measures(read: Reading) -> Iterator[list[SlotId]]:
    """Yield the rows of one predicate and unit over a story's events."""
    home = read.home
    groups: dict[tuple[str, str, str], list[SlotId]] = defaultdict(list)
    for slot in sorted(read.inside):
        head = read.slots[slot]
        noun = "" if head.unit == "person" else _noun(head)
        if head.kind == "figure" and head.predicate != "counted" and read.inside[slot]:
            groups[
                home.get(read.inside[slot][0].span.doc, whole_event(head, read)),
                head.predicate,
                head.unit + noun,
            ].append(slot)
    for key in sorted(groups):
        rows = sorted(groups[key], key=lambda s: (-len(read.inside[s]), s))[:MOST]
        if len(rows) > 1:
            yield sorted(rows)


def _apart(read: Reading, pair: tuple[SlotId, SlotId]) -> bool:
    """Tell whether all values of two rows lie an order of magnitude apart."""
    one = [w.value for w in read.inside[pair[0]] if w.value]
    two = [w.value for w in read.inside[pair[1]] if w.value]
    if not one or not two:
        return False
    low, high = sorted(((min(one), max(one)), (min(two), max(two))))
    return high[0] >= 10 * low[1] > 0

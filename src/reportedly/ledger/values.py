"""Relations between the values of one row: they agree, are rounded, vague, grow, or differ.

Witnesses with the same value and hedge form a position; positions are compared, not witnesses, so a
row with forty witnesses and two values has one relation of difference.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import TypeAlias

from reportedly.ledger.copied import in_one_place
from reportedly.ledger.ranges import another, origin_of
from reportedly.ledger.reading import Reading, likeness, overlap, says, text_of
from reportedly.ledger.relations import Found
from reportedly.ledger.sums import bare, part_witnesses
from reportedly.records import Approximator, Corpus, RelationKind, Slot, Witness

Position: TypeAlias = "tuple[Witness, ...]"
SAME_DAYS = 1  # as-of dates this near are one; or nearer than a tenth of the time since the event
SINCE = 10
STILL = ("percent", "anniversary")  # units that do not add up with time
# Telling words that two sentences share (Jaccard) before their unnamed measures can differ: read
# off 100 relations of the development events, see docs/ledger.md.
AKIN = 0.05
AKIN_VAGUE = 0.1  # the same for a vague word: "scores of people waiting" are not the 33 dead
FEW = 2  # persons; one who is named without a number may be one of more
SMALL = 20  # smaller values recur by chance, so they agree only where their words do, too
PARTITIVE = re.compile(
    r"\s(?:out )?of (?:the|them|these|those|his|her|its|their|our|my|whom|which)\b"
)  # "twenty of them", "27 of the dead"
NUMBER = re.compile(r"\d[\d.,  ']*\d|\d")


def positions(witnesses: list[Witness]) -> list[Position]:
    """Return the numeric witnesses of a row grouped by value and hedge, lowest first."""
    groups: dict[tuple[object, ...], list[Witness]] = defaultdict(list)
    for w in witnesses:
        if w.low is not None or w.high is not None or w.value is not None:
            groups[w.value, w.low, w.high, w.approximator].append(w)
    found = [tuple(sorted(g, key=lambda w: w.id)) for g in groups.values()]
    return sorted(found, key=lambda p: (_number(p[0]), p[0].id))


def _number(witness: Witness) -> Decimal:
    return next(
        (v for v in (witness.value, witness.low, witness.high) if v is not None), Decimal(0)
    )


def _rows(read: Reading) -> Iterator[list[Witness]]:
    for slot in sorted(read.inside):
        if len(read.inside[slot]) > 1:
            yield read.inside[slot]


def agreements(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """Two accounts of different origin give one value: "214" in five documents."""
    for witnesses in _rows(read):
        for position in (_alike(p, read) for p in positions(witnesses)):
            if len({origin_of(w) for w in position}) < 2 or len({w.span.doc for w in position}) < 2:
                continue
            shapes = {_shape(text_of(w, read), w) for w in position}
            kind = RelationKind.UNIT_OR_FORMAT if len(shapes) > 1 else RelationKind.AGREE
            how = "the same value in another format" if len(shapes) > 1 else "the same value"
            first, other = _two(position, read)
            yield Found(
                kind=kind,
                row=first.slot,
                witnesses=position,
                why=(
                    f"{len(position)} witnesses give {how}, e.g. {says(first, read)} "
                    f"and {says(other, read)}."
                ),
                rule="ledger.values.agreements",
            )


def _alike(position: Position, read: Reading) -> Position:
    """Return those witnesses of a value that speak of what one in another document speaks of.

    All of them, where the value is telling or the measure known; none of "one" or "two" that name
    nothing.
    """
    first = position[0]
    if _number(first) >= SMALL or read.slots[first.slot].predicate != "counted":
        return position
    if _number(first) <= FEW:
        position = tuple(w for w in position if not bare(w, read))
    return tuple(
        w
        for w in position
        if any(w.span.doc != v.span.doc and likeness(w, v, read) >= AKIN for v in position)
    )


def _two(position: Position, read: Reading) -> tuple[Witness, Witness]:
    """Return the first witness and one of another document, in another shape where there is one."""
    first = position[0]
    others = [w for w in position if w.span.doc != first.span.doc]
    shape = _shape(text_of(first, read), first)
    differing = [w for w in others if _shape(text_of(w, read), w) != shape]
    return first, another(first, differing or others)


def _shape(text: str, witness: Witness) -> str:
    """Return how a number is written: words, digits with which separator, or with a multiple."""
    match = NUMBER.search(text)
    if match is None:
        return "dozens" if "dozen" in text.lower() else "words"
    digits = match.group()
    if witness.value is not None and re.sub(r"\D", "", digits) != str(witness.value).split(".")[0]:
        return "multiple" if re.sub(r"\D", "", digits)[:1] == str(witness.value)[:1] else "unit"
    return "".join(sorted(set(re.sub(r"\d", "", digits)))) or "digits"


def formats(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """One document, or copies, give one value in two formats: "20%" and "20 %"."""
    for witnesses in _rows(read):
        for position in positions(witnesses):
            shapes = {_shape(text_of(w, read), w) for w in position}
            if len(shapes) > 1 and len({origin_of(w) for w in position}) == 1:
                first, other = (
                    position[0],
                    next(
                        w
                        for w in position
                        if _shape(text_of(w, read), w)
                        != _shape(text_of(position[0], read), position[0])
                    ),
                )
                yield Found(
                    kind=RelationKind.UNIT_OR_FORMAT,
                    row=first.slot,
                    witnesses=position,
                    why=f"{says(first, read)}, {says(other, read)}: one value in two formats.",
                    rule="ledger.values.formats",
                )


def hedged(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """A hedge or a vague word is compared with another value: "almost 20%" and "20 %"."""
    for witnesses in _rows(read):
        for a, b in combinations(positions(witnesses), 2):
            kind = _hedge_kind(a[0], b[0])
            if kind is RelationKind.ROUNDING_COMPATIBLE and _other_format(a, b, read):
                kind = RelationKind.UNIT_OR_FORMAT
            akin = kind is not RelationKind.VAGUE_CONFLICT or _conflicting(a[0], b[0], read)
            if kind is not None and akin:
                meets = "fits" if kind is not RelationKind.VAGUE_CONFLICT else "does not fit"
                yield Found(
                    kind=kind,
                    row=a[0].slot,
                    witnesses=(*a, *b),
                    why=f"{says(a[0], read)} {meets} {says(b[0], read)}.",
                    rule="ledger.values.hedged",
                )


def _hedge_kind(a: Witness, b: Witness) -> RelationKind | None:
    hedges = {a.approximator, b.approximator}
    if Approximator.VAGUE in hedges:
        return RelationKind.VAGUE_COMPATIBLE if overlap(a, b) else RelationKind.VAGUE_CONFLICT
    if hedges == {Approximator.EXACT} or not overlap(a, b):
        return None
    return RelationKind.ROUNDING_COMPATIBLE


def _other_format(a: Position, b: Position, read: Reading) -> bool:
    """Tell whether two positions write one number in two ways: "about 1,300" and "1.300"."""
    if a[0].value is None or a[0].value != b[0].value:
        return False
    one, two = ({_shape(text_of(w, read), w) for w in p} for p in (a, b))
    return one.isdisjoint(two)


def _conflicting(a: Witness, b: Witness, read: Reading) -> bool:
    """Tell whether a vague word and a value speak of one thing, neither being a part."""
    parts = _partitive(a, read) != _partitive(b, read) or _narrower(a, b, read)
    if parts or _narrower(b, a, read):
        return False
    told = _measured(a, read) and _measured(b, read)
    return _akin(a, b, read) and (told or likeness(a, b, read) >= AKIN_VAGUE)


def _measured(witness: Witness, read: Reading) -> bool:
    """Tell whether a number's own verb is of its row's measure: not "scores were waiting"."""
    figure = read.figures.get(witness.figure) if witness.figure else None
    classes = read.lexicon.groups("predicates", "classes")
    return figure is None or figure.predicate in classes.get(read.slots[witness.slot].predicate, ())


def _partitive(witness: Witness, read: Reading) -> bool:
    """Tell whether a number counts some of a group: "twenty of them"."""
    figure = read.figures.get(witness.figure) if witness.figure else None
    if figure is None:
        return False
    text = read.documents[witness.span.doc].document.text
    return PARTITIVE.match(text, figure.number.end) is not None


def differences(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """Values exclude one another: a running total where they grow with time, else a difference."""
    parts = part_witnesses(read)
    for witnesses in _rows(read):
        series: dict[str, Witness] = {}
        found = positions([w for w in witnesses if w.approximator is not Approximator.VAGUE])
        for a, b in combinations(found, 2):
            grown = _grown(a, b, read) if _adds_up(read.slots[a[0].slot]) else []
            for w in grown:
                series[w.id] = w
            retold = {w.id for w in a if grown and w not in grown}  # an old number, told again
            rivals = _rivals(tuple(w for w in a if w.id not in retold), b, (read, parts))
            if rivals is not None and not overlap(a[0], b[0]):
                yield Found(
                    kind=RelationKind.DIFFERENT_VALUE,
                    row=a[0].slot,
                    witnesses=(*a, *b),
                    why=f"{says(rivals[0], read)}, but {says(rivals[1], read)}.",
                    rule="ledger.values.differences",
                )
        if series:
            yield _total([series[key] for key in sorted(series)], read)


def _adds_up(slot: Slot) -> bool:
    return slot.kind == "figure" and slot.unit not in STILL


def _total(series: list[Witness], read: Reading) -> Found:
    ordered = sorted(series, key=lambda w: (w.as_of or "", _number(w), w.id))
    first, last = ordered[0], ordered[-1]
    return Found(
        kind=RelationKind.RUNNING_TOTAL,
        row=first.slot,
        witnesses=tuple(ordered),
        why=(
            f"The number grows with time: {says(first, read)} as of {first.as_of}, "
            f"{says(last, read)} as of {last.as_of}."
        ),
        rule="ledger.values.differences",
    )


def _grown(a: Position, b: Position, read: Reading) -> list[Witness]:
    """Return the witnesses of a lower and a later higher value; none if the higher was told first.

    A text that goes back to an old number, or copies its passage, does not undo the growth.
    """
    event = read.events[read.slots[a[0].slot].event].date
    first, second = (min((w.as_of for w in p if w.as_of), default=None) for p in (a, b))
    if not _later(first, second, event) or _changed(a, b):
        return []
    return sorted(
        {
            w
            for x in a
            for y in b
            if _number(x) < _number(y)
            and _later(x.as_of, y.as_of, event)
            and _whole(x, y, read)
            and not _narrower(x, y, read)
            for w in (x, y)
        },
        key=lambda w: w.id,
    )


def _changed(a: Position, b: Position) -> bool:
    """Tell whether one passage and its copy give the two values: 201, in the reprint 210."""
    return any(_copied(x, y) for x in a for y in b)


def _copied(a: Witness, b: Witness) -> bool:
    return a.origin is not None and a.origin == b.origin and a.span.doc != b.span.doc


def _rivals(
    a: Position, b: Position, how: tuple[Reading, frozenset[str]]
) -> tuple[Witness, Witness] | None:
    """Return two witnesses that differ at one time and not within one voice of one document.

    A part does not differ from its whole, but from a part: neither what its document says is one
    ("six of ours"), nor a smaller number of a narrower group ("three inmates", "four dead").
    """
    read, parts = how
    docs = [{w.span.doc for w in position} for position in (a, b)]
    for x in a:
        for y in b:
            if in_one_place(x, y, read):
                return x, y
            copied = _copied(x, y)
            if copied and (y.span.doc in docs[0] or x.span.doc in docs[1]):
                continue  # two numbers of one passage, told in both documents
            one_voice = x.span.doc == y.span.doc and x.speaker == y.speaker
            whole = (x.id in parts) == (y.id in parts) and not _narrower(x, y, read)
            told_at_once = not one_voice and (copied or _at_once(x, y, read))
            if whole and told_at_once and _akin(x, y, read) and _whole(x, y, read):
                return x, y
    return None


def _whole(low: Witness, high: Witness, read: Reading) -> bool:
    """Tell whether the smaller number is no mere part of those whom the larger counts.

    A part is one person named without a number, or "twenty of them" beside a number of all.
    """
    named = low.figure is None and low.time is None and _number(low) <= FEW < _number(high)
    return not named and _partitive(low, read) == _partitive(high, read)


def _at_once(low: Witness, high: Witness, read: Reading) -> bool:
    """Tell whether a higher number was told no later; of a total, unknown where one is undated."""
    slot = read.slots[low.slot]
    if _adds_up(slot) and (low.as_of is None) != (high.as_of is None):
        return False
    return not _later(low.as_of, high.as_of, read.events[slot.event].date)


def _narrower(low: Witness, high: Witness, read: Reading) -> bool:
    """Tell whether the smaller number counts a group of those whom the larger counts."""
    small, large = (_group(w, read) for w in (low, high))
    return small not in (None, "person") and large == "person"


def _akin(a: Witness, b: Witness, read: Reading) -> bool:
    """Tell whether two witnesses of a row without a known measure speak of one thing."""
    slot = read.slots[a.slot]
    known = slot.kind == "figure" and slot.predicate != "counted"
    return known or likeness(a, b, read) >= AKIN


def _group(witness: Witness, read: Reading) -> str | None:
    """Return the noun of those counted, "person" for anybody; None where none stands there."""
    figure = read.figures.get(witness.figure) if witness.figure else None
    if figure is None or figure.unit != "person" or not figure.counted:
        return None
    if figure.counted_span is None or not figure.span.overlaps(figure.counted_span):
        return None
    return "person" if figure.counted in read.anybody else figure.counted


def _later(first: str | None, second: str | None, event: str | None) -> bool:
    """Tell whether the second as-of lies clearly behind the first, given the event's day."""
    a, b = _day(first), _day(second)
    if a is None or b is None or b <= a:
        return False
    since = (a - start).days if (start := _day(event)) is not None else 0
    return (b - a).days >= max(SAME_DAYS, since / SINCE)


def _day(edtf: str | None) -> date | None:
    match = re.match(r"\d{4}-\d\d-\d\d", edtf or "")
    try:
        return date.fromisoformat(match.group()) if match else None
    except ValueError:
        return None

"""Relations between dates: one holds the other, they exclude each other, a duration fits them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import TypeAlias

from reportedly.ledger.ranges import another, origin_of
from reportedly.ledger.reading import Reading, about, likeness, says, text_of, whole_event
from reportedly.ledger.relations import Found
from reportedly.ledger.values import _day as day_of
from reportedly.records import Approximator, Corpus, EventId, RelationKind, TimeRef, Witness

LIKE = 0.45  # telling words two sentences share before their dates can exclude one another
NEAR_DAYS = 62  # dates further apart tell of two things
LONGEST = 31  # a duration in days is checked against dates from this many up to ten years
Dated: TypeAlias = "tuple[Witness, TimeRef]"


def granularity(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """One date lies inside the other: 25-26 February 1992, February 1992, 1992."""
    for slot in sorted(read.inside):
        dated = _dated(read.inside[slot], read)
        days = sorted({(t.earliest, t.latest) for _, t in dated})
        if len(days) > 1:
            ordered = sorted(dated, key=lambda d: (_length(d[1]), d[0].id))
            yield Found(
                kind=RelationKind.DATE_GRANULARITY,
                row=slot,
                witnesses=tuple(w for w, _ in dated),
                why=f"{says(ordered[0][0], read)} lies within {says(ordered[-1][0], read)}.",
                rule="ledger.dates.granularity",
            )


def agreeing(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """Accounts of different origin give one date."""
    for slot in sorted(read.inside):
        groups: dict[tuple[str | None, str | None], list[Witness]] = defaultdict(list)
        for w, t in _dated(read.inside[slot], read):
            groups[t.earliest, t.latest].append(w)
        for key in sorted(groups, key=str):
            same = groups[key]
            if len({w.span.doc for w in same}) > 1 and len({origin_of(w) for w in same}) > 1:
                other = another(same[0], same)
                yield Found(
                    kind=RelationKind.AGREE,
                    row=slot,
                    witnesses=tuple(same),
                    why=f"{says(same[0], read)} and {says(other, read)} are one date.",
                    rule="ledger.dates.agreeing",
                )


def _dated(witnesses: list[Witness], read: Reading) -> list[Dated]:
    found = []
    for w in witnesses:
        time = read.times.get(w.time) if w.time else None
        if time is not None and time.earliest and time.latest:
            found.append((w, time))
    return found


def _length(time: TimeRef) -> int:
    first, last = day_of(time.earliest), day_of(time.latest)
    return (last - first).days if first and last else 0


def conflicts(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """Two accounts of one thing give dates that exclude one another: 30 June, 30 July."""
    by_event: dict[EventId, list[Dated]] = defaultdict(list)
    for slot in sorted(read.inside):
        if read.slots[slot].unit == "date":
            by_event[whole_event(read.slots[slot], read)] += _dated(read.inside[slot], read)
    for event in sorted(by_event):
        yield from _conflicts(by_event[event], read)


def _conflicts(dated: list[Dated], read: Reading) -> Iterator[Found]:
    fine = sorted((d for d in dated if _length(d[1]) <= 1), key=lambda d: d[0].id)
    index: dict[str, list[int]] = defaultdict(list)
    for n, (w, _) in enumerate(fine):
        for stem in about(w, read):
            index[stem].append(n)
    pairs = {
        pair for stems in index.values() if len(stems) <= 40 for pair in combinations(stems, 2)
    }
    for i, j in sorted(pairs):
        (a, s), (b, t) = fine[i], fine[j]
        if text_of(a, read).casefold() == text_of(b, read).casefold():
            continue  # one wording, "at noon", read against two days of publication
        if a.span.doc != b.span.doc and _exclude(s, t) and likeness(a, b, read) >= LIKE:
            yield Found(
                kind=RelationKind.DATE_CONFLICT,
                row=a.slot if a.slot == b.slot else None,
                witnesses=(a, b),
                why=f"{says(a, read)}, but {says(b, read)}.",
                rule="ledger.dates.conflicts",
            )


def _exclude(a: TimeRef, b: TimeRef) -> bool:
    """Tell whether two fine dates are near but not one: other days, or other hours of one day."""
    first, second = day_of(a.earliest), day_of(b.earliest)
    if first is None or second is None:
        return False
    if (a.earliest or "") <= (b.latest or "") and (b.earliest or "") <= (a.latest or ""):
        return _clock(a) is not None and _clock(b) is not None and _clock(a) != _clock(b)
    return abs((first - second).days) <= NEAR_DAYS


def _clock(time: TimeRef) -> str | None:
    return time.timex.split("T", 1)[1] if "T" in time.timex and ":" in time.timex else None


def lengths(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """A duration equals the days between two dates: 27 September to 10 November is 44 days."""
    by_event: dict[EventId, list[Dated]] = defaultdict(list)
    for slot in sorted(read.inside):
        if read.slots[slot].unit == "date":
            by_event[whole_event(read.slots[slot], read)] += _dated(read.inside[slot], read)
    for slot in sorted(read.inside):
        head = read.slots[slot]
        exact = [
            w
            for w in read.inside[slot]
            if w.value is not None and w.time and w.approximator is Approximator.EXACT
        ]
        if head.unit == "day" and exact and exact[0].value and exact[0].value >= LONGEST:
            yield from _lengths(exact, by_event.get(whole_event(head, read), []), read)


def _lengths(witnesses: list[Witness], dated: list[Dated], read: Reading) -> Iterator[Found]:
    days = witnesses[0].value or Decimal(0)
    fine = sorted((d for d in dated if _length(d[1]) <= 1), key=lambda d: d[0].id)
    by_day: dict[int, list[Dated]] = defaultdict(list)
    for d in fine:
        first = day_of(d[1].earliest)
        if first is not None:
            by_day[first.toordinal()].append(d)
    for start in sorted(by_day):
        for end in (start + int(days), start + int(days) - 1):
            pair = [(a, b) for a, _ in by_day[start] for b, _ in by_day.get(end, ())]
            if pair:
                a, b = pair[0]
                yield Found(
                    kind=RelationKind.DERIVED_CHECK,
                    row=witnesses[0].slot,
                    witnesses=(
                        *witnesses,
                        *(w for w, _ in by_day[start]),
                        *(w for w, _ in by_day[end]),
                    ),
                    why=(
                        f"From {says(a, read)} to {says(b, read)} are {end - start} days "
                        f"({end - start + 1} counted inclusively); {says(witnesses[0], read)}."
                    ),
                    rule="ledger.dates.lengths",
                )


def anniversaries(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """An anniversary counts the years from an event's date: 2024 less 32 is 1992."""
    for slot in sorted(read.inside):
        if read.slots[slot].unit != "anniversary":
            continue
        for w in read.inside[slot]:
            yield from _anniversary(w, read)


def _anniversary(witness: Witness, read: Reading) -> Iterator[Found]:
    """Yield the check of one anniversary against the event's own date."""
    told = re.match(r"\d{4}", witness.as_of or "")
    if told is None or witness.value is None:
        return
    year = int(told.group()) - int(witness.value)
    event = whole_event(read.slots[witness.slot], read)
    dates = [s for s in read.of_event[event] if read.slots[s].predicate in ("happened", "dated")]
    fine = [
        w
        for slot in dates
        for w, t in _dated(read.inside[slot], read)
        if (t.earliest or "")[:4] == (t.latest or "")[:4] == str(year)
    ]
    if fine:
        first = min(fine, key=lambda w: (w.span.doc != witness.span.doc, w.id))
        yield Found(
            kind=RelationKind.DERIVED_CHECK,
            row=witness.slot,
            witnesses=(witness, *fine),
            why=(
                f"{says(witness, read)}, told in {told.group()}, leads to {year}: "
                f"{says(first, read)}."
            ),
            rule="ledger.dates.anniversaries",
        )

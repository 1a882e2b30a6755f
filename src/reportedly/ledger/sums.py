"""Parts and wholes: parts at most the whole, breakdowns that give it, and breakdowns that fail.

Rows are never summed; only figures that one passage sets side by side are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from reportedly.ledger.reading import Reading, quote, sentence, voice, whole_event
from reportedly.ledger.relations import Found
from reportedly.records import (
    Approximator,
    Corpus,
    DocId,
    FigureId,
    RelationKind,
    Slot,
    SlotId,
    Witness,
)

FARTHEST = 400  # code points from a whole to the last of its parts
MOST_PARTS = 12
LARGE_WHOLE = 50  # a sum this large does not come out by chance so soon
TELLING_WHOLE = 1000  # parts of a sum this large need no noun in common: 3,120 below, 880 above
CLOSE = 120  # code points between a smaller whole and its parts
LEAST_WHOLE = 5  # smaller sums come out by chance
NEAR_MISS = Decimal("0.15")  # a list whose sum misses the whole by no more is meant to add up


def parts(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """A figure is said to be part of another: "214 people, including 31 children"."""
    by_figure = {w.figure: w for ws in read.inside.values() for w in ws if w.figure}
    groups: dict[FigureId, list[Witness]] = defaultdict(list)
    for figure in sorted(by_figure):
        part_of = read.figures[figure].part_of
        if part_of in by_figure and not _larger(by_figure[figure], by_figure[part_of]):
            groups[part_of].append(by_figure[figure])
    found: dict[tuple[SlotId, bool], list[list[Witness]]] = defaultdict(list)
    for figure in sorted(groups):
        whole = by_figure[figure]
        fails = _fails(whole, groups[figure], read)
        found[whole.slot, fails].append([whole, *groups[figure]])
    for slot, fails in sorted(found):
        yield _parts(found[slot, fails], fails, read)


def _larger(part: Witness, whole: Witness) -> bool:
    """Tell whether a number is larger than what it seems a part of: then it is none."""
    return part.value is not None and whole.value is not None and part.value > whole.value


def _fails(whole: Witness, parts: list[Witness], read: Reading) -> bool:
    """Tell whether an exhaustive list nearly gives its whole, and does not."""
    if whole.value is None or whole.approximator is not Approximator.EXACT:
        return False
    exhaustive = any(read.figures[p.figure].exhaustive for p in parts if p.figure)
    total = sum((p.value for p in parts if p.value), Decimal(0))
    near = 0 < abs(total - whole.value) <= NEAR_MISS * whole.value
    return exhaustive and len(parts) > 1 and near


def _parts(found: list[list[Witness]], fails: bool, read: Reading) -> Found:
    """Return one relation for the parts that accounts give of the wholes in one row."""
    whole, *parts = found[0]
    listed = ", ".join(quote(p, read) for p in parts)
    total = sum((p.value for p in parts if p.value), Decimal(0))
    return Found(
        kind=RelationKind.PART_WHOLE_FAILS if fails else RelationKind.SUBSET,
        row=whole.slot,
        witnesses=tuple(w for group in found for w in group),
        why=(
            f"{voice(whole, read)} gives {listed} as part of {quote(whole, read)}"
            + (f"; the parts come to {total}." if fails else ".")
        ),
        rule="ledger.sums.parts",
    )


def breakdowns(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """Figures side by side give a third: "163 in Tasheh and 57 in Upper Lenk", 220 in all."""
    sums: dict[SlotId, list[list[Witness]]] = defaultdict(list)
    for whole, *run in _wholes(read):
        sums[whole.slot].append([whole, *run])
    for slot in sorted(sums):
        yield _sum(sums[slot], read)


def _wholes(read: Reading) -> Iterator[list[Witness]]:
    """Yield each whole of each document, then the parts whose sum it is."""
    by_doc: dict[DocId, list[Witness]] = defaultdict(list)
    figures = [s for s in sorted(read.inside) if read.slots[s].kind == "figure"]
    for w in (w for slot in figures for w in read.inside[slot]):
        if w.value is not None and w.approximator is not Approximator.VAGUE:
            by_doc[w.span.doc].append(w)
    for doc in sorted(by_doc):
        yield from _in_document(sorted(by_doc[doc], key=lambda w: w.span), read)


def part_witnesses(read: Reading) -> frozenset[str]:
    """Return the ids of witnesses that their own document gives as parts of another figure."""
    summed = {w.id for _, *run in _wholes(read) for w in run}
    named = {
        w.id
        for ws in read.figures_of.values()
        for w in ws
        if w.figure and read.figures[w.figure].part_of is not None
    }
    return frozenset(summed | named)


def _in_document(found: list[Witness], read: Reading) -> Iterator[list[Witness]]:
    """Yield each whole with the neighbouring parts whose sum it is."""
    done: set[tuple[SlotId, Decimal]] = set()
    for whole in found:
        if whole.value is None or whole.value < LEAST_WHOLE or (whole.slot, whole.value) in done:
            continue
        around = [w for w in found if w is not whole and _part_of(w, whole, read)]
        fellows = [w for w in around if _one_predicate(w, whole, read)]
        run = next(chain(_runs(whole, fellows, one=True), _runs(whole, around)), None)
        if run is not None:
            done.add((whole.slot, whole.value))
            yield [whole, *run]


def _part_of(part: Witness, whole: Witness, read: Reading) -> bool:
    """Tell whether one figure may be a part of another that stands near it."""
    gap = max(part.span.start - whole.span.end, whole.span.start - part.span.end)
    if gap > FARTHEST or not part.value or whole.value is None or part.value >= whole.value:
        return False
    one, two = read.slots[part.slot], read.slots[whole.slot]
    nouns = {_noun(w, read) for w in (part, whole)}
    alike = one.unit == "person" or one.counted == two.counted or len(nouns) == 1
    same = (one.unit == two.unit and alike) or _one_measure(one, two)
    telling = whole.value >= TELLING_WHOLE or bare(part, read)
    return same or (telling and {one.unit, two.unit} <= {"person", "count", ""})


def _one_measure(one: Slot, two: Slot) -> bool:
    """Tell whether people and things are counted alike: 201 cases, 312 people sickened."""
    known = one.predicate == two.predicate != "counted"
    return known and {one.unit, two.unit} == {"person", "count"}


def _noun(witness: Witness, read: Reading) -> str | None:
    figure = read.figures.get(witness.figure) if witness.figure else None
    return figure.counted if figure else None


def bare(witness: Witness, read: Reading) -> bool:
    """Tell whether a figure has no noun of its own: "97 crossed, and six went earlier"."""
    figure = read.figures.get(witness.figure) if witness.figure else None
    counted = figure.counted_span if figure else None
    return figure is not None and (counted is None or not figure.span.overlaps(counted))


def _one_predicate(part: Witness, whole: Witness, read: Reading) -> bool:
    """Tell whether the same is said of part and whole: not of 312 cases and their 19 deaths."""
    predicate = read.slots[part.slot].predicate
    return predicate == read.slots[whole.slot].predicate != "counted"


def _runs(whole: Witness, around: list[Witness], *, one: bool = False) -> Iterator[list[Witness]]:
    """Yield the runs of two or more neighbouring figures that give a whole.

    `one` tells that all are of the whole's own predicate.
    """
    for i, first in enumerate(around):
        total = first.value or Decimal(0)
        run = [first]
        for w in around[i + 1 : i + MOST_PARTS]:
            run.append(w)
            total += w.value or Decimal(0)
            if whole.value is None or total >= whole.value:
                break
        distinct = len({w.value for w in run}) > len(run) - 2
        if len(run) > 1 and total == whole.value and distinct and _near(whole, run, one=one):
            yield run


def _near(whole: Witness, run: list[Witness], *, one: bool) -> bool:
    """Tell whether a whole stands near its parts, or chance does not make it.

    It is so large, or the sum of three or more of its own predicate.
    """
    gap = max(run[0].span.start - whole.span.end, whole.span.start - run[-1].span.end)
    if (whole.value or 0) < LARGE_WHOLE and not (one and len(run) > 2):
        return gap <= CLOSE
    return gap <= FARTHEST or len(run) > 2


def _sum(found: list[list[Witness]], read: Reading) -> Found:
    whole, *run = found[0]
    listed = " + ".join(str(p.value) for p in run)
    return Found(
        kind=RelationKind.SUBSET,
        row=whole.slot,
        witnesses=tuple(w for group in found for w in group),
        why=f"In {voice(whole, read)}, {listed} gives {whole.value}: {quote(whole, read)}.",
        rule="ledger.sums.breakdowns",
    )


def misses(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """A list of places or groups nearly gives the whole before it: 43, 32, nine and five for 88."""
    for slot in sorted(read.inside):
        head = read.slots[slot]
        if head.kind != "figure" or head.place or head.population or head.predicate == "counted":
            continue
        for whole in read.inside[slot]:
            if whole.value and whole.approximator is Approximator.EXACT:
                yield from _miss(whole, read)


def _miss(whole: Witness, read: Reading) -> Iterator[Found]:
    """Yield the lists of parts of one predicate in one sentence that nearly add up."""
    head = read.slots[whole.slot]
    lists: dict[int, list[Witness]] = defaultdict(list)
    measure = read.by_measure.get((whole_event(head, read), head.predicate, head.unit), [])
    placed = [w for slot, witnesses in measure if read.slots[slot].place for w in witnesses]
    for w in placed:
        if w.span.doc == whole.span.doc and w.value is not None:
            start, words = sentence(w, read)
            lists[-1 if "|" in words else start].append(w)
    for start in sorted(lists):
        total = sum((w.value for w in lists[start] if w.value), Decimal(0))
        if len(lists[start]) < 2 or whole.value is None or total == whole.value:
            continue
        if abs(total - whole.value) <= NEAR_MISS * whole.value:
            listed = " + ".join(str(w.value) for w in lists[start])
            yield Found(
                kind=RelationKind.PART_WHOLE_FAILS,
                row=whole.slot,
                witnesses=(whole, *lists[start]),
                why=(
                    f"In {voice(whole, read)}, {listed} comes to {total}, "
                    f"not {whole.value}: {quote(whole, read)}."
                ),
                rule="ledger.sums.misses",
            )

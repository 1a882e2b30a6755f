"""Parts and wholes: parts at most the whole, breakdowns that give it, and breakdowns that fail.

Rows are never summed; only figures that one passage sets side by side are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from reportedly.ledger.reading import Reading, quote, sentence, voice
from reportedly.ledger.relations import Found
from reportedly.records import Approximator, Corpus, DocId, FigureId, RelationKind, Witness

FARTHEST = 400  # code points from a whole to the last of its parts
MOST_PARTS = 12
LEAST_WHOLE = 5  # smaller sums come out by chance
NEAR_MISS = Decimal("0.15")  # a list whose sum misses the whole by no more is meant to add up


def parts(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """A figure is said to be part of another: "613 people, including 63 children"."""
    by_figure = {w.figure: w for ws in read.inside.values() for w in ws if w.figure}
    groups: dict[FigureId, list[Witness]] = defaultdict(list)
    for figure in sorted(by_figure):
        part_of = read.figures[figure].part_of
        if part_of in by_figure:
            groups[part_of].append(by_figure[figure])
    for whole in sorted(groups):
        yield _parts(by_figure[whole], groups[whole], read)


def _parts(whole: Witness, parts: list[Witness], read: Reading) -> Found:
    listed = ", ".join(quote(p, read) for p in parts)
    total = sum((p.value for p in parts if p.value), Decimal(0))
    exhaustive = any(read.figures[p.figure].exhaustive for p in parts if p.figure)
    fails = whole.value is not None and (
        any(p.value and p.value > whole.value for p in parts)
        or (exhaustive and total != whole.value and whole.approximator is Approximator.EXACT)
    )
    return Found(
        kind=RelationKind.PART_WHOLE_FAILS if fails else RelationKind.SUBSET,
        row=whole.slot,
        witnesses=(whole, *parts),
        why=(
            f"{voice(whole, read)} gives {listed} as part of {quote(whole, read)}"
            + (f"; the parts come to {total}." if fails else ".")
        ),
        rule="ledger.sums.parts",
    )


def breakdowns(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """Figures side by side give a third: "163 in Tasheh and 57 in Upper Lenk", 220 in all."""
    by_doc: dict[DocId, list[Witness]] = defaultdict(list)
    for slot in sorted(read.inside):
        if read.slots[slot].kind == "figure":
            for w in read.inside[slot]:
                if w.value is not None and w.approximator is not Approximator.VAGUE:
                    by_doc[w.span.doc].append(w)
    for doc in sorted(by_doc):
        yield from _in_document(sorted(by_doc[doc], key=lambda w: w.span), read)


def _in_document(found: list[Witness], read: Reading) -> Iterator[Found]:
    """Yield the sums of neighbouring parts that give a figure of the same document."""
    by_unit: dict[tuple[str, str], list[Witness]] = defaultdict(list)
    for w in found:
        head = read.slots[w.slot]
        by_unit[head.unit, "" if head.unit == "person" else head.counted].append(w)
    for key in sorted(by_unit):
        witnesses = by_unit[key]
        wholes: dict[Decimal, Witness] = {}
        for w in witnesses:
            if w.value is not None and w.value >= LEAST_WHOLE:
                wholes.setdefault(w.value, w)
        yield from _runs(witnesses, wholes, read)


def _runs(
    witnesses: list[Witness], wholes: dict[Decimal, Witness], read: Reading
) -> Iterator[Found]:
    """Yield each run of two or more neighbouring figures whose sum is another figure near by."""
    for i, first in enumerate(witnesses):
        total = first.value or Decimal(0)
        run = [first]
        for w in witnesses[i + 1 : i + MOST_PARTS]:
            if w.span.start - run[-1].span.end > FARTHEST // 2:
                break
            run.append(w)
            total += w.value or Decimal(0)
            whole = wholes.get(total)
            if whole is not None and whole not in run and _near(whole, run):
                yield _sum(whole, run, read)


def _near(whole: Witness, run: list[Witness]) -> bool:
    """Tell whether a whole stands near its parts, or names the measure of one of them."""
    gap = max(run[0].span.start - whole.span.end, whole.span.start - run[-1].span.end)
    return gap <= FARTHEST


def _sum(whole: Witness, run: list[Witness], read: Reading) -> Found:
    listed = " + ".join(str(p.value) for p in run)
    return Found(
        kind=RelationKind.SUBSET,
        row=whole.slot,
        witnesses=(whole, *run),
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
    for slot, witnesses in read.by_measure.get((head.event, head.predicate, head.unit), ()):
        if read.slots[slot].place:
            for w in witnesses:
                if w.span.doc == whole.span.doc and w.value is not None:
                    start = -1 if "|" in sentence(w, read)[1] else sentence(w, read)[0]
                    lists[start].append(w)
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

"""Sums that tables and closed lists set out: a column with its total, a colon and its parts.

Rows are never summed; only figures that one table or one sentence sets side by side are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from reportedly.ledger.reading import Reading, quote, voice
from reportedly.ledger.relations import Found
from reportedly.lexicon import any_of
from reportedly.records import Approximator, Corpus, DocId, RelationKind, Witness

# A column or a list whose sum misses its total by no more than this share is meant to give it.
NEAR_MISS = Decimal("0.15")
FEWEST = 2  # parts
FEWEST_ALONE, LEAST_ALONE = 3, 20  # cells, and their sum, which chance does not give elsewhere
LISTED = 160  # code points of a list behind its colon
FEWEST_SHARES = 3  # two shares that come to 100 are one said twice
MOST_SHARES = 12
CLOSE = 30  # code points behind a share in which the rest may be named: "4 percent were undecided"
WHOLE = Decimal(100)
ROUNDED = Decimal("0.1")  # by which each share may be rounded
OPENS = re.compile(r"[^.!?;:|\n]{0,40}(?::|, of (?:whom|them|which),?|, among them)\s")
CUT = re.compile(r"[.!?;|\n]")


def columns(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """A column of a table gives its total, or fails to: "TOTAL | 300 | 1,275"."""
    totals = frozenset(read.lexicon.words("events", "totals"))
    for doc, found in _figures(read):
        text = read.documents[doc].document.text
        columns: dict[tuple[int, int], list[tuple[str, Witness]]] = defaultdict(list)
        for w in found:
            place = _cell(text, w.span.start)
            if place is not None:
                table, column, label = place
                columns[table, column].append((label, w))
        for key in sorted(columns):
            yield from _column(columns[key], totals, read)
            if not any(label in totals for label, _ in columns[key]):
                yield from _elsewhere([w for _, w in columns[key]], found, read)


def _figures(read: Reading) -> Iterator[tuple[DocId, list[Witness]]]:
    """Yield, for each document, its exact figures in reading order."""
    by_doc: dict[DocId, list[Witness]] = defaultdict(list)
    figures = (slot for slot in sorted(read.inside) if read.slots[slot].kind == "figure")
    for w in (w for slot in figures for w in read.inside[slot]):
        if w.value is not None and w.approximator is Approximator.EXACT:
            by_doc[w.span.doc].append(w)
    for doc in sorted(by_doc):
        yield doc, sorted(by_doc[doc], key=lambda w: w.span)


def _cell(text: str, at: int) -> tuple[int, int, str] | None:
    """Return where a figure's table starts, its column, and its line's label; None outside one."""
    start = text.rfind("\n", 0, at) + 1
    line = text[start : text.find("\n", at) if "\n" in text[at:] else len(text)]
    if "|" not in line:
        return None
    column = line.count("|", 0, at - start)
    label = line.strip("| ").split("|", 1)[0].strip().lower()
    table = start
    while table > 0:
        above = text.rfind("\n", 0, table - 1) + 1
        if "|" not in text[above : table - 1]:
            break
        table = above
    return table, column, label


def _column(
    cells: list[tuple[str, Witness]], totals: frozenset[str], read: Reading
) -> Iterator[Found]:
    parts = [w for label, w in cells if label not in totals]
    for whole in (w for label, w in cells if label in totals):
        if len(parts) >= FEWEST:
            yield from _checked(whole, parts, (read, "ledger.tables.columns"))


def _elsewhere(parts: list[Witness], found: list[Witness], read: Reading) -> Iterator[Found]:
    """Yield the sum of a column without a total, where the text around the table gives it."""
    total = sum((p.value for p in parts if p.value is not None), Decimal(0))
    if len(parts) < FEWEST_ALONE or total < LEAST_ALONE:
        return
    own = {p.id for p in parts}
    whole = next((w for w in found if w.value == total and w.id not in own), None)
    if whole is not None:
        yield from _checked(whole, parts, (read, "ledger.tables.columns"))


def _checked(whole: Witness, parts: list[Witness], how: tuple[Reading, str]) -> Iterator[Found]:
    """Yield a sum that comes out, or one that nearly does."""
    read, rule = how
    total = sum((p.value for p in parts if p.value is not None), Decimal(0))
    if not whole.value or abs(total - whole.value) > NEAR_MISS * whole.value:
        return
    listed = " + ".join(str(p.value) for p in parts)
    right = total == whole.value
    yield Found(
        kind=RelationKind.SUBSET if right else RelationKind.PART_WHOLE_FAILS,
        row=whole.slot,
        witnesses=(whole, *parts),
        why=(
            f"In {voice(whole, read)}, {listed} "
            + (f"gives {total}" if right else f"comes to {total}, not {whole.value}")
            + f": {quote(whole, read)}."
        ),
        rule=rule,
    )


def lists(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """A list behind a number nearly gives it: "Nine died: eight prisoners and two officers"."""
    for doc, found in _figures(read):
        text = read.documents[doc].document.text
        for n, whole in enumerate(found):
            opened = OPENS.match(text, whole.span.end)
            if opened is None:
                continue
            cut = CUT.search(text, opened.end(), opened.end() + LISTED)
            stop = cut.start() if cut else opened.end() + LISTED
            units = {read.slots[whole.slot].unit, "count", "person"}
            parts = [
                w
                for w in found[n + 1 :]
                if opened.end() <= w.span.start < stop and read.slots[w.slot].unit in units
            ]
            if len(parts) >= FEWEST and all((p.value or 0) < (whole.value or 0) for p in parts):
                yield from _checked(whole, parts, (read, "ledger.tables.lists"))


def shares(read: Reading, corpus: Corpus) -> Iterator[Found]:
    """Shares side by side come to 100, or fail to where the rest is named among them."""
    rest = re.compile(rf"\b(?:{any_of(read.lexicon.words('events', 'rest'))})\b", re.IGNORECASE)
    for doc, found in _figures(read):
        text = read.documents[doc].document.text
        percents = [w for w in found if read.slots[w.slot].unit == "percent"]
        for run in _runs(percents, text):
            inside = [(_missed(part), part) for part in _inside(run)]
            missed, part = min(inside, key=lambda found: (found[0], -len(found[1])))
            if missed <= ROUNDED * len(part):
                yield _shares(part, RelationKind.DERIVED_CHECK, read)
            elif missed <= NEAR_MISS * WHOLE and rest.search(
                text, part[-2].span.end, part[-1].span.end + CLOSE
            ):
                yield _shares(part, RelationKind.PART_WHOLE_FAILS, read)


def _inside(run: list[Witness]) -> Iterator[list[Witness]]:
    """Yield the neighbouring shares of a run, at least `FEWEST_SHARES` together."""
    for i in range(len(run)):
        for j in range(i + FEWEST_SHARES, min(len(run), i + MOST_SHARES) + 1):
            yield run[i:j]


def _missed(run: list[Witness]) -> Decimal:
    """Return by how much shares miss 100."""
    return abs(sum((w.value for w in run if w.value is not None), Decimal(0)) - WHOLE)


def _runs(percents: list[Witness], text: str) -> Iterator[list[Witness]]:
    """Yield the runs of shares in one paragraph, none far from the one before it."""
    run: list[Witness] = []
    for w in percents:
        gap = text[run[-1].span.end : w.span.start] if run else ""
        if run and (len(gap) > LISTED or "\n" in gap):
            yield from [run] if len(run) >= FEWEST_SHARES else []
            run = []
        run.append(w)
    yield from [run] if len(run) >= FEWEST_SHARES else []


def _shares(run: list[Witness], kind: RelationKind, read: Reading) -> Found:
    rows = {w.slot for w in run}
    total = sum((w.value for w in run if w.value is not None), Decimal(0))
    listed = " + ".join(str(w.value) for w in run)
    right = kind is RelationKind.DERIVED_CHECK
    return Found(
        kind=kind,
        row=run[0].slot if len(rows) == 1 else None,
        witnesses=tuple(run),
        why=(
            f"In {voice(run[0], read)}, {listed} percent "
            + (f"gives {total}" if right else f"comes to {total}, not 100")
            + f": {quote(run[0], read)} and what follows."
        ),
        rule="ledger.tables.shares",
    )

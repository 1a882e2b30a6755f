"""Compare a sheet that was brought back with the ledger: what to decide, what found no place.

Invariant: nothing is decided that a person did not write, and every cell that differs is either a
change or listed with a reason. Lines that are missing from a sheet mean nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportedly.errors import BadExport
from reportedly.exports.sheet_cells import same
from reportedly.exports.sheet_forms import FORMS, Form, as_cell
from reportedly.exports.sheet_reading import SheetLine
from reportedly.records import Verdict
from reportedly.views import Index

VERDICT, NOTE = "verdict", "note"  # columns that a reviewer may add to any sheet
JUDGED = {v.value: v for v in (Verdict.ACCEPT, Verdict.REJECT)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one line asks for: a decision about the records named."""

    line: int
    ids: tuple[str, ...]
    verdict: Verdict
    changes: tuple[tuple[str, str], ...] = ()  # field, new value; CORRECT only
    note: str = ""
    says: str  # for the preview: "value: 17 -> 19"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A cell, or a whole line, that became no decision, and why."""

    line: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sheet asks for."""

    form: str
    changes: tuple[Change, ...]
    unplaced: tuple[Unplaced, ...]


def compare(index: Index, lines: Iterable[SheetLine]) -> Plan:
    """Return what a sheet changes.

    Raises:
        BadExport: the sheet has the columns of no table or list that can be brought back.
    """
    rows = tuple(lines)
    form = _form_of(rows)
    now = {cells["id"]: cells for cells in form.cells(index)}
    changes: list[Change] = []
    unplaced: list[Unplaced] = []
    for row in rows:
        for found in _of_line(row, form, (index, now)):
            if isinstance(found, Change):
                changes.append(found)
            else:
                unplaced.append(found)
    return Plan(form.name, tuple(changes), tuple(unplaced))


def _form_of(rows: tuple[SheetLine, ...]) -> Form:
    names = set(rows[0].cells) if rows else set()
    for form in FORMS:
        if form.marks <= names:
            return form
    known = "; ".join(f"{form.name} ({', '.join(sorted(form.marks))})" for form in FORMS)
    raise BadExport(
        f"the sheet has columns of no list that can be brought back: {', '.join(sorted(names))}. "
        f"These can, with at least the columns named: {known}"
    )


def _of_line(
    row: SheetLine, form: Form, context: tuple[Index, Mapping[str, Mapping[str, str]]]
) -> Iterator[Change | Unplaced]:
    index, now = context
    name = row.cells["id"].strip()
    old = now.get(name)
    if old is None:
        yield Unplaced(row.number, "id", f"no record {name[:60]!r} in this ledger now")
        return
    moved = [c for c in form.identity if c in row.cells and not same(old[c], row.cells[c])]
    if moved:
        yield Unplaced(row.number, moved[0], "the record stands on other words now; export again")
        return
    yield from _judged(row, name)
    made: list[tuple[str, str]] = []
    says: list[str] = []
    for column, cell in row.cells.items():
        if column in (VERDICT, NOTE) or column not in old or same(old[column], cell):
            continue
        read = form.editable.get(column)
        if read is None:
            yield Unplaced(row.number, column, "this column cannot be corrected from a sheet")
            continue
        found = read(index, name, cell)
        if isinstance(found, str):
            yield Unplaced(row.number, column, found)
        elif found.joins:
            yield Change(
                line=row.number,
                ids=(name, found.joins),
                verdict=Verdict.MERGE,
                note=row.cells.get(NOTE, ""),
                says=f"the same speaker as {found.value}",
            )
        else:
            made.append((found.field, found.value))
            says.append(f"{found.field}: {old[column] or 'nothing'} -> {found.value or 'nothing'}")
    if made:
        yield Change(
            line=row.number,
            ids=(name,),
            verdict=Verdict.CORRECT,
            changes=tuple(made),
            note=row.cells.get(NOTE, ""),
            says="; ".join(says),
        )


def _judged(row: SheetLine, name: str) -> Iterator[Change | Unplaced]:
    word = row.cells.get(VERDICT, "").strip().casefold()
    if not word:
        return
    if word not in JUDGED:
        known = " or ".join(JUDGED)
        yield Unplaced(row.number, VERDICT, f"expected {known}, found {as_cell(word)[:40]!r}")
        return
    note = row.cells.get(NOTE, "")
    yield Change(line=row.number, ids=(name,), verdict=JUDGED[word], note=note, says=word)

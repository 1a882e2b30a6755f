"""What a run changed: rows that are new, gone, or answer otherwise than before."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records import Row
from reportedly.views.index import Index
from reportedly.views.tables import Listing, plain

MOST = 500  # changed rows that are listed; more is another ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row before and after. An empty side: there was none, or there is none."""

    row: str  # its id now, or the one it had
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView:
    """The rows that the last run changed."""

    changes: tuple[Change, ...]
    total: int
    listing: Listing


def changes(old: Index | None, new: Index) -> ChangesView:
    """Return how the rows of an index differ from those of the one before it."""
    before = dict(old.rows) if old else {}
    names = sorted({*before, *new.rows}) if old else []
    found = [_change(name, before.get(name), new.rows.get(name)) for name in names]
    told = [c for c in found if c.before != c.after]
    cells = tuple((c.row, c.label, c.before, c.after) for c in told)
    listing = Listing("changes", ("row", "question", "before", "after"), cells)
    return ChangesView(changes=tuple(told[:MOST]), total=len(told), listing=listing)


def _change(name: str, before: Row | None, after: Row | None) -> Change:
    row = after or before
    assert row is not None
    return Change(row=name, label=row.label, before=_said(before), after=_said(after))


def _said(row: Row | None) -> str:
    """Return what a row answers and who does, in one line; "" for no row."""
    if row is None:
        return ""
    low, high = plain(row.low), plain(row.high)
    numbers = low if low == high else f"{low} to {high}"
    parts = (
        numbers,
        _count(len(row.witnesses), "account"),
        _count(row.origins, "origin"),
        _count(row.speakers, "speaker"),
    )
    return ", ".join(part for part in parts if part)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"

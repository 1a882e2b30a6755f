"""Which tables and lists can be brought back, and what may be changed in them.

Each form names the columns it is known by, the columns that say which words a record stands on,
and, for every column a person may change, the function that reads the new cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from reportedly.exports import sheet_cells
from reportedly.exports.csv_tables import flat
from reportedly.exports.rows import TABLES
from reportedly.records import EntityId
from reportedly.views import LISTINGS, Index
from reportedly.views.tables import objects


@dataclass(frozen=True, slots=True)
class Correction:
    """The field a cell corrects and its new value; or the speaker that a line is joined with."""

    field: str
    value: str
    joins: str = ""


NOBODY = ("narrator", "unnamed")  # what a list shows where nobody is named
# Returns the correction, or why there is none
CellReader = Callable[[Index, str, str], "Correction | str"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A table or list that can be brought back."""

    name: str
    marks: frozenset[str]  # columns it is known by
    identity: tuple[str, ...]  # columns that must not have changed
    editable: Mapping[str, CellReader] = field(default_factory=dict)
    cells: Callable[[Index], Iterator[dict[str, str]]]


def as_cell(value: object) -> str:
    """Return a value as a sheet shows it; None is an empty cell."""
    return "" if value is None else str(value)


def _table(name: str) -> Callable[[Index], Iterator[dict[str, str]]]:
    def cells(index: Index) -> Iterator[dict[str, str]]:
        for row in TABLES[name](index.corpus):
            yield {column: as_cell(flat(value)) for column, value in row.items()}

    return cells


def _listing(name: str) -> Callable[[Index], Iterator[dict[str, str]]]:
    def cells(index: Index) -> Iterator[dict[str, str]]:
        for row in objects(LISTINGS[name](index)):
            yield {column: as_cell(value) for column, value in row.items()}

    return cells


def _text(name: str) -> CellReader:
    return lambda _index, _id, cell: Correction(name, " ".join(cell.split()))


def _checked(name: str, read: Callable[[str], str | None], expected: str) -> CellReader:
    def reader(_index: Index, _id: str, cell: str) -> Correction | str:
        value = read(cell)
        if value is None:
            return f"expected {expected}, found {cell[:40]!r}"
        return Correction(name, value)

    return reader


def _speaker(index: Index, _id: str, cell: str) -> Correction:
    """Read a speaker given by name, or by the id of a known one; empty takes the credit away."""
    found = index.entities.get(EntityId(cell.strip()))
    named = found.name if found else " ".join(cell.split())
    return Correction("speaker", "" if named in NOBODY else named)


def _same_as(index: Index, name: str, cell: str) -> Correction | str:
    """Read a speaker's new name: that of another speaker joins the two."""
    wanted = " ".join(cell.split()).casefold()
    others = [e for e in index.entities.values() if e.id != name and e.name.casefold() == wanted]
    if len(others) != 1:
        return (
            "a speaker's name is read in the texts; give another speaker's name to join the two, "
            f"found {cell[:40]!r}, the name of {len(others) or 'nobody'}"
        )
    return Correction("name", others[0].name, joins=others[0].id)


_DAY = _checked("published", sheet_cells.day, "a date as 2032-05-16, 2032-05 or 2032")
_DOCUMENT: Mapping[str, CellReader] = {"published": _DAY, "outlet": _text("outlet")}
FORMS: tuple[Form, ...] = (
    Form(
        name="documents.csv",
        marks=frozenset({"id", "sha256", "media_type"}),
        identity=("sha256",),
        editable={**_DOCUMENT, "title": _text("title"), "place": _text("place")},
        cells=_table("documents"),
    ),
    Form(
        name="statements.csv",
        marks=frozenset({"id", "content", "speaker", "denied"}),
        identity=("doc", "content"),
        editable={
            "speaker": _speaker,
            "denied": _checked("denied", sheet_cells.yes, "true or false"),
        },
        cells=_table("statements"),
    ),
    Form(
        name="figures.csv",
        marks=frozenset({"id", "approximator", "counted"}),
        identity=("doc", "start", "end"),
        editable={
            "value": _checked("value", sheet_cells.number, "a number as 1275 or 2.4"),
            "counted": _text("counted"),
            "unit": _text("unit"),
            "predicate": _text("predicate"),
        },
        cells=_table("figures"),
    ),
    Form(
        name="times.csv",
        marks=frozenset({"id", "timex", "edtf"}),
        identity=("doc", "start", "end"),
        editable={"edtf": _checked("edtf", sheet_cells.day, "a date as 2032-05-16 or 2032-05")},
        cells=_table("times"),
    ),
    Form(
        name="entities.csv",
        marks=frozenset({"id", "name", "aliases", "parts"}),
        identity=("parts",),
        editable={"name": _same_as},
        cells=_table("entities"),
    ),
    Form(
        name="statements --csv",
        marks=frozenset({"id", "speaker", "words", "basis"}),
        identity=("words", "place"),
        editable={"speaker": _speaker},
        cells=_listing("statements"),
    ),
    Form(
        name="documents --csv",
        marks=frozenset({"id", "path", "outlet", "date_from"}),
        identity=("path",),
        editable=_DOCUMENT,
        cells=_listing("documents"),
    ),
    Form(
        name="speakers --csv",
        marks=frozenset({"id", "name", "other_spellings"}),
        identity=(),
        editable={"name": _same_as},
        cells=_listing("speakers"),
    ),
)

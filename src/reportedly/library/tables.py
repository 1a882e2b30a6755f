"""A table of typed rows that a notebook shows and data libraries take.

Invariant: a table's columns and their types follow from its row type alone, so an empty table is
typed as a full one. Data libraries are imported only when asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from html import escape
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Generic, TypeVar, get_type_hints, overload

from reportedly.errors import MissingLibrary

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from pandas import DataFrame as PandasFrame
    from polars import DataFrame as PolarsFrame
    from pyarrow import Table as ArrowTable

R = TypeVar("R", bound="DataclassInstance")
SHOWN = 20  # rows in a notebook; the rest is counted
CELL = 160  # code points of a cell in a notebook


@dataclass(frozen=True, slots=True)
class Table(Sequence[R], Generic[R]):
    """Rows of one type, in a fixed order."""

    kind: type[R]
    rows: tuple[R, ...]

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> R: ...

    @overload
    def __getitem__(self, at: slice) -> Table[R]: ...

    def __getitem__(self, at: int | slice) -> R | Table[R]:
        return Table(self.kind, self.rows[at]) if isinstance(at, slice) else self.rows[at]

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows)

    def __repr__(self) -> str:
        return f"<{len(self.rows)} {self.kind.__name__}>"

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(item.name for item in fields(self.kind))

    def where(self, holds: Callable[[R], bool]) -> Table[R]:
        """Return the rows for which a function says yes."""
        return Table(self.kind, tuple(filter(holds, self.rows)))

    def to_dicts(self) -> list[dict[str, object]]:
        """Return each row as column name to value."""
        return [{name: getattr(row, name) for name in self.columns} for row in self.rows]

    def to_pandas(self) -> PandasFrame:
        """Return a pandas data frame with nullable types.

        Raises:
            MissingLibrary: pandas is not installed.
        """
        frame = _library("pandas").DataFrame(self._lists())
        return frame.astype({name: PANDAS[kind] for name, kind in self._kinds().items()})

    def to_polars(self) -> PolarsFrame:
        """Return a polars data frame.

        Raises:
            MissingLibrary: polars is not installed.
        """
        polars = _library("polars")
        schema = {name: getattr(polars, POLARS[kind]) for name, kind in self._kinds().items()}
        frame: PolarsFrame = polars.DataFrame(self._lists(), schema=schema, strict=False)
        return frame

    def to_arrow(self) -> ArrowTable:
        """Return an Arrow table.

        Raises:
            MissingLibrary: pyarrow is not installed.
        """
        arrow = _library("pyarrow", extra="tables")
        schema = [(name, getattr(arrow, ARROW[kind])()) for name, kind in self._kinds().items()]
        return arrow.table(self._lists(), schema=arrow.schema(schema))

    def _kinds(self) -> dict[str, str]:
        hints = get_type_hints(self.kind)
        return {name: _kind(hints[name]) for name in self.columns}

    def _lists(self) -> dict[str, list[object]]:
        return {name: [getattr(row, name) for row in self.rows] for name in self.columns}

    def _repr_html_(self) -> str:
        """Return the first rows as an HTML table; every text is escaped."""
        head = "".join(f"<th>{escape(name.replace('_', ' '))}</th>" for name in self.columns)
        body = "".join(
            f"<tr>{''.join(_html(getattr(row, name)) for name in self.columns)}</tr>"
            for row in self.rows[:SHOWN]
        )
        left = len(self.rows) - SHOWN
        note = f"<caption>{left:,} more rows</caption>" if left > 0 else ""
        return f"<table>{note}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


PANDAS = {"text": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
POLARS = {"text": "String", "integer": "Int64", "number": "Float64", "boolean": "Boolean"}
ARROW = {"text": "string", "integer": "int64", "number": "float64", "boolean": "bool_"}
_KINDS = ((str, "text"), (float, "number"), (bool, "boolean"), (int, "integer"))


def _kind(hint: object) -> str:
    """Return what a column holds, from the type of its field: `int | float | None` is a number."""
    parts = getattr(hint, "__args__", (hint,))
    return next(kind for form, kind in _KINDS if form in parts)


def _library(name: str, extra: str | None = None) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as err:
        raise MissingLibrary(name, extra=extra, purpose="this table form") from err


def _html(value: object) -> str:
    if value is None:
        return "<td></td>"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f'<td style="text-align:right">{value:,}</td>'
    text = str(value)
    return f"<td>{escape(text if len(text) <= CELL else text[: CELL - 1] + '…')}</td>"

"""Take typed values out of a row of the interchange format.

Each function returns the value of a named cell or raises `BadExport` saying what it found; nothing
is guessed or converted silently.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TypeVar

from reportedly.errors import BadExport
from reportedly.records import DocId, Span

E = TypeVar("E", bound=Enum)
Object = dict[str, object]


def _wrong(name: str, expected: str, found: object) -> BadExport:
    return BadExport(f"{name}: expected {expected}, found {str(found)[:60]!r}")


def _cell(row: Object, name: str) -> object:
    if name not in row:
        raise BadExport(f"the field {name!r} is missing")
    return row[name]


def text(row: Object, name: str) -> str:
    """Return a cell that holds text."""
    value = _cell(row, name)
    if not isinstance(value, str):
        raise _wrong(name, "text", value)
    return value


def text_or_none(row: Object, name: str) -> str | None:
    """Return a cell that holds text or nothing."""
    return None if _cell(row, name) is None else text(row, name)


def texts(row: Object, name: str) -> tuple[str, ...]:
    """Return a cell that holds a list of texts."""
    found = listed(row, name)
    if not all(isinstance(value, str) for value in found):
        raise _wrong(name, "a list of texts", found)
    return tuple(str(value) for value in found)


def listed(row: Object, name: str) -> list[object]:
    """Return a cell that holds a list."""
    value = _cell(row, name)
    if not isinstance(value, list):
        raise _wrong(name, "a list", value)
    return value


def nested(row: Object, name: str) -> Object:
    """Return a cell that holds an object."""
    return as_object(_cell(row, name), name)


def objects(row: Object, name: str) -> list[Object]:
    """Return a cell that holds a list of objects."""
    return [as_object(value, name) for value in listed(row, name)]


def as_object(value: object, name: str) -> Object:
    """Return a value that is an object."""
    if not isinstance(value, dict):
        raise _wrong(name, "an object", value)
    return value


def whole(row: Object, name: str) -> int:
    """Return a cell that holds a whole number."""
    value = _cell(row, name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(name, "a whole number", value)
    return value


def real(row: Object, name: str) -> float:
    """Return a cell that holds a number; a whole one stays whole."""
    value = _cell(row, name)
    if isinstance(value, Decimal):
        return float(value)
    return whole(row, name)


def decimal(row: Object, name: str) -> Decimal | None:
    """Return a cell that holds a number or nothing, digits kept."""
    value = _cell(row, name)
    if value is None or isinstance(value, Decimal):
        return value
    return Decimal(whole(row, name))


def yes(row: Object, name: str) -> bool:
    """Return a cell that holds yes or no."""
    value = _cell(row, name)
    if not isinstance(value, bool):
        raise _wrong(name, "true or false", value)
    return value


def member(row: Object, name: str, kind: type[E]) -> E:
    """Return a cell that holds a word of a closed vocabulary."""
    value = text(row, name)
    try:
        return kind(value)
    except ValueError as err:
        known = ", ".join(str(one.value) for one in kind)
        raise _wrong(name, f"one of {known}", value) from err


def span_at(value: object, doc: DocId, name: str) -> Span:
    """Return the span of [start, end]."""
    if not isinstance(value, list) or len(value) != 2:
        raise _wrong(name, "[start, end]", value)
    pair: Object = {"start": value[0], "end": value[1]}
    return Span(doc, whole(pair, "start"), whole(pair, "end"))


def span_or_none(row: Object, name: str, doc: DocId) -> Span | None:
    """Return a cell that holds [start, end] or nothing."""
    value = _cell(row, name)
    return None if value is None else span_at(value, doc, name)


def spans(row: Object, name: str, doc: DocId) -> tuple[Span, ...]:
    """Return a cell that holds [[start, end], ...]."""
    return tuple(span_at(value, doc, name) for value in listed(row, name))


def passage(row: Object) -> Span:
    """Return the span of an object with doc, start, end."""
    return Span(DocId(text(row, "doc")), whole(row, "start"), whole(row, "end"))

"""What office files have in common: paragraphs, rows of tables, fields about the document.

Invariant: pieces come in reading order; what hangs on a paragraph (notes, boxes) stands behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from reportedly.documents.packed import local
from reportedly.documents.page import Field, Piece, one_line

LONG_CELL = 300  # code points; a longer cell holds paragraphs, not a value


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """How one format marks its parts, by local names of elements."""

    unseen: frozenset[str]  # left out with all that is in them
    paragraphs: frozenset[str]
    row: str
    cell: str
    words: Callable[[etree._Element], Iterable[str]]
    heading: Callable[[etree._Element], bool]
    hanging: Callable[[etree._Element], Iterable[etree._Element]]  # notes and boxes of a paragraph


def pieces_of(root: etree._Element, markup: Markup, place: str) -> Iterator[Piece]:
    """Yield paragraphs, headings, and the rows of tables as one piece each, numbered from 1."""
    number = 0
    waiting = [root]
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name in markup.unseen:
            continue
        row = _row(element, markup) if name == markup.row else None
        if name in markup.paragraphs or row is not None:
            number += 1
            words = one_line("".join(markup.words(element))) if row is None else row
            yield Piece(words=words, heading=markup.heading(element), locator=f"{place}={number}")
            waiting += reversed(list(markup.hanging(element)))
        else:
            waiting += reversed(element)


def _row(row: etree._Element, markup: Markup) -> str | None:
    """Return a table's row on one line; None for a row that only lays out running text."""
    cells = [one_line("".join(markup.words(c))) for c in row if local(c) == markup.cell]
    if len(cells) < 2 or max(map(len, cells)) > LONG_CELL:
        return None
    return " | ".join(cells).strip("| ")


def core_fields(root: etree._Element | None, names: dict[str, str]) -> tuple[Field, ...]:
    """Return the fields that a file's own description holds, in the order of `names`."""
    if root is None:
        return ()
    said = {local(e): one_line(e.text or "")[:400] for e in reversed(list(root.iter()))}
    return tuple((field, said[name]) for name, field in names.items() if said.get(name))

"""From a DOCX file to its text: paragraphs, headings, tables, notes.

Invariant: what a reader of the printed page would not see (deleted words, comments, field codes)
is left out; everything else is there once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from reportedly.documents.packed import REMEDY, Packed, attribute, local
from reportedly.documents.page import Field, Page, Piece, one_line, page_of
from reportedly.errors import UnreadableCapture

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIN = re.compile(r"word/document\d?\.xml")
# Elements whose words are not on the page: deleted text, codes of fields, a second form of a box.
UNSEEN = frozenset(("del", "moveFrom", "delText", "instrText", "Fallback", "pPr", "rPr", "sdtPr"))
BREAKS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
HEADING = re.compile(r"(?:heading|title|überschrift|titre|título|titolo)\s?\d?$", re.I)
LONG_CELL = 300  # code points; a longer cell holds paragraphs, not a value
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
CORE = {"title": "title", "created": "created", "modified": "saved", "creator": "author"}


def read_docx(data: bytes) -> Page:
    """Return the text of a DOCX file with its headings.

    Raises:
        UnreadableCapture: the file is damaged or has no text.
    """
    packed = Packed(data)
    main = min((name for name in packed.names() if MAIN.fullmatch(name)), default="")
    root = packed.xml(main) if main else None
    if root is None:
        raise UnreadableCapture("the file holds no document", REMEDY)
    styles = _heading_styles(packed)
    pieces = list(_pieces(root, styles, "paragraph"))
    for name in NOTES:
        notes = packed.xml(name)
        if notes is not None:
            pieces += _pieces(notes, frozenset(), name[5:-5])
    return page_of(pieces, core_fields(packed.xml("docProps/core.xml"), CORE))


def core_fields(root: etree._Element | None, names: dict[str, str]) -> tuple[Field, ...]:
    """Return the fields that a file's own description holds, in the order of `names`."""
    if root is None:
        return ()
    said = {local(e): one_line(e.text or "")[:400] for e in reversed(list(root.iter()))}
    return tuple((field, said[name]) for name, field in names.items() if said.get(name))


def _heading_styles(packed: Packed) -> frozenset[str]:
    """Return the ids of the styles that are headings by name or by level."""
    root = packed.xml("word/styles.xml")
    found: set[str] = set()
    for style in root.iter() if root is not None else ():
        if local(style) != "style":
            continue
        names = [attribute(e, "val") for e in style if local(e) == "name"]
        if any(HEADING.match(name) for name in names):
            found.add(attribute(style, "styleId"))
    return frozenset(found)


def _pieces(root: etree._Element, styles: frozenset[str], place: str) -> Iterator[Piece]:
    """Yield paragraphs, and the rows of tables as one piece each, numbered from 1."""
    number = 0
    waiting = [root]
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name in UNSEEN:
            continue
        row = row_of(element, "tc", _words) if name == "tr" else None
        if name == "p" or row is not None:
            number += 1
            words = one_line("".join(_words(element))) if row is None else row
            heading = name == "p" and _style(element) in styles
            yield Piece(words=words, heading=heading, locator=f"{place}={number}")
            waiting += reversed(list(_boxes(element)))
        else:
            waiting += reversed(element)


def _style(paragraph: etree._Element) -> str:
    for properties in paragraph:
        if local(properties) == "pPr":
            return next((attribute(e, "val") for e in properties if local(e) == "pStyle"), "")
    return ""


def row_of(
    row: etree._Element, cell: str, words: Callable[[etree._Element], Iterable[str]]
) -> str | None:
    """Return a table's row on one line; None for a row that only lays out running text."""
    cells = [one_line("".join(words(c))) for c in row if local(c) == cell]
    if len(cells) < 2 or max(map(len, cells)) > LONG_CELL:
        return None
    return " | ".join(cells).strip("| ")


def _words(element: etree._Element) -> Iterator[str]:
    """Yield the visible words inside an element, without those of text boxes."""
    waiting = [element]
    while waiting:
        part = waiting.pop()
        name = local(part)
        if name in UNSEEN or name == "txbxContent":
            continue
        if name == "t":
            yield part.text or ""
        elif name in BREAKS:
            yield BREAKS[name]
        elif name == "p" and part is not element:
            yield " "
        waiting += reversed(part)


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the text boxes that hang on a paragraph, once each."""
    waiting = [element]
    while waiting:
        part = waiting.pop()
        if local(part) == "txbxContent":
            yield part
        elif local(part) not in UNSEEN:
            waiting += reversed(part)

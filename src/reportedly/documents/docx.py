"""From a DOCX file to its text: paragraphs, headings, tables, notes.

Invariant: what a reader of the printed page would not see (deleted words, comments, field codes)
is left out; everything else is there once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from reportedly.documents.office import Markup, core_fields, pieces_of
from reportedly.documents.packed import REMEDY, Packed, attribute, local
from reportedly.documents.page import Page, page_of
from reportedly.errors import UnreadableCapture

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIN = re.compile(r"word/document\d?\.xml")
# Elements whose words are not on the page: deleted text, codes of fields, a second form of a box.
UNSEEN = frozenset(("del", "moveFrom", "delText", "instrText", "Fallback", "pPr", "rPr", "sdtPr"))
BREAKS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
HEADING = re.compile(r"(?:heading|title|überschrift|titre|título|titolo)\s?\d?$", re.I)
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
    pieces = list(pieces_of(root, _markup(styles), "paragraph"))
    for name in NOTES:
        notes = packed.xml(name)
        if notes is not None:
            pieces += pieces_of(notes, _markup(frozenset()), name[5:-5])
    return page_of(pieces, core_fields(packed.xml("docProps/core.xml"), CORE))


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


def _markup(styles: frozenset[str]) -> Markup:
    """Return how the format marks its parts; paragraphs in one of `styles` are headings."""
    return Markup(
        unseen=UNSEEN,
        paragraphs=frozenset(("p",)),
        row="tr",
        cell="tc",
        words=_words,
        heading=lambda element: local(element) == "p" and _style(element) in styles,
        hanging=_boxes,
    )


def _style(paragraph: etree._Element) -> str:
    for properties in paragraph:
        if local(properties) == "pPr":
            return next((attribute(e, "val") for e in properties if local(e) == "pStyle"), "")
    return ""


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

"""From an ODT file to its text: paragraphs, headings, lists, tables, notes.

Invariant: deleted words, comments and indexes of the program are left out; notes stand behind the
paragraph that they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reportedly.documents.office import Markup, core_fields, pieces_of
from reportedly.documents.packed import REMEDY, Packed, attribute, local
from reportedly.documents.page import Page, page_of
from reportedly.errors import UnreadableCapture

ODT = "application/vnd.oasis.opendocument.text"
UNSEEN = frozenset(("tracked-changes", "annotation", "sequence-decls", "forms", "note-citation"))
BREAKS = {"tab": " ", "line-break": " ", "s": " "}
CORE = {"title": "title", "creation-date": "created", "date": "saved", "initial-creator": "author"}


def read_odt(data: bytes) -> Page:
    """Return the text of an ODT file with its headings.

    Raises:
        UnreadableCapture: the file is damaged, locked or has no text.
    """
    packed = Packed(data)
    manifest = packed.xml("META-INF/manifest.xml")
    if manifest is not None and any(local(e) == "encryption-data" for e in manifest.iter()):
        raise UnreadableCapture("the file is locked by a password", "save it without one")
    root = packed.xml("content.xml")
    if root is None:
        raise UnreadableCapture("the file holds no document", REMEDY)
    markup = Markup(
        unseen=UNSEEN,
        paragraphs=frozenset(("p", "h")),
        row="table-row",
        cell="table-cell",
        words=_words,
        heading=_is_heading,
        hanging=_inner,
    )
    return page_of(pieces_of(root, markup, "paragraph"), core_fields(packed.xml("meta.xml"), CORE))


def _is_heading(element: etree._Element) -> bool:
    return local(element) == "h" or attribute(element, "style-name") in ("Title", "Subtitle")


def _words(element: etree._Element) -> Iterator[str]:
    """Yield the visible words inside an element, without those of its notes and boxes."""
    waiting: list[etree._Element | str] = [element]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
            continue
        if part is not element and part.tail:
            waiting.append(part.tail)
        name = local(part)
        if name in UNSEEN or name in ("note", "text-box"):
            continue
        yield " " if name == "p" and part is not element else BREAKS.get(name, "")
        yield part.text or ""
        waiting += reversed(part)


def _inner(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the notes and boxes that hang on a paragraph."""
    for part in element.iter():
        if local(part) in ("note-body", "text-box"):
            yield part

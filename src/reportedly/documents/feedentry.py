"""From an entry of a feed to its text and its fields.

Invariant: of several forms of the text the longest is read; entities are never expanded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from reportedly.documents.html import read_page
from reportedly.documents.packed import local
from reportedly.documents.page import Field, Page, one_line
from reportedly.errors import UnreadableCapture

ENTRY = "application/x-feed-entry"
REMEDY = "save the feed again"
ENTRIES = ("item", "entry")
TEXTS = ("encoded", "content", "description", "summary")
DATES = {"pubDate": "published", "published": "published", "date": "published",
         "issued": "published",
         "updated": "modified", "modified": "modified"}  # fmt: skip
BODY = "/html/body"  # the page that an entry's markup is made into
AUTHORS = ("creator", "author")


def read_entry(data: bytes) -> Page:
    """Return the text of a feed's entry, its headline first.

    Raises:
        UnreadableCapture: it is no XML, or has no words.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as err:
        raise UnreadableCapture(f"no feed: {str(err)[:120]}", REMEDY) from err
    entry = _first(root, ENTRIES) if root is not None else None
    if entry is None:
        raise UnreadableCapture("the feed has no entry", REMEDY)
    fields = tuple(_fields(root, entry))
    bodies = ((_markup(e), local(e)) for e in entry if local(e) in TEXTS)
    body, name = max(bodies, key=lambda found: len(found[0]), default=("", ""))
    title = next((value for name, value in fields if name == "title"), "")
    if not body.strip() and not title:
        raise UnreadableCapture("the entry has no words", REMEDY)
    head = f"<head><title>{_escaped(title)}</title></head>"
    page = read_page(f"<html>{head}<body>{body}</body></html>", whole=True)
    places = {part: f"part={name}{path.removeprefix(BODY)}" for part, path in page.locators}
    first = {page.parts[0]: "part=title"} if title and page.parts else {}
    return replace(page, metadata=fields, locators=tuple((first | places).items()))


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


def _first(root: etree._Element, names: tuple[str, ...]) -> etree._Element | None:
    return next((e for e in root.iter() if local(e) in names), None)


def _markup(element: etree._Element) -> str:
    """Return a field's markup, whether it stands in it escaped or as elements."""
    if len(element):
        return "".join(etree.tostring(child, encoding="unicode") for child in element)
    return element.text or ""


def _fields(root: etree._Element, entry: etree._Element) -> Iterator[Field]:
    """Yield the entry's own fields, then the feed's name as its outlet."""
    for child in entry.iterchildren(etree.Element):
        name, words = local(child), one_line(" ".join(child.itertext()))[:400]
        if name == "title" and words:
            yield "title", one_line(" ".join(etree.HTML(f"<p>{words}</p>").itertext()))
        elif name in DATES and words:
            yield DATES[name], words
        elif name in AUTHORS and words:
            yield "byline", _name(child) or words
        elif name == "source" and words:
            yield "outlet", words
    parent = entry.getparent()
    for child in () if parent is None else parent:
        if local(child) == "title" and child.text:
            yield "outlet", one_line(child.text)[:400]


def _name(author: etree._Element) -> str:
    """Return the name in `<author><name>`; "" when there is none, as in RSS."""
    return next((one_line(e.text or "") for e in author if local(e) == "name"), "")

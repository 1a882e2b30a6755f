"""From a saved page to its main text, cut into parts, and to what the page says about itself.

Invariant: time and memory grow with the page's size alone. A page whose shape is hostile (too
deep, too many elements) never reaches the extractor; its words are taken in page order instead.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml.html import HTMLParser

from reportedly.documents.page import Page, Piece, page_of
from reportedly.documents.pagedata import live_updates, page_fields
from reportedly.documents.postplaces import with_embeds, with_entries, with_updates
from reportedly.documents.posts import embedded, live_posts
from reportedly.documents.sheet import key
from reportedly.documents.tags import plain_tags
from reportedly.errors import UnreadableCapture

HTML_TYPES = ("text/html", "application/xhtml+xml")
MAX_ELEMENTS = 30_000  # the largest of 90 saved news pages has 7,000
MAX_DEPTH = 200  # the deepest of them has 40
MAX_PAGE = 8_000_000  # code points; the largest of them has 2,300,000
NEVER_TEXT = ("script", "style", "svg", "template")
COUNT = etree.XPath("count(//*)")
TOO_DEEP = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")
LEAST = 80  # code points; an extract below this is a failed one
SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "head",
        "iframe",
        "object",
        "canvas",
        "form",
        "select",
        "textarea",
        "button",
        "nav",
        "footer",
        "aside",
    ]
)
APART = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "blockquote",
        "section",
        "article",
        "main",
        "header",
        "pre",
        "figure",
        "figcaption",
        "address",
        "hr",
        "br",
        "head",
        "item",
        "list",
        "row",
        "quote",
        "code",
        "lb",
        "body",
    ]
)
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "head"])
CELLS = frozenset(["td", "th", "cell"])
REMEDY = "save the page again, or save its text as .txt"

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its failures are handled here


def read_page(source: str, *, whole: bool = False) -> Page:
    """Return the main text of a page, its headline first, and what the page says of itself.

    `whole` takes every word of it, as for an entry of a feed, which has no menus around it.

    Raises:
        UnreadableCapture: the page is too large, or holds no markup and no words.
    """
    if len(source) > MAX_PAGE:
        raise UnreadableCapture(f"the page has {len(source)} characters", REMEDY)
    root = _parsed(source)
    fields = page_fields(root)
    embeds, updates = embedded(root), live_updates(root)
    entries = [replace(p, post=post) for e, post in live_posts(root) for p in _pieces(e)]
    pieces = ([] if whole else _main_text(root)) or list(_pieces(root))
    pieces = with_updates(with_entries(pieces, entries), () if entries else updates)
    title = next((value for name, value in fields if name == "title"), None)
    if title and not any(key(piece.words) == key(title) for piece in pieces[:3]):
        pieces.insert(0, Piece(words=title))
    return page_of(with_embeds(pieces, embeds), fields)


def _parsed(source: str) -> etree._Element:
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    body = plain_tags(source).replace("\0", "\ufffd").encode("utf-8", "replace")
    try:
        root = etree.fromstring(body, parser)
    except etree.LxmlError as err:
        raise UnreadableCapture(f"no page: {str(err)[:120]}", REMEDY) from err
    if root is None:
        raise UnreadableCapture("the page holds no words", REMEDY)
    return root


def _main_text(root: etree._Element) -> list[Piece]:
    """Return what the extractor takes for the article; [] when it finds none or must not run."""
    if not _tame(root):
        return []
    from trafilatura import bare_extraction

    # the extractor copies the tree several times: what it never reads is two thirds of a page
    etree.strip_elements(root, *NEVER_TEXT, with_tail=False)
    found = bare_extraction(root, fast=True, include_comments=False, include_tables=True)
    body = getattr(found, "body", None)
    pieces = list(_pieces(body)) if body is not None else []
    return pieces if sum(len(piece.words) for piece in pieces) >= LEAST else []


def _tame(root: etree._Element) -> bool:
    """Tell whether the tree's shape is harmless: not too deep, not too many elements."""
    # as XPath: the same walk in Python takes a twentieth of a page's whole time
    return float(str(COUNT(root))) <= MAX_ELEMENTS and not TOO_DEEP(root)


def _pieces(root: etree._Element) -> Iterator[Piece]:
    """Yield runs of words between block elements, and whether they stood in a heading."""
    words: list[str] = []
    heading = silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        step = 1 if event == "start" else -1
        if tag in APART and words:
            yield from _joined(words, heading=heading > 0)
            words = []
        heading += step * (tag in HEADINGS and element is not root)
        silent += step * (tag in SILENT and not (tag == "head" and _is_extract(element)))
        if event == "end" and tag in CELLS:
            words.append(" | ")
        said = element.text if event == "start" else element.tail
        if said and not silent:
            words.append(said)
    yield from _joined(words, heading=heading > 0)


def _is_extract(element: etree._Element) -> bool:
    """Tell an extractor's `head` (a heading) from a page's: only a page's stands below `html`."""
    parent = element.getparent()
    return parent is None or parent.tag != "html"


def _joined(words: list[str], *, heading: bool) -> Iterator[Piece]:
    whole = " ".join("".join(words).split()).strip("| ")
    if whole:
        yield Piece(words=whole, heading=heading)

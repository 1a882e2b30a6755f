"""From a saved page to its main text, cut into parts, and to what the page says about itself.

Invariant: time and memory grow with the page's size alone. A page whose shape is hostile (too
deep, too many elements) never reaches the extractor; its words are taken in page order instead.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from reportedly.documents.page import Page, Piece, one_line, page_of
from reportedly.documents.pagedata import linked_data, live_updates, page_fields
from reportedly.documents.postplaces import with_embeds, with_entries, with_updates
from reportedly.documents.posts import embedded, live_posts
from reportedly.documents.runs import located, pieces_in
from reportedly.documents.sheet import key
from reportedly.documents.tags import plain_tags
from reportedly.errors import UnreadableCapture

if TYPE_CHECKING:
    from trafilatura.settings import Extractor

HTML_TYPES = ("text/html", "application/xhtml+xml")
MAX_ELEMENTS = 30_000  # the largest of 90 saved news pages has 7,000
MAX_DEPTH = 200  # the deepest of them has 40
MAX_PAGE = 8_000_000  # code points; the largest of them has 2,300,000
# What no piece of a page is taken from, neither by the extractor nor by `runs`; of the elements of
# 90 saved news pages a third stand in these, or in menus.
NEVER_TEXT = (
    "script", "style", "svg", "template", "meta", "link", "img", "source", "track", "param", "area",
    "input", "iframe", "picture", "aside", "footer"
)  # fmt: skip
# What the extractor never asks for; links take most of the room of a page's attributes.
UNREAD = ("href", "target", "title", "rel", "onclick", "alt", "itemtype")
# A menu; one with paragraphs may be a page whose menu was never closed.
MENUS = etree.XPath(
    "//nav[* and not(ancestor::nav)][not(.//p or .//article or .//blockquote or .//pre or .//code)]"
)
# The class with the extractor's methods for every element, without asking Python for each.
PLAIN = etree.ElementDefaultClassLookup(element=HtmlElement)
COUNT = etree.XPath("count(//*)")
TOO_DEEP = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")
LEAST = 80  # code points; an extract below this is a failed one
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
    linked = tuple(linked_data(root))
    fields = page_fields(root, linked)
    embeds, updates = embedded(root), live_updates(linked)
    entries = [replace(p, post=post) for e, post in live_posts(root) for p in pieces_in(e)]
    pieces = ([] if whole else _main_text(root)) or list(pieces_in(root))
    pieces = with_updates(with_entries(pieces, entries), () if entries else updates)
    title = next((value for name, value in fields if name == "title"), None)
    if title and not any(key(piece.words) == key(title) for piece in pieces[:3]):
        pieces.insert(0, Piece(words=title))
    return page_of(with_embeds(pieces, embeds), fields)


def _parsed(source: str) -> etree._Element:
    parser = HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        huge_tree=False,
        collect_ids=False,
    )
    parser.set_element_class_lookup(PLAIN)
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

    _lighten(root)
    found = bare_extraction(root, options=_options())
    body = getattr(found, "body", None)
    pieces = located(body, root) if body is not None else []
    return pieces if sum(len(piece.words) for piece in pieces) >= LEAST else []


def _lighten(root: etree._Element) -> None:
    """Take away what the extractor never reads: it walks and copies the tree many times.

    A menu keeps its words, as one text: the extractor weighs an article against its whole page.
    Paths of what stays are the same, since none of them leads through what is taken away.
    """
    etree.strip_elements(root, *NEVER_TEXT, with_tail=False)
    etree.strip_attributes(root, *UNREAD)
    for menu in MENUS(root):
        words = one_line(" ".join(menu.itertext()))
        menu.clear(keep_tail=True)
        menu.text = words


@cache
def _options() -> Extractor:
    """Return what the extractor is asked for, made once: it reads a file of settings each time."""
    from trafilatura.settings import Extractor

    return Extractor(fast=True, comments=False, tables=True)


def _tame(root: etree._Element) -> bool:
    """Tell whether the tree's shape is harmless: not too deep, not too many elements."""
    # as XPath: the same walk in Python takes a twentieth of a page's whole time
    return float(str(COUNT(root))) <= MAX_ELEMENTS and not TOO_DEEP(root)

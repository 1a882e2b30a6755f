"""Cut a tree of markup into runs of words between block elements, each with its element's path.

Invariant: every word outside `SILENT` elements lies in exactly one run; a path leads to the
innermost block element around a run, in the page as it was parsed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from reportedly.documents.page import Piece

SILENT = frozenset(
    ("script", "style", "noscript", "template", "svg", "math", "head", "iframe", "object",
     "canvas", "form", "select", "textarea", "button", "nav", "footer", "aside")
)  # fmt: skip
APART = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd",
     "table", "tr", "blockquote", "section", "article", "main", "header", "pre", "figure",
     "figcaption", "address", "hr", "br", "head", "item", "list", "row", "quote", "code", "lb",
     "body")
)  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "head"))
CELLS = frozenset(("td", "th", "cell"))


class _Run(NamedTuple):  # a tuple: thousands are made a page
    """Words on one line, whether they stood in a heading, and the block element around them."""

    words: str
    heading: bool
    block: etree._Element


def pieces_in(root: etree._Element) -> Iterator[Piece]:
    """Yield the runs of words below an element, each with the path of its block."""
    tree = root.getroottree()
    for run in _runs(root):
        yield Piece(words=run.words, heading=run.heading, locator=tree.getpath(run.block))


def located(extract: etree._Element, root: etree._Element) -> list[Piece]:
    """Return the runs of words of an extract, each with the path of the page's block that has it.

    Of several blocks with the same words it is the next behind the last one found; None where
    the extract joined or cut what the page has.
    """
    tree = root.getroottree()
    runs = list(_runs(extract))
    places: dict[str, list[tuple[int, etree._Element]]] = {run.words: [] for run in runs}
    for index, run in enumerate(_runs(root)):
        if run.words in places:
            places[run.words].append((index, run.block))
    last = -1
    found: list[Piece] = []
    for run in runs:
        same = places[run.words]
        here = next((place for place in same if place[0] > last), same[0] if same else None)
        last = here[0] if here else last
        path = tree.getpath(here[1]) if here else None
        found.append(Piece(words=run.words, heading=run.heading, locator=path))
    return found


def _runs(root: etree._Element) -> Iterator[_Run]:
    words: list[str] = []
    blocks = [root]
    heading = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag, begins = element.tag, event == "start"
        if tag in APART:
            if words:
                yield from _joined(words, blocks[-1], heading=heading > 0)
                words = []
            if begins:
                blocks.append(element)
            else:
                blocks.pop()
            heading += (1 if begins else -1) * (tag in HEADINGS and element is not root)
        if begins and tag in SILENT and not (tag == "head" and _is_extract(element)):
            walk.skip_subtree()
            continue
        if not begins and tag in CELLS:
            words.append(" | ")
        said = element.text if begins else element.tail
        if said and (words or not said.isspace()):
            words.append(said)
    yield from _joined(words, root, heading=heading > 0)


def _is_extract(element: etree._Element) -> bool:
    """Tell an extractor's `head` (a heading) from a page's: only a page's stands below `html`."""
    parent = element.getparent()
    return parent is None or parent.tag != "html"


def _joined(words: list[str], block: etree._Element, *, heading: bool) -> Iterator[_Run]:
    whole = " ".join("".join(words).split()).strip("| ")
    if whole:
        yield _Run(whole, heading, block)

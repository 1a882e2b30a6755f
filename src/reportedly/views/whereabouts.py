"""Where words stand in the original file, in plain words: "page 3", "row 12", "message 4".

A document's blocks carry the place they were read from, and its path names the member of the file
that holds it. The words are short; the exact place stands in the block's `locator`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from reportedly.captures.media import BY_NAME, LINES, MAIL, TABLE
from reportedly.records import Block, Document, Span

STEP = re.compile(r"([A-Za-z][A-Za-z0-9]{0,30})(?:\[(\d{1,9})\])?")  # the last step of an XPath
PAGE = re.compile(r"page=(\d+)(?:-(\d+))?")
PART = re.compile(r"part=([^/;]+)(.*)", re.DOTALL)
MEMBERS = {TABLE: "row", LINES: "record"}
ELEMENTS = {
    "p": "paragraph",
    "li": "list item",
    "td": "table cell",
    "th": "table cell",
    "tr": "table row",
    "blockquote": "quotation",
    "figcaption": "caption",
    **{f"h{level}": "heading" for level in range(1, 7)},
}


def whereabouts(document: Document, span: Span) -> str:
    """Return where a span of a document stands in its file, in words; "" where it is unknown."""
    touched = _touched(document.blocks, span)
    return ", ".join(filter(None, (member(document), _stretch(touched))))


def pages(document: Document, span: Span) -> str:
    """Return the page or pages of a span as a citation has them: "3" or "3-4"; else ""."""
    found = PAGE.findall(" ".join(_touched(document.blocks, span)))
    if not found:
        return ""
    first, last = found[0][0], found[-1][1] or found[-1][0]
    return first if first == last else f"{first}-{last}"


def turning(document: Document) -> Iterator[tuple[Block, str]]:
    """Yield each block with its place in words, where that is another than the block's before."""
    before = ""
    for block in document.blocks:
        words = _words(block.locator) if block.locator else ""
        yield block, words if words != before else ""
        before = words


def page_turns(document: Document) -> dict[int, str]:
    """Return the pages of a document by the offset (code points) at which each begins."""
    found = {b.span.start: w for b, w in turning(document) if PAGE.match(b.locator or "")}
    return {start: words for start, words in found.items() if words}


def member(document: Document) -> str:
    """Return which row, record or message of its file a document is; "" for a whole file."""
    outer, mark, name = document.path.rpartition("#")
    kind = MEMBERS.get(BY_NAME.get(outer[outer.rfind(".") :].lower(), ""), "") if mark else ""
    if mark and document.media_type == MAIL and name.isdigit():
        kind = "message"
    return f"{kind} {name}" if kind else ""


def _touched(blocks: Sequence[Block], span: Span) -> list[str]:
    """Return the places of the blocks that a span touches, in reading order."""
    first = max(0, bisect_right(blocks, span.start, key=lambda b: b.span.start) - 1)
    here = takewhile(lambda b: b.span.start < span.end, islice(blocks, first, None))
    return [b.locator for b in here if b.span.end > span.start and b.locator]


def _stretch(locators: list[str]) -> str:
    """Return the place of the first words, and of the last where it is another."""
    told = list(dict.fromkeys(filter(None, map(_words, locators))))
    if len(told) < 2:
        return "".join(told)
    return f"{told[0]} to {told[-1]}"


def _words(locator: str) -> str:
    """Return one place in words."""
    part = PART.fullmatch(locator)
    if part:
        name = f"part {part[1]}" if part[1].isdigit() else part[1]
        name = "" if part[1] == "1" else name  # most mails have one part
        return ", ".join(filter(None, (name, _words(part[2]) if part[2] else "")))
    if "=" in locator:
        kind, _, value = locator.partition(";")[0].partition("=")
        plural = kind == "page" and "-" in value
        read = ", read by a text recogniser" if ";ocr=" in locator else ""
        return f"{kind}{'s' if plural else ''} {value}{read}"
    step = STEP.fullmatch(locator.rsplit("/", 1)[-1].rsplit(":", 1)[-1])
    if step is None:
        return ""
    name = ELEMENTS.get(step[1], f"element {step[1]}")
    return f"{name} {step[2]}" if step[2] else name

"""From the characters of a PDF page to lines, and from lines to paragraphs.

Invariant: no word is lost or moved; a word divided at a line's end becomes whole when both halves
are letters and the second is in lower case, so that it can be found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from reportedly.documents.page import Piece, one_line

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

HYPHENS = "\x02\ufffe"  # what the library gives for a hyphen that divides a word
DIVIDED = re.compile(r"[^\W\d_]{2}[-\u2010\u00ad\x02\ufffe]$")
BREAKS = "\r\n"
ENDS_LINE = BREAKS + HYPHENS
WIDER = 1.35  # times the usual distance of lines: a gap that parts paragraphs
LARGER = 1.15  # times the usual size of letters: a heading
INDENT = 0.8  # of the letters' size: how far a first line is set in
SHORT_LINE = 0.85  # of the column's width: a line that ends before is the last of its paragraph
WORD = 60  # code points at a line's end that may hold half a word
HEADING_LENGTH = 200  # code points
ENDS = re.compile(r"[.!?:…][\"'”’»)\]]{0,3}$")
BULLET = re.compile(r"(?:[•●▪◦‣*–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; places in points from the page's lower left corner."""

    page: int  # from 1
    words: str
    left: float
    right: float
    bottom: float
    top: float
    size: float  # of its letters


def lines_of(text: PdfTextPage, page: int) -> Iterator[Line]:
    """Yield the lines of a page in the file's own order."""
    from pypdfium2.raw import FPDFText_GetUnicode

    signs: list[str] = []
    first = 0
    count = text.count_chars()
    for index in range(count + 1):
        code = FPDFText_GetUnicode(text, index) if index < count else 10
        sign = chr(code)
        if sign not in BREAKS:
            signs.append(sign)
        if sign not in ENDS_LINE:
            continue
        if words := _clean("".join(signs)):
            yield _line(text, page, first=first, signs=signs, words=words)
        signs, first = [], index + 1


def _clean(words: str) -> str:
    whole = words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return one_line(whole.replace("\0", " ").replace("\ufffe", "\x02"))


def _line(text: PdfTextPage, page: int, *, first: int, signs: list[str], words: str) -> Line:
    """Return a line with the box that holds its first, its last and some letters between."""
    dark = [first + i for i, sign in enumerate(signs) if sign.strip() and sign not in HYPHENS]
    dark = dark or [first]
    step = max(1, len(dark) // 6)
    boxes = [text.get_charbox(i, loose=True) for i in {*dark[::step], dark[-1]}]
    left, bottom = min(b[0] for b in boxes), median(b[1] for b in boxes)
    right, top = max(b[2] for b in boxes), median(b[3] for b in boxes)
    return Line(page, words, left, right, bottom, top, max(1.0, top - bottom))


def pieces_of(body: list[Line], edge: Iterable[Line]) -> Iterator[Piece]:
    """Yield the paragraphs of the body, then what stands at the pages' edges."""
    usual = _usual(body)
    whole = {w for line in body for w in re.findall(r"[^\W\d_]+-[^\W\d_]+", line.words)}
    for group in _paragraphs(body, usual):
        words = _joined(group, whole)
        size = median(line.size for line in group)
        first, last = group[0].page, group[-1].page
        yield Piece(
            words=words,
            heading=size > LARGER * usual.size and len(words) < HEADING_LENGTH,
            locator=f"page={first}" if first == last else f"page={first}-{last}",
        )
    for line in edge:
        yield Piece(words=_joined([line], set()), furniture=True, locator=f"page={line.page}")


@dataclass(frozen=True, slots=True)
class _Usual:
    """What most lines have: size of letters and distance to the next line."""

    size: float
    leading: float


def _usual(body: list[Line]) -> _Usual:
    sizes: Counter[float] = Counter()
    for line in body:
        sizes[round(line.size, 1)] += len(line.words)
    size = max(sizes, key=lambda s: (sizes[s], s), default=1.0)
    pairs = pairwise(body)
    steps = [a.bottom - b.bottom for a, b in pairs if a.page == b.page and a.bottom > b.bottom]
    near = [step for step in steps if step < 2.5 * size]
    return _Usual(size, _lowest_common(near) or 1.2 * size)


def _lowest_common(steps: list[float]) -> float:
    """Return the commonest distance; of two as common the smaller; 0 without any."""
    counts = Counter(round(step * 2) / 2 for step in steps)
    return min(counts, key=lambda s: (-counts[s], s), default=0.0)


def _paragraphs(body: list[Line], usual: _Usual) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in body:
        if group and _parts(group, line, usual):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _parts(group: list[Line], line: Line, usual: _Usual) -> bool:
    """Tell whether a line begins a paragraph after those of a group."""
    last = group[-1]
    if abs(last.size - line.size) > 0.15 * last.size or BULLET.match(line.words):
        return True
    if line.page != last.page or line.bottom > last.bottom:  # next page or column
        return bool(ENDS.search(last.words)) and not line.words[:1].islower()
    if abs(line.bottom - last.bottom) < 0.3 * last.size:  # another run on the same line
        return line.left - last.right > 4 * last.size
    if last.bottom - line.bottom > WIDER * usual.leading:
        return True
    width = max(one.right for one in group) - min(one.left for one in group)
    short = last.right - last.left < SHORT_LINE * max(width, line.right - line.left)
    set_in = line.left - last.left > INDENT * usual.size and len(group) > 1
    ended = bool(ENDS.search(last.words)) and not line.words[:1].islower()
    return ended and (short or set_in)


def _joined(group: list[Line], whole: set[str]) -> str:
    pieces: list[str] = []
    for line in group:
        before = pieces[-1][-WORD:] if pieces else ""
        if DIVIDED.search(before) and line.words[:1].islower():
            half = re.findall(r"[^\W\d_]+", before)[-1]
            rest = re.match(r"[^\W\d_]+", line.words)
            kept = rest is not None and f"{half}-{rest[0]}" in whole
            pieces[-1] = pieces[-1][:-1] + ("-" if kept else "")
        elif pieces:
            pieces.append(" ")
        pieces.append(line.words)
    return "".join(pieces).replace("\x02", "-").replace("\u00ad", "")

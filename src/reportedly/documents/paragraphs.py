"""Cut a text into paragraph-like parts, by blank lines and by line ends that end a paragraph.

Invariant: the parts are sorted, do not overlap, are trimmed of white space, and each code point
that is not white space lies in exactly one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
ENDS = re.compile(r"[.!?…:;|][\"'”’»)\]*_]{0,3}$")
ITEM = re.compile(r"(?:[-*•·–—>|#@]|\d{1,3}[.)]|\d{1,2}[:.]\d\d\b|[\w.' ]{1,40}:\s)")
WRAP_WIDTH = 100  # code points: mail and plain text files wrap at 60 to 80, pages never below 100
FULL_LINE = 0.7  # of the longest line: a wrapped line is filled up to its last word

SHORTEST = 45  # code points of a line that may be wrapped, else two names below each other join

Range = tuple[int, int]


def paragraphs(text: str) -> tuple[Range, ...]:
    """Return the parts of a text as half-open code-point ranges."""
    return tuple(part for group in _groups(text) for part in _parts(text, group))


def trimmed(text: str, start: int, end: int) -> Range | None:
    """Return the range without white space at its ends; None when nothing is left."""
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    right = len(words.rstrip())
    return (start + left, start + right) if left < right else None


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Range]:
    """Yield the lines of a range that hold more than white space, trimmed."""
    stop = len(text) if end is None else end
    for match in LINE.finditer(text, start, stop):
        if part := trimmed(text, match.start(), match.end()):
            yield part


def _groups(text: str) -> Iterator[list[Range]]:
    """Yield runs of lines without a blank line between them."""
    group: list[Range] = []
    for line in lines(text):
        if group and _gap(text, group[-1][1], line[0]) > 1:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _gap(text: str, end: int, start: int) -> int:
    return sum(1 for _ in BREAKS.finditer(text, end, start))


def _parts(text: str, group: list[Range]) -> Iterator[Range]:
    widest = max(end - start for start, end in group)
    start = group[0][0]
    for last, line in pairwise(group):
        if not _continues(text[slice(*last)], text[slice(*line)], widest=widest):
            yield start, last[1]
            start = line[0]
    yield start, group[-1][1]


def _continues(before: str, after: str, *, widest: int) -> bool:
    """Tell whether a line end inside a run is a mere wrap: `"... a fire\\nthat was ..."`."""
    if "|" in before or "|" in after:  # rows of a table
        return False
    if len(before) > WRAP_WIDTH or ENDS.search(before[-8:]) or ITEM.match(after):
        return False
    full = widest <= WRAP_WIDTH and len(before) >= max(SHORTEST, FULL_LINE * widest)
    return full or after[:1].islower()

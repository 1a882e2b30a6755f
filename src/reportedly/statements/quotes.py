"""Where quotation marks open and close, in every style, over one document.

Invariant: quotations of one depth do not overlap; a quotation never leaves its line, since a later
paragraph of the same quotation opens anew. Apostrophes are no quotation marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.statements.proposals import Range

DOUBLE = re.compile(r"[\"“”„«»＂]|``|''")
SINGLE = re.compile(r"['‘’‹›]")
OPENERS = frozenset("“„«‘‹")
CLOSERS = frozenset("”»›")
PUNCTUATION = frozenset(".,!?;:…—–-")
BRACKETS = frozenset("([{—–-/")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation. `start` and `end` take in the marks; the inner range is the words."""

    start: int
    end: int
    inner: Range
    opened: bool = True  # False: only the closing mark was found
    closed: bool = True  # False: it was left open


def quotations(text: str, lines: Iterable[Range]) -> tuple[Quotation, ...]:
    """Return the outermost quotations, sorted."""
    return tuple(q for line in lines for q in _in_line(text, line))


def inner_quotations(text: str, outer: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Return quotations inside quotations, sorted: 'He told me "go" and I went'."""
    found: list[Quotation] = []
    for q in outer:
        double = text[q.start : q.start + 1] not in ("'", "‘")
        marks = SINGLE if double else DOUBLE
        found += [i for i in _paired(text, q.inner, marks) if i.opened and i.closed]
    return tuple(found)


def holding(found: Sequence[Quotation], offset: int) -> Quotation | None:
    """Return the quotation whose marks surround a code point, None outside all."""
    at = bisect_right(found, offset, key=lambda q: q.start) - 1
    return found[at] if at >= 0 and offset < found[at].end else None


def _in_line(text: str, line: Range) -> Iterator[Quotation]:
    double = _paired(text, line, DOUBLE)
    yielded = list(double)
    single = [q for q in _paired(text, line, SINGLE) if q.opened and q.closed]
    yielded += [q for q in single if not any(_touch(q, other) for other in double)]
    outer = [q for q in double if not any(s.start < q.start and q.end < s.end for s in single)]
    if len(outer) < len(double):  # 'British "nested" style'
        wide = [s for s in single if all(not _touch(s, o) for o in outer)]
        yielded = outer + wide
    yield from sorted(yielded, key=lambda q: q.start)


def _touch(a: Quotation, b: Quotation) -> bool:
    return a.start < b.end and b.start < a.end


def _paired(text: str, line: Range, marks: re.Pattern[str]) -> list[Quotation]:
    """Pair the marks of one line; the last may stay open, a closer may come first."""
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    single = marks is SINGLE
    signs = list(marks.finditer(text, *line))
    for i, mark in enumerate(signs):
        role = _role(text, mark, line)
        if single and (role == "open") == (opened is not None):
            continue
        if (
            single
            and role == "close"
            and _possessive(text, mark, later=signs[i + 1 : i + 5], line=line)
        ):
            continue
        if role == "open" or (role == "either" and opened is None):
            if opened is not None:
                found += _made(text, opened.end(), mark.start(), opened=opened, closed=None)
            opened = mark
        elif role != "none":
            start = opened.end() if opened else (found[-1].end if found else line[0])
            found += _made(text, start, mark.start(), opened=opened, closed=mark)
            opened = None
    if opened is not None and not single:
        found += _made(text, opened.end(), line[1], opened=opened, closed=None)
    return found


def _made(
    text: str,
    start: int,
    end: int,
    *,
    opened: re.Match[str] | None,
    closed: re.Match[str] | None,
) -> list[Quotation]:
    """Return the quotation of these words, or nothing when they are blank."""
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    last = end - (len(words) - len(words.rstrip()))
    if first >= last:
        return []
    outer = (opened.start() if opened else first, closed.end() if closed else last)
    return [Quotation(*outer, (first, last), opened is not None, closed is not None)]


def _role(text: str, mark: re.Match[str], line: Range) -> str:
    """Tell whether a mark opens, closes, could do either, or is none (an apostrophe)."""
    sign = mark.group()
    before = text[mark.start() - 1] if mark.start() > line[0] else " "
    after = text[mark.end()] if mark.end() < line[1] else " "
    if sign in ("'", "‘", "’"):
        return _single_role(sign, before, after)
    if sign == "``" or sign in OPENERS:
        return "open"
    if sign in CLOSERS:
        return "close"
    opens = (before.isspace() or before in BRACKETS) and not after.isspace()
    closes = not before.isspace() and (after.isspace() or not after.isalnum())
    if opens != closes:
        return "open" if opens else "close"
    return "either"


def _single_role(sign: str, before: str, after: str) -> str:
    if before.isalnum() and after.isalnum():
        return "none"
    if sign != "’" and not before.isalnum() and before not in PUNCTUATION and after.isalnum():
        return "open"
    if sign == "‘":
        return "open" if not after.isspace() else "none"
    if not before.isspace() and not after.isalnum():
        return "close"
    return "none"


def _possessive(
    text: str, mark: re.Match[str], *, later: Sequence[re.Match[str]], line: Range
) -> bool:
    """Tell "the workers' union" from a closing mark: another closer follows behind a word."""
    before = text[mark.start() - 1]
    after = text[mark.end() : mark.end() + 2]
    if before in PUNCTUATION or not (before in "sS" and after[:1] == " " and after[1:].isalpha()):
        return False
    return any(
        _role(text, m, line) == "close" and text[m.start() - 1] in PUNCTUATION for m in later
    )

"""Quoted words that two documents share: one claim, whoever is credited with it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from reportedly.alignment.passages import Passages
from reportedly.records import DocId, Mode, ReuseLink, Span

FEWEST = 30  # equal code points in marks on both sides; fewer are a stock phrase


def repeated(read: Mapping[DocId, Passages], links: Iterable[ReuseLink]) -> list[tuple[Span, Span]]:
    """Return pairs of quoted contents of two documents that share words, sorted, each once."""
    quoted = {doc: _quoted(read[doc]) for doc in sorted(read)}
    found = {
        (one, two)
        for link in links
        for one in _over(quoted[link.a.doc], link.a)
        for two in _over(quoted[link.b.doc], link.b)
        if link.shared(one, two) >= FEWEST
    }
    return sorted(found)


def _quoted(read: Passages) -> list[Span]:
    """Return the contents in quotation marks, sorted; of nested ones the inner."""
    marked = [c for c, s in read.statements if s.mode in (Mode.DIRECT, Mode.MIXED)]
    return sorted(c for c in marked if not any(c != d and c.covers(d) for d in marked))


def _over(spans: list[Span], passage: Span) -> list[Span]:
    """Return those of some disjoint sorted spans that reach into a passage."""
    last = bisect_left(spans, passage.end, key=lambda s: s.start)
    first = bisect_right(spans, passage.start, key=lambda s: s.end)
    return spans[first:last]

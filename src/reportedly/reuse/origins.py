"""Passages that copy one another, counted once.

Invariant: two passages belong to one origin when a chain of links joins them, each link resting
on words it shares with the next; whole documents are never joined, shared quotations neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby

from reportedly.codec import digest
from reportedly.records import DocId, Origin, OriginId, ReuseLink, Span
from reportedly.reuse.groups import join, least

HALF = 0.5  # of the shorter passage: what two passages of a document must share to be one


def origins(links: Iterable[ReuseLink]) -> tuple[Origin, ...]:
    """Return the origins behind all copies, sorted by id.

    Links, in any order, may come one by one: only their passages are kept.
    """
    parent: dict[Span, Span] = {}
    for link in links:
        if not link.shared_quotation:
            join(parent, link.a, link.b)
    passages = sorted(parent, key=_place)
    for _, spans in groupby(passages, key=lambda span: span.doc):
        _join_overlapping(parent, spans)
    groups: dict[Span, list[Span]] = defaultdict(list)
    for span in passages:
        groups[least(parent, span)].append(span)
    return tuple(sorted((_origin(group) for group in groups.values()), key=lambda o: o.id))


def _place(span: Span) -> tuple[DocId, int, int]:
    return span.doc, span.start, span.end


def _join_overlapping(parent: dict[Span, Span], spans: Iterable[Span]) -> None:
    """Join the passages of one document that cover much the same words; `spans` are sorted."""
    active: list[Span] = []
    for span in spans:
        active = [other for other in active if other.end > span.start]
        for other in active:
            if _shared(span, other) >= HALF * min(_size(span), _size(other)):
                join(parent, span, other)
        active.append(span)


def _size(span: Span) -> int:
    return span.end - span.start


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def _origin(spans: list[Span]) -> Origin:
    merged: list[Span] = []
    for span in sorted(spans):
        last = merged[-1] if merged else None
        if last and last.overlaps(span):
            merged[-1] = Span(last.doc, last.start, max(last.end, span.end))
        else:
            merged.append(span)
    name = digest(*(f"{s.doc}:{s.start}:{s.end}".encode() for s in merged))[:12]
    return Origin(id=OriginId("o" + name), passages=tuple(merged))

"""Passages that copy one another, counted once.

Invariant: two passages belong to one origin when a chain of links joins them, each link resting
on words it shares with the next; whole documents are never joined, shared quotations neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from reportedly.codec import digest
from reportedly.records import DocId, Origin, OriginId, ReuseLink, Span
from reportedly.reuse.groups import join, least

HALF = 0.5  # of the shorter passage: what two passages of a document must share to be one


def origins(links: Iterable[ReuseLink]) -> tuple[Origin, ...]:
    """Return the origins behind all copies, sorted by id."""
    copies = [link for link in links if not link.shared_quotation]
    parent = {span: span for link in copies for span in (link.a, link.b)}
    for link in copies:
        join(parent, link.a, link.b)
    for spans in _by_document(parent).values():
        _join_overlapping(parent, spans)
    groups: dict[Span, list[Span]] = defaultdict(list)
    for span in sorted(parent):
        groups[least(parent, span)].append(span)
    return tuple(sorted((_origin(group) for group in groups.values()), key=lambda o: o.id))


def _by_document(spans: Iterable[Span]) -> dict[DocId, list[Span]]:
    found: dict[DocId, list[Span]] = defaultdict(list)
    for span in sorted(spans):
        found[span.doc].append(span)
    return found


def _join_overlapping(parent: dict[Span, Span], spans: list[Span]) -> None:
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

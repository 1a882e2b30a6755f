"""Point at words so that the pointer survives a new extraction, and find them again.

An anchor holds the words themselves with what stands around them; the offset is only a hint.
"""

from __future__ import annotations

from reportedly.errors import LostAnchor
from reportedly.records import Anchor, Document, Span

AROUND = 32  # code points of context kept on either side


def anchor_of(document: Document, span: Span) -> Anchor:
    """Return an anchor to the words of a span."""
    text = document.text
    return Anchor(
        capture=document.capture,
        exact=span.of(text),
        prefix=text[max(0, span.start - AROUND) : span.start],
        suffix=text[span.end : span.end + AROUND],
        start=span.start,
    )


def find(anchor: Anchor, document: Document) -> Span:
    """Return where an anchor's words stand in a document now.

    Of several places the one with most of the old context wins, then the nearest.

    Raises:
        LostAnchor: the words do not stand in the document any more.
    """
    text, size = document.text, len(anchor.exact)
    best: tuple[int, int, int] | None = None
    at = text.find(anchor.exact) if size else -1
    while at >= 0:
        agreed = _shared_end(text[:at], anchor.prefix) + _shared_start(
            text[at + size : at + size + AROUND], anchor.suffix
        )
        candidate = (-agreed, abs(at - anchor.start), at)
        best = candidate if best is None else min(best, candidate)
        at = text.find(anchor.exact, at + 1)
    if best is None:
        raise LostAnchor(
            f"{document.path}: a decision is about {anchor.exact[:60]!r}, "
            "which no longer stands in the text; decide again or withdraw the decision"
        )
    return Span(document.id, best[2], best[2] + size)


def _shared_start(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def _shared_end(a: str, b: str) -> int:
    return _shared_start(a[::-1], b[::-1])

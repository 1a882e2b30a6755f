"""Fit a content found by grammar to the quotation marks and lines around it.

Invariant: a content never crosses its line, never cuts a quotation in two, never holds its own cue.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.language import Token
from reportedly.records import Mode
from reportedly.statements.extents import QUOTE_MARKS, trimmed
from reportedly.statements.proposals import Range, size
from reportedly.statements.quotes import Quotation
from reportedly.statements.scene import Scene

SENTENCE_END = ".!?"


def fitted(
    scene: Scene, anchor: Token, ranges: Iterable[Range], *, avoid: tuple[Range, ...] = ()
) -> tuple[Range, ...]:
    """Return the ranges cut to the anchor's line or quotation, widened to whole quotations."""
    low, high = scene.limits(anchor)
    own = scene.quote_at(anchor.start)
    found: list[Range] = []
    for given in ranges:
        inside = max(given[0], low), min(given[1], high)
        if inside[0] >= inside[1]:
            continue
        for piece in without(_whole(scene, inside, own), avoid):
            kept = bare(scene.text, piece, quoted_whole(scene, piece))
            if kept is not None:
                found.append(kept)
    return joined(found)


def without(span: Range, avoid: Iterable[Range]) -> list[Range]:
    """Return what is left of a range when others are cut out of it."""
    left = [span]
    for a, b in sorted(avoid):
        pieces: list[Range] = []
        for start, end in left:
            if b <= start or end <= a:
                pieces.append((start, end))
                continue
            pieces += [p for p in ((start, a), (b, end)) if p[0] < p[1]]
        left = pieces
    return left


def joined(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Return sorted ranges, overlapping ones made one."""
    out: list[Range] = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def _whole(scene: Scene, span: Range, own: Quotation | None) -> Range:
    """Widen a range so that it holds whole quotations other than the one it stands in."""
    start, end = span
    first, last = scene.quote_at(start), scene.quote_at(end - 1)
    if first is not None and first is not own and first.start < start:
        start = first.start
    if last is not None and last is not own and last.end > end:
        end = last.end
    return start, end


def quoted_whole(scene: Scene, span: Range) -> bool:
    """Tell whether a range is one quotation and nothing else."""
    kept = trimmed(scene.text, *span)
    if kept is None:
        return False
    quote = scene.quote_at(kept[0])
    if quote is None:
        return False
    tail = scene.text[quote.end : kept[1]].strip(" .!?,;")
    return kept[0] <= quote.inner[0] and quote.inner[1] <= kept[1] and not tail


def bare(text: str, span: Range, whole: bool) -> Range | None:
    """Return a content without comma, final stop and, for one whole quotation, its marks."""
    found = trimmed(text, *span)
    if found is None:
        return None
    start, end = found
    if whole:
        while start < end and text[start] in QUOTE_MARKS:
            start += 1
        while start < end and (text[end - 1] in QUOTE_MARKS or text[end - 1] in " ,;"):
            end -= 1
        if end < len(text) and text[end - 1] == "." and text[end : end + 1] not in QUOTE_MARKS:
            end -= 1
    elif text[end - 1] in SENTENCE_END and end - start > 1 and not _stop_in_quote(text, end):
        end -= 1
    return trimmed(text, start, end)


def _stop_in_quote(text: str, end: int) -> bool:
    return text[end - 1] in "!?"


def mode_of(scene: Scene, content: tuple[Range, ...], anchor: Token | None) -> Mode:
    """Return direct when all stands in quotation marks, mixed when some does."""
    own = scene.quote_at(anchor.start) if anchor is not None else None
    quoted = 0
    touched = False
    for start, end in content:
        for quote in scene.inner if own is not None else scene.quotes_in(start, end):
            if quote.start >= end or quote.end <= start:
                continue
            touched = True
            quoted += max(0, min(end, quote.inner[1]) - max(start, quote.inner[0]))
    if not touched:
        return Mode.INDIRECT
    return Mode.DIRECT if quoted >= size(content) - len(content) else Mode.MIXED

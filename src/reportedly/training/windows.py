"""Annotated texts as training windows: pieces, and for each anchor the role of every piece.

Invariant: an anchor is kept in a window only when all its spans lie inside that window; anchors
at a cut edge are left open, neither right nor wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

import numpy as np

from reportedly.language.pieces import Ints, Pieces, WordPieces, pieces_of
from reportedly.language.tagger import TYPES
from reportedly.training.markup import Annotated, Attribution, Range

LENGTH = 384  # pieces of a window; the same when the model runs
EDGE = 48  # pieces beside a cut where no anchor is asked for
SOURCE, CUE, CONTENT = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Anchor:
    """One attribution in pieces."""

    at: int  # piece
    kind: int  # 0 begins a cue, 1 begins a content without cue
    type: int  # index in TYPES; -1 unknown
    spans: tuple[tuple[int, int, int], ...]  # role, first piece, one past the last


@dataclass(frozen=True, slots=True)
class Window:
    """A run of pieces with its anchors, counted from the window's start."""

    ids: Ints
    marks: Ints
    anchors: tuple[Anchor, ...]
    asked: tuple[int, int]  # pieces where anchors are asked for, half-open
    open: tuple[int, ...]  # pieces where an anchor is neither right nor wrong
    taught: bool = True  # False: nobody knows its anchors, only a teacher's answers count
    led: bool = True  # False: a teacher's answers do not count


def anchors_of(text: Annotated, pieces: Pieces) -> tuple[Anchor, ...]:
    """Return a text's attributions in pieces; those that no piece stands for are left out."""
    found = [_anchor(a, pieces) for a in text.attributions]
    return tuple(a for a in found if a is not None)


def _anchor(attribution: Attribution, pieces: Pieces) -> Anchor | None:
    spans = [
        (role, *_places(span, pieces))
        for role, ranges in (
            (CONTENT, attribution.content),
            (CUE, attribution.cue),
            (SOURCE, attribution.source),
        )
        for span in ranges
    ]
    spans = [s for s in spans if s[1] < s[2]]
    heads = [s for s in spans if s[0] == CUE] or [s for s in spans if s[0] == CONTENT]
    if not any(s[0] == CONTENT for s in spans):
        return None
    return Anchor(
        at=min(s[1] for s in heads),
        kind=int(heads[0][0] == CONTENT),
        type=TYPES.index(attribution.kind) if attribution.kind else -1,
        spans=tuple(spans),
    )


def _places(span: Range, pieces: Pieces) -> tuple[int, int]:
    """Return the pieces that begin inside a span, first and one past the last."""
    first = int(np.searchsorted(pieces.starts, span[0], side="left"))
    last = int(np.searchsorted(pieces.starts, span[1], side="left"))
    while first < last and pieces.starts[first] == pieces.ends[first]:
        first += 1
    return first, last


def windows_of(
    texts: Iterable[Annotated], tokenizer: WordPieces, random: Random
) -> Iterator[Window]:
    """Yield windows that cover every text once, each text cut at a random phase."""
    for text in texts:
        pieces = pieces_of(text.text, tokenizer, [(0, len(text.text))])
        anchors = anchors_of(text, pieces)
        total = len(pieces)
        cuts = range(-random.randrange(LENGTH), total, LENGTH) if total > LENGTH else range(1)
        for cut in cuts:
            start, end = max(0, min(cut, total - LENGTH)), min(total, cut + LENGTH)
            end = max(end, min(total, start + LENGTH))
            yield _window(pieces, anchors, (start, end))


def _window(pieces: Pieces, anchors: tuple[Anchor, ...], cut: tuple[int, int]) -> Window:
    start, end = cut
    inside: list[Anchor] = []
    left: list[int] = []
    for a in anchors:
        if not start <= a.at < end:
            continue
        if start <= min(s[1] for s in a.spans) and max(s[2] for s in a.spans) <= end:
            moved = tuple((role, x - start, y - start) for role, x, y in a.spans)
            inside.append(Anchor(a.at - start, a.kind, a.type, moved))
        else:
            left.append(a.at - start)
    low = EDGE if start else 0
    high = end - start - (EDGE if end < len(pieces) else 0)
    return Window(
        ids=pieces.ids[start:end],
        marks=pieces.marks[start:end],
        anchors=tuple(inside),
        asked=(low, high),
        open=tuple(left),
    )

"""Where a copied passage begins and ends.

Invariant: a passage covers whole sentences where most of a sentence is shared, the shared words
alone elsewhere; a sentence without shared words splits it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from reportedly.reuse.align import Passage, Run, Text

MOST = 0.5  # share of a sentence's words that makes it copied as a whole (own corpus, train)
SCRAP = 5  # equal words at the edge of a passage that do not yet make a copied part of a sentence


@dataclass(frozen=True, slots=True)
class Match:
    """A passage in two documents: words [a0, a1) and [b0, b1), and the equal runs inside."""

    a0: int
    a1: int
    b0: int
    b1: int
    runs: Passage

    @property
    def equal(self) -> int:
        """Number of equal words."""
        return sum(n for _, _, n in self.runs)

    @property
    def similarity(self) -> float:
        """Equal words as a share of the shorter side."""
        return self.equal / min(self.a1 - self.a0, self.b1 - self.b0)


def matches(passage: Passage, a: Text, b: Text) -> list[Match]:
    """Return a passage cut into matches with proper ends."""
    pieces = [_bare(piece, a, b) for piece in _split(passage, a, b)]
    return [_match(piece, a, b) for piece in pieces if piece]


def sentence(first: tuple[int, ...], word: int, total: int) -> tuple[int, int]:
    """Return the words [start, end) of the sentence that holds a word."""
    k = bisect_right(first, word)
    return first[k - 1], first[k] if k < len(first) else total


def _split(passage: Passage, a: Text, b: Text) -> list[list[Run]]:
    """Cut a passage where a whole sentence of either document stands between two runs."""
    pieces: list[list[Run]] = [[passage[0]]]
    for run in passage[1:]:
        i, j, n = pieces[-1][-1]
        if _skips(a, i + n, run[0]) or _skips(b, j + n, run[1]):
            pieces.append([run])
        else:
            pieces[-1].append(run)
    return pieces


def _skips(text: Text, start: int, end: int) -> bool:
    """Tell whether a sentence lies wholly inside the words [start, end)."""
    first = text.words.first
    k = bisect_right(first, start - 1)
    return (
        k < len(first) and first[k] < end and sentence(first, first[k], len(text.words))[1] <= end
    )


def _bare(runs: list[Run], a: Text, b: Text) -> list[Run]:
    """Drop scraps of sentences at both ends."""
    while runs and _scrap(runs, 0, a, b):
        runs = _without(runs, 0, a, b)
    while runs and _scrap(runs, -1, a, b):
        runs = _without(runs, -1, a, b)
    return runs


def _scrap(runs: list[Run], end: int, a: Text, b: Text) -> bool:
    """Tell whether the outermost sentence on either side shares only a few of its words."""
    return any(_thin(_one_side(runs, side), end, text) for side, text in ((0, a), (1, b)))


def _one_side(runs: list[Run], side: int) -> list[tuple[int, int]]:
    return [(run[side], run[side] + run[2]) for run in runs]


def _thin(spans: list[tuple[int, int]], end: int, text: Text) -> bool:
    start, stop = _outermost(spans, end, text)
    equal = _overlap(spans, start, stop)
    return equal < SCRAP and equal < MOST * (stop - start)


def _outermost(spans: list[tuple[int, int]], end: int, text: Text) -> tuple[int, int]:
    word = spans[0][0] if end == 0 else spans[-1][1] - 1
    return sentence(text.words.first, word, len(text.words))


def _overlap(spans: list[tuple[int, int]], start: int, stop: int) -> int:
    return sum(max(0, min(e, stop) - max(s, start)) for s, e in spans)


def _without(runs: list[Run], end: int, a: Text, b: Text) -> list[Run]:
    """Take the thin outermost sentence away, on the side where it is thin."""
    side = 0 if _thin(_one_side(runs, 0), end, a) else 1
    start, stop = _outermost(_one_side(runs, side), end, (a, b)[side])
    kept: list[Run] = []
    for run in runs:
        low, high = run[side], run[side] + run[2]
        cut = max(0, stop - low) if end == 0 else 0
        size = high - low - cut if end == 0 else min(high, start) - low
        if cut < run[2] and size > 0:
            kept.append((run[0] + cut, run[1] + cut, size))
    return kept


def _match(runs: list[Run], a: Text, b: Text) -> Match:
    a0, a1 = _ends(_one_side(runs, 0), a)
    b0, b1 = _ends(_one_side(runs, 1), b)
    return Match(a0, a1, b0, b1, tuple(runs))


def _ends(spans: list[tuple[int, int]], text: Text) -> tuple[int, int]:
    """Return the words of a passage, widened to whole sentences that are mostly shared."""
    low, high = spans[0][0], spans[-1][1]
    start, stop = _outermost(spans, 0, text)
    if _overlap(spans, start, stop) >= MOST * (stop - start):
        low = start
    start, stop = _outermost(spans, -1, text)
    if _overlap(spans, start, stop) >= MOST * (stop - start):
        high = stop
    return low, high

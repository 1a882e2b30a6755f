"""Runs of equal code points inside a match: what maps one document onto another.

Invariant: `a[i : i + n] == b[j : j + n]` for every run, and runs ascend in both documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.reuse.align import Pair
from reportedly.reuse.edges import Match
from reportedly.reuse.words import Words

Equal = tuple[int, int, int]  # start in a, start in b, length; code points


def equal_text(match: Match, pair: Pair) -> Iterator[Equal]:
    """Yield the equal text of each run of equal words, whole where even marks and blanks agree."""
    a, b = pair.a.words, pair.b.words
    for i, j, n in match.runs:
        whole = _same(a, b, (i, j, n))
        if whole:
            yield whole
            continue
        for k in range(n):
            if word := _same(a, b, (i + k, j + k, 1)):
                yield word


def _same(a: Words, b: Words, run: tuple[int, int, int]) -> Equal | None:
    i, j, n = run
    words = a.cut(i, i + n)
    return (a.starts[i], b.starts[j], len(words)) if words == b.cut(j, j + n) else None


def joined(runs: Iterable[Equal]) -> Iterator[Equal]:
    """Yield runs with those joined that touch on both sides."""
    last: Equal | None = None
    for run in runs:
        if last and run[0] - last[0] == run[1] - last[1] and run[0] <= last[0] + last[2]:
            last = (last[0], last[1], max(last[2], run[0] + run[2] - last[0]))
            continue
        if last:
            yield last
        last = run
    if last:
        yield last

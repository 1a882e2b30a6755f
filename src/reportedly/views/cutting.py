"""Cut a stretch of text at every edge of its marks, so that overlapping marks become flat runs.

Invariant: the runs of a stretch, joined, are the stretch's text, code point for code point.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Stroke:
    """A mark over [start, end) of a text, in code points. `id` names the record it stands for."""

    start: int
    end: int
    kind: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text under the same marks."""

    start: int  # code points into the document's text
    text: str
    kinds: tuple[str, ...]  # sorted, unique
    ids: tuple[str, ...]  # of the records marked, in order of their beginning


def cut(text: str, stretch: tuple[int, int], strokes: Iterable[Stroke]) -> tuple[Run, ...]:
    """Return the runs of text[start:end], in order; none is empty."""
    start, end = stretch
    inside = sorted(s for s in strokes if s.start < end and start < s.end and s.start < s.end)
    edges = {start, end} | {min(max(p, start), end) for s in inside for p in (s.start, s.end)}
    runs: list[Run] = []
    active: list[Stroke] = []
    at = 0
    for low, high in pairwise(sorted(edges)):
        while at < len(inside) and inside[at].start <= low:
            active.append(inside[at])
            at += 1
        active = [s for s in active if s.end > low]
        kinds = tuple(sorted({s.kind for s in active}))
        ids = tuple(dict.fromkeys(s.id for s in active if s.id))
        runs.append(Run(low, text[low:high], kinds, ids))
    return tuple(runs)


def united(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the same code points as spans that neither overlap nor touch, sorted."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif start < end:
            found.append((start, end))
    return tuple(found)

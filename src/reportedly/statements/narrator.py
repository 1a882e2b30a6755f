"""The document's own voice: the sentences that nobody is credited with.

Invariant: a narrator's row shares no code point with a statement credited to somebody, and every
digit outside those statements stands in one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportedly.records import Basis, Mode, RuleName
from reportedly.statements.extents import trimmed
from reportedly.statements.fitting import joined, without
from reportedly.statements.proposals import Proposal, Range, size
from reportedly.statements.scene import Scene

OWN = 0.5  # share of a sentence without credit from which the rest is a row of its own
RULE = RuleName("statements.narrator.narrated")


def narrated(scene: Scene, credited: Sequence[Proposal]) -> Iterator[Proposal]:
    """Yield one row a sentence, or what is left of it: "41 people died on Monday."."""
    taken = joined(piece for p in credited for piece in p.content)
    starts = [start for start, _ in taken]
    named = joined(piece for p in credited for piece in (*p.cue, *p.source))
    for span in sentences(scene):
        first = max(0, bisect_right(starts, span[0]) - 1)
        last = bisect_left(starts, span[1])
        left = [
            p
            for p in without(span, taken[first:last])
            if trimmed(scene.text, *p, more="\"“”.!?'’‘")
        ]
        if left and _worth_a_row(scene, span, left=left, named=named):
            pieces = [trimmed(scene.text, *p) for p in left]
            yield Proposal(
                content=tuple(p for p in pieces if p is not None),
                mode=Mode.NARRATOR,
                basis=Basis.NONE,
                confidence=0.8,
                rule=RULE,
            )


def _worth_a_row(scene: Scene, span: Range, *, left: list[Range], named: Sequence[Range]) -> bool:
    """Tell whether more than "he said" is left: most of the sentence, or a digit."""
    if size(tuple(left)) >= OWN * (span[1] - span[0]) and left == [span]:
        return True
    if any(c.isdigit() for start, end in left for c in scene.text[start:end]):
        return True
    rest = tuple(r for p in left for r in without(p, _near(named, p)))
    return size(rest) >= OWN * (span[1] - span[0])


def _near(ranges: Sequence[Range], span: Range) -> Sequence[Range]:
    low = max(0, bisect_right(ranges, span[0], key=lambda r: r[0]) - 1)
    return ranges[low : bisect_left(ranges, span[1], key=lambda r: r[0])]


def sentences(scene: Scene) -> Iterator[Range]:
    """Yield the sentences of each line behind its dateline.

    Words the parser left out belong to the sentence before.
    """
    found = scene.parse.sentences
    begins = [s.start for s in found]
    for line in scene.lines:
        first = scene.body_start(line)
        low, high = bisect_left(begins, first), bisect_left(begins, line.end)
        cuts = [first, *begins[low:high], line.end]
        for start, end in pairwise(cuts):
            span = (start, min(end, line.end))
            kept = trimmed(scene.text, *span) if span[0] < span[1] else None
            if kept is not None:
                yield kept

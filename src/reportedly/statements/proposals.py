"""What a rule or a model proposes as one attribution, before anything is settled.

Invariant: a proposal is a plain value of one document. It holds no id and no parent: `settle`
drops rivals, nests what is left by containment, and makes `Statement` records of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from reportedly.errors import InvalidRecord
from reportedly.records import Basis, Mode, RuleName

Range: TypeAlias = tuple[int, int]  # code points [start, end) into Document.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One attribution somebody proposes. Ranges are sorted and do not overlap.

    `content` is never empty; `cue` and `source` may be. `antecedent` is a range inside the content
    of the proposal whose voice goes on (CONTINUATION); the statement that holds it is looked up
    when all is settled, so it also stands when another proposal wins that place.
    """

    content: tuple[Range, ...]
    cue: tuple[Range, ...] = ()
    source: tuple[Range, ...] = ()
    mode: Mode
    basis: Basis
    antecedent: Range | None = None
    denied: bool = False  # the cue denies the content
    confidence: float  # 0..1: share of such proposals that are right on development data
    rule: RuleName

    def __post_init__(self) -> None:
        if not self.content:
            raise InvalidRecord(f"proposal of {self.rule} has no content")
        for ranges in (self.content, self.cue, self.source):
            last = 0
            for start, end in ranges:
                if not last <= start < end:
                    raise InvalidRecord(f"proposal of {self.rule}: ranges {ranges} not in order")
                last = end
        if not 0.0 <= self.confidence <= 1.0:
            raise InvalidRecord(f"proposal of {self.rule}: confidence {self.confidence}")

    @property
    def start(self) -> int:
        """Code point at which the content begins."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """Code point behind the content's last piece."""
        return self.content[-1][1]


def size(ranges: tuple[Range, ...]) -> int:
    """Return how many code points the ranges hold together."""
    return sum(end - start for start, end in ranges)


def covers(outer: tuple[Range, ...], inner: tuple[Range, ...]) -> bool:
    """Tell whether each of `inner` lies inside one of `outer`."""
    return all(any(a <= start and end <= b for a, b in outer) for start, end in inner)


def overlap(left: tuple[Range, ...], right: tuple[Range, ...]) -> int:
    """Return how many code points the two share."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in left for c, d in right)

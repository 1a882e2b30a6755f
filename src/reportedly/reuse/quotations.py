"""Tell two reporters at one press conference from a reporter who copies another.

Invariant: a passage is a shared quotation only when hardly a word outside quotation marks is
shared and the two documents share no other passage.
"""

from __future__ import annotations

from operator import and_

from reportedly.reuse.align import Pair
from reportedly.reuse.edges import Match

# Equal words outside the quotation that chance and a shared subject explain ("the minister said").
FRAME = 6
FRAME_SHARE = 0.25  # of all equal words; long quotations come with more cues of their own
# Equal words outside quotations, in all passages of two documents, that show copying.
COPYING = 20


def shared_quotations(matches: list[Match], pair: Pair) -> list[bool]:
    """Tell for each passage whether its words are quoted on both sides, and framed apart."""
    quoted = [_quoted(match, pair) for match in matches]
    free = [match.equal - count for match, count in zip(matches, quoted, strict=True)]
    alone = [f <= max(FRAME, FRAME_SHARE * q) and f < q for f, q in zip(free, quoted, strict=True)]
    copied = sum(f for f, a in zip(free, alone, strict=True) if not a)
    return [a and copied < COPYING for a in alone]


def _quoted(match: Match, pair: Pair) -> int:
    """Return how many of the equal words stand in a quotation on both sides."""
    a, b = pair.a.words.quoted, pair.b.words.quoted
    return sum(sum(map(and_, a[i : i + n], b[j : j + n])) for i, j, n in match.runs)

"""Tell two reporters at one press conference from a reporter who copies another.

Invariant: a passage is a shared quotation only when hardly a word outside quotation marks is
shared and the two documents share no other passage.
"""

from __future__ import annotations

from reportedly.reuse.align import Text
from reportedly.reuse.edges import Match

# Equal words outside the quotation that chance and a shared subject explain ("the minister said").
FRAME = 6
FRAME_SHARE = 0.25  # of all equal words; long quotations come with more cues of their own


def only_quoted(match: Match, a: Text, b: Text) -> bool:
    """Tell whether the equal words of a passage are quoted on both sides, and framed apart."""
    free = sum(
        n - int((a.words.quoted[i : i + n] & b.words.quoted[j : j + n]).sum())
        for i, j, n in match.runs
    )
    quoted = match.equal - free
    return quoted > 0 and free <= max(FRAME, FRAME_SHARE * quoted) and free < quoted

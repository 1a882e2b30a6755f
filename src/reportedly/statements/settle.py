"""Turn proposals into statements: drop rivals, nest, add the narrator's rows, number and sort.

Invariant: a pure function of its arguments; the same proposals in any order give the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.codec import digest
from reportedly.records import DocId, Mode, RuleName, Span, Statement, StatementId
from reportedly.statements.narrator import narrated
from reportedly.statements.proposals import Proposal, Range, covers, overlap, size
from reportedly.statements.scene import Scene

STRETCH = 512  # code points; all pairs of a long document would take minutes
SAME = 0.8  # share of the larger content; above it two proposals tell of the same words


def settle(scene: Scene, proposals: Iterable[Proposal]) -> tuple[Statement, ...]:
    """Return the statements of one document, sorted by place."""
    doc = scene.document.id
    kept = nested(rivals_dropped(proposals))
    ids = [_id(doc, p) for p, _ in kept]
    rows = []
    for (proposal, parent), own in zip(kept, ids, strict=True):
        rows.append(
            Statement(
                id=own,
                content=_spans(doc, proposal.content),
                cue=_spans(doc, proposal.cue),
                source=_spans(doc, proposal.source),
                mode=proposal.mode,
                basis=proposal.basis,
                parent=ids[parent] if parent is not None else None,
                antecedent=_holder(kept, ids, proposal),
                denied=proposal.denied,
                confidence=proposal.confidence,
                rule=RuleName(proposal.rule),
            )
        )
    return tuple(sorted(rows, key=lambda s: (s.content, s.cue, s.id)))


def settled(scene: Scene, proposals: Iterable[Proposal]) -> tuple[Statement, ...]:
    """Return the statements of one document with the narrator's rows, sorted by place."""
    kept = rivals_dropped(proposals)
    return settle(scene, (*kept, *narrated(scene, kept)))


def rivals_dropped(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Return the proposals that stand: of two that rival each other the surer one stays."""
    best = sorted(
        set(proposals), key=lambda p: (-p.confidence, -size(p.content), p.content, p.cue, p.rule)
    )
    kept: list[Proposal] = []
    near: dict[int, list[Proposal]] = {}
    for proposal in best:
        places = _places((*proposal.content, *proposal.cue))
        if not any(rival(proposal, other) for place in places for other in near.get(place, ())):
            kept.append(proposal)
            for place in places:
                near.setdefault(place, []).append(proposal)
    return tuple(sorted(kept, key=lambda p: (p.start, -p.end, p.content, p.cue, p.source)))


def _places(ranges: tuple[Range, ...]) -> list[int]:
    """Return the stretches of text the ranges touch, so that only neighbours are compared."""
    return sorted({i for a, b in ranges for i in range(a // STRETCH, (b - 1) // STRETCH + 1)})


def rival(a: Proposal, b: Proposal) -> bool:
    """Tell whether two proposals cannot both stand: one cue, or nearly the same words."""
    if a.cue and b.cue:
        if overlap(a.cue, b.cue):
            return True
        return covers(a.content, b.content) and covers(b.content, a.content)
    if covers(a.content, b.cue or a.content) and covers(b.content, a.cue or b.content):
        return False  # the cue of one stands inside the other: it is nested
    return overlap(a.content, b.content) > SAME * max(size(a.content), size(b.content))


def nested(proposals: tuple[Proposal, ...]) -> list[tuple[Proposal, int | None]]:
    """Return each proposal with the index of the smallest one whose content holds all of it."""
    out: list[tuple[Proposal, int | None]] = []
    holders: dict[int, list[int]] = {}
    for j, proposal in enumerate(proposals):
        for place in _places(proposal.content) if proposal.mode is not Mode.NARRATOR else ():
            holders.setdefault(place, []).append(j)
    for i, inner in enumerate(proposals):
        parent: int | None = None
        told = inner.mode is not Mode.NARRATOR
        for j in holders.get(inner.start // STRETCH, ()) if told else ():
            outer = proposals[j]
            if outer.start > inner.start or j == i or not _within(outer, inner):
                continue
            if parent is None or size(outer.content) < size(proposals[parent].content):
                parent = j
        out.append((inner, parent))
    return out


def _within(outer: Proposal, inner: Proposal) -> bool:
    if size(outer.content) <= size(inner.content):
        return False
    return covers(outer.content, (*inner.content, *inner.cue))


def _holder(
    kept: list[tuple[Proposal, int | None]], ids: list[StatementId], proposal: Proposal
) -> StatementId | None:
    if proposal.antecedent is None:
        return None
    for (other, _), own in zip(kept, ids, strict=True):
        if other is not proposal and covers(other.content, (proposal.antecedent,)):
            return own
    return None


def _id(doc: DocId, p: Proposal) -> StatementId:
    key = repr((p.content, p.cue, p.source, p.mode.value, p.basis.value)).encode()
    return StatementId("s" + digest(doc.encode(), key)[:12])


def _spans(doc: DocId, ranges: tuple[Range, ...]) -> tuple[Span, ...]:
    return tuple(Span(doc, start, end) for start, end in ranges)

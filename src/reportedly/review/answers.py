"""Decisions about which answers belong to one question: the same (MERGE), different (SPLIT).

Laid over what `alignment` proposed. SPLIT takes the answers it points at out of their question
into one of their own; MERGE puts all answers of the questions it touches under one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reportedly.codec import digest
from reportedly.errors import LostAnchor
from reportedly.records import (
    Alignment,
    CaptureId,
    Decision,
    Document,
    DocumentRecords,
    SlotId,
    Verdict,
    Witness,
    WitnessId,
)
from reportedly.review.anchors import find

KIND = "Witness"


def settle_alignment(
    alignment: Alignment, documents: tuple[DocumentRecords, ...], decisions: Iterable[Decision]
) -> Alignment:
    """Return the alignment with the decisions about its answers laid over it, sorted by id."""
    about = [d for d in decisions if d.kind == KIND]
    if not about:
        return alignment
    by_capture: dict[CaptureId, list[Document]] = {}
    for records in documents:
        by_capture.setdefault(records.document.capture, []).append(records.document)
    for made in about:
        chosen = _chosen(alignment, made, by_capture)
        if made.verdict is Verdict.MERGE:
            alignment = _merged(alignment, chosen)
        elif made.verdict is Verdict.SPLIT:
            alignment = _split(alignment, chosen)
        elif made.verdict is Verdict.REJECT:
            kept = tuple(w for w in alignment.witnesses if w.id not in chosen)
            alignment = replace(alignment, witnesses=kept)
    filled = {w.slot for w in alignment.witnesses}
    return replace(alignment, slots=tuple(s for s in alignment.slots if s.id in filled))


def _chosen(
    alignment: Alignment, made: Decision, by_capture: dict[CaptureId, list[Document]]
) -> frozenset[WitnessId]:
    """Return the answers a decision points at."""
    places = set()
    for anchor in made.anchors:
        for document in by_capture.get(anchor.capture, ()):
            try:
                places.add(find(anchor, document))
            except LostAnchor:
                continue  # `reportedly doctor` lists lost anchors; the rest must go on
    return frozenset(w.id for w in alignment.witnesses if w.span in places)


def _moved(alignment: Alignment, moves: dict[WitnessId, SlotId]) -> tuple[Witness, ...]:
    return tuple(replace(w, slot=moves.get(w.id, w.slot)) for w in alignment.witnesses)


def _merged(alignment: Alignment, chosen: frozenset[WitnessId]) -> Alignment:
    slots = {w.slot for w in alignment.witnesses if w.id in chosen}
    if len(slots) < 2:
        return alignment
    target = min(slots)
    moves = {w.id: target for w in alignment.witnesses if w.slot in slots}
    return replace(alignment, witnesses=_moved(alignment, moves))


def _split(alignment: Alignment, chosen: frozenset[WitnessId]) -> Alignment:
    """Give the chosen answers of each question a question of their own, unless they are all."""
    slots = list(alignment.slots)
    moves: dict[WitnessId, SlotId] = {}
    for slot in alignment.slots:
        here = [w.id for w in alignment.witnesses if w.slot == slot.id]
        taken = sorted(set(here) & chosen)
        if not taken or len(taken) == len(here):
            continue
        new = SlotId("x" + digest(slot.id.encode(), *(w.encode() for w in taken))[:12])
        slots.append(replace(slot, id=new))
        moves |= dict.fromkeys(taken, new)
    return replace(
        alignment,
        slots=tuple(sorted(slots, key=lambda s: s.id)),
        witnesses=_moved(alignment, moves),
    )

"""Align again when a few documents came, went or changed: only stories they touch are drafted.

Invariant: the outcome is that of `align.align` on the same corpus, byte for byte. A draft depends
on its story's documents, the copies between them, the wholes their speakers are part of, the
origins of their passages, on whether claims are embedded, and on the program; a story that none of
these touched keeps its draft. Which documents tell one story is asked anew each time: every word's
rarity rests on all documents.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.alignment.align import Draft, draft, gathered
from reportedly.alignment.apart import Common, Told, common, story, told
from reportedly.alignment.events import MAIN
from reportedly.codec import decode, digest, encode
from reportedly.records import Alignment, Corpus, EventId
from reportedly.stage import Earlier, Tools


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The main event of each story by the digest of all that its draft depends on."""

    events: dict[str, EventId]


def resume(
    corpus: Corpus, tools: Tools, earlier: Earlier[Alignment] | None
) -> tuple[Alignment, bytes]:
    """Return the Alignment of all documents and notes for the next time."""
    shared = common(corpus, tools)
    known = decode(earlier.notes, Notes).events if earlier else {}
    kept = _drafts(earlier.output) if earlier else {}
    drafts: list[Draft] = []
    events: dict[str, EventId] = {}
    for by in told(corpus, tools):
        mark = _mark(by, shared)
        own = kept[known[mark]] if mark in known else draft(story(by, shared))
        events[mark] = own.events[0].id
        drafts.append(own)
    return gathered(drafts), encode(Notes(events=events))


def _mark(by: Told, shared: Common) -> str:
    """Return the digest of all that the draft of a story depends on, but for the program."""
    hall = shared.hall
    inside, links = by
    wholes = tuple(hall.whole.get(c.entity, "") for r in inside for c in r.cast.credits)
    origins = tuple(hall.origins.get(r.document.id, ()) for r in inside)
    of_all = (shared.embed is not None, wholes, origins, links)
    return digest(*(encode(r) for r in inside), encode(of_all))[:16]


def _drafts(output: Alignment) -> dict[EventId, Draft]:
    """Return the drafts that were gathered, by the main event, which stands first in each."""
    home = {doc: e.id for e in output.events if e.rule == MAIN for doc in e.documents}
    drafts = {e.id: Draft(events=[e]) for e in output.events if e.rule == MAIN}
    of_event = {e.id: drafts[home[e.documents[0]]] for e in output.events}
    for event in output.events:
        if event.rule != MAIN:
            of_event[event.id].events.append(event)
    of_slot = {s.id: of_event[s.event] for s in output.slots}
    for slot in output.slots:
        of_slot[slot.id].slots.append(slot)
    for witness in output.witnesses:
        of_slot[witness.slot].witnesses.append(witness)
    return drafts

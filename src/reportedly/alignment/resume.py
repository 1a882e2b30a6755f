"""Align again when a few documents came, went or changed: only stories they touch are drafted.

Invariant: the outcome is that of `align.align` on the same corpus, byte for byte. A draft depends
on its story's documents, the copies between them, the wholes their speakers are part of, the
origins of their passages, on whether claims are embedded, and on the program; a story that none of
these touched keeps its draft. Which documents tell one story is asked anew each time: every word's
rarity rests on all documents.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.alignment.align import Draft, gathered
from reportedly.alignment.apart import common, told
from reportedly.alignment.drafting import drafts, job_of
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
    every = common(corpus, tools)
    stories = told(corpus, tools)
    jobs = [job_of(by, every) for by in stories]
    marks = [digest(*job)[:16] for job in jobs]
    known = decode(earlier.notes, Notes).events if earlier else {}
    old = _drafts(earlier.output) if earlier else {}
    kept = {mark: old[known[mark]] for mark in marks if mark in known}
    fresh = [n for n, mark in enumerate(marks) if mark not in known]
    made = drafts([(stories[n], jobs[n]) for n in fresh], every, tools)
    kept |= {marks[n]: own for n, own in zip(fresh, made, strict=True)}
    notes = Notes(events={mark: kept[mark].events[0].id for mark in marks})
    return gathered([kept[mark] for mark in marks]), encode(notes)


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

"""Align again when a few documents came, went or changed: only stories they touch are drafted.

Invariant: the outcome is that of `align.align` on the same corpus, byte for byte. A draft depends
on its story's documents, the copies between them, the origins of their passages, on whether claims
are embedded, and on the program; a story that none of these touched keeps its draft. Where only the
wholes changed that its speakers are part of, its witnesses are credited again. Which documents tell
one story is asked anew each time: every word's rarity rests on all documents.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.alignment.align import Draft, gathered
from reportedly.alignment.apart import common, told
from reportedly.alignment.drafting import credited_again, drafts, job_of
from reportedly.alignment.events import MAIN
from reportedly.codec import decode, digest, encode
from reportedly.records import Alignment, EventId
from reportedly.stage import Earlier, Marked, Tools


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The main event of each story by the digest of what its draft depends on.

    Beside it the digest of the wholes that its speakers are part of.
    """

    stories: dict[str, tuple[EventId, str]]


def resume(
    given: Marked, tools: Tools, earlier: Earlier[Alignment] | None
) -> tuple[Alignment, bytes]:
    """Return the Alignment of all documents and notes for the next time."""
    corpus = given.corpus
    every = common(corpus, tools)
    stories = told(corpus, tools)
    jobs = [job_of(by, every) for by in stories]
    marks = [digest(*job[:-1])[:16] for job in jobs]
    wholes = [digest(job[-1])[:16] for job in jobs]
    known = decode(earlier.notes, Notes).stories if earlier else {}
    old = _drafts(earlier.output) if earlier else {}
    found: dict[int, Draft] = {}
    for n, mark in enumerate(marks):
        if mark in known:
            event, before = known[mark]
            same = before == wholes[n]
            found[n] = old[event] if same else credited_again(old[event], stories[n], every)
    fresh = [n for n in range(len(stories)) if n not in found]
    made = drafts([(stories[n], jobs[n]) for n in fresh], every, tools)
    found |= dict(zip(fresh, made, strict=True))
    in_order = [found[n] for n in range(len(stories))]
    noted = ((own.events[0].id, whole) for own, whole in zip(in_order, wholes, strict=True))
    return gathered(in_order), encode(Notes(stories=dict(zip(marks, noted, strict=True))))


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

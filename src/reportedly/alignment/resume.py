"""Align again when a few documents came, went or changed: only stories they touch are drafted.

Invariant: the outcome is that of `align.align` on the same corpus, byte for byte. A draft depends
on its story's documents, the copies between them, the origins of their passages, on whether claims
are embedded, and on the program; a story that none of these touched keeps its draft. Where only the
wholes changed that its speakers are part of, its witnesses are credited again. Which documents tell
one story is asked anew each time, since every word's rarity rests on all documents; their profiles
are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportedly.alignment.align import Draft, gathered
from reportedly.alignment.apart import Told, common, told
from reportedly.alignment.drafting import credited_again, drafts, rest_of, wholes_of
from reportedly.alignment.events import MAIN
from reportedly.alignment.profiles import Profile, profiles
from reportedly.codec import digest, pack, unpack
from reportedly.records import Alignment, DocId, EventId
from reportedly.stage import MARK, Earlier, Marked, Tools


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What a run looked at.

    The mark of each document with its profile, and the main event of each story by the digest of
    what its draft depends on, beside it the digest of the wholes that its speakers are part of.
    """

    profiles: dict[DocId, tuple[str, Profile]]
    stories: dict[str, tuple[EventId, str]]


def resume(
    given: Marked, tools: Tools, earlier: Earlier[Alignment] | None
) -> tuple[Alignment, bytes]:
    """Return the Alignment of all documents and notes for the next time."""
    corpus = given.corpus
    notes = unpack(earlier.notes, Notes) if earlier else Notes(profiles={}, stories={})
    read = _profiles(given, notes)
    every = common(corpus, tools)
    stories = told(corpus, [profile for _, profile in read.values()], tools)
    marks = [_mark(by, rest_of(by, every), read) for by in stories]
    wholes = [digest(wholes_of(by, every))[:MARK] for by in stories]
    old = _drafts(earlier.output) if earlier else {}
    found: dict[int, Draft] = {}
    for n, mark in enumerate(marks):
        if mark in notes.stories:
            event, before = notes.stories[mark]
            same = before == wholes[n]
            found[n] = old[event] if same else credited_again(old[event], stories[n], every)
    fresh = [n for n in range(len(stories)) if n not in found]
    found |= dict(zip(fresh, drafts([stories[n] for n in fresh], every, tools), strict=True))
    in_turn = [found[n] for n in range(len(stories))]
    noted = ((own.events[0].id, whole) for own, whole in zip(in_turn, wholes, strict=True))
    again = Notes(profiles=read, stories=dict(zip(marks, noted, strict=True)))
    return gathered(in_turn), pack(again)


def _profiles(given: Marked, notes: Notes) -> dict[DocId, tuple[str, Profile]]:
    """Return the mark and profile of each document, in order."""
    documents, marks = given.corpus.in_order, given.brief
    known = {doc: p for doc, (mark, p) in notes.profiles.items() if marks.get(doc) == mark}
    made = profiles(documents, known)
    return {doc: (mark, own) for (doc, mark), own in zip(marks.items(), made, strict=True)}


def _mark(by: Told, rest: bytes, read: Mapping[DocId, tuple[str, Profile]]) -> str:
    """Return the digest of all that the draft of a story depends on, but for the program."""
    ids = [r.document.id for r in by[0]]
    return digest(*(part.encode() for doc in ids for part in (doc, read[doc][0])), rest)[:MARK]


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

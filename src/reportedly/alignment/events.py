"""Events of a story: the one most accounts tell, and older ones told beside it.

Labels are written from neutral nouns, the place and the date; what accounts call an event stands
only in quoted spans.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from reportedly.alignment.passages import Passages
from reportedly.alignment.vocabulary import WORD, Vocabulary
from reportedly.codec import digest
from reportedly.records import DocId, Event, EventId, RuleName

LEAD = 1500  # code points of a text that are read for the event's noun and place


def main_event(read: list[Passages], words: Vocabulary, *, day: int | None, key: str) -> Event:
    """Return the event that a story's documents share; `key` names the story."""
    noun, place = _noun(read, words), _place(read, words)
    when = date.fromordinal(day).isoformat() if day else None
    parts = [" ".join(p for p in (noun or "event",) if p), place, when]
    return Event(
        id=EventId("e" + digest(key.encode())[:12]),
        label=", ".join(p for p in parts if p),
        date=when,
        place=place,
        documents=tuple(sorted(p.records.document.id for p in read)),
        rule=RuleName("alignment.events.main_event"),
    )


def older_event(main: Event, *, year: int, documents: Iterable[DocId], words: str) -> Event:
    """Return the event of another year that a story tells beside its own.

    "The last large outbreak, in 2019, killed more than 400 people."
    """
    return Event(
        id=EventId("e" + digest(main.id.encode(), str(year).encode())[:12]),
        label=", ".join(p for p in (words or "event", main.place, str(year)) if p),
        date=str(year),
        place=None,
        within=None,
        documents=tuple(sorted(set(documents))),
        rule=RuleName("alignment.events.older_event"),
    )


def _noun(read: list[Passages], words: Vocabulary) -> str | None:
    """Return the neutral event noun that most documents use, first in the text on a tie."""
    held: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for passages in read:
        title = passages.records.document.title or ""
        body = f"{title}\n{passages.text[:LEAD]}".lower()
        found = [words.events[m.group()] for m in WORD.finditer(body) if m.group() in words.events]
        held.update(sorted(set(found)))
        times.update(found)
    return min(held, key=lambda n: (-held[n], -times[n], n)) if held else None


def _place(read: list[Passages], words: Vocabulary) -> str | None:
    """Return the place that most documents name in their first paragraphs."""
    held: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for passages in read:
        found = [
            m.group(1)
            for m in words.place.finditer(passages.text[:LEAD])
            if m.group(1).split()[0] not in words.no_place
        ]
        held.update(sorted(set(found)))
        times.update(found)
    return min(held, key=lambda n: (-held[n], -times[n], n)) if held else None

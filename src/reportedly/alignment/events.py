"""Events of a story: the one most accounts tell, and older ones told beside it.

Labels are written from neutral nouns, the place and the date; what accounts call an event stands
only in quoted spans.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from reportedly.alignment.passages import Passages
from reportedly.alignment.profiles import ordinal
from reportedly.alignment.vocabulary import WORD, Vocabulary
from reportedly.codec import digest
from reportedly.records import DocId, Event, EventId, RuleName, TimeRef

MAIN = RuleName("alignment.events.main_event")
POSSESSIVE = re.compile(r"['’]s$")
LEAD = 1500  # code points of a text that are read for the event's noun and place


def main_event(read: list[Passages], words: Vocabulary, *, day: int | None, key: str) -> Event:
    """Return the event that a story's documents share; `key` names the story."""
    told, opened = _told_of(read, day), _openings(read)
    noun = told_noun(told, words) or told_noun(opened, words)
    place = _place(told, words) or _place(opened, words)
    when = date.fromordinal(day).isoformat() if day else None
    parts = [" ".join(p for p in (noun or "event",) if p), place, when]
    return Event(
        id=EventId("e" + digest(key.encode())[:12]),
        label=", ".join(p for p in parts if p),
        date=when,
        place=place,
        documents=tuple(sorted(p.records.document.id for p in read)),
        rule=MAIN,
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


def part_event(main: Event, *, place: str, documents: Iterable[DocId]) -> Event:
    """Return the part of an event that accounts tell apart by its place, nested in the whole.

    "163 people had died in Tasheh district and 57 in Upper Lenk."
    """
    noun = main.label.split(", ", 1)[0]
    return Event(
        id=EventId("e" + digest(main.id.encode(), place.encode())[:12]),
        label=", ".join(p for p in (noun, place, main.date) if p),
        date=main.date,
        place=place,
        within=main.id,
        documents=tuple(sorted(set(documents))),
        rule=RuleName("alignment.events.part_event"),
    )


def _told_of(read: list[Passages], day: int | None) -> list[str]:
    """Return, by document, the sentences that date the event; without any, how the texts open."""
    dated = []
    for passages in read:
        places = {passages.sentence(t.span.start) for t in passages.records.times if _dates(t, day)}
        dated.append(" ".join(passages.text[a:b] for a, b in sorted(places)))
    if any(dated):
        return dated
    return _openings(read)


def _openings(read: list[Passages]) -> list[str]:
    """Return how each document opens: its title and its first paragraphs."""
    return [f"{p.records.document.title or ''}\n{p.text[:LEAD]}" for p in read]


def _dates(time: TimeRef, day: int | None) -> bool:
    """Tell whether a time names the day, or the night it belongs to."""
    first, last = ordinal(time.earliest), ordinal(time.latest)
    if day is None or first is None or last is None:
        return False
    return first <= day <= last and last - first <= 1


def told_noun(told: list[str], words: Vocabulary) -> str | None:
    """Return the neutral event noun that most documents use."""
    return _most(
        [words.events[m.group()] for m in WORD.finditer(text.lower()) if m.group() in words.events]
        for text in told
    )


def _place(told: list[str], words: Vocabulary) -> str | None:
    """Return the place that most documents name."""
    return _most(
        [
            POSSESSIVE.sub("", m.group(1))
            for m in words.place.finditer(text)
            if m.group(1).split()[0] not in words.no_place
        ]
        for text in told
    )


def _most(found: Iterable[list[str]]) -> str | None:
    """Return what most lists hold, on a tie what stands most often, then the first by name."""
    held: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for inside in found:
        held.update(sorted(set(inside)))
        times.update(inside)
    return min(held, key=lambda n: (-held[n], -times[n], n)) if held else None

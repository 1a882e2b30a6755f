"""A corpus in parts that no rule of the ledger looks across.

Invariant: an event, what it lies within, its documents, and the witnesses of its slots are in one
part, whatever a reviewer has moved; so the ledger of a corpus is that of its parts, put together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from reportedly.records import Alignment, Corpus, Entity, EntityId, Reuse

T = TypeVar("T")


def parts(corpus: Corpus) -> list[Corpus]:
    """Return the parts of a corpus that have events, each ordered as the whole."""
    held = corpus.alignment
    of = _labels(corpus)
    of_slot = {s.id: of[s.event] for s in held.slots}
    events = _sorted_out((of[e.id], e) for e in held.events)
    slots = _sorted_out((of[s.event], s) for s in held.slots)
    witnesses = _sorted_out((of_slot[w.slot], w) for w in held.witnesses)
    documents = _sorted_out((of[r.document.id], r) for r in corpus.documents)
    links = _sorted_out((of[k.a.doc], k) for k in corpus.reuse.links if of[k.a.doc] == of[k.b.doc])
    speakers = _speakers(corpus.entities)
    return [
        Corpus(
            documents=tuple(documents[n]),
            entities=tuple(_distinct(e for w in witnesses[n] for e in speakers[w.speaker])),
            reuse=Reuse(links=tuple(links[n])),
            alignment=Alignment(
                events=tuple(events[n]), slots=tuple(slots[n]), witnesses=tuple(witnesses[n])
            ),
        )
        for n in sorted(events)
    ]


def _labels(corpus: Corpus) -> dict[str, int]:
    """Return the number of its part for each event and document, parts by their first name."""
    names = [*(r.document.id for r in corpus.documents), *(e.id for e in corpus.alignment.events)]
    above: dict[str, str] = {name: name for name in names}
    for a, b in set(_ties(corpus)):
        above[_top(above, a)] = _top(above, b)
    numbers: dict[str, int] = {}
    return {name: numbers.setdefault(_top(above, name), len(numbers)) for name in names}


def _top(above: dict[str, str], name: str) -> str:
    while (up := above[name]) != name:
        above[name] = above[up]
        name = up
    return name


def _ties(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Yield what belongs to one part: pairs of events and documents."""
    event_of = {s.id: s.event for s in corpus.alignment.slots}
    for event in corpus.alignment.events:
        yield from ((event.id, doc) for doc in event.documents)
        if event.within:
            yield event.id, event.within
    for witness in corpus.alignment.witnesses:
        yield event_of[witness.slot], witness.span.doc


def _speakers(entities: Iterable[Entity]) -> dict[EntityId | None, list[Entity]]:
    """Return what is known of each speaker: its own entity, and those it is a member of."""
    found: dict[EntityId | None, list[Entity]] = defaultdict(list)
    for entity in entities:
        for key in dict.fromkeys((entity.id, *entity.members)):
            found[key].append(entity)
    return found


def _distinct(entities: Iterable[Entity]) -> list[Entity]:
    found = {e.id: e for e in entities}
    return [found[key] for key in sorted(found)]


def _sorted_out(pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for number, item in pairs:
        found[number].append(item)
    return found

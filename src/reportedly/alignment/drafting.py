"""Draft stories, in several processes where that pays.

Invariant: a draft depends on its story's job alone and on the program, not on where it is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from reportedly.alignment.align import Draft, draft
from reportedly.alignment.apart import Common, Told, shared, story
from reportedly.alignment.vocabulary import vocabulary
from reportedly.alignment.witnesses import Hall, as_of, credited
from reportedly.codec import decode, encode
from reportedly.records import Cast, DocumentRecords, EntityId, OriginId, ReuseLink, Span
from reportedly.stage import Job, Tools

Placed: TypeAlias = tuple[tuple[Span, OriginId], ...]


def job_of(by: Told, every: Common) -> Job:
    """Return all that the draft of a story depends on, but for the program and its settings."""
    return (*map(_read_of, by[0]), rest_of(by, every), wholes_of(by, every))


def rest_of(by: Told, every: Common) -> bytes:
    """Return what the draft of a story depends on beside its documents and their speakers."""
    inside, links = by
    origins = tuple(every.hall.origins.get(r.document.id, ()) for r in inside)
    return encode((every.embed is not None, origins, links))


def wholes_of(by: Told, every: Common) -> bytes:
    """Return the wholes of a story's credits: only speakers of its witnesses depend on them."""
    whole = every.hall.whole
    return encode(tuple(whole.get(c.entity, "") for r in by[0] for c in r.cast.credits))


def _read_of(records: DocumentRecords) -> bytes:
    """Return what a draft reads of a document: all but its mentions and its own entities."""
    return encode(replace(records, cast=Cast(credits=records.cast.credits)))


def drafts(fresh: Sequence[Told], every: Common, tools: Tools) -> list[Draft]:
    """Return the drafts of stories, in their order."""
    spread = tools.spread_over(sum(len(inside) for inside, _ in fresh))
    if spread is None:
        return [draft(story(by, every)) for by in fresh]
    # The largest first, so that no process is left with one at the end.
    order = sorted(range(len(fresh)), key=lambda n: -len(fresh[n][0]))
    bodies = spread(drafted, (job_of(fresh[n], every) for n in order))
    made = {n: decode(body, Draft) for n, body in zip(order, bodies, strict=True)}
    return [made[n] for n in range(len(fresh))]


def drafted(job: Job, tools: Tools) -> bytes:
    """Return the draft of a job's story, encoded."""
    *bodies, rest, joined = job
    wholes = decode(joined, tuple[EntityId, ...])
    embedded, origins, links = decode(rest, tuple[bool, tuple[Placed, ...], tuple[ReuseLink, ...]])
    inside = [decode(body, DocumentRecords) for body in bodies]
    credited = [c.entity for r in inside for c in r.cast.credits]
    of_all = Hall(
        whole={part: whole for part, whole in zip(credited, wholes, strict=True) if whole},
        origins={r.document.id: o for r, o in zip(inside, origins, strict=True) if o},
        as_of=as_of(vocabulary(tools.lexicon)),
    )
    every = shared(tools, of_all, embedded=embedded)
    return encode(draft(story((inside, list(links)), every)))


def credited_again(own: Draft, by: Told, every: Common) -> Draft:
    """Return a draft of the same story with its speakers as they are joined now."""
    court = story(by, every).court
    return replace(own, witnesses=[credited(w, court) for w in own.witnesses])

"""Timeline: what is said to have happened when, and when it was said."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace

from reportedly.records import DocId, Event, EventId
from reportedly.views.chronicle import (
    Chronicle,
    Moment,
    Saying,
    Telling,
    chronicle,
    chronicle_listing,
    saying,
)
from reportedly.views.index import Index
from reportedly.views.paging import paged
from reportedly.views.pictures_time import time_picture
from reportedly.views.questions import event_name
from reportedly.views.tables import Listing

PAGE = 30  # moments a page
SAYINGS = 4  # places shown of each moment until it is opened


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineFilter:
    """What the reader asked for; the defaults show all."""

    event: str = ""  # event id: only its documents
    since: str = ""  # ISO day: moments that end on it or later
    until: str = ""  # ISO day: moments that begin on it or earlier
    days: str = ""  # "earliest/latest": this one moment, with every place that names it
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One moment with some of the places that name it."""

    days: str  # "earliest/latest"
    earliest: str
    latest: str
    name: str
    documents: int
    mentions: int
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An event to choose."""

    value: str
    label: str
    count: int  # documents


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """One page of the screen."""

    filter: TimelineFilter
    stories: tuple[Story, ...]
    picture: str  # SVG
    tellings: tuple[Telling, ...]
    undated: tuple[tuple[DocId, str], ...]
    entries: tuple[Entry, ...]
    total: int
    pages: int


def stories(index: Index) -> tuple[Event, ...]:
    """Return the events that documents are about, those of most documents first.

    An event told only in documents of a larger one, such as what came before it, is left out.
    """
    told: set[DocId] = set()
    found: list[Event] = []
    events = sorted(
        index.corpus.alignment.events,
        key=lambda e: (-len(e.documents), e.label, e.id),
    )
    for event in events:
        if not told.issuperset(event.documents):
            told.update(event.documents)
            found.append(event)
    return tuple(found)


def whole_chronicle(index: Index) -> Chronicle:
    """Return both tracks of all documents; made once for each state of a ledger."""
    return chronicle(index)


def chronicle_of(index: Index, whole: Chronicle, event: str) -> Chronicle:
    """Return both tracks of an event's documents; of all for "".

    Raises:
        KeyError: the ledger has no such event.
    """
    if not event:
        return whole
    docs: Container[DocId] = frozenset(index.events[EventId(event)].documents)
    return chronicle(index, docs)


def timeline_view(index: Index, whole: Chronicle, asked: TimelineFilter) -> TimelineView:
    """Return the page that was asked for.

    Raises:
        KeyError: the ledger has no such event.
    """
    found = chronicle_of(index, whole, asked.event)
    moments = _within(found.moments, asked)
    page = paged(moments, asked.page, PAGE)
    most = None if asked.days else SAYINGS
    return TimelineView(
        filter=replace(asked, page=page.page),
        stories=tuple(
            Story(value=e.id, label=event_name(e), count=len(e.documents)) for e in stories(index)
        ),
        picture="" if asked.days else time_picture(replace(found, moments=moments)),
        tellings=found.tellings,
        undated=found.undated,
        entries=tuple(entry(index, m, most) for m in page.items),
        total=page.total,
        pages=page.pages,
    )


def _within(moments: tuple[Moment, ...], asked: TimelineFilter) -> tuple[Moment, ...]:
    return tuple(
        m
        for m in moments
        if (not asked.since or m.latest >= asked.since)
        and (not asked.until or m.earliest <= asked.until)
        and (not asked.days or f"{m.earliest}/{m.latest}" == asked.days)
    )


def entry(index: Index, moment: Moment, most: int | None) -> Entry:
    """Return a moment with at most `most` of its places, those of different documents first."""
    first = {time.span.doc: time for time in reversed(moment.times)}
    heads = {time.id for time in first.values()}
    ordered = [*reversed(first.values()), *(t for t in moment.times if t.id not in heads)]
    return Entry(
        days=f"{moment.earliest}/{moment.latest}",
        earliest=moment.earliest,
        latest=moment.latest,
        name=moment.name,
        documents=moment.documents,
        mentions=len(moment.times),
        sayings=tuple(saying(index, time) for time in ordered[:most]),
    )


def timeline_listing(index: Index, whole: Chronicle, asked: TimelineFilter) -> Listing:
    """List every place of the moments asked for, for CSV.

    Raises:
        KeyError: the ledger has no such event.
    """
    found = chronicle_of(index, whole, asked.event)
    return chronicle_listing(index, _within(found.moments, asked))

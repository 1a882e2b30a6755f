"""The static report as one value: everything its template shows, in order, ready to be printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.records import Rejection
from reportedly.views.breakdown import Breakdown, breakdowns
from reportedly.views.chronicle import chronicle
from reportedly.views.drift import Drift, drift, passages, remarks
from reportedly.views.forecasts import Foretold, forecasts_of, last_day
from reportedly.views.index import Index
from reportedly.views.pictures_time import time_picture
from reportedly.views.questions import event_name, questions
from reportedly.views.report_places import Places
from reportedly.views.report_rows import (
    Difference,
    EventSection,
    differences,
    event_sections,
    numbered,
)
from reportedly.views.report_texts import Page, pages
from reportedly.views.report_voices import Voice, voices
from reportedly.views.stemma import Family, families
from reportedly.views.tables import Listing, counts, rejected
from reportedly.views.timelinepage import Entry, entry, stories
from reportedly.views.whoquotes import matrix

SAYINGS = 6  # places printed of each moment
STORIES = 24  # stories with a timeline and a matrix of their own

__all__ = ["Difference", "ReportView", "differences", "report_view"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryTime:
    """When things are said to have happened in one story, and who quotes whom."""

    name: str
    documents: int
    picture: str  # SVG
    moments: tuple[Entry, ...]
    quoting: str  # SVG


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """The whole report."""

    counts: tuple[tuple[str, int], ...]
    differences: tuple[Difference, ...]
    events: tuple[EventSection, ...]
    notes: int  # footnotes
    breakdowns: tuple[Breakdown, ...]
    voices: tuple[Voice, ...]
    families: tuple[Family, ...]
    drifts: tuple[Drift, ...]
    stories: tuple[StoryTime, ...]
    forecasts: tuple[Foretold, ...]
    last: str  # the last document's day, in words
    rejected: Listing
    pages: tuple[Page, ...]
    places: Places


def report_view(index: Index, rejections: Iterable[Rejection]) -> ReportView:
    """Return the report of a ledger."""
    places = Places(index)
    asked = questions(index)
    made = numbered(places)
    remarked = remarks(index)
    return ReportView(
        counts=tuple(counts(index).items()),
        differences=differences(index, asked, made[1]),
        events=event_sections(places, asked, made),
        notes=len(made[1]),
        breakdowns=breakdowns(index),
        voices=voices(places),
        families=families(index),
        drifts=tuple(drift(index, origin, remarked) for origin in passages(index)),
        stories=_stories(index),
        forecasts=forecasts_of(index),
        last=last_day(index),
        rejected=rejected(rejections),
        pages=pages(places),
        places=places,
    )


def _stories(index: Index) -> tuple[StoryTime, ...]:
    """Return the stories of most documents; one without a name when there is no event."""
    found = [(event_name(e), frozenset(e.documents)) for e in stories(index)[:STORIES]]
    if not found and index.corpus.documents:
        found = [("", frozenset(index.documents))]
    made: list[StoryTime] = []
    for name, docs in found:
        told = chronicle(index, docs)
        made.append(
            StoryTime(
                name=name,
                documents=len(docs),
                picture=time_picture(told),
                moments=tuple(entry(index, moment, SAYINGS) for moment in told.moments),
                quoting=matrix(index, docs).picture,
            )
        )
    return tuple(made)

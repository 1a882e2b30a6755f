"""What is said to come: who says it, when it is due, and who speaks of it later.

Invariant: "due" means that the day lies before the last document's; whether it came is for the
reader to judge from the later witnesses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.records import DocId, Forecast, WitnessId
from reportedly.views.chronicle import days_in_words
from reportedly.views.index import Index, around, doc_label
from reportedly.views.paging import paged
from reportedly.views.questions import day_in_words
from reportedly.views.readings import reading_of
from reportedly.views.tables import Listing

PAGE = 30  # forecasts a page
AROUND = 110  # code points shown on either side of a later answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """An account after the due day, or after the forecast, that may answer it."""

    doc: DocId
    label: str
    start: int  # code points into the document's text
    speaker: str
    reading: str
    before: str
    words: str
    after: str
    row: str  # id of the row it answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """One forecast."""

    id: str
    state: str  # "due" or "open"
    due: str  # EDTF
    due_in_words: str
    speaker: str
    words: str
    doc: DocId
    label: str
    start: int  # code points into the document's text
    published: str | None
    later: tuple[Later, ...]  # by date


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastFilter:
    """What the reader asked for; the defaults show all."""

    state: str = ""  # "due" or "open"
    q: str = ""  # every word must stand in words, speaker or account
    later: bool = False  # only those of which somebody speaks later
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastsView:
    """One page of the screen."""

    filter: ForecastFilter
    last: str  # the last document's day, in words; "" without any
    forecasts: tuple[Foretold, ...]
    total: int
    pages: int
    due: int  # of all forecasts
    open: int


def forecasts_of(index: Index) -> tuple[Foretold, ...]:
    """Return the forecasts by due day."""
    ordered = sorted(index.corpus.ledger.forecasts, key=lambda f: (f.due, f.id))
    return tuple(_foretold(index, f) for f in ordered)


def last_day(index: Index) -> str:
    """Return the day of the last document, in words; "" without any dated one."""
    days = sorted(filter(None, (r.document.published for r in index.corpus.documents)))
    return day_in_words(days[-1]) if days else ""


def forecasts_view(index: Index, all_: Sequence[Foretold], asked: ForecastFilter) -> ForecastsView:
    """Return the page that was asked for. `all_`: what `forecasts_of` returns."""
    page = paged(found(all_, asked), asked.page, PAGE)
    due = sum(1 for f in all_ if f.state == "due")
    return ForecastsView(
        filter=replace(asked, page=page.page),
        last=last_day(index),
        forecasts=page.items,
        total=page.total,
        pages=page.pages,
        due=due,
        open=len(all_) - due,
    )


def found(all_: Sequence[Foretold], asked: ForecastFilter) -> tuple[Foretold, ...]:
    """Return the forecasts that a filter lets through."""
    wanted = asked.q.casefold().split()
    return tuple(
        f
        for f in all_
        if (not asked.state or f.state == asked.state)
        and (f.later or not asked.later)
        and all(word in f"{f.words} {f.speaker} {f.label}".casefold() for word in wanted)
    )


def _foretold(index: Index, made: Forecast) -> Foretold:
    statement = index.statements[made.statement]
    published = index.documents[statement.doc].document.published
    later = [
        _later(index, w)
        for w in made.witnesses
        if w in index.witnesses and _follows(index, index.witnesses[w].span.doc, statement.doc)
    ]
    later.sort(key=lambda one: (index.documents[one.doc].document.published or "~", one.start))
    return Foretold(
        id=made.id,
        state=made.state.value,
        due=made.due,
        due_in_words=due_in_words(made.due),
        speaker=index.speaker_of(made.statement),
        words=" … ".join(index.words(c) for c in statement.content),
        doc=statement.doc,
        label=doc_label(index, statement.doc),
        start=statement.content[0].start,
        published=published,
        later=tuple(later),
    )


def _follows(index: Index, other: DocId, doc: DocId) -> bool:
    """Tell whether another document may be later: of the same day or after, or undated."""
    days = [index.documents[d].document.published for d in (other, doc)]
    return other != doc and (days[0] or "~") >= (days[1] or "")


def _later(index: Index, witness: WitnessId) -> Later:
    found = index.witnesses[witness]
    before, words, after = around(index, found.span, AROUND)
    return Later(
        doc=found.span.doc,
        label=doc_label(index, found.span.doc),
        start=found.span.start,
        speaker=index.speaker_of(found.statement),
        reading=reading_of(index, found),
        before=before,
        words=words,
        after=after,
        row=found.slot,
    )


def due_in_words(edtf: str) -> str:
    """Return a due date as a person writes it; an interval as "A to B"."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return day_in_words(edtf)
    known = [day_in_words(day) for day in (first, last) if day not in ("", "..")]
    if len(first) == len(last) == 10:
        return days_in_words(first, last)
    if len(known) == 2:
        return " to ".join(known)
    return f"{'from' if first not in ('', '..') else 'by'} {known[0]}" if known else edtf


def forecasts_listing(forecasts: Sequence[Foretold]) -> Listing:
    """List forecasts with what is said later, for CSV."""
    columns = ("id", "due", "state", "speaker", "words", "account", "document", "start", "later")
    cells = tuple(
        (
            f.id, f.due, f.state, f.speaker, f.words, f.label, f.doc, f.start,
            "; ".join(f"{one.label}: {one.reading}" for one in f.later),
        )
        for f in forecasts
    )  # fmt: skip
    return Listing("forecasts", columns, cells)

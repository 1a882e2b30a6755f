"""What is said to come: who says it, when it is due, and who speaks of it later.

Invariant: "due" means that the day lies before the last document's; whether it came is for the
reader to judge from the later witnesses.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records import DocId, Forecast, ForecastState, WitnessId
from reportedly.views.chronicle import days_in_words
from reportedly.views.index import Index, around, doc_label
from reportedly.views.questions import day_in_words
from reportedly.views.readings import reading_of
from reportedly.views.tables import Listing

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
class Forecasts:
    """All forecasts by due day: those whose day has passed within the reports, and the others."""

    last: str  # the last document's day, in words; "" without any
    due: tuple[Foretold, ...]
    open: tuple[Foretold, ...]


def forecasts_view(index: Index) -> Forecasts:
    """Return the forecasts, each statement once."""
    ordered = sorted(index.corpus.ledger.forecasts, key=lambda f: (f.due, f.id))
    days = sorted(filter(None, (r.document.published for r in index.corpus.documents)))
    return Forecasts(
        last=day_in_words(days[-1]) if days else "",
        due=tuple(_foretold(index, f) for f in ordered if f.state is ForecastState.DUE),
        open=tuple(_foretold(index, f) for f in ordered if f.state is ForecastState.OPEN),
    )


def _foretold(index: Index, found: Forecast) -> Foretold:
    statement = index.statements[found.statement]
    later = [_later(index, w) for w in found.witnesses if w in index.witnesses]
    later.sort(key=lambda one: (index.documents[one.doc].document.published or "~", one.start))
    return Foretold(
        id=found.id,
        due=found.due,
        due_in_words=due_in_words(found.due),
        speaker=index.speaker_of(found.statement),
        words=" … ".join(index.words(c) for c in statement.content),
        doc=statement.doc,
        label=doc_label(index, statement.doc),
        start=statement.content[0].start,
        published=index.documents[statement.doc].document.published,
        later=tuple(later),
    )


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


def forecasts_listing(view: Forecasts) -> Listing:
    """List the forecasts with the places of what is said later, for CSV."""
    columns = ("id", "due", "state", "speaker", "words", "account", "document", "start", "later")
    cells = tuple(
        (
            f.id, f.due, state, f.speaker, f.words, f.label, f.doc, f.start,
            "; ".join(f"{one.label}: {one.reading}" for one in f.later),
        )
        for state, group in (("due", view.due), ("open", view.open))
        for f in group
    )  # fmt: skip
    return Listing("forecasts", columns, cells)

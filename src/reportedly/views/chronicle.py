"""Two tracks of time: when things are said to have happened, and when that was said.

Invariant: a moment is as wide as its words leave it ("in March": the whole month); it is never
narrowed to a day. Nothing here says that anything happened.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date

from reportedly.records import DocId, DocumentRecords, TimeRef
from reportedly.views.index import Index, around, doc_label
from reportedly.views.questions import day_in_words
from reportedly.views.tables import Listing

AROUND = 60  # code points shown on either side of a date's words


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One place where a text names a time."""

    doc: DocId
    label: str  # outlet and date
    start: int  # code points into the document's text
    before: str
    words: str
    after: str
    speaker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One span of days and the places that name it."""

    earliest: str  # ISO date, inclusive
    latest: str
    name: str  # "15 May 2032", "May 2032", "15 May to 17 May 2032"
    times: tuple[TimeRef, ...]  # the places that name it, by their documents' dates
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A day on which documents are dated."""

    day: str  # ISO date
    name: str
    documents: tuple[tuple[DocId, str], ...]  # id, outlet
    statements: int  # credited in them


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """What some documents say happened when, and when they say it. Both sorted by time."""

    moments: tuple[Moment, ...]
    tellings: tuple[Telling, ...]
    undated: tuple[tuple[DocId, str], ...]  # documents without a day of their own


def chronicle(index: Index, docs: Container[DocId] | None = None) -> Chronicle:
    """Return both tracks of all documents, or of those in `docs`."""
    found = [r for r in index.corpus.documents if docs is None or r.document.id in docs]
    found.sort(key=lambda r: (r.document.published or "~", r.document.path))
    dated = [r for r in found if iso_day(r.document.published)]
    return Chronicle(
        moments=_moments(found),
        tellings=_tellings(index, dated),
        undated=tuple(
            (r.document.id, index.outlet(r.document.id))
            for r in found
            if not iso_day(r.document.published)
        ),
    )


def iso_day(edtf: str | None) -> str:
    """Return the single day an EDTF date names; "" for any other."""
    text = (edtf or "")[:10]
    try:
        return date.fromisoformat(text).isoformat() if len(text) == 10 else ""
    except ValueError:
        return ""


def _moments(found: list[DocumentRecords]) -> tuple[Moment, ...]:
    by_days: dict[tuple[str, str], list[TimeRef]] = {}
    for records in found:
        for time in records.times:
            if time.edtf and time.earliest and time.latest:
                by_days.setdefault((time.earliest, time.latest), []).append(time)
    return tuple(
        Moment(
            earliest=earliest,
            latest=latest,
            name=days_in_words(earliest, latest),
            times=tuple(by_days[earliest, latest]),
            documents=len({t.span.doc for t in by_days[earliest, latest]}),
        )
        for earliest, latest in sorted(by_days)
    )


def saying(index: Index, time: TimeRef) -> Saying:
    """Return one place that names a time, ready to be shown."""
    records = index.documents[time.span.doc]
    before, words, after = around(index, time.span, AROUND)
    inside = [s for s in records.statements if any(c.covers(time.span) for c in s.content)]
    return Saying(
        doc=records.document.id,
        label=doc_label(index, records.document.id),
        start=time.span.start,
        before=before,
        words=words,
        after=after,
        speaker=index.speaker_of(inside[-1].id) if inside else "narrator",
    )


def _tellings(index: Index, dated: list[DocumentRecords]) -> tuple[Telling, ...]:
    by_day: dict[str, list[DocumentRecords]] = {}
    for records in dated:
        by_day.setdefault(iso_day(records.document.published), []).append(records)
    return tuple(
        Telling(
            day=day,
            name=day_in_words(day),
            documents=tuple((r.document.id, index.outlet(r.document.id)) for r in by_day[day]),
            statements=sum(1 for r in by_day[day] for s in r.statements if s.id in index.speakers),
        )
        for day in sorted(by_day)
    )


def days_in_words(earliest: str, latest: str) -> str:
    """Return a span of days as a person writes it: a day, a month, a year, or "A to B"."""
    if earliest == latest:
        return day_in_words(earliest)
    same_year = earliest[:4] == latest[:4]
    if same_year and earliest[5:] == "01-01" and latest[5:] == "12-31":
        return earliest[:4]
    first, last = _day(earliest), _day(latest)
    whole = first and last and first.day == 1 and (last.toordinal() + 1, 1) == _next_month(last)
    if whole and earliest[:7] == latest[:7]:
        return day_in_words(earliest[:7])
    one, two = day_in_words(earliest), day_in_words(latest)
    if whole:
        one, two = day_in_words(earliest[:7]), day_in_words(latest[:7])
    return f"{one.removesuffix(f' {latest[:4]}')} to {two}" if same_year else f"{one} to {two}"


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _next_month(day: date) -> tuple[int, int]:
    try:
        following = date.fromordinal(day.toordinal() + 1)
    except (ValueError, OverflowError):  # the last day a calendar has
        return (0, 0)
    return following.toordinal(), following.day


def chronicle_listing(index: Index, moments: Iterable[Moment]) -> Listing:
    """List each place that names a time, in order of time."""
    columns = ("earliest", "latest", "words", "speaker", "account", "context", "document", "start")
    return Listing(
        "timeline",
        columns,
        tuple(_cells(m, saying(index, time)) for m in moments for time in m.times),
    )


def _cells(moment: Moment, said: Saying) -> tuple[str | int, ...]:
    context = said.before + said.words + said.after
    return (
        moment.earliest, moment.latest, said.words, said.speaker, said.label, context, said.doc,
        said.start,
    )  # fmt: skip


def most_told(moments: Iterable[Moment], most: int) -> tuple[Moment, ...]:
    """Return the moments that most documents name, in order of time."""
    ranked = sorted(moments, key=lambda m: (-m.documents, -len(m.times), m.earliest, m.latest))
    return tuple(sorted(ranked[:most], key=lambda m: (m.earliest, m.latest)))

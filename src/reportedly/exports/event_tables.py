"""Write events as conflict researchers keep them: a UCDP-like table and an incident sheet.

Invariant: one line an event, every number is that of a named row of the ledger, and nothing is
graded. What only a person can fill in (coordinates, actors' codes, a grading) is left empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeAlias

from reportedly.exports.csv_tables import write_sheet
from reportedly.records import Corpus, Event, Row, Witness
from reportedly.views import Index
from reportedly.views.index import shortened
from reportedly.views.spreadsheet import safe
from reportedly.views.tables import OPEN, number

Plain: TypeAlias = str | int | float | None
Line: TypeAlias = dict[str, Plain]

UCDP, INCIDENTS = "events-ucdp.csv", "incidents.csv"
HARMED = ("killed", "injured", "missing", "displaced")  # predicate classes that count people
GROUPS = ("child", "woman", "man", "civilian")
WHOLE = ("person", "people", "")  # nouns that count everybody
EXACT_DAY, SIX_DAYS, WEEK, MONTH, YEAR = 1, 2, 3, 4, 5  # UCDP GED's codes for date_prec
QUOTED = 160  # code points of the words quoted from one account
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def write_ucdp(corpus: Corpus, folder: Path, _versions: Mapping[str, str]) -> dict[str, int]:
    """Write `events-ucdp.csv`: low, best and high of those killed, event by event."""
    return _write(folder / UCDP, UCDP_FIELDS, _ucdp(Index(corpus)))


def write_incidents(corpus: Corpus, folder: Path, _versions: Mapping[str, str]) -> dict[str, int]:
    """Write `incidents.csv`: who is reported harmed, by group, with each account's words."""
    return _write(folder / INCIDENTS, INCIDENT_FIELDS, _incidents(Index(corpus)))


def _write(file: Path, fields: tuple[str, ...], lines: Iterable[Line]) -> dict[str, int]:
    file.parent.mkdir(parents=True, exist_ok=True)
    cells = [[safe(line.get(name)) for name in fields] for line in lines]
    write_sheet(file, fields, cells)
    return {file.name: len(cells)}


UCDP_FIELDS = (
    "id", "year", "event", "date_start", "date_end", "date_prec", "where", "counted", "low", "best",
    "high",
    "best_rule", "range_rule", "number_of_sources", "independent", "source_article",
    "source_office", "source_date", "source_headline", "source_original", "row", "other_rows",
    "open_differences",
)  # fmt: skip


def _ucdp(index: Index) -> Iterator[Line]:
    for event, rows in _harm(index):
        killed = [r for r in rows if r.predicate == "killed"]
        if not killed:
            continue
        row = _fullest(killed)
        told = _accounts(index, (row,))
        start, end, precision = days(event.date)
        documents = [index.documents[w.span.doc].document for w in told]
        yield {
            "id": event.id,
            "year": start[:4] if start else None,
            "event": event.label,
            "date_start": start,
            "date_end": end,
            "date_prec": precision,
            "where": event.place,
            "counted": row.counted,
            "low": number(row.low),
            "best": number(row.most_repeated),
            "high": number(row.high),
            "best_rule": "most_repeated",
            "range_rule": row.aggregation,
            "number_of_sources": row.documents,
            "independent": row.origins,
            "source_article": _joined(d.path for d in documents),
            "source_office": _joined(index.outlet(d.id) for d in documents),
            "source_date": _joined(d.published or "undated" for d in documents),
            "source_headline": _joined(d.title or "" for d in documents),
            "source_original": _joined(index.speaker_of(w.statement) for w in told),
            "row": row.id,
            "other_rows": _joined(r.id for r in killed if r is not row),
            "open_differences": len(_open(index, killed)),
        }


INCIDENT_FIELDS = (
    "id", "incident_date", "date_end", "place", "event",
    *(f"{what}_{end}" for what in HARMED for end in ("min", "max", "counted")),
    *(f"{group}_killed_{end}" for group in GROUPS for end in ("min", "max")),
    "named_as_acting", "called", "sources", "number_of_sources", "independent",
    "where_accounts_differ", "rows", "coordinates", "grading", "notes",
)  # fmt: skip


def _incidents(index: Index) -> Iterator[Line]:
    for event, rows in _harm(index):
        start, end, _ = days(event.date)
        told = _accounts(index, rows)
        line: Line = {
            "id": event.id,
            "incident_date": start,
            "date_end": end,
            "place": event.place,
            "event": event.label,
            "named_as_acting": _claimed(index, event, "acted"),
            "called": _claimed(index, event, "called"),
            "sources": _joined((_source(index, w) for w in told), " | "),
            "number_of_sources": len({w.span.doc for w in told}),
            "independent": max(r.origins for r in rows),
            "where_accounts_differ": _joined(_open(index, rows), " | "),
            "rows": _joined(r.id for r in rows),
        }
        for what in HARMED:
            counted = _bounds(line, what, [r for r in rows if r.predicate == what])
            line[f"{what}_counted"] = counted
        for group in GROUPS:
            named = [r for r in rows if r.predicate == "killed" and r.counted == group]
            _bounds(line, f"{group}_killed", named)
        yield line


def _bounds(line: Line, name: str, rows: list[Row]) -> str | None:
    """Put low and high of the fullest row on the line; return whom it counts."""
    if not rows:
        return None
    row = _fullest(rows)
    line[f"{name}_min"], line[f"{name}_max"] = number(row.low), number(row.high)
    return row.counted


def _harm(index: Index) -> Iterator[tuple[Event, list[Row]]]:
    """Yield the events with rows of people harmed, by date, undated last."""
    rows: dict[str, list[Row]] = {}
    for row in index.corpus.ledger.rows:
        if row.kind == "figure" and row.predicate in HARMED and row.unit == "person":
            rows.setdefault(row.event, []).append(row)
    for event in sorted(index.corpus.alignment.events, key=lambda e: (e.date or "~", e.id)):
        if event.id in rows:
            yield event, rows[event.id]


def _fullest(rows: list[Row]) -> Row:
    """Return the row that counts everybody, then the one with most documents and witnesses."""
    return min(
        rows,
        key=lambda r: (r.counted not in WHOLE, -r.documents, -len(r.witnesses), r.id),
    )


def _accounts(index: Index, rows: Iterable[Row]) -> list[Witness]:
    """Return one witness a document and speaker, by date and place."""
    found = [index.witnesses[w] for row in rows for w in row.witnesses]
    found.sort(key=lambda w: (index.documents[w.span.doc].document.published or "~", w.span))
    first: dict[tuple[str, str], Witness] = {}
    for w in found:
        first.setdefault((w.span.doc, index.speaker_of(w.statement)), w)
    return list(first.values())


def _source(index: Index, w: Witness) -> str:
    document = index.documents[w.span.doc].document
    words = shortened(index.words(w.span), QUOTED)
    who = index.speaker_of(w.statement)
    return f"{index.outlet(document.id)} ({document.published or 'undated'}), {who}: “{words}”"


def _open(index: Index, rows: Iterable[Row]) -> list[str]:
    """Return in sentences how accounts of the rows do not fit together."""
    return [r.why for row in rows for r in index.relations.get(row.id, ()) if r.kind in OPEN]


def _claimed(index: Index, event: Event, predicate: str) -> str:
    """Return the words in which accounts answer a question that is not of numbers."""
    words = [
        index.words(index.witnesses[w].span)
        for row in index.corpus.ledger.rows
        if row.event == event.id and row.kind == "claim" and row.predicate == predicate
        for w in row.witnesses
    ]
    return _joined(dict.fromkeys(shortened(one, QUOTED) for one in words), " | ")


def _joined(parts: Iterable[str], mark: str = "; ") -> str:
    return mark.join(parts)


def days(edtf: str | None) -> tuple[str | None, str | None, int | None]:
    """Return the first and last day of a date, and how exact it is by UCDP's codes.

    None for what is unknown or written in another way than year, month, day or two of them.
    """
    first, _, last = (edtf or "").partition("/")
    start, end = _day(first, last=False), _day(last or first, last=True)
    if start is None or end is None or start > end:
        return None, None, None
    length = (end - start).days + 1
    steps = ((1, EXACT_DAY), (6, SIX_DAYS), (7, WEEK), (31, MONTH))
    precision = next((code for most, code in steps if length <= most), YEAR)
    return start.isoformat(), end.isoformat(), precision


def _day(text: str, *, last: bool) -> date | None:
    found = _DATE.fullmatch(text)
    if not found:
        return None
    year, month, day = int(found[1]), found[2], found[3]
    try:
        if day:
            return date(year, int(month), int(day))
        if not last:
            return date(year, int(month or 1), 1)
        after = int(month or 12) + 1
        following = date(year + 1, 1, 1) if after > 12 else date(year, after, 1)
        return date.fromordinal(following.toordinal() - 1)
    except ValueError:
        return None

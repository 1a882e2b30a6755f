"""Read what a user types into the search box, and cut documents into what is searched.

`words "a phrase" prefix* -without speaker:name outlet:name date:2031-05 figure:>100
origin:independent`. Nothing a user types is an error: what has no meaning is looked for as words,
and the page says how it was understood.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from reportedly.records import DocId, DocumentRecords, Span
from reportedly.store.search import Passage, Query, Term
from reportedly.views.index import Index

LONGEST = 400  # code points of a search that are read
MOST = 24  # terms
TERM = re.compile(r'(-?)(?:([a-z]{4,7}):)?(?:"([^"]*)"?|(\S+))')
TEXT_FIELDS = ("speaker", "outlet", "title")
DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}\Z")
AMOUNT = re.compile(r"-?[0-9][0-9,_]{0,30}(?:\.[0-9]{1,20})?\Z")
WORD = re.compile(r"[^\W_]")  # a letter or digit
FIRST, LAST = "0000", "9999"
HALF = 0.5  # share of a paragraph that makes it a copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A search as it was read, part by part, for the page; and as the store takes it."""

    query: Query
    parts: tuple[tuple[str, str], ...]  # what, in words

    @property
    def empty(self) -> bool:
        """Whether nothing was asked."""
        return not self.parts


def understood(typed: str) -> Understood:
    """Return what a user typed as a query; never fails."""
    terms: list[Term] = []
    without: list[Term] = []
    limits: dict[str, object] = {}
    parts: list[tuple[str, str]] = []
    for minus, field, phrase, plain in TERM.findall(typed[:LONGEST])[:MOST]:
        value = phrase or plain
        if field and not minus and (limit := _limit(field, value)):
            limits[limit[0]] = limit[1]
            parts.append((field, value))
            continue
        column = field if field in TEXT_FIELDS else ""
        words = value if column or not field else f"{field}:{value}"
        if not WORD.search(words):
            continue
        (without if minus else terms).append(_term(words, column))
        parts.append(("without " * bool(minus) + (column or "words"), value))
    query = Query(terms=tuple(terms), without=tuple(without), **limits)  # type: ignore[arg-type]  # by field
    return Understood(query=query, parts=tuple(parts))


def _term(words: str, field: str) -> Term:
    text = words.encode("utf-8", "replace").decode("utf-8")
    return Term(words=text.rstrip("*"), field=field, beginning=text.endswith("*"))


def _limit(field: str, value: str) -> tuple[str, object] | None:
    """Return the part of a query that a field such as "figure:>100" sets; None for none."""
    if field == "origin" and value in ("independent", "copied"):
        return "copied", value == "copied"
    if field == "date":
        return _dates(value)
    if field == "figure":
        return _figures(value)
    return None


def _dates(value: str) -> tuple[str, object] | None:
    sign = value[:1] if value[:1] in "<>" else ""
    first, dots, last = value.removeprefix(sign).lstrip("=").partition("..")
    last = last if dots else first
    if not (DAY.match(first) and DAY.match(last)):
        return None
    if sign == ">":
        return "dates", (first, LAST)
    return "dates", (FIRST if sign == "<" else first, last)


def _figures(value: str) -> tuple[str, object] | None:
    sign = next((s for s in (">=", "<=", ">", "<") if value.startswith(s)), "")
    low, dots, high = value.removeprefix(sign).partition("..")
    high = high if dots else low
    if not (AMOUNT.match(low) and AMOUNT.match(high)):
        return None
    first, last = _amount(low), _amount(high)
    if sign == ">":
        return "figures", (math.nextafter(first, math.inf), None)
    if sign == "<":
        return "figures", (None, math.nextafter(last, -math.inf))
    if sign:
        return "figures", (first, None) if sign == ">=" else (None, last)
    return "figures", (first, last)


def _amount(text: str) -> float:
    return float(text.replace(",", "").replace("_", ""))


def copied_parts(index: Index) -> dict[DocId, tuple[Span, ...]]:
    """Return the passages of each document that stand in an earlier one."""
    found: dict[DocId, list[Span]] = {}
    for origin in index.corpus.reuse.origins:
        first = min(
            origin.passages,
            key=lambda p: (index.documents[p.doc].document.published or "~", p),
        )
        for passage in origin.passages:
            if passage.doc != first.doc:
                found.setdefault(passage.doc, []).append(passage)
    return {doc: tuple(spans) for doc, spans in found.items()}


def passages(
    index: Index, records: DocumentRecords, copied: tuple[Span, ...]
) -> tuple[Passage, ...]:
    """Return a document's blocks as they are searched."""
    document = records.document
    spans = [block.span for block in document.blocks]
    if not spans and document.text:
        spans = [Span(document.id, 0, len(document.text))]
    return tuple(
        Passage(
            start=span.start,
            end=span.end,
            text=span.of(document.text).replace("\x02", " ").replace("\x03", " "),
            speaker=_speakers(index, records, span),
            outlet=index.outlet(document.id),
            title=document.title or "",
            published=document.published or "",
            copied=_share(span, copied) >= HALF,
            figures=_values(records, span),
        )
        for span in spans
    )


def _speakers(index: Index, records: DocumentRecords, span: Span) -> str:
    names: list[str] = []
    for statement in records.statements:
        entity = index.speakers.get(statement.id)
        if entity is not None and any(c.overlaps(span) for c in statement.content):
            known = index.entities.get(entity)
            names += [known.name, *known.aliases] if known else []
    return "; ".join(dict.fromkeys(names))


def _values(records: DocumentRecords, span: Span) -> tuple[float, ...]:
    values = [
        float(reading.value)
        for figure in records.figures
        if span.covers(figure.number)
        for reading in figure.readings[:1]
        if reading.value is not None
    ]
    return tuple(sorted(set(values)))


def _share(span: Span, copied: tuple[Span, ...]) -> float:
    """Return which share of a span lies in copied passages (0..1)."""
    shared = sum(
        max(0, min(span.end, c.end) - max(span.start, c.start)) for c in copied if c.overlaps(span)
    )
    return shared / (span.end - span.start)

"""Collect what is known about a text from every place, then choose one value a field.

Invariant: each candidate stays as evidence, chosen or not; what the user gave wins over the page,
the page over the dateline, the dateline over the text; a year is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.documents.bylines import byline_names, names
from reportedly.documents.credits import credits, is_house
from reportedly.documents.datelines import (
    Dateline,
    dated_heading,
    dated_line,
    dateline,
    header,
    place_label,
)
from reportedly.documents.dates import YEAR, complete, edtf
from reportedly.documents.sheet import BODY_LENGTH, Sheet
from reportedly.documents.vocabulary import Vocabulary
from reportedly.records import Block, BlockKind, DocId, Evidence, PublishedBasis, Span

GIVEN, METADATA, DATELINE, TEXT = "given", "metadata", "dateline", "text"
TRUST = (GIVEN, METADATA, DATELINE, TEXT)  # earlier wins
DATED_HEADINGS = 4  # parts at the top in which a heading's date is the text's own
OPENING = 9  # parts in which a dateline or a line with a date stands
RIGHTS_YEAR = re.compile(r"(?:©|\(c\)|copyright)\D{0,20}", re.I)
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]{0,16}(?:Z|[+-]\d\d:?\d\d)?")
ABBREVIATION = re.compile(r"[A-Z][A-Z-]{0,5}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """One value a field, and everything it was chosen from."""

    title: str | None
    byline: tuple[str, ...]
    outlet: str | None
    place: str | None
    published: str | None
    published_basis: PublishedBasis | None
    credits: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def metadata(sheet: Sheet, blocks: tuple[Block, ...], outside: Iterable[Evidence]) -> Metadata:
    """Return the metadata of a text; `outside` is what the user and the page say of it."""
    known = [*_readable(outside, sheet.vocabulary), *_inside(sheet, blocks)]
    known += _completed(known, sheet)
    published = _published(known)
    credited = [e for e in known if e.field == "credit"]
    names_of = tuple(e.value for e in _best_basis(known, "byline"))
    return Metadata(
        title=_first(known, "title"),
        byline=names_of,
        outlet=_first(known, "outlet"),
        place=_first(known, "place"),
        published=published.value if published else None,
        published_basis=PublishedBasis(published.basis) if published else None,
        credits=tuple({e.value.casefold(): e.value for e in reversed(credited)}.values())[::-1],
        evidence=tuple(dict.fromkeys(known)),
    )


def _readable(outside: Iterable[Evidence], vocabulary: Vocabulary) -> Iterator[Evidence]:
    """Yield given and page metadata with dates as EDTF and names one by one."""
    for item in outside:
        if item.field == "published":
            day = edtf(item.value, vocabulary.months)
            field = item.field if day else "published_unread"
            yield Evidence(field=field, value=day or item.value, basis=item.basis, span=None)
            if day and (moment := MOMENT.match(item.value.strip())):
                yield Evidence(field="published_at", value=moment[0], basis=item.basis, span=None)
        elif item.field == "byline":
            for name in names(item.value, vocabulary) or (item.value,):
                field = "credit" if is_house(name, vocabulary) else "byline"
                yield Evidence(field=field, value=name, basis=item.basis, span=None)
        else:
            yield item


def _inside(sheet: Sheet, blocks: tuple[Block, ...]) -> Iterator[Evidence]:
    if sheet.title_at is not None:
        span = blocks[sheet.title_at].span
        words = sheet.words[sheet.title_at].lstrip("# ") if sheet.markdown else span.of(sheet.text)
        yield Evidence(field="title", value=words, basis=TEXT, span=span)
    for index, block in enumerate(blocks[:OPENING]):
        yield from _byline(sheet, index, block)
    yield from _datelines(sheet, blocks)
    yield from credits(sheet, blocks)


def _byline(sheet: Sheet, index: int, block: Block) -> Iterator[Evidence]:
    for name in byline_names(sheet, index):
        start = block.span.start + sheet.words[index].find(name)
        span = Span(block.span.doc, start, start + len(name))
        yield Evidence(field="byline", value=name, basis=TEXT, span=span)


def _datelines(sheet: Sheet, blocks: tuple[Block, ...]) -> Iterator[Evidence]:
    """Yield what headers, lines with a date, and the first dateline say."""
    vocabulary = sheet.vocabulary
    for index, block in enumerate(blocks[:OPENING]):
        words = sheet.words[index]
        if index < 4 and (found := header(words, vocabulary)):
            yield from _told(found, block.span, basis=DATELINE, vocabulary=vocabulary)
        elif block.kind in (BlockKind.BOILERPLATE, BlockKind.EMBED):
            continue
        elif block.kind is not BlockKind.TITLE and (
            found := dateline(words, vocabulary) or _bare_place(sheet, index, words)
        ):
            yield from _told(found, block.span, basis=DATELINE, vocabulary=vocabulary)
            return
        elif found := dated_line(words, vocabulary) or _dated_heading(sheet, index):
            yield from _told(found, block.span, basis=TEXT, vocabulary=vocabulary)


def _dated_heading(sheet: Sheet, index: int) -> Dateline | None:
    if index > DATED_HEADINGS:
        return None
    return dated_heading(sheet.words[index], sheet.vocabulary)


def _bare_place(sheet: Sheet, index: int, words: str) -> Dateline | None:
    """Find `"ISLAMABAD: ..."`, unless another part begins alike, as in a transcript."""
    found = place_label(words, sheet.vocabulary)
    if found is None or len(words) < BODY_LENGTH:
        return None
    others = (w for i, w in enumerate(sheet.words) if i != index)
    return None if any(place_label(w, sheet.vocabulary) for w in others) else found


def _told(line: Dateline, span: Span, *, basis: str, vocabulary: Vocabulary) -> Iterator[Evidence]:
    where = Span(span.doc, span.start, min(span.end, span.start + line.end))
    if line.place:
        yield Evidence(field="place", value=line.place, basis=basis, span=where)
    if line.date and (day := edtf(line.date, vocabulary.months)):
        yield Evidence(field="published", value=day, basis=basis, span=where)
    for name in line.agencies[line.header and len(line.agencies) > 1 :]:
        yield Evidence(field="credit", value=name, basis=basis, span=where)
    if line.agencies and (line.header or not ABBREVIATION.match(line.agencies[0])):
        yield Evidence(field="outlet", value=line.agencies[0], basis=basis, span=where)


def _completed(known: list[Evidence], sheet: Sheet) -> list[Evidence]:
    """Complete a day without a year from a rights line: `"© 2031 Kestrel Wire"`."""
    years = {
        year[0]
        for words in sheet.words[-6:]
        if len(words) < 200 and (mark := RIGHTS_YEAR.search(words))
        for year in YEAR.finditer(words, mark.end())
    }
    if len(years) != 1:
        return []
    days = [e for e in known if e.field == "published" and e.value.startswith("XXXX-")]
    full = ((complete(e.value, min(years)), e) for e in days)
    return [
        Evidence(field="published", value=day, basis=e.basis, span=e.span) for day, e in full if day
    ]


def _published(known: list[Evidence]) -> Evidence | None:
    dates = [e for e in known if e.field == "published"]
    given = [e for e in dates if e.basis == GIVEN]
    order = sorted(dates, key=lambda e: (e.value.startswith("XXXX"), TRUST.index(e.basis)))
    return next(iter(given or order), None)


def _best_basis(known: list[Evidence], field: str) -> list[Evidence]:
    """Return the evidence of the most trusted basis that says anything about a field."""
    mine = [e for e in known if e.field == field]
    best = min((TRUST.index(e.basis) for e in mine), default=0)
    return list({e.value: e for e in mine if TRUST.index(e.basis) == best}.values())


def _first(known: list[Evidence], field: str) -> str | None:
    return next((e.value for e in _best_basis(known, field)), None)


def given(fields: Iterable[tuple[str, str]], basis: str = GIVEN) -> tuple[Evidence, ...]:
    """Return metadata fields as evidence; fields without a word are left out."""
    return tuple(
        Evidence(field=field, value=value.strip(), basis=basis, span=None)
        for field, value in fields
        if value.strip()
    )


__all__ = ["DocId", "Metadata", "given", "metadata"]

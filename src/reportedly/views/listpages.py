"""The lists of speakers and of documents: searched, sorted, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from reportedly.records import DocumentRecords, Entity
from reportedly.views.desk import Desk
from reportedly.views.tables import Listing, unread
from reportedly.views.wordings import date_words

PAGE = 60  # lines a page
LINE = TypeVar("LINE", "SpeakerLine", "DocumentLine")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFilter:
    """What the reader asked a list for."""

    q: str = ""  # every word must stand in the line
    kind: str = ""  # of speakers: "person", ...
    sort: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerLine:
    """One speaker in brief."""

    id: str
    name: str
    kind: str
    roles: tuple[str, ...]
    spellings: tuple[str, ...]  # other than the name
    statements: int
    documents: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One document in brief."""

    id: str
    title: str
    outlet: str
    path: str
    published: str | None
    published_from: str
    words: int
    statements: int
    figures: int
    rows: int
    shares_with: int  # other documents
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakersView:
    """One page of the list of speakers."""

    filter: ListFilter
    lines: tuple[SpeakerLine, ...]
    total: int
    all: int
    pages: int
    sorts: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, int], ...]  # kind, speakers


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsView:
    """One page of the list of documents."""

    filter: ListFilter
    lines: tuple[DocumentLine, ...]
    total: int
    all: int
    pages: int
    sorts: tuple[tuple[str, str], ...]


SPEAKER_SORTS: dict[str, tuple[str, Callable[[SpeakerLine], tuple[object, ...]]]] = {
    "statements": ("Most statements first", lambda s: (-s.statements, s.name, s.id)),
    "name": ("By name", lambda s: (s.name.casefold(), s.id)),
    "rows": ("Most rows first", lambda s: (-s.rows, s.name, s.id)),
    "documents": ("Most documents first", lambda s: (-s.documents, s.name, s.id)),
}
DOCUMENT_SORTS: dict[str, tuple[str, Callable[[DocumentLine], tuple[object, ...]]]] = {
    "published": (
        "By date",
        lambda d: (d.published is None, d.published or "", d.outlet.casefold(), d.path),
    ),
    "outlet": ("By outlet", lambda d: (d.outlet.casefold(), d.published or "~", d.path)),
    "copies": ("Most shared wording first", lambda d: (-d.shares_with, d.outlet, d.path)),
    "statements": ("Most statements first", lambda d: (-d.statements, d.outlet, d.path)),
}


def speakers_view(desk: Desk, asked: ListFilter) -> SpeakersView:
    """Return the page of the list of speakers that was asked for."""
    lines = _found_speakers(desk, asked)
    counts: dict[str, int] = {}
    for entity in desk.speakers:
        counts[entity.kind.value] = counts.get(entity.kind.value, 0) + 1
    page, pages = _page(lines, asked.page)
    return SpeakersView(
        filter=replace(asked, page=page),
        lines=tuple(lines[(page - 1) * PAGE : page * PAGE]),
        total=len(lines),
        all=len(desk.speakers),
        pages=pages,
        sorts=tuple((name, label) for name, (label, _) in SPEAKER_SORTS.items()),
        kinds=tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))),
    )


def documents_view(desk: Desk, asked: ListFilter) -> DocumentsView:
    """Return the page of the list of documents that was asked for."""
    lines = _found_documents(desk, asked)
    page, pages = _page(lines, asked.page)
    return DocumentsView(
        filter=replace(asked, page=page),
        lines=tuple(lines[(page - 1) * PAGE : page * PAGE]),
        total=len(lines),
        all=len(desk.index.documents),
        pages=pages,
        sorts=tuple((name, label) for name, (label, _) in DOCUMENT_SORTS.items()),
    )


def _page(lines: Sequence[object], page: int) -> tuple[int, int]:
    """Return the page asked for, brought inside, and how many there are."""
    pages = max(1, -(-len(lines) // PAGE))
    return min(max(1, page), pages), pages


def _found_speakers(desk: Desk, asked: ListFilter) -> list[SpeakerLine]:
    lines = [
        line
        for line in (_speaker(desk, e) for e in desk.speakers)
        if not asked.kind or line.kind == asked.kind
    ]
    lines = _holding(lines, asked.q)
    order = SPEAKER_SORTS.get(asked.sort, SPEAKER_SORTS["statements"])[1]
    return sorted(lines, key=order)


def _found_documents(desk: Desk, asked: ListFilter) -> list[DocumentLine]:
    lines = _holding([_document(desk, r) for r in desk.index.documents.values()], asked.q)
    order = DOCUMENT_SORTS.get(asked.sort, DOCUMENT_SORTS["published"])[1]
    return sorted(lines, key=order)


def _holding(lines: list[LINE], words: str) -> list[LINE]:
    """Return the lines in whose names every word stands, in any case."""
    wanted = words.casefold().split()
    if not wanted:
        return lines
    return [line for line in lines if all(w in _haystack(line) for w in wanted)]


def _haystack(line: SpeakerLine | DocumentLine) -> str:
    if isinstance(line, SpeakerLine):
        return " ".join((line.name, *line.spellings, *line.roles)).casefold()
    return " ".join((line.title, line.outlet, line.path, line.published or "")).casefold()


def _speaker(desk: Desk, entity: Entity) -> SpeakerLine:
    said = desk.said.get(entity.id, ())
    return SpeakerLine(
        id=entity.id,
        name=entity.name,
        kind=entity.kind.value,
        roles=tuple(dict.fromkeys(r.role for r in entity.roles)),
        spellings=entity.aliases,
        statements=len(said),
        documents=len({s.doc for s in said}),
        rows=len(desk.spoken_rows.get(entity.id, ())),
    )


def _document(desk: Desk, records: DocumentRecords) -> DocumentLine:
    document = records.document
    basis = document.published_basis
    links = desk.links.get(document.id, ())
    return DocumentLine(
        id=document.id,
        title=document.title or "",
        outlet=desk.index.outlet(document.id),
        path=document.path,
        published=document.published,
        published_from=date_words(basis.value) if basis else "",
        words=desk.sizes[document.id],
        statements=sum(s.mode.value != "narrator" for s in records.statements),
        figures=len(records.figures),
        rows=len({w.slot for w in desk.answers.get(document.id, ())}),
        shares_with=len({d for k in links for d in (k.a.doc, k.b.doc)} - {document.id}),
        note=unread(document.language) or "",
    )


def speakers_listing(desk: Desk, asked: ListFilter) -> Listing:
    """List all speakers that pass a filter, for CSV."""
    columns = (
        "id", "name", "kind", "roles", "other_spellings", "statements", "documents", "rows",
    )  # fmt: skip
    cells = tuple(
        (
            s.id,
            s.name,
            s.kind,
            "; ".join(s.roles),
            "; ".join(s.spellings),
            s.statements,
            s.documents,
            s.rows,
        )
        for s in _found_speakers(desk, asked)
    )
    return Listing("speakers", columns, cells)


def documents_listing(desk: Desk, asked: ListFilter) -> Listing:
    """List all documents that pass a filter, for CSV."""
    columns = (
        "id", "title", "outlet", "path", "published", "date_from", "words", "statements",
        "figures", "rows", "shares_words_with", "note",
    )  # fmt: skip
    cells = tuple(
        (
            d.id,
            d.title,
            d.outlet,
            d.path,
            d.published,
            d.published_from,
            d.words,
            d.statements,
            d.figures,
            d.rows,
            d.shares_with,
            d.note,
        )
        for d in _found_documents(desk, asked)
    )
    return Listing("documents", columns, cells)

"""Copying: who copies whom by date, what each copy changed, who quotes whom."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records import DocId, Origin
from reportedly.views.drift import Drift, Remarks, drift, passages, remarks
from reportedly.views.index import Index, doc_label
from reportedly.views.paging import paged
from reportedly.views.stemma import Family, Tie, families
from reportedly.views.tables import Listing
from reportedly.views.whoquotes import Matrix, matrix

PAGE = 12  # passages a page
FAMILIES = 8  # families with a picture at the top; the others by their document


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyingFilter:
    """What the reader asked for; the defaults show all."""

    doc: str = ""  # id of a document: only its family and passages
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """What the copying screen looks up, made once for each state of the ledger."""

    families: tuple[Family, ...]
    origins: tuple[Origin, ...]
    remarked: Remarks
    quoting: Matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyingView:
    """One page of the screen."""

    filter: CopyingFilter
    about: str  # the document asked for, in words
    families: tuple[Family, ...]
    more_families: int
    independent: int  # families and documents without any, each counted once
    documents: int
    passages: tuple[Drift, ...]
    total: int
    pages: int
    quoting: str  # SVG
    members: tuple[tuple[str, str], ...]  # documents of some family: id, label


def copies_of(index: Index) -> Copies:
    """Return what the screen needs of a ledger."""
    return Copies(
        families=families(index),
        origins=passages(index),
        remarked=remarks(index),
        quoting=matrix(index),
    )


def copying_view(index: Index, made: Copies, asked: CopyingFilter) -> CopyingView:
    """Return the page that was asked for.

    Raises:
        KeyError: the ledger has no such document.
    """
    about = doc_label(index, DocId(asked.doc)) if asked.doc else ""
    found = [f for f in made.families if not asked.doc or _holds(f, asked.doc)]
    origins = [
        o for o in made.origins if not asked.doc or any(p.doc == asked.doc for p in o.passages)
    ]
    page = paged(origins, asked.page, PAGE)
    members = sorted((m.label, m.doc) for f in made.families for m in f.members)
    return CopyingView(
        filter=CopyingFilter(doc=asked.doc, page=page.page),
        about=about,
        families=tuple(found[:FAMILIES]),
        more_families=max(0, len(found) - FAMILIES),
        independent=len(index.documents) - sum(len(f.members) - 1 for f in made.families),
        documents=len(index.documents),
        passages=tuple(drift(index, origin, made.remarked) for origin in page.items),
        total=page.total,
        pages=page.pages,
        quoting="" if asked.doc else made.quoting.picture,
        members=tuple((doc, label) for label, doc in members),
    )


def _holds(family: Family, doc: str) -> bool:
    return any(member.doc == doc for member in family.members)


def copying_listing(made: Copies, doc: str = "") -> Listing:
    """List each pair of documents that share wording, for CSV."""
    columns = ("first", "second", "words", "passages", "first_known_by", "changes")
    ties = (t for f in made.families if not doc or _holds(f, doc) for t in f.ties)
    return Listing("copying", columns, tuple(map(_cells, ties)))


def _cells(tie: Tie) -> tuple[str | int, ...]:
    changes = "; ".join(tie.changes)
    return (tie.first_label, tie.second_label, tie.words, tie.passages, tie.basis, changes)

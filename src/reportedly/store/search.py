"""The search index of a ledger: passages with their words and fields.

It holds nothing that is not derived from the records, and is brought up to date document by
document when they change. A folder has it as a database of its own (`fts5`), a shared ledger as
tables beside the others (`tsvector`). Both cut texts into the same words and find the same
passages; in which order they show them, each decides by its own rank.

Invariant: what a user typed reaches SQL as a parameter alone, and no search is a syntax error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from reportedly.store.folder import Store

OPENS, CLOSES = "\x02", "\x03"  # around words that were searched for
AROUND = 40  # words of a passage that are shown
BEGINNING = 400  # code points of a passage that are shown when no words were searched for


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph as it is searched. Offsets are code points of the document's text."""

    start: int
    end: int
    text: str
    speaker: str  # names of those credited with words in it
    outlet: str
    title: str
    published: str  # EDTF; "" when unknown
    copied: bool  # most of it stands in an earlier text
    figures: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words that must follow one another; capitals and accents do not matter."""

    words: str
    field: str = ""  # text, speaker, outlet or title; "" = any of them
    beginning: bool = False  # the last word may go on


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is searched for; all of it must hold. Ranges are inclusive, None = unbounded."""

    terms: tuple[Term, ...] = ()  # none: any words
    without: tuple[Term, ...] = ()  # counts only beside terms
    dates: tuple[str, str] | None = None  # first and last published, compared as text
    figures: tuple[float | None, float | None] | None = None
    copied: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One passage that was found. `text` has `OPENS` and `CLOSES` around the words."""

    doc: str
    start: int
    text: str
    speaker: str
    outlet: str
    title: str
    published: str
    copied: bool


class Passages(Protocol):
    """An open search index."""

    def held(self) -> dict[str, str]:
        """Return the digest under which each document was indexed."""

    def put(self, doc: str, *, digest: str, passages: Iterable[Passage] = ()) -> None:
        """Index a document's passages in place of what was there; the caller commits.

        A digest of "" takes the document out.
        """

    def commit(self) -> None:
        """Let others see what was put."""

    def find(self, query: Query, *, limit: int, offset: int) -> tuple[tuple[Hit, ...], int]:
        """Return a page of what is found, best first, and how much there is.

        Without words the latest come first.
        """


@contextmanager
def opened(store: Store) -> Iterator[Passages]:
    """Open the search index of a ledger, made anew if it is of another format."""
    if store.address is None:
        from reportedly.store import fts5

        with fts5.opened(store.root) as index:
            yield index
        return
    from reportedly.store import tsvector

    with tsvector.opened(store) as passages:
        yield passages

"""What every reader of a format gives: a text, its parts where the format knows them, and fields.

Invariant: a part is a range of the text without white space at its ends; parts are sorted and do
not overlap.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reportedly.documents.paragraphs import Range
from reportedly.records import Post

Field = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A paragraph-like run of words, on one line."""

    words: str
    heading: bool = False
    furniture: bool = False  # page numbers, running heads: never analysed
    embed: bool = False  # a post of a social network
    locator: str | None = None  # where in the capture
    post: Post | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A text with the parts its markup made; parts None means: cut by lines."""

    text: str
    parts: tuple[Range, ...] | None = None
    headings: frozenset[Range] = frozenset()
    furniture: frozenset[Range] = frozenset()
    embeds: frozenset[Range] = frozenset()
    locators: tuple[tuple[Range, str], ...] = ()
    posts: tuple[tuple[Range, Post], ...] = ()
    metadata: tuple[Field, ...] = field(default=())  # field, value; best first
    notes: tuple[str, ...] = ()


def page_of(
    pieces: Iterable[Piece], metadata: tuple[Field, ...] = (), notes: tuple[str, ...] = ()
) -> Page:
    """Return a page whose parts are the pieces, a blank line between two."""
    kept = [piece for piece in pieces if piece.words]
    ranges: list[Range] = []
    at = 0
    for piece in kept:
        ranges.append((at, at + len(piece.words)))
        at += len(piece.words) + 2
    placed = list(zip(ranges, kept, strict=True))
    return Page(
        text="\n\n".join(piece.words for piece in kept),
        parts=tuple(ranges),
        headings=frozenset(part for part, piece in placed if piece.heading),
        furniture=frozenset(part for part, piece in placed if piece.furniture),
        embeds=frozenset(part for part, piece in placed if piece.embed),
        locators=tuple((part, p.locator) for part, p in placed if p.locator is not None),
        posts=tuple((part, p.post) for part, p in placed if p.post is not None),
        metadata=metadata,
        notes=notes,
    )


def one_line(words: str) -> str:
    """Return words with each run of white space as one space."""
    return " ".join(words.split())

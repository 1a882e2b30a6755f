"""Lay posts over the pieces of a page: which piece belongs to which post.

Invariant: pieces are never changed in their words; pieces are added only where the page's data
hold posts that its main text lacks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportedly.documents.page import Piece, one_line
from reportedly.documents.pagedata import Update
from reportedly.documents.posts import Embedded
from reportedly.documents.sheet import key
from reportedly.records import Post

LEAST = 12  # letters; a shorter piece stands in many posts by chance
HALF = 0.5  # of the posts that the data list; a main text with fewer lacks them


def with_embeds(pieces: Iterable[Piece], embeds: Sequence[Embedded]) -> list[Piece]:
    """Return pieces with those that stand in a social network's post marked."""
    return [_embedded(piece, embeds) for piece in pieces] if embeds else list(pieces)


def _embedded(piece: Piece, embeds: Sequence[Embedded]) -> Piece:
    words = key(piece.words)
    if len(words) < LEAST:
        return piece
    found = next((embed for embed in embeds if words in embed.words), None)
    return piece if found is None else replace(piece, embed=True, post=found.post)


def with_entries(pieces: list[Piece], entries: list[Piece]) -> list[Piece]:
    """Return what stands outside a live page's entries, then all entries in page order."""
    if not entries:
        return pieces
    inside = {key(piece.words) for piece in entries}
    whole = key(" ".join(piece.words for piece in entries))
    outside = [p for p in pieces if key(p.words) not in inside and key(p.words) not in whole]
    return [*outside, *entries]


def with_updates(pieces: list[Piece], updates: Sequence[Update]) -> list[Piece]:
    """Return pieces with the posts that the page's data list: marked, or added when missing."""
    if not updates:
        return pieces
    bodies = [(key(" ".join(words)), post) for words, post in updates]
    marked = [_updated(piece, bodies) for piece in pieces]
    found = {piece.post for piece in marked if piece.post}
    if len(found) >= HALF * len({post for _, post in bodies}):
        return marked
    added = [
        Piece(words=one_line(line), heading=n == 0 and len(words) > 1, post=post)
        for words, post in updates
        for n, text in enumerate(words)
        for line in text.splitlines()
        if line.strip()
    ]
    return with_entries(pieces, added)


def _updated(piece: Piece, bodies: Sequence[tuple[str, Post]]) -> Piece:
    words = key(piece.words)
    if len(words) < LEAST:
        return piece
    found = next((post for body, post in bodies if words in body), None)
    return piece if found is None else replace(piece, post=found)

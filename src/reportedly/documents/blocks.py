"""From a text to its sheet and its blocks.

Invariant: blocks are sorted, trimmed, do not overlap, and hold each sign that is not white space.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from reportedly.documents.paragraphs import Range, paragraphs
from reportedly.documents.rules import kind_of
from reportedly.documents.sheet import Sheet
from reportedly.documents.titles import comments_from, title_at
from reportedly.documents.vocabulary import Vocabulary
from reportedly.records import Block, DocId, Post, Span

# Spaces of other widths read as spaces; one code point for one, so offsets stay.
SPACES = re.compile("[\u00a0\u2007\u2009\u200a\u202f]")
FRONT_MATTER_PARTS = 40  # a header of more lines is text between two rules


def sheet_of(
    text: str,
    vocabulary: Vocabulary,
    *,
    title: str | None = None,
    markdown: bool = False,
    parts: tuple[Range, ...] | None = None,
    headings: frozenset[Range] = frozenset(),
    furniture: frozenset[Range] = frozenset(),
    embeds: frozenset[Range] = frozenset(),
) -> Sheet:
    """Return the parts of a text with its headline and comments found."""
    cut = parts if parts is not None else paragraphs(text)
    plain = SPACES.sub(" ", text)
    words = tuple(plain[start:end] for start, end in cut)
    sheet = Sheet(
        text=text,
        parts=cut,
        words=words,
        vocabulary=vocabulary,
        title=title,
        markdown=markdown,
        headings=headings,
        furniture=furniture,
        embeds=embeds,
        front_matter=_front_matter(words) if markdown else 0,
    )
    sheet = replace(sheet, title_at=title_at(sheet))
    return replace(sheet, comments_from=comments_from(sheet))


def _front_matter(words: tuple[str, ...]) -> int:
    """Return how many parts a Markdown header takes, with its two rules; 0 without one."""
    if not words or not re.match(r"---(?:\n|$)", words[0]):
        return 0
    for index, part in enumerate(words[1:FRONT_MATTER_PARTS], start=1):
        if part == "---" or part.endswith("\n---"):
            return index + 1
    return 0


def blocks_of(
    sheet: Sheet,
    doc: DocId,
    *,
    locators: Mapping[Range, str] = MappingProxyType({}),
    posts: Mapping[Range, Post] = MappingProxyType({}),
) -> tuple[Block, ...]:
    """Return one block a part."""
    return tuple(
        Block(
            span=Span(doc, *part),
            kind=kind_of(sheet, index),
            locator=locators.get(part),
            post=posts.get(part),
        )
        for index, part in enumerate(sheet.parts)
    )

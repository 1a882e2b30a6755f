"""Texts whose lines were broken to fit a width, read as if they had not been.

Invariant: the flowing text has the length of the original, so offsets mean the same in both; only
line ends inside blocks differ, where `documents` has found that a line end is a mere wrap.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.records import BlockKind, Document

BREAK = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]")


def flowing(document: Document) -> Document:
    """Return the document with blanks for the line ends inside its blocks; itself without any."""
    text = document.text
    found = [
        match.start()
        for block in document.blocks
        if block.kind is not BlockKind.BOILERPLATE
        for match in BREAK.finditer(text, block.span.start, block.span.end)
    ]
    if not found:
        return document
    edges = zip([-1, *found], [*found, len(text)], strict=True)
    return replace(document, text=" ".join(text[a + 1 : b] for a, b in edges))

"""What the rules look at: one document's text, parse, lines and quotations, made once.

Invariant: lines are stripped, not empty, sorted; boilerplate has none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from reportedly.language import Parse, Token
from reportedly.records import BlockKind, Document
from reportedly.stage import Material
from reportedly.statements.cues import Cues, cues_of
from reportedly.statements.openings import reopened
from reportedly.statements.proposals import Range
from reportedly.statements.quotes import Quotation, holding, inner_quotations, quotations

LINE = re.compile(r"[^\n]+")
# "KARROW, Estmark, Feb 12 (LW) - ", "ISLAMABAD: "
DATELINE = re.compile(
    r"[A-Z][A-Z'’. -]{2,40}(?:,[^()\n—–:]{1,60})?(?:\s?\([^()\n]{1,60}\))?\s?(?:-{1,2}|[—–:])\s"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of text; `paragraph` counts the blank lines before it."""

    start: int
    end: int
    paragraph: int
    kind: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A document as the rules see it."""

    document: Document
    text: str
    parse: Parse
    cues: Cues
    lines: tuple[Line, ...]
    starts: tuple[int, ...]  # of the lines
    quotes: tuple[Quotation, ...]  # outermost
    inner: tuple[Quotation, ...]  # inside those
    datelines: frozenset[Range]  # placed at the start of a line

    def line_at(self, offset: int) -> Line | None:
        """Return the line that holds a code point, None outside all."""
        i = bisect_right(self.starts, offset) - 1
        return self.lines[i] if i >= 0 and offset < self.lines[i].end else None

    def quote_at(self, offset: int) -> Quotation | None:
        """Return the outermost quotation around a code point."""
        return holding(self.quotes, offset)

    def quotes_in(self, start: int, end: int) -> tuple[Quotation, ...]:
        """Return the outermost quotations that share a code point with [start, end)."""
        low = bisect_right(self.quotes, start, key=lambda q: q.start) - 1
        high = bisect_left(self.quotes, end, key=lambda q: q.start)
        return tuple(q for q in self.quotes[max(0, low) : high] if q.end > start)

    def limits(self, token: Token) -> Range:
        """Return the range a statement cued by `token` may cover: its quotation or its line."""
        line = self.line_at(token.start)
        quote = self.quote_at(token.start)
        inner = holding(self.inner, token.start)
        if inner is not None:
            return inner.inner
        if quote is not None:
            return quote.inner
        return (line.start, line.end) if line else (token.start, token.end)

    def body_start(self, line: Line) -> int:
        """Return where a line begins behind its dateline."""
        found = DATELINE.match(self.text, line.start, line.end)
        return found.end() if found else line.start


def scene_of(material: Material) -> Scene:
    """Return the scene of one document."""
    document = material.records.document
    lines = tuple(lines_of(document))
    text = document.text
    cues = cues_of(material.tools.lexicon)
    marked = quotations(text, ((line.start, line.end) for line in lines))
    quotes = tuple(reopened(marked, material.parse, cues.speech))
    datelines = [DATELINE.match(text, line.start, line.end) for line in lines]
    return Scene(
        document=document,
        text=text,
        parse=material.parse,
        cues=cues,
        lines=lines,
        starts=tuple(line.start for line in lines),
        quotes=quotes,
        inner=inner_quotations(text, quotes),
        datelines=frozenset(m.span() for m in datelines if m),
    )


def lines_of(document: Document) -> list[Line]:
    """Return the lines of all blocks but boilerplate."""
    lines: list[Line] = []
    paragraph, last = -1, 0
    for block in document.blocks:
        if block.kind is BlockKind.BOILERPLATE:
            continue
        for found in LINE.finditer(document.text, block.span.start, block.span.end):
            words = found.group()
            start = found.start() + len(words) - len(words.lstrip())
            end = found.end() - (len(words) - len(words.rstrip()))
            if start >= end:
                continue
            if paragraph < 0 or document.text.count("\n", last, start) > 1:
                paragraph += 1
            lines.append(Line(start=start, end=end, paragraph=paragraph, kind=block.kind))
            last = end
    return lines

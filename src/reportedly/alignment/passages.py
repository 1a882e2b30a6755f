"""One document as alignment reads it: sentences, table cells, and who is credited where.

Sentences are found without a parser, since corpus stages see text alone; a wrong cut costs a bit
of context and never moves a span.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from reportedly.alignment.vocabulary import telling
from reportedly.records import (
    DocumentRecords,
    EntityId,
    Figure,
    Span,
    Statement,
    StatementId,
    TimeKind,
    TimeRef,
)

END = re.compile(r"[.!?][\"”’')\]]{0,3}\s+(?=[\"“‘'(\[]{0,2}[^\Wa-z_])|\n+")
LONGEST = 1200  # code points; a "sentence" beyond is a list or broken text and is cut


@dataclass(frozen=True, slots=True, eq=False)
class Passages:
    """Indexes into one document."""

    records: DocumentRecords
    starts: tuple[int, ...]  # of sentences
    statements: tuple[tuple[Span, Statement], ...]  # content spans, by start
    parents: dict[StatementId, Statement]
    credit: dict[StatementId, EntityId]  # the document's own entity
    # What `about` has found: a sentence is asked for by each figure, date and claim in it.
    stems: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)
    # What `innermost` has found, by offset: each figure asks for its voice and for its witness.
    voices: dict[int, Statement | None] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The document's text."""
        return self.records.document.text

    def sentence(self, offset: int) -> tuple[int, int]:
        """Return the code points [start, end) of the sentence that holds an offset."""
        i = bisect_right(self.starts, offset) - 1
        start = self.starts[i]
        end = self.starts[i + 1] if i + 1 < len(self.starts) else len(self.text)
        return max(start, offset - LONGEST), min(end, offset + LONGEST)

    def about(self, start: int, end: int, everyday: frozenset[str]) -> frozenset[str]:
        """Return the stems of the telling words of [start, end); `everyday` are always the same."""
        found = self.stems.get((start, end))
        if found is None:
            found = self.stems[start, end] = telling(self.text[start:end], everyday)
        return found

    def innermost(self, span: Span) -> Statement | None:
        """Return the shortest credited statement whose content holds the start of a span."""
        if span.start not in self.voices:
            self.voices[span.start] = self._innermost(span.start)
        return self.voices[span.start]

    def _innermost(self, offset: int) -> Statement | None:
        held = [s for content, s in self.statements if content.start <= offset < content.end]
        return min(held, key=lambda s: (_length(s), s.id), default=None)

    def times_in(self, start: int, end: int) -> tuple[TimeRef, ...]:
        """Return the dates (no durations, no sets) that begin inside [start, end)."""
        return tuple(
            t
            for t in self.records.times
            if start <= t.span.start < end and t.kind in (TimeKind.DATE, TimeKind.TIME)
        )

    def figures_in(self, start: int, end: int) -> tuple[Figure, ...]:
        """Return the figures that begin inside [start, end)."""
        return tuple(f for f in self.records.figures if start <= f.span.start < end)


def _length(statement: Statement) -> int:
    return sum(c.end - c.start for c in statement.content)


def passages(records: DocumentRecords) -> Passages:
    """Index one document."""
    from reportedly.records import Mode

    text = records.document.text
    starts = [0, *(m.end() for m in END.finditer(text) if m.end() < len(text))]
    credited = sorted(
        ((c, s) for s in records.statements if s.mode is not Mode.NARRATOR for c in s.content),
        key=lambda pair: (pair[0], pair[1].id),
    )
    return Passages(
        records=records,
        starts=tuple(starts),
        statements=tuple(credited),
        parents={s.id: s for s in records.statements},
        credit={c.statement: c.entity for c in records.cast.credits},
    )


def line(text: str, offset: int) -> tuple[int, int]:
    """Return the code points [start, end) of the line that holds an offset."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return start, len(text) if end < 0 else end


def cell(text: str, offset: int) -> tuple[str, str] | None:
    """Return the row label and column heading of a figure in a table with "|"; None elsewhere.

    "Tasheh | 212 | 904" under "District | Dead | Injured": 212 has "Tasheh" and "Dead".
    """
    start, end = line(text, offset)
    if text.count("|", start, end) < 1 or end - start > LONGEST:
        return None
    cells = text[start:end].split("|")
    column = text.count("|", start, offset)
    if column == 0:
        return None
    return cells[0].strip(), _heading(text, start, (column, len(cells)))


def _heading(text: str, start: int, place: tuple[int, int]) -> str:
    """Return the cell above in the first line of the table that holds `start`."""
    column, width = place
    heading = ""
    for _ in range(60):
        if start <= 1:
            break
        above_start = text.rfind("\n", 0, start - 1) + 1
        cells = text[above_start : start - 1].split("|")
        if len(cells) != width:
            break
        heading, start = cells[column].strip(), above_start
    return heading

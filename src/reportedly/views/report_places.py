"""Where the report's words stand: document, quote, offset, and the anchor inside the page.

Invariant: a place is the words' own [start, end) in code points of the document's text, and its
anchor exists in the text printed at the end of the report.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from reportedly.records import BlockKind, DocId, Span
from reportedly.views.index import Index, around
from reportedly.views.questions import day_in_words
from reportedly.views.whereabouts import whereabouts

AROUND = 64  # code points shown on either side of quoted words
LONGEST = 480  # code points of quoted words; longer ones are cut, their place is whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Quoted words with their document and offset."""

    anchor: str  # id inside the page, without "#"
    outlet: str
    published: str  # in words; "undated"
    document: int  # number in the list of documents
    start: int  # code points
    end: int
    whereabouts: str  # "page 3"; "" where the file has no such places
    before: str
    words: str
    after: str


class Places:
    """Numbers the documents of a report, by path, and points at their words."""

    def __init__(self, index: Index) -> None:
        self.index = index

    @cached_property
    def numbers(self) -> dict[DocId, int]:
        """The number of each document in the report, from 1."""
        ordered = sorted(self.index.corpus.documents, key=lambda r: r.document.path)
        return {r.document.id: n for n, r in enumerate(ordered, 1)}

    @cached_property
    def _printed(self) -> dict[DocId, tuple[tuple[int, ...], tuple[int, ...]]]:
        """Where the printed blocks of each document start and end."""
        found: dict[DocId, tuple[tuple[int, ...], tuple[int, ...]]] = {}
        for records in self.index.corpus.documents:
            spans = [b.span for b in records.document.blocks if b.kind is not BlockKind.BOILERPLATE]
            starts = tuple(s.start for s in spans)
            found[records.document.id] = (starts, tuple(s.end for s in spans))
        return found

    def anchor(self, doc: DocId, start: int) -> str:
        """Return the id of the words that start at an offset, or of their document's heading."""
        starts, ends = self._printed[doc]
        at = bisect_right(starts, start) - 1
        inside = at >= 0 and start < ends[at]
        return f"t{self.numbers[doc]}-{start}" if inside else f"t{self.numbers[doc]}"

    def place(self, span: Span, size: int = AROUND) -> Place:
        """Return the place of a span with what stands around it."""
        before, words, after = around(self.index, span, size)
        document = self.index.documents[span.doc].document
        return Place(
            anchor=self.anchor(span.doc, span.start),
            outlet=self.index.outlet(span.doc),
            published=day_in_words(document.published) if document.published else "undated",
            document=self.numbers[span.doc],
            start=span.start,
            end=span.end,
            whereabouts=whereabouts(document, span),
            before=before,
            words=words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …",
            after=after,
        )

    def by_date(self, span: Span) -> tuple[bool, str, int, Span]:
        """Return what sorts spans by their documents' dates, undated last."""
        published = self.index.documents[span.doc].document.published
        return (published is None, published or "", self.numbers[span.doc], span)

"""What the first page says of a ledger, and by which rule texts are counted as independent."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records import DocId, Span
from reportedly.views.desk import Desk
from reportedly.views.index import Index
from reportedly.views.tables import counts

HALF = 0.5  # share of a text; a text that copies more of another has little of its own
RULE = (
    "A text counts as likely independent unless half of it or more stands in passages that it "
    "shares with a text of an earlier date (of the same date or none: with one that comes first "
    "by its name)."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The counts of a ledger, by a name a person reads, and what was not read."""

    counts: tuple[tuple[str, int], ...]
    independent: int
    rule: str
    rows: int
    looked_at: int  # rows whose answers a reviewer has all decided about
    rejected: tuple[tuple[str, str, str], ...]  # place, reason, remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What is the same for every first page of one index."""

    counts: tuple[tuple[str, int], ...]
    independent: int


def totals(index: Index) -> Totals:
    """Return the counts of an index; walks all passages."""
    return Totals(counts=tuple(counts(index).items()), independent=independent_texts(index))


def home_view(desk: Desk, made: Totals, gone: tuple[tuple[str, str, str], ...]) -> HomeView:
    """Return the first page."""
    rows = desk.index.corpus.ledger.rows
    looked = sum(desk.looked_at(r.id) == len(r.witnesses) for r in rows) if desk.decided else 0
    return HomeView(
        counts=made.counts,
        independent=made.independent,
        rule=RULE,
        rows=len(rows),
        looked_at=looked,
        rejected=gone,
    )


def independent_texts(index: Index) -> int:
    """Return how many texts are likely independent by `RULE`."""
    place = {
        r.document.id: at
        for at, r in enumerate(
            sorted(
                index.corpus.documents,
                key=lambda r: (r.document.published or "~", r.document.path, r.document.id),
            )
        )
    }
    shared: dict[DocId, list[Span]] = {}
    for origin in index.corpus.reuse.origins:
        first = min(origin.passages, key=lambda p: (place[p.doc], p)).doc
        for passage in origin.passages:
            if passage.doc != first:
                shared.setdefault(passage.doc, []).append(passage)
    copies = sum(
        _covered(spans) >= HALF * len(index.documents[doc].document.text)
        for doc, spans in shared.items()
    )
    return len(place) - copies


def _covered(spans: list[Span]) -> int:
    """Return how many code points lie in some span."""
    total, reached = 0, 0
    for span in sorted(spans):
        total += max(0, span.end - max(span.start, reached))
        reached = max(reached, span.end)
    return total

"""The list of rows: filtered, sorted, a page at a time. Every state of it is one `RowFilter`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from reportedly.records import EntityId, EventId
from reportedly.views.briefs import Brief, Choice
from reportedly.views.desk import Desk
from reportedly.views.index import around, shortened
from reportedly.views.pictures import ReadingMark
from reportedly.views.questions import event_name
from reportedly.views.readings import reading_marks, reading_of, span_of
from reportedly.views.tables import Listing, number, plain
from reportedly.views.wordings import relation_words

PAGE = 40  # rows a page: two screens at 1,280 pixels
EXAMPLE = 70  # code points on either side of a row's first words


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFilter:
    """What the reader asked the list of rows for; the defaults show all."""

    q: str = ""  # every word must stand in question, event, speakers or outlets
    event: str = ""  # event id
    predicate: str = ""
    speaker: str = ""  # entity id over all documents
    outlet: str = ""
    since: str = ""  # ISO day: told by a document of that day or later
    until: str = ""  # ISO day, inclusive
    differs: bool = False  # only rows whose accounts do not fit together
    unreviewed: bool = False  # only rows with a witness nobody has decided about
    copies: str = "folded"  # "folded": copies count once; "each": every document counts
    sort: str = "differences"
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether any row may be left out."""
        return replace(self, sort="differences", page=1, copies="folded") != RowFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """One row as the list shows it."""

    id: str
    question: str
    event: str
    event_label: str
    example: tuple[str, str, str]  # before, words, after: the first account
    range: str  # "17 to 31"
    answer: str  # of a row without numbers: its most repeated answer
    most_repeated: str
    marks: tuple[ReadingMark, ...]
    readings: int  # distinct answers
    witnesses: int
    documents: int
    origins: int
    speakers: int
    strongest: str  # in words; "" when accounts are not related
    why: str
    differs: bool
    looked_at: int  # witnesses that a reviewer decided about


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsView:
    """One page of the list, with what its filters offer."""

    filter: RowFilter
    lines: tuple[RowLine, ...]
    total: int  # rows that pass the filter
    all: int
    pages: int
    sorts: tuple[tuple[str, str], ...]
    events: tuple[Choice, ...]
    predicates: tuple[Choice, ...]
    speakers: tuple[Choice, ...]
    outlets: tuple[Choice, ...]


def _spread(brief: Brief) -> Decimal:
    """Return how far apart low and high are, as a share of high."""
    if brief.low is None or brief.high is None or not brief.high:
        return Decimal(0)
    return abs((brief.high - brief.low) / brief.high)


SORTS: dict[str, tuple[str, Callable[[Brief], tuple[object, ...]] | None]] = {
    "differences": ("Strongest difference first", None),  # the order of the briefs
    "documents": ("Most documents first", lambda b: (-b.documents, -b.origins)),
    "origins": ("Most independent texts first", lambda b: (-b.origins, -b.documents)),
    "speakers": ("Most speakers first", lambda b: (-b.speakers, -b.documents)),
    "spread": ("Widest range first", lambda b: (-_spread(b), -b.documents)),
    "question": ("By question, A to Z", lambda b: (b.question.casefold(), b.event_label)),
    "event": ("By event", lambda b: (b.event_label.casefold(), b.question.casefold())),
}


def rows_view(desk: Desk, asked: RowFilter) -> RowsView:
    """Return the page of rows that was asked for; a page past the end is the last one."""
    kept = filtered(desk, asked)
    pages = max(1, -(-len(kept) // PAGE))
    page = min(max(1, asked.page), pages)
    shown = kept[(page - 1) * PAGE : page * PAGE]
    return RowsView(
        filter=replace(asked, page=page),
        lines=tuple(_line(desk, b, asked.copies) for b in shown),
        total=len(kept),
        all=len(desk.briefs),
        pages=pages,
        sorts=tuple((name, label) for name, (label, _) in SORTS.items()),
        events=_with(desk.choices.events, asked.event, desk),
        predicates=desk.choices.predicates,
        speakers=_with(desk.choices.speakers, asked.speaker, desk),
        outlets=_with(desk.choices.outlets, asked.outlet, desk),
    )


def filtered(desk: Desk, asked: RowFilter) -> list[Brief]:
    """Return the rows that pass a filter, in the order it asks for."""
    tests = _tests(asked)
    found = [b for b in desk.briefs if all(test(b) for test in tests)]
    if asked.unreviewed:
        found = [b for b in found if desk.looked_at(b.id) < b.witnesses]
    order = SORTS.get(asked.sort, SORTS["differences"])[1]
    return sorted(found, key=order) if order else found


def _tests(asked: RowFilter) -> list[Callable[[Brief], bool]]:
    """Return what a row must pass; only what was asked for is looked at."""
    words = asked.q.casefold().split()
    speaker = EntityId(asked.speaker)
    every: tuple[tuple[object, Callable[[Brief], bool]], ...] = (
        (asked.event, lambda b: b.event == asked.event),
        (asked.predicate, lambda b: b.predicate == asked.predicate),
        (asked.speaker, lambda b: speaker in b.voices),
        (asked.outlet, lambda b: asked.outlet in b.outlets),
        (asked.differs, lambda b: b.differs),
        (asked.since or asked.until, lambda b: _told_within(b, asked)),
        (words, lambda b: all(w in b.haystack for w in words)),
    )
    return [test for wanted, test in every if wanted]


def _with(choices: tuple[Choice, ...], chosen: str, desk: Desk) -> tuple[Choice, ...]:
    """Return a filter's list with the entry that is chosen, though it be a rare one."""
    if not chosen or any(c.value == chosen for c in choices):
        return choices
    event = desk.index.events.get(EventId(chosen))
    name = event_name(event) if event else desk.index.name(chosen)
    return (*choices, Choice(chosen, name, 0))


def _told_within(brief: Brief, asked: RowFilter) -> bool:
    """Tell whether a document of the row was published in the asked days; unknown years are not."""
    last = asked.until + "~" if asked.until else "~"  # "~" sorts after every digit and dash
    return any(asked.since <= day <= last for day in brief.days if day[:4].isdigit())


def _line(desk: Desk, brief: Brief, copies: str) -> RowLine:
    index = desk.index
    row = index.rows[brief.id]
    witnesses = [index.witnesses[w] for w in row.witnesses]
    answers = Counter(reading_of(index, w) for w in witnesses)
    first = min(witnesses, key=lambda w: (*_told(desk, w.span.doc), w.span))
    before, words, after = around(index, first.span, EXAMPLE)
    return RowLine(
        id=brief.id,
        question=brief.question,
        event=brief.event,
        event_label=brief.event_label,
        example=(before, shortened(words, 2 * EXAMPLE), after),
        range=span_of(row),
        answer="" if span_of(row) else min(answers, key=lambda a: (-answers[a], a)),
        most_repeated=plain(row.most_repeated),
        marks=reading_marks(witnesses, each=copies == "each"),
        readings=len(answers),
        witnesses=brief.witnesses,
        documents=brief.documents,
        origins=brief.origins,
        speakers=brief.speakers,
        strongest=relation_words(brief.strongest) if brief.strongest else "",
        why=brief.why,
        differs=brief.differs,
        looked_at=desk.looked_at(brief.id),
    )


def _told(desk: Desk, doc: str) -> tuple[bool, str, str]:
    document = desk.index.documents[doc].document  # type: ignore[index]  # a DocId
    return (document.published is None, document.published or "", document.path)


def rows_listing(desk: Desk, asked: RowFilter) -> Listing:
    """List all rows that pass a filter, for CSV."""
    columns = (
        "id", "question", "event", "low", "most_repeated", "high", "witnesses", "documents",
        "origins", "speakers", "strongest_relation", "why", "reviewed",
    )  # fmt: skip
    cells = tuple(
        (
            b.id,
            b.question,
            b.event_label,
            number(b.low),
            number(b.most_repeated),
            number(b.high),
            b.witnesses,
            b.documents,
            b.origins,
            b.speakers,
            b.strongest.value if b.strongest else "",
            b.why,
            desk.looked_at(b.id),
        )
        for b in filtered(desk, asked)
    )
    return Listing("rows", columns, cells)

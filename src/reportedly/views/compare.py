"""Two documents side by side: paragraphs that share wording aligned, the rest between them.

Invariant: each paragraph of each document stands on exactly one line, and lines keep the order
of both documents.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.records import Block, BlockKind, DocId, DocumentRecords, ReuseLink
from reportedly.views.cutting import Run, Stroke, cut, united
from reportedly.views.desk import Desk
from reportedly.views.index import doc_label
from reportedly.views.rowpage import Person
from reportedly.views.tables import Listing

Equal = tuple[int, int, int]  # start in a, start in b, length; code points


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two documents."""

    doc: str
    outlet: str
    title: str
    published: str | None
    path: str
    words: int
    shared: int  # words that also stand in the other


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph. Kinds of its runs: same, changed, figure, voice."""

    start: int
    kind: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Two paragraphs that share wording, or what stands between two such pairs on either side."""

    left: tuple[Para, ...]
    right: tuple[Para, ...]
    paired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareView:
    """Two documents, whole."""

    left: Side
    right: Side
    direction: str  # a sentence
    changes: tuple[str, ...]  # what the copy changed, in words
    lines: tuple[Line, ...]
    others: tuple[Person, ...]  # documents to compare with instead


def compare_view(desk: Desk, left: DocId, right: DocId) -> CompareView:
    """Return two documents side by side.

    Raises:
        KeyError: the ledger has no such document.
    """
    index = desk.index
    a, b = index.documents[left], index.documents[right]
    links = links_between(desk, left, right)
    equal = _equal(links, left)
    found = aligned(_blocks(a), _blocks(b), equal)
    others = sorted(index.documents.values(), key=lambda r: r.document.path)
    return CompareView(
        left=_side(desk, a, [(i, i + n) for i, _, n in equal]),
        right=_side(desk, b, [(j, j + n) for _, j, n in equal]),
        direction=_direction(desk, links, (left, right)),
        changes=tuple(dict.fromkeys(c for link in links for c in link.changes)),
        lines=_lines(a, b, (found, equal)),
        others=tuple(Person(r.document.id, doc_label(index, r.document.id)) for r in others),
    )


def links_between(desk: Desk, left: DocId, right: DocId) -> tuple[ReuseLink, ...]:
    """Return the passages that two documents share, in order of the left one."""
    found = [link for link in desk.links.get(left, ()) if {link.a.doc, link.b.doc} == {left, right}]
    return tuple(sorted(found, key=lambda k: (k.a if k.a.doc == left else k.b, k.id)))


def _equal(links: Iterable[ReuseLink], left: DocId) -> tuple[Equal, ...]:
    """Return the equal runs of all links, left document first, sorted, each once."""
    runs = {
        (i, j, n) if link.a.doc == left else (j, i, n) for link in links for i, j, n in link.pairs
    }
    return tuple(sorted(runs))


def _blocks(records: DocumentRecords) -> tuple[Block, ...]:
    return tuple(b for b in records.document.blocks if b.kind is not BlockKind.BOILERPLATE)


def aligned(
    left: tuple[Block, ...], right: tuple[Block, ...], equal: Iterable[Equal]
) -> tuple[tuple[int, int], ...]:
    """Return which paragraphs stand side by side, as positions; neither repeats nor crosses.

    Those that share most code points are paired first.
    """
    shared: dict[tuple[int, int], int] = {}
    starts = [b.span.start for b in right]
    for i, j, n in equal:  # a run may go on over several paragraphs
        first = max(0, bisect_right([b.span.start for b in left], i) - 1)
        for x, block in enumerate(left[first:], first):
            low, high = max(i, block.span.start), min(i + n, block.span.end)
            if block.span.start >= i + n:
                break
            y = bisect_right(starts, low - i + j) - 1
            if low < high and y >= 0:
                shared[x, y] = shared.get((x, y), 0) + high - low
    taken: list[tuple[int, int]] = []
    for x, y in sorted(shared, key=lambda p: (-shared[p], p)):
        at = bisect_left(taken, (x, y))
        before_fits = at == 0 or (taken[at - 1][0] < x and taken[at - 1][1] < y)
        after_fits = at == len(taken) or (x < taken[at][0] and y < taken[at][1])
        if before_fits and after_fits:
            taken.insert(at, (x, y))
    return tuple(taken)


def _lines(
    a: DocumentRecords,
    b: DocumentRecords,
    context: tuple[tuple[tuple[int, int], ...], tuple[Equal, ...]],
) -> tuple[Line, ...]:
    pairs, equal = context
    left, right = _blocks(a), _blocks(b)
    mine = united((i, i + n) for i, _, n in equal)
    theirs = united((j, j + n) for _, j, n in equal)
    lines: list[Line] = []
    x = y = 0
    for i, j in (*pairs, (len(left), len(right))):
        alone = (
            tuple(_para(a, block, mine, paired=False) for block in left[x:i]),
            tuple(_para(b, block, theirs, paired=False) for block in right[y:j]),
        )
        lines += [Line(*alone, paired=False)] if any(alone) else []
        if i < len(left):
            one = _para(a, left[i], mine, paired=True)
            other = _para(b, right[j], theirs, paired=True)
            lines.append(Line((one,), (other,), paired=True))
        x, y = i + 1, j + 1
    return tuple(lines)


def _para(
    records: DocumentRecords, block: Block, equal: tuple[tuple[int, int], ...], *, paired: bool
) -> Para:
    start, end = block.span.start, block.span.end
    text = records.document.text
    same = [(max(i, start), min(j, end)) for i, j in equal if i < end and start < j]
    strokes = [Stroke(i, j, "same") for i, j in _bridged(text, same)]
    if paired:
        strokes += _changed(text, (start, end), [(s.start, s.end) for s in strokes])
    strokes += [Stroke(f.span.start, f.span.end, "figure", f.id) for f in records.figures]
    sources = (c for s in records.statements for c in s.source)
    strokes += [Stroke(i, j, "voice") for i, j in united((c.start, c.end) for c in sources)]
    return Para(start, block.kind.value, cut(text, (start, end), strokes))


def _bridged(text: str, same: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Join equal runs with nothing but blanks and punctuation between them."""
    joined: list[tuple[int, int]] = []
    for start, end in same:
        if joined and not any(c.isalnum() for c in text[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _changed(text: str, stretch: tuple[int, int], same: list[tuple[int, int]]) -> list[Stroke]:
    """Return the words of a paired paragraph that the other does not share."""
    edges = [stretch[0], *(p for pair in same for p in pair), stretch[1]]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    found: list[Stroke] = []
    for start, end in gaps:
        letters = [at for at in range(start, end) if text[at].isalnum()]
        if letters:
            found.append(Stroke(letters[0], letters[-1] + 1, "changed"))
    return found


def _side(desk: Desk, records: DocumentRecords, equal: list[tuple[int, int]]) -> Side:
    document = records.document
    return Side(
        doc=document.id,
        outlet=desk.index.outlet(document.id),
        title=document.title or "",
        published=document.published,
        path=document.path,
        words=len(document.text.split()),
        shared=sum(len(document.text[i:j].split()) for i, j in united(equal)),
    )


def _direction(desk: Desk, links: tuple[ReuseLink, ...], ends: tuple[DocId, DocId]) -> str:
    """Return in one sentence which of the two came first, as far as it is known."""
    names = (desk.index.outlet(ends[0]), desk.index.outlet(ends[1]))
    if not links:
        return "These two share no wording long enough to count as a copy."
    links = tuple(link for link in links if not link.shared_quotation)
    if not links:
        return "Both quote the same words; neither need have copied the other."
    firsts = {
        (link.a if link.direction.value == "a_first" else link.b).doc
        for link in links
        if link.direction_basis
    }
    if len(firsts) != 1:
        return "They share wording; which came first is not known."
    first, later = names if firsts == {ends[0]} else names[::-1]
    basis = next(link.direction_basis for link in links if link.direction_basis)
    return f"{later} follows {first} (known from: {basis})."


def compare_listing(view: CompareView) -> Listing:
    """List the lines of a comparison, for CSV."""

    def words(paras: tuple[Para, ...]) -> str:
        return "\n".join("".join(run.text for run in para.runs) for para in paras)

    cells = tuple((words(line.left), words(line.right)) for line in view.lines)
    return Listing("compare", (view.left.outlet, view.right.outlet), cells)

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Block, BlockKind, DocId, Span
from reportedly.views.compare import aligned, compare_listing, compare_view
from reportedly.views.desk import Desk


@pytest.fixture
def copied(desk: Desk) -> tuple[DocId, DocId]:
    """Two documents of which one copies the other."""
    link = next(k for k in desk.index.corpus.reuse.links if k.changes and not k.shared_quotation)
    return link.a.doc, link.b.doc


def test_each_paragraph_stands_on_one_line_in_order(
    desk: Desk, copied: tuple[DocId, DocId]
) -> None:
    view = compare_view(desk, *copied)

    for side, doc in (("left", copied[0]), ("right", copied[1])):
        starts = [p.start for line in view.lines for p in getattr(line, side)]
        blocks = desk.index.documents[doc].document.blocks
        assert starts == [b.span.start for b in blocks if b.kind is not BlockKind.BOILERPLATE]


def test_shared_and_changed_words_are_told_apart(desk: Desk, copied: tuple[DocId, DocId]) -> None:
    view = compare_view(desk, *copied)

    runs = [r for line in view.lines if line.paired for p in line.left for r in p.runs]
    assert any("same" in r.kinds for r in runs)
    assert any("changed" in r.kinds for r in runs)
    assert not any({"same", "changed"} <= set(r.kinds) for r in runs)


def test_both_ways_round_the_same_paragraphs_meet(desk: Desk, copied: tuple[DocId, DocId]) -> None:
    one = compare_view(desk, *copied)
    other = compare_view(desk, *copied[::-1])

    pairs = {(k.left[0].start, k.right[0].start) for k in one.lines if k.paired}
    assert pairs == {(k.right[0].start, k.left[0].start) for k in other.lines if k.paired}
    assert one.direction == other.direction
    assert one.left.shared > 0


def test_documents_without_shared_words_are_still_shown(desk: Desk) -> None:
    docs = list(desk.index.documents)
    linked = {frozenset((k.a.doc, k.b.doc)) for k in desk.index.corpus.reuse.links}
    a, b = next((a, b) for a in docs for b in docs if a < b and frozenset((a, b)) not in linked)

    view = compare_view(desk, a, b)

    assert view.left.shared == 0
    assert not any(line.paired for line in view.lines)


def test_the_listing_holds_both_texts(desk: Desk, copied: tuple[DocId, DocId]) -> None:
    view = compare_view(desk, *copied)

    assert len(compare_listing(view).rows) == len(view.lines)


def blocks(count: int) -> tuple[Block, ...]:
    """Return paragraphs of ten code points each."""
    return tuple(
        Block(span=Span(DocId("d"), 10 * i, 10 * i + 9), kind=BlockKind.PARAGRAPH)
        for i in range(count)
    )


@given(st.lists(st.tuples(st.integers(0, 79), st.integers(0, 79), st.integers(1, 9))))
def test_pairs_neither_repeat_nor_cross(equal: list[tuple[int, int, int]]) -> None:
    found = aligned(blocks(8), blocks(8), equal)

    assert all(x[0] < y[0] and x[1] < y[1] for x, y in pairwise(found))


def test_the_paragraphs_that_share_most_are_paired_first() -> None:
    assert aligned(blocks(2), blocks(2), [(0, 10, 8), (10, 0, 3)]) == ((0, 1),)


def test_a_run_over_several_paragraphs_pairs_each_of_them() -> None:
    assert aligned(blocks(3), blocks(3), [(0, 0, 29)]) == ((0, 0), (1, 1), (2, 2))

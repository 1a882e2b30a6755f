"""Passages that copy one another, counted once."""

from __future__ import annotations

from reportedly.records import Direction, DocId, LinkId, ReuseLink, RuleName, Span
from reportedly.reuse.origins import origins


def link(a: tuple[str, int, int], b: tuple[str, int, int], *, quotation: bool = False) -> ReuseLink:
    return ReuseLink(
        id=LinkId(f"{a}{b}"),
        a=Span(DocId(a[0]), *a[1:]),
        b=Span(DocId(b[0]), *b[1:]),
        similarity=1.0,
        direction=Direction.UNKNOWN,
        direction_basis=None,
        shared_quotation=quotation,
        rule=RuleName("test"),
    )


def test_copies_of_copies_have_one_origin() -> None:
    (origin,) = origins([link(("a", 0, 90), ("b", 5, 95)), link(("b", 10, 95), ("c", 0, 85))])

    assert [span.doc for span in origin.passages] == ["a", "b", "c"]


def test_two_passages_of_one_document_are_two_origins() -> None:
    found = origins([link(("a", 0, 90), ("b", 0, 90)), link(("a", 85, 200), ("c", 0, 115))])

    assert len(found) == 2


def test_shared_quotations_connect_nothing() -> None:
    assert origins([link(("a", 0, 90), ("b", 0, 90), quotation=True)]) == ()

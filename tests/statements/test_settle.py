"""Rivals, nesting and order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import InvalidRecord
from reportedly.records import Basis, Mode, RuleName
from reportedly.statements.proposals import Proposal, Range, covers, overlap, size
from reportedly.statements.settle import nested, rival, rivals_dropped


def proposal(
    content: Range, cue: Range | None = None, *, confidence: float = 0.5, rule: str = "r"
) -> Proposal:
    return Proposal(
        content=(content,),
        cue=(cue,) if cue else (),
        mode=Mode.INDIRECT,
        basis=Basis.VERB,
        confidence=confidence,
        rule=RuleName(rule),
    )


def test_of_two_with_one_cue_the_surer_stays() -> None:
    weak, sure = proposal((10, 20), (5, 9)), proposal((10, 30), (5, 9), confidence=0.9)

    assert rivals_dropped([weak, sure]) == (sure,)


def test_a_report_inside_a_passage_is_no_rival_of_it() -> None:
    passage, told = proposal((0, 100)), proposal((11, 100), (4, 9))

    assert not rival(passage, told)
    assert nested((passage, told)) == [(passage, None), (told, 0)]


def test_the_smallest_holder_is_the_parent() -> None:
    outer, middle, inner = (
        proposal((0, 90)),
        proposal((10, 80), (2, 5)),
        proposal((30, 50), (20, 25)),
    )

    assert nested((outer, middle, inner))[2] == (inner, 1)


def test_a_proposal_without_content_is_refused() -> None:
    with pytest.raises(InvalidRecord):
        Proposal(content=(), mode=Mode.DIRECT, basis=Basis.VERB, confidence=1.0, rule=RuleName("r"))


RANGES = st.tuples(st.integers(0, 50), st.integers(1, 30)).map(lambda t: (t[0], t[0] + t[1]))


@given(
    st.lists(st.tuples(RANGES, st.none() | RANGES, st.sampled_from([0.2, 0.5, 0.9])), max_size=8)
)
def test_what_stays_does_not_depend_on_order(
    made: list[tuple[Range, Range | None, float]],
) -> None:
    found = [proposal(c, q, confidence=p, rule=f"r{i}") for i, (c, q, p) in enumerate(made)]

    kept = rivals_dropped(found)

    assert kept == rivals_dropped(found[::-1])
    assert not any(rival(a, b) for a in kept for b in kept if a is not b)


@given(RANGES, RANGES)
def test_ranges_overlap_at_most_by_the_smaller(a: Range, b: Range) -> None:
    shared = overlap((a,), (b,))

    assert shared <= min(size((a,)), size((b,)))
    assert covers((a,), (b,)) == (shared == size((b,)))

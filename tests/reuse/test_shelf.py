"""Documents that do not fit on the shelf are read again, and groups are read together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reuse.conftest import document

from reportedly.lexicon import load_lexicon
from reportedly.records import Corpus
from reportedly.reuse import shelf
from reportedly.reuse.find import find
from reportedly.reuse.shelf import in_groups
from reportedly.settings import Settings

LEXICON = load_lexicon()


def test_a_full_shelf_changes_no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    stories = [" ".join(f"w{k}x{n}" for k in range(50)) + "." for n in range(4)]
    corpus = Corpus(documents=tuple(document(f"d{n:02}", stories[n % 4]) for n in range(20)))
    roomy = find(corpus, LEXICON, Settings())
    monkeypatch.setattr(shelf, "HELD", 60)

    assert len(roomy.links) == 4 * 10
    assert find(corpus, LEXICON, Settings()) == roomy


pairs = st.tuples(st.integers(0, 30), st.integers(0, 30)).filter(lambda pair: pair[0] < pair[1])


@given(st.sets(pairs))
def test_a_group_is_left_only_when_all_its_pairs_are_done(given: set[tuple[int, int]]) -> None:
    ordered = in_groups(sorted(given))
    groups = [_group(ordered, pair) for pair in ordered]
    changes = sum(a != b for a, b in pairwise(groups))

    assert sorted(ordered) == sorted(given)
    assert changes == max(0, len(set(groups)) - 1)


def _group(every: list[tuple[int, int]], pair: tuple[int, int]) -> frozenset[int]:
    """Return all documents that hang together with a pair."""
    group, more = set[int](), set(pair)
    while more:
        group |= more
        more = {n for other in every if set(other) & group for n in other} - group
    return frozenset(group)

"""Which documents are compared at all, and that their number grows no faster than the corpus."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reuse import candidates as search
from reportedly.reuse.candidates import (
    COMMON,
    MUCH,
    PARTNERS,
    SHARED,
    Prints,
    Totals,
    candidates,
    fingerprint,
    together,
)


def by_hand(own: list[set[int]]) -> tuple[list[tuple[int, int]], list[int]]:
    """Return what `candidates` promises, straight from its rules."""
    holders = {v: [n for n, held in enumerate(own) if v in held] for v in set().union(*own)}
    met = {
        v: [(a, b) for k, a in enumerate(held) for b in held[k + 1 : k + 1 + PARTNERS]]
        for v, held in holders.items()
    }
    every = [pair for pairs in met.values() for pair in pairs]
    shared = {pair: every.count(pair) for pair in set(every)}
    stock = sorted(
        v
        for v, pairs in met.items()
        if len(holders[v]) > COMMON and 2 * sum(shared[p] >= MUCH for p in pairs) < len(pairs)
    )
    left = [pair for v, pairs in met.items() if v not in stock for pair in pairs]
    return sorted(pair for pair in set(left) if left.count(pair) >= SHARED), stock


def prints_of(own: list[set[int]]) -> Prints:
    values = [v for held in own for v in sorted(held)]
    documents = [n for n, held in enumerate(own) for _ in held]
    return Prints(np.array(values, dtype=np.uint64), np.array(documents, dtype=np.int64))


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 10_000), part=st.sampled_from([1, 7, 50, 1 << 22]))
def test_parts_of_any_size_give_what_the_rules_say(seed: int, part: int) -> None:
    pick = random.Random(seed)
    stock, story = range(5), range(100, 112)
    own = [
        {v for v in stock if pick.random() < 0.9}
        | set(pick.choices(range(1000, 1040), k=3))
        | (set(story) if pick.random() < 0.5 else set())
        for _ in range(45)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "PART", part)
        pairs, found = candidates(prints_of(own), len(own))

    assert (pairs, found.tolist()) == by_hand(own)


@given(st.lists(st.lists(st.integers(0, 30), max_size=40), max_size=6))
def test_totals_do_not_depend_on_how_codes_come_in(parts: list[list[int]]) -> None:
    totals = Totals()
    for part in parts:
        totals.add(np.array(part, dtype=np.int64))
    every = [code for part in parts for code in part]

    assert totals.of(np.arange(31)).tolist() == [every.count(code) for code in range(31)]


def test_ten_times_the_documents_give_ten_times_the_pairs() -> None:
    pick = random.Random(8)
    footer = [pick.getrandbits(63) for _ in range(24)]

    def pairs(families: int) -> int:
        texts = []
        for _ in range(families):
            story = [pick.getrandbits(63) for _ in range(60)]
            for _ in range(3):
                texts.append(np.array([*story, *footer], dtype=np.uint64))
            texts.append(np.array(pick.choices(range(1 << 60), k=60) + footer, dtype=np.uint64))
        return len(candidates(together(map(fingerprint, texts)), len(texts))[0])

    few, many = pairs(100), pairs(1000)
    assert few >= 3 * 100
    assert many <= 10.5 * few

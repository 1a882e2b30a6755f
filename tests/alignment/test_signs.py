"""Signs that are read of many pairs at once are those of each pair alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from reportedly.alignment.align import asked, happened
from reportedly.alignment.answers import Answer
from reportedly.alignment.apart import apart
from reportedly.alignment.signs import AT_ONCE, WEIGHTS, Pairs, columns, plain, strengths, worded
from reportedly.alignment.slots import other_fates
from reportedly.alignment.stories import UNKNOWN, decays
from reportedly.records import Corpus
from reportedly.stage import Tools


@pytest.fixture(scope="module")
def answers(demo: Corpus, tools: Tools) -> list[Answer]:
    """All answers of the bundled story."""
    story = next(apart(demo, tools))
    return asked(story, happened(story)[2])


def strength(a: Answer, b: Answer) -> float:
    """Return the strength of one pair; 0 where it is no link."""
    found = strengths([a, b], np.array([0]), np.array([1]))
    return found[0][2] if found else 0.0


def test_a_pair_is_as_strong_alone_as_among_others_and_either_way(answers: list[Answer]) -> None:
    one, two = np.triu_indices(len(answers), 1)
    found = {(i, j): s for i, j, s in strengths(answers, one, two)}

    assert 0 < len(found) < len(one)
    for i, j in combinations(range(len(answers)), 2):
        a, b = answers[i], answers[j]
        assert strength(a, b) == strength(b, a) == found.get((i, j), 0.0)


def test_more_pairs_than_are_read_at_once_are_all_read(answers: list[Answer]) -> None:
    pair = next((i, j) for i, j in combinations(range(len(answers)), 2)
                if strength(answers[i], answers[j]))  # fmt: skip
    one, two = (np.full(AT_ONCE + 2, n, dtype=np.int64) for n in pair)

    assert len(strengths(answers, one, two)) == AT_ONCE + 2


def test_every_weight_has_its_sign(answers: list[Answer]) -> None:
    one, two = np.triu_indices(len(answers), 1)
    pairs = Pairs(answers, columns(answers), one, two)

    assert sorted(WEIGHTS) == sorted(name for name, _ in (*plain(pairs), *worded(pairs)))


def test_texts_count_less_for_one_story_the_farther_their_days_lie_apart() -> None:
    gaps = np.array([0, 2, 3, 30, 31, 400, 401, UNKNOWN])

    assert decays(gaps).tolist() == [1.0, 1.0, 0.8, 0.6, 0.4, 0.25, 0.15, 0.8]


def test_groups_of_people_to_whom_different_things_happened_are_told_apart(
    answers: list[Answer],
) -> None:
    killed, hostage, held, unknown = (
        replace(answers[0], fate=fate, entailed=frozenset(entailed))
        for fate, entailed in (
            ("killed", ()),
            ("hostage", ("detained",)),
            ("detained", ()),
            (None, ()),
        )
    )
    pairs = list(combinations(range(4), 2))

    found = other_fates([killed, hostage, held, unknown], [0, 1, 2, 3], pairs)

    assert found == {(0, 1), (0, 2)}
    assert other_fates([killed, hostage, held, unknown], [0, 1, 2, 3], [(1, 2)]) == set()

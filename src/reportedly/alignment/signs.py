"""The signs that two answers of one story answer one question, read of many pairs at once.

Invariant: a pair's signs and the strength they make depend on its two answers alone, and on no
order but which of two figures stands first. Sums are taken one sign after another, and logarithms
and powers by `math`, so that every machine gives the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from reportedly.alignment.answers import Answer
from reportedly.alignment.predicates import CAPACITY

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]
Column: TypeAlias = "Ints | Floats | Flags"

WEAKEST = 0.02  # probability below which a pair is no link
NEAR_FIGURES = 3  # figures back to which a silent number may lean
CLOSE = 0.5  # orders of magnitude within which it must lie
AT_ONCE = 1 << 16  # pairs whose signs are in memory: some 10 MB

# Weights of the signs, fitted by logistic regression on pairs of figures of the 24 training events
# of our own corpus (CC BY 4.0).
BIAS = -2.92
WEIGHTS: dict[str, float] = {
    "same_small": 2.09,
    "same_large": 3.59,
    "same_large_bare": 1.17,
    "ratio": -1.02,
    "far": -0.85,
    "same_noun": 1.95,
    "other_noun": 1.13,
    "same_predicate": 0.12,
    "same_known": 0.10,
    "other_predicate": -1.10,
    "same_verb": 0.35,
    "same_group": 0.29,
    "other_group": -1.23,
    "one_place": -2.29,
    "same_place": -0.03,
    "other_year": -0.33,
    "other_nation": -0.08,
    "other_unit": -0.69,
    "bare": 0.40,
    "context": 0.67,
    "near": 0.92,
    "near_large": -0.30,
    "people_predicate": 1.41,
    "measured": 0.50,
    "same_sentence": -0.77,
    "same_document": -0.54,
    "hedged": 0.58,
    "next": 0.91,
    "next_silent": 0.66,
    "near_silent": 0.97,
    "silent": 0.80,
    "both_silent": 0.45,
    "same_silent": -0.99,
    "part": -1.92,
    "fellow_parts": -1.24,
}
# Least sum of plain signs from which like words could still make a link; with a hair's breadth, so
# that the rounding of sums decides nothing.
NEEDED = math.log(WEAKEST / (1 - WEAKEST)) - BIAS - WEIGHTS["context"] - WEIGHTS["near"] - 1e-6

# What is compared of answers. Texts and values become numbers: equal for equal ones, 0 for none.
NAMED: dict[str, Callable[[Answer], Hashable]] = {
    "unit": lambda a: a.unit,
    "counted": lambda a: a.counted,
    "population": lambda a: a.population,
    "nation": lambda a: a.nation,
    "place": lambda a: a.place,
    "year": lambda a: a.year,
    "predicate": lambda a: a.predicate,
    "measure": lambda a: a.measure,
    "verb": lambda a: a.verb,
    "doc": lambda a: a.span.doc,
    "value": lambda a: (a.low, a.high) if a.value is None else (a.value,),
}
FLAGS: dict[str, Callable[[Answer], bool]] = {
    "person": lambda a: a.unit == "person",
    "count": lambda a: a.unit == "count",
    "percent": lambda a: a.unit == "percent",
    "dated": lambda a: a.time is not None,
    "old": lambda a: a.old,
    "bare": lambda a: a.bare,
    "silent": lambda a: a.silent,
    "telling": lambda a: a.telling,
    "hedged": lambda a: a.exact is None,
    "room": lambda a: a.predicate == CAPACITY,
    "happened": lambda a: a.unit == "person" and a.predicate is not None,
}


def columns(answers: Sequence[Answer]) -> dict[str, Column]:
    """Return what is compared of answers, a row for each."""
    found: dict[str, Column] = {
        name: _numbers([of(a) for a in answers]) for name, of in NAMED.items()
    }
    for name, tells in FLAGS.items():
        found[name] = np.array([tells(a) for a in answers], dtype=np.bool_)
    spans = {span: n for n, span in enumerate(sorted({a.span for a in answers}))}
    figures = [a.figure.id if a.figure else None for a in answers]
    wholes = [a.figure.part_of if a.figure else None for a in answers]
    of_figures = _numbers([*figures, *wholes])
    found["figure"], found["whole"] = of_figures[: len(answers)], of_figures[len(answers) :]
    found["spot"] = np.array([spans[a.span] for a in answers], dtype=np.int64)
    found["position"] = np.array([a.position for a in answers], dtype=np.int64)
    found["rank"] = np.array([0 if a.rank is None else a.rank + 1 for a in answers], np.int64)
    found["size"] = np.array([a.size for a in answers], dtype=np.float64)
    return found


def _numbers(values: Sequence[Hashable]) -> Ints:
    known: dict[Hashable, int] = {}
    numbers = (known.setdefault(v, len(known) + 1) if v else 0 for v in values)
    return np.fromiter(numbers, dtype=np.int64, count=len(values))


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of answers, by their places; each test tells of every pair whether it holds."""

    answers: Sequence[Answer]
    table: dict[str, Column]
    one: Ints
    two: Ints

    def those(self, kept: Flags | slice) -> Pairs:
        """Return some of the pairs."""
        return Pairs(self.answers, self.table, self.one[kept], self.two[kept])

    def sides(self, name: str) -> tuple[Column, Column]:
        """Return what both answers of each pair have in a column."""
        return self.table[name][self.one], self.table[name][self.two]

    def equal(self, name: str) -> Flags:
        """Tell where both have the same, or both nothing."""
        a, b = self.sides(name)
        return np.asarray(a == b)

    def both(self, name: str) -> Flags:
        """Tell where both have something."""
        a, b = self.sides(name)
        return a.astype(np.bool_) & b.astype(np.bool_)

    def either(self, name: str) -> Flags:
        """Tell where one has something at least."""
        a, b = self.sides(name)
        return a.astype(np.bool_) | b.astype(np.bool_)

    def shared(self, name: str) -> Flags:
        """Tell where both have one and the same."""
        return self.both(name) & self.equal(name)

    def differ(self, name: str) -> Flags:
        """Tell where both have something, and not the same."""
        return self.both(name) & ~self.equal(name)

    @cached_property
    def same_value(self) -> Flags:
        """Tell where both give one number, or the same bounds."""
        return self.equal("value")

    @cached_property
    def telling(self) -> Flags:
        """Tell where both give one number that does not recur by chance."""
        return self.same_value & self.both("telling")

    @cached_property
    def bare(self) -> Flags:
        """Tell where one has no noun of its own."""
        return self.either("bare")

    @cached_property
    def ratio(self) -> Floats:
        """Return how many orders of magnitude the numbers lie apart; 1 where one is unknown."""
        a, b = (np.asarray(side, dtype=np.float64) for side in self.sides("size"))
        known = (a > 0) & (b > 0)
        found = np.ones(len(a))
        found[known] = [abs(math.log10(q)) for q in (a[known] / b[known]).tolist()]
        return found


def strengths(answers: Sequence[Answer], one: Ints, two: Ints) -> list[tuple[int, int, float]]:
    """Return the pairs that may be links, and how surely each answers one question: 0..1."""
    every = Pairs(answers, columns(answers), one, two)
    found: list[tuple[int, int, float]] = []
    for start in range(0, len(one), AT_ONCE):
        part = every.those(slice(start, start + AT_ONCE))
        found += _strong(part.those(compatible(part)))
    return found


def _strong(pairs: Pairs) -> Iterator[tuple[int, int, float]]:
    """Yield the strong ones of compatible pairs.

    Words are compared, the costly part, only where they could make a link.
    """
    total = np.zeros(len(pairs.one))
    for name, holds in plain(pairs):
        total += WEIGHTS[name] * holds
    near = total >= NEEDED
    pairs, total = pairs.those(near), total[near] + BIAS
    for name, holds in worded(pairs):
        total += WEIGHTS[name] * holds
    for i, j, sum_ in zip(pairs.one.tolist(), pairs.two.tolist(), total.tolist(), strict=True):
        strength = 1 / (1 + math.exp(-max(min(sum_, 30.0), -30.0)))
        if strength > WEAKEST:
            yield i, j, round(strength, 9)


def compatible(pairs: Pairs) -> Flags:
    """Tell where nothing excludes that two answers share a question."""
    bare, telling, same = pairs.bare, pairs.telling, pairs.equal("predicate")
    may = pairs.equal("dated") & ~pairs.differ("place")
    may &= pairs.equal("unit") | bare | _one_measure(pairs)
    may &= pairs.equal("old") | telling | ~pairs.both("year")
    may &= pairs.equal("room") | telling  # room for 300 says nothing of who was aboard
    may &= ~(pairs.either("percent") & pairs.either("happened"))  # 31 % of patients, 31 deaths
    rates = pairs.both("percent") & pairs.both("predicate")  # a turnout is no share of the vote
    people = pairs.either("person") & ~rates
    groups = bare | telling | (pairs.equal("population") & ~pairs.differ("nation"))
    things = ~rates & ~people & pairs.both("count")
    may &= ~rates | telling | same
    may &= ~people | (groups & _one_fate(pairs))
    return may & (~things | bare | telling | pairs.equal("counted"))


def _one_measure(pairs: Pairs) -> Flags:
    """Tell where people and things may be counted alike: 312 fell ill, 893 cases of illness."""
    mixed = pairs.either("person") & pairs.either("count") & ~pairs.equal("unit")
    return mixed & pairs.shared("predicate")


def _one_fate(pairs: Pairs) -> Flags:
    """Tell where one thing may have happened to both: killed and injured exclude each other."""
    other = pairs.differ("predicate")
    may = ~other
    for n in np.flatnonzero(other & pairs.telling).tolist():
        a, b = pairs.answers[pairs.one[n]], pairs.answers[pairs.two[n]]
        may[n] = a.predicate in b.entailed or b.predicate in a.entailed
    return may


def plain(pairs: Pairs) -> Iterator[tuple[str, Flags | Floats]]:
    """Yield the signs that no words around the figures are compared for: 0..1 but for `ratio`."""
    same, telling = pairs.same_value, pairs.telling
    yield "same_large", telling
    yield "same_small", same & ~telling
    yield "same_large_bare", telling & pairs.bare
    yield "ratio", np.where(same, 0.0, np.minimum(pairs.ratio, 3.0))
    yield "far", ~same & (pairs.ratio >= 1.0)
    yield "hedged", pairs.either("hedged")
    yield from _kinds(pairs)
    yield from _measures(pairs)
    yield from _places(pairs)
    yield from _told_after(pairs)
    yield from _parts(pairs)


def worded(pairs: Pairs) -> Iterator[tuple[str, Floats]]:
    """Yield the signs of words that the sentences and the surroundings have in common."""
    near = _alike([a.near for a in pairs.answers], pairs)
    yield "context", _alike([a.about for a in pairs.answers], pairs)
    yield "near", near
    yield "near_large", np.where(pairs.telling, near, 0.0)


def _alike(words: list[frozenset[str]], pairs: Pairs) -> Floats:
    """Return the root of the share of words that both have."""
    places = zip(pairs.one.tolist(), pairs.two.tolist(), strict=True)
    common = np.array([len(words[i] & words[j]) for i, j in places], dtype=np.float64)
    sizes = np.array([len(w) for w in words], dtype=np.float64)
    every = sizes[pairs.one] + sizes[pairs.two] - common
    return np.sqrt(common / np.maximum(every, 1.0))


def _kinds(pairs: Pairs) -> Iterator[tuple[str, Flags]]:
    """Yield the signs of what is counted."""
    bare, unit = pairs.bare, pairs.equal("unit")
    yield "bare", bare
    yield "same_noun", ~bare & pairs.shared("counted")
    yield "other_noun", ~bare & ~pairs.equal("counted")
    yield "other_group", ~bare & ~pairs.equal("population")
    yield "other_unit", ~unit
    yield "measured", unit & ~pairs.either("person") & ~pairs.either("count")


def _measures(pairs: Pairs) -> Iterator[tuple[str, Flags]]:
    """Yield the signs of what happened to it."""
    yield "other_predicate", pairs.differ("measure")
    yield "same_predicate", pairs.shared("measure")
    yield "people_predicate", pairs.shared("measure") & pairs.both("person")
    yield "same_known", pairs.shared("predicate")
    yield "same_verb", pairs.shared("verb")
    yield "same_group", pairs.shared("population")


def _places(pairs: Pairs) -> Iterator[tuple[str, Flags]]:
    """Yield the signs of where and when something was, and of where it is told."""
    document = pairs.equal("doc")
    yield "one_place", ~pairs.equal("place")
    yield "same_place", pairs.shared("place")
    yield "other_year", pairs.differ("year")
    yield "other_nation", pairs.differ("nation")
    yield "same_document", document
    yield "same_sentence", document & pairs.equal("position")


def _told_after(pairs: Pairs) -> Iterator[tuple[str, Flags]]:
    """Yield the signs of numbers that lean on another: "The company says 3,850 tonnes. We: 9,600."

    A silent number, with neither noun nor predicate, mostly answers what the one before it answers.
    """
    silent = pairs.either("silent")
    yield "silent", silent
    yield "both_silent", pairs.both("silent")
    yield "same_silent", silent & pairs.same_value
    gap = _gap(pairs)
    spots = pairs.table["spot"]
    later = np.where(spots[pairs.one] >= spots[pairs.two], pairs.one, pairs.two)
    leans, bare = (pairs.table[name][later].astype(np.bool_) for name in ("silent", "bare"))
    yield "next", (gap == 1) & bare
    yield "next_silent", (gap == 1) & leans
    yield "near_silent", (gap > 1) & (gap <= NEAR_FIGURES) & leans & (pairs.ratio < CLOSE)


def _gap(pairs: Pairs) -> Ints:
    """Return how many figures apart two answers of one document stand; 0 where that is unknown."""
    a, b = (np.asarray(side, dtype=np.int64) for side in pairs.sides("rank"))
    return np.where(pairs.equal("doc") & pairs.both("rank"), np.abs(a - b), 0)


def _parts(pairs: Pairs) -> Iterator[tuple[str, Flags]]:
    """Yield the signs of a part and its whole, and of two parts: "41, including 12 children"."""
    (a, b), (of_a, of_b) = pairs.sides("figure"), pairs.sides("whole")
    yield "part", pairs.both("figure") & ((b == of_a) | (a == of_b))
    yield "fellow_parts", pairs.shared("whole")

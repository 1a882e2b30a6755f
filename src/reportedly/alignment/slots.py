"""Which answers of one story answer one question: constrained linking, strongest pairs first.

Two answers are joined by measure, population, place and year; a group never holds two that exclude
one another, so a chain of weak links cannot tie rivals together. Order of input does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from reportedly.alignment.answers import Answer

# Least strength of a link, by eagerness: row F1 on the training events of our own corpus.
LEAST = {"strict": 0.75, "balanced": 0.45, "eager": 0.35}
APART = 10  # exact values an order of magnitude apart count different things
TELLING_VALUE = 20  # smaller numbers recur by chance
NEAR_CONTEXT = 0.15  # shared telling words, Jaccard
MOST = 400  # answers of one unit and place compared pair by pair; larger stories are cut by noun


def alike(a: Answer, b: Answer) -> float:
    """Return how surely two answers answer one question, 0 where they cannot."""
    if not _compatible(a, b):
        return 0.0
    value = _same_value(a, b)
    context = _jaccard(a.about, b.about)
    noun = bool(a.counted) and a.counted == b.counted
    if a.unit == "person":
        return _people(a, b, value=value, noun=noun, context=context)
    return _things(a, b, value=value, noun=noun, context=context)


def _people(a: Answer, b: Answer, *, value: bool, noun: bool, context: float) -> float:
    """People are told apart by what happened to them; a guessed predicate weighs less."""
    if a.predicate and a.predicate == b.predicate:
        return 1.0
    if a.predicate and b.predicate:
        return 0.0
    if value and _telling(a):
        return 0.9 if noun or context >= NEAR_CONTEXT else 0.8
    first, second = a.predicate or a.guess, b.predicate or b.guess
    if first and first == second:
        return 0.7 if a.predicate or b.predicate else 0.6
    if first and second:
        return 0.0
    return (0.3 + context + 0.3 * value) if noun else 0.0


def _things(a: Answer, b: Answer, *, value: bool, noun: bool, context: float) -> float:
    rivals = bool(a.predicate and b.predicate and a.predicate != b.predicate)
    counts = a.unit == "count"
    if value and _telling(a) and (noun or context >= NEAR_CONTEXT or not counts):
        return 0.9 if not rivals else 0.55
    if rivals or (counts and not noun):
        return 0.0
    strength = 0.3 * noun + 0.3 * bool(a.predicate and b.predicate) + min(context, 0.5) + 0.3 * value
    return min(strength, 0.95)


def _compatible(a: Answer, b: Answer) -> bool:
    if a.unit != b.unit or a.place != b.place or a.population != b.population:
        return False
    if a.year and b.year and a.year != b.year:
        return False
    if a.nation and b.nation and a.nation != b.nation and not _same_value(a, b):
        return False
    return not _far_apart(a, b)


def _same_value(a: Answer, b: Answer) -> bool:
    return (a.low, a.high, a.value) == (b.low, b.high, b.value) or (
        a.value is not None and a.value == b.value
    )


def _telling(a: Answer) -> bool:
    return a.value is not None and (a.value >= TELLING_VALUE or a.value != a.value.to_integral_value())


def _far_apart(a: Answer, b: Answer) -> bool:
    low, high = sorted((a.value or Decimal(0), b.value or Decimal(0)))
    return low > 0 and high / low >= APART


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def linked(answers: list[Answer], *, merge: str) -> list[list[int]]:
    """Return groups of indexes into `answers`, each sorted, in order of their first."""
    group = list(range(len(answers)))
    inside = [[i] for i in range(len(answers))]
    for _, i, j in sorted(_pairs(answers, LEAST[merge])):
        a, b = group[i], group[j]
        if a != b and _joinable([answers[k] for k in inside[a]], [answers[k] for k in inside[b]]):
            low, high = min(a, b), max(a, b)
            for k in inside[high]:
                group[k] = low
            inside[low] = sorted(inside[low] + inside[high])
            inside[high] = []
    return [found for found in inside if found]


def _pairs(answers: list[Answer], least: float) -> list[tuple[float, int, int]]:
    buckets: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, a in enumerate(answers):
        buckets[a.unit, a.place, a.population].append(i)
    for key, members in list(buckets.items()):
        if len(members) > MOST:
            del buckets[key]
            for i in members:
                buckets[(*key, answers[i].counted)].append(i)
    found = []
    for members in buckets.values():
        for n, i in enumerate(members):
            for j in members[n + 1 : n + 1 + MOST]:
                strength = alike(answers[i], answers[j])
                if strength >= least:
                    found.append((-round(strength, 6), i, j))
    return found


def _joinable(a: list[Answer], b: list[Answer]) -> bool:
    """Tell whether no member excludes one of the other group."""
    for name in ("year", "nation", "predicate"):
        left = {getattr(x, name) for x in a} - {None}
        right = {getattr(x, name) for x in b} - {None}
        if left and right and not left & right:
            return False
    values_a = [x.value for x in a if x.value]
    values_b = [x.value for x in b if x.value]
    if not values_a or not values_b:
        return True
    low = min(*values_a, *values_b)
    return low <= 0 or max(*values_a, *values_b) / low < APART * 2

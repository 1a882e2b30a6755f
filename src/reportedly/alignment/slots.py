"""Which answers of one story answer one question: average linkage over calibrated signs.

How surely two answers share a question is a logistic sum of named signs. Answers of one value are
joined first, then values. The order of the input does not matter.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

import numpy as np

from reportedly.alignment.answers import Answer
from reportedly.alignment.reprints import reprinted
from reportedly.alignment.signs import WEAKEST, Ints, strengths
from reportedly.alignment.stories import link
from reportedly.records import ReuseLink

# Least probability of a link, by eagerness: between figures of one value, then between values.
LEAST = {"strict": (0.5, 0.3), "balanced": (0.4, 0.19), "eager": (0.3, 0.15)}
QUARTER = 4  # of the pairs between two values, the strongest quarter speaks for both
SURE = 1.0  # probability of a link between figures in one place of a copied passage
APART = -1.0  # what two values side by side in a sentence, or two fates, say of their groups
SMALL = 250  # answers of one story up to which every pair is compared
WIDEST = 60  # answers; a word around more of a story's figures proposes no pairs
MOST = 1500  # answers of one story compared; beyond, only equal values and measures are


def linked(
    answers: list[Answer], *, merge: str, links: Sequence[ReuseLink] = ()
) -> list[list[int]]:
    """Return groups of indexes into `answers`, each sorted, in order of their first.

    `links` are the copied passages of the documents: figures in one place of a copy are joined, and
    so are two of which a text gives one in the other's place.
    """
    order = sorted(range(len(answers)), key=lambda i: answers[i].span)
    ordered = [answers[k] for k in order]
    sure = certain(ordered, links)
    pairs = strengths(ordered, *candidates(ordered, sure))
    pairs += [(i, j, SURE) for i, j in sure]
    groups: dict[int, list[int]] = defaultdict(list)
    for n, name in enumerate(grouped(ordered, pairs, LEAST[merge])):
        groups[name].append(order[n])
    return [groups[key] for key in sorted(groups)]


def certain(answers: list[Answer], links: Sequence[ReuseLink]) -> list[tuple[int, int]]:
    """Return the pairs of answers, sorted by span, that share a question whatever their signs."""
    return sorted({*reprinted(answers, links), *_contrasted(answers)})


def _contrasted(answers: list[Answer]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of which a text gives one in the other's place: "three bodies, not two"."""
    ranked = {(a.span.doc, a.rank): n for n, a in enumerate(answers) if a.rank is not None}
    for n, a in enumerate(answers):
        other = ranked.get((a.span.doc, a.instead)) if a.instead is not None else None
        if other is not None and (a.bare or _one_noun(a, answers[other])):
            yield min(n, other), max(n, other)


def _one_noun(a: Answer, b: Answer) -> bool:
    return a.unit == b.unit and (not b.counted or not a.counted or a.counted == b.counted)


def grouped(
    answers: list[Answer], pairs: list[tuple[int, int, float]], least: tuple[float, float]
) -> list[int]:
    """Return for each answer the smallest index in its group.

    First those of one value are joined, then values: forty accounts that repeat one number weigh as
    much as the one that gives another. Values that a sentence tells apart are kept apart, and so
    are those of people to whom different things happened.
    """
    values = [(a.low, a.high) if a.value is None else a.value for a in answers]
    same = [pair for pair in pairs if values[pair[0]] == values[pair[1]]]
    first = link(len(answers), same, least[0])
    size = Counter(first)
    between: dict[tuple[int, int], list[float]] = defaultdict(list)
    for i, j, strength in pairs:
        a, b = first[i], first[j]
        if a != b:
            between[min(a, b), max(a, b)].append(strength)
    strongest = {
        pair: round(_strongest(found, size[pair[0]] * size[pair[1]]), 9)
        for pair, found in sorted(between.items())
    }
    weighed = {pair: value for pair, value in strongest.items() if value > WEAKEST}
    weighed |= dict.fromkeys(other_fates(answers, first, weighed), APART)
    weighed |= dict.fromkeys(told_apart(answers, first), APART)
    second = link(len(answers), [(a, b, w) for (a, b), w in sorted(weighed.items())], least[1])
    return [second[n] for n in first]


def told_apart(answers: list[Answer], group: list[int]) -> set[tuple[int, int]]:
    """Return the pairs of groups of which one sentence gives two values: "killed 12, hurt 30".

    Not where it gives the one in the other's place, nor where neither has a noun of its own, nor
    where two speak: "turnout was 61 percent, said the commission, but observers saw 48".
    """
    beside: dict[tuple[str, int, str | None], list[int]] = defaultdict(list)
    for n, a in enumerate(answers):
        if a.figure is not None and a.instead is None:
            beside[a.span.doc, a.position, a.voice].append(n)
    return {
        (min(group[i], group[j]), max(group[i], group[j]))
        for inside in beside.values()
        for i, j in combinations(inside, 2)
        if not (answers[i].bare and answers[j].bare) and _disjoint(answers[i], answers[j])
    }


def other_fates(
    answers: list[Answer], group: list[int], pairs: Iterable[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Return those pairs of groups to which different things happened: 148 missing, 140 came."""
    fates: dict[int, set[str]] = defaultdict(set)
    widened: dict[int, set[str]] = defaultdict(set)  # with what follows from them
    for a, name in zip(answers, group, strict=True):
        if a.fate is not None:
            fates[name].add(a.fate)
            widened[name] |= {a.fate, *a.entailed}
    return {
        (i, j)
        for i, j in pairs
        if i in fates and j in fates
        if fates[i].isdisjoint(widened[j]) and fates[j].isdisjoint(widened[i])
    }


def _disjoint(a: Answer, b: Answer) -> bool:
    """Tell whether no number lies within the bounds of both; an open bound is the value."""
    (low_a, high_a), (low_b, high_b) = _bounds(a), _bounds(b)
    return _below(high_a, low_b) or _below(high_b, low_a)


def _bounds(a: Answer) -> tuple[Decimal | None, Decimal | None]:
    return a.value if a.low is None else a.low, a.value if a.high is None else a.high


def _below(high: Decimal | None, low: Decimal | None) -> bool:
    return high is not None and low is not None and high < low


def _strongest(found: list[float], pairs: int) -> float:
    """Return the mean of the strongest quarter of some pairs, those not given counting as none.

    One sure pair is enough.
    """
    kept = sorted(found, reverse=True)[: max(1, round(pairs / QUARTER))]
    return SURE if kept[0] == SURE else math.fsum(kept) / max(1, round(pairs / QUARTER))


def candidates(answers: list[Answer], sure: Sequence[tuple[int, int]]) -> tuple[Ints, Ints]:
    """Return the pairs that share a value, a measure with its noun, or words around them.

    Sorted, as places of the first and of the second; without those that are `sure`.
    """
    count = len(answers)
    if count <= SMALL:
        inside: Iterable[list[int]] = (list(range(count)),)
    else:
        inside = _alike(answers).values()
    codes = np.unique(np.concatenate([np.empty(0, np.int64), *(_codes(n, count) for n in inside)]))
    codes = codes[~np.isin(codes, [i * count + j for i, j in sure])]
    return codes // count, codes % count


def _codes(inside: list[int], count: int) -> Ints:
    """Return i * count + j for each two i < j of some places, which are sorted."""
    places = np.array(inside, dtype=np.int64)
    one, two = np.triu_indices(len(places), 1)
    return np.asarray(places[one] * count + places[two], dtype=np.int64)


def _alike(answers: list[Answer]) -> dict[tuple[object, ...], list[int]]:
    """Return the places of answers by what pairs of them may have in common."""
    index: dict[tuple[object, ...], list[int]] = defaultdict(list)
    held = Counter(stem for a in answers for stem in a.about)
    for n, a in enumerate(answers):
        for key in _keys(a):
            index[key].append(n)
        for stem in a.about:
            if held[stem] <= WIDEST and len(answers) <= MOST:
                index[(a.unit, stem)].append(n)
    return index


def _keys(a: Answer) -> list[tuple[object, ...]]:
    keys: list[tuple[object, ...]] = []
    if a.value is not None:
        keys.append(("value", a.value))
    if a.unit == "person" and a.measure:
        keys.append(("measure", a.measure, a.population))
    if a.unit != "person" and a.counted:
        keys.append(("noun", a.unit, a.counted))
    return keys

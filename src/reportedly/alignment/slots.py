"""Which answers of one story answer one question: average linkage over calibrated signs.

How surely two answers share a question is a logistic sum of named signs. Answers of one value are
joined first, then values. The order of the input does not matter.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from reportedly.alignment.answers import Answer
from reportedly.alignment.reprints import reprinted
from reportedly.alignment.stories import link
from reportedly.records import ReuseLink

# Least probability of a link, by eagerness: between figures of one value, then between values.
LEAST = {"strict": (0.5, 0.36), "balanced": (0.4, 0.25), "eager": (0.3, 0.19)}
QUARTER = 4  # of the pairs between two values, the strongest quarter speaks for both
SURE = 1.0  # probability of a link between figures in one place of a copied passage
WEAKEST = 0.02  # probability below which a pair is no link
TELLING_VALUE = 20  # smaller numbers recur by chance
SMALL = 250  # answers of one story up to which every pair is compared
WIDEST = 60  # answers; a word around more of a story's figures proposes no pairs
NEAR_FIGURES = 3  # figures back to which a silent number may lean
CLOSE = 0.5  # orders of magnitude within which it must lie
MOST = 1500  # answers of one story compared; beyond, only equal values and measures are

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


def signs(a: Answer, b: Answer) -> dict[str, float]:
    """Return the signs of a pair that may answer one question, each 0..1 but for `ratio`."""
    same = _same_value(a, b)
    one, two = a.predicate or a.guess, b.predicate or b.guess
    context, near = _jaccard(a.about, b.about), _jaccard(a.near, b.near)
    bare = a.bare or b.bare
    here = a.span.doc == b.span.doc
    return {
        "same_small": float(same and not _telling(a)),
        "same_large": float(same and _telling(a)),
        "same_large_bare": float(same and _telling(a) and bare),
        "ratio": 0.0 if same else min(_ratio(a, b), 3.0),
        "far": float(not same and _ratio(a, b) >= 1.0),
        "same_noun": float(bool(a.counted) and not bare and a.counted == b.counted),
        "other_noun": float(not bare and a.counted != b.counted),
        "same_predicate": float(bool(one) and one == two),
        "same_known": float(bool(a.predicate) and a.predicate == b.predicate),
        "other_predicate": float(bool(one and two) and one != two),
        "same_verb": float(bool(a.verb) and a.verb == b.verb),
        "same_group": float(bool(a.population) and a.population == b.population),
        "other_group": float(not bare and a.population != b.population),
        "one_place": float(a.place != b.place),
        "same_place": float(bool(a.place) and a.place == b.place),
        "other_year": float(bool(a.year and b.year) and a.year != b.year),
        "other_nation": float(bool(a.nation and b.nation) and a.nation != b.nation),
        "other_unit": float(a.unit != b.unit),
        "bare": float(bare),
        "context": math.sqrt(context),
        "near": math.sqrt(near),
        "near_large": math.sqrt(near) * (same and _telling(a)),
        "people_predicate": float(a.unit == b.unit == "person" and bool(one) and one == two),
        "measured": float(a.unit == b.unit and a.unit not in ("person", "count")),
        "same_sentence": float(here and a.position == b.position),
        "same_document": float(here),
        "hedged": float(a.exact is None or b.exact is None),
        **_told_after(a, b, same=same),
        **_parts(a, b),
    }


def _told_after(a: Answer, b: Answer, *, same: bool) -> dict[str, float]:
    """Return the signs of numbers that lean on another: "The company says 3,850 tonnes. We: 9,600."

    A silent number, with neither noun nor predicate, mostly answers what the one before it answers.
    """
    gap = _gap(a, b)
    later = max(a, b, key=lambda x: x.span)
    silent = a.silent or b.silent
    return {
        "next": float(gap == 1 and later.bare),
        "next_silent": float(gap == 1 and later.silent),
        "near_silent": float(1 < gap <= NEAR_FIGURES and later.silent and _ratio(a, b) < CLOSE),
        "silent": float(silent),
        "both_silent": float(a.silent and b.silent),
        "same_silent": float(silent and same),
    }


def _gap(a: Answer, b: Answer) -> int:
    """Return how many figures apart two answers of one document stand; 0 where that is unknown."""
    if a.span.doc != b.span.doc or a.rank is None or b.rank is None:
        return 0
    return abs(a.rank - b.rank)


def _parts(a: Answer, b: Answer) -> dict[str, float]:
    """Return the signs of a part and its whole, and of two parts: "41, including 12 children"."""
    one, two = a.figure, b.figure
    if one is None or two is None:
        return {"part": 0.0, "fellow_parts": 0.0}
    return {
        "part": float(one.part_of == two.id or two.part_of == one.id),
        "fellow_parts": float(one.part_of is not None and one.part_of == two.part_of),
    }


def alike(a: Answer, b: Answer) -> float:
    """Return how surely two answers answer one question, 0..1."""
    if not compatible(a, b):
        return 0.0
    total = BIAS + math.fsum(WEIGHTS[name] * value for name, value in signs(a, b).items())
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


def compatible(a: Answer, b: Answer) -> bool:
    """Tell whether nothing excludes that two answers share a question."""
    if (a.time is None) != (b.time is None) or (a.place and b.place and a.place != b.place):
        return False
    bare = a.bare or b.bare
    if a.unit != b.unit and not bare and not _one_measure(a, b):
        return False
    telling = _same_value(a, b) and _telling(a)
    if a.old != b.old and not telling and a.year and b.year:
        return False
    if a.unit == b.unit == "percent" and a.predicate and b.predicate:
        return telling or a.predicate == b.predicate  # a turnout is no share of the vote
    if "person" in (a.unit, b.unit):
        return _one_fate(a, b, telling=telling) and (bare or telling or _one_group(a, b))
    return a.unit != "count" or bare or telling or a.counted == b.counted


def _one_measure(a: Answer, b: Answer) -> bool:
    """Tell whether people and things may be counted alike: 312 fell ill, 893 cases of illness."""
    return {a.unit, b.unit} == {"person", "count"} and a.predicate == b.predicate is not None


def _one_fate(a: Answer, b: Answer, *, telling: bool) -> bool:
    """Tell whether one thing may have happened to both: killed and injured exclude each other."""
    if not a.predicate or not b.predicate or a.predicate == b.predicate:
        return True
    return telling and (a.predicate in b.entailed or b.predicate in a.entailed)


def _one_group(a: Answer, b: Answer) -> bool:
    """Tell whether the same people may be counted: no other group, no other nation."""
    nations = bool(a.nation and b.nation) and a.nation != b.nation
    return a.population == b.population and not nations


def _same_value(a: Answer, b: Answer) -> bool:
    if a.value is not None or b.value is not None:
        return a.value == b.value
    return (a.low, a.high) == (b.low, b.high)


def _telling(a: Answer) -> bool:
    value = a.value
    return value is not None and (value >= TELLING_VALUE or value != value.to_integral_value())


def _ratio(a: Answer, b: Answer) -> float:
    """Return how many orders of magnitude two numbers lie apart; 1 where one is unknown."""
    one, two = _size(a), _size(b)
    return abs(math.log10(one / two)) if one > 0 and two > 0 else 1.0


def _size(a: Answer) -> float:
    return float(next((v for v in (a.value, a.low, a.high) if v is not None), Decimal(0)))


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _inside(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def linked(
    answers: list[Answer], *, merge: str, links: Sequence[ReuseLink] = ()
) -> list[list[int]]:
    """Return groups of indexes into `answers`, each sorted, in order of their first.

    `links` are the copied passages of the documents: figures in one place of a copy are joined.
    """
    order = sorted(range(len(answers)), key=lambda i: answers[i].span)
    ordered = [answers[k] for k in order]
    sure = reprinted(ordered, links)
    pairs = [
        (i, j, round(strength, 9))
        for i, j in sorted(candidates(ordered).difference(sure))
        if (strength := alike(ordered[i], ordered[j])) > WEAKEST
    ]
    pairs += [(i, j, SURE) for i, j in sure]
    groups: dict[int, list[int]] = defaultdict(list)
    for n, name in enumerate(grouped(ordered, pairs, LEAST[merge])):
        groups[name].append(order[n])
    return [groups[key] for key in sorted(groups)]


def grouped(
    answers: list[Answer], pairs: list[tuple[int, int, float]], least: tuple[float, float]
) -> list[int]:
    """Return for each answer the smallest index in its group.

    First those of one value are joined, then values: forty accounts that repeat one number weigh as
    much as the one that gives another.
    """
    same = [p for p in pairs if _same_value(answers[p[0]], answers[p[1]])]
    first = link(len(answers), same, least[0])
    size = Counter(first)
    between: dict[tuple[int, int], list[float]] = defaultdict(list)
    for i, j, strength in pairs:
        a, b = first[i], first[j]
        if a != b:
            between[min(a, b), max(a, b)].append(strength)
    strongest = [
        (a, b, round(_strongest(found, size[a] * size[b]), 9))
        for (a, b), found in sorted(between.items())
    ]
    second = link(len(answers), [p for p in strongest if p[2] > WEAKEST], least[1])
    return [second[n] for n in first]


def _strongest(found: list[float], pairs: int) -> float:
    """Return the mean of the strongest quarter of some pairs, those not given counting as none.

    One sure pair is enough.
    """
    kept = sorted(found, reverse=True)[: max(1, round(pairs / QUARTER))]
    return SURE if kept[0] == SURE else math.fsum(kept) / max(1, round(pairs / QUARTER))


def candidates(answers: list[Answer]) -> set[tuple[int, int]]:
    """Return the pairs that share a value, a measure with its noun, or words around them."""
    if len(answers) <= SMALL:
        return set(combinations(range(len(answers)), 2))
    index: dict[tuple[object, ...], list[int]] = defaultdict(list)
    held = Counter(stem for a in answers for stem in a.about)
    for n, a in enumerate(answers):
        for key in _keys(a):
            index[key].append(n)
        for stem in a.about:
            if held[stem] <= WIDEST and len(answers) <= MOST:
                index[(a.unit, stem)].append(n)
    return {pair for inside in index.values() for pair in combinations(inside, 2)}


def _keys(a: Answer) -> list[tuple[object, ...]]:
    keys: list[tuple[object, ...]] = []
    if a.value is not None:
        keys.append(("value", a.value))
    measure = a.predicate or a.guess
    if a.unit == "person" and measure:
        keys.append(("measure", measure, a.population))
    if a.unit != "person" and a.counted:
        keys.append(("noun", a.unit, a.counted))
    return keys

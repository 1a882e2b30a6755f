"""Which answers of one story answer one question: average linkage over calibrated signs.

How surely two answers share a question is a logistic sum of named signs. Answers of one value are
joined first, then values. The order of the input does not matter.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
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
# Least sum of plain signs from which like words could still make a link; with a hair's breadth, so
# that the rounding of sums decides nothing.
NEEDED = math.log(WEAKEST / (1 - WEAKEST)) - BIAS - WEIGHTS["context"] - WEIGHTS["near"] - 1e-6


def signs(a: Answer, b: Answer) -> dict[str, float]:
    """Return those signs of a pair that hold, each 0..1 but for `ratio`; others are nothing."""
    return {**_plain(a, b), **_worded(a, b)}


def _plain(a: Answer, b: Answer) -> dict[str, float]:
    """Return the signs that no words around the figures are compared for."""
    found = dict.fromkeys((*_kinds(a, b), *_places(a, b), *_told_after(a, b), *_parts(a, b)), 1.0)
    bare = a.bare or b.bare
    if _same_value(a, b):
        found["same_large" if a.telling else "same_small"] = 1.0
        if a.telling and bare:
            found["same_large_bare"] = 1.0
    else:
        ratio = _ratio(a, b)
        found["ratio"] = min(ratio, 3.0)
        if ratio >= 1.0:
            found["far"] = 1.0
    if a.exact is None or b.exact is None:
        found["hedged"] = 1.0
    return found


def _worded(a: Answer, b: Answer) -> dict[str, float]:
    """Return the signs of words that the sentences and the surroundings have in common."""
    near = math.sqrt(_jaccard(a.near, b.near))
    return {
        "context": math.sqrt(_jaccard(a.about, b.about)),
        "near": near,
        "near_large": near if a.telling and _same_value(a, b) else 0.0,
    }


def _kinds(a: Answer, b: Answer) -> Iterator[str]:
    """Yield the signs of what is counted and of what happened to it."""
    if a.bare or b.bare:
        yield "bare"
    else:
        if a.counted:
            yield "same_noun" if a.counted == b.counted else "other_noun"
        elif b.counted:
            yield "other_noun"
        if a.population != b.population:
            yield "other_group"
    if a.unit != b.unit:
        yield "other_unit"
    elif a.unit not in ("person", "count"):
        yield "measured"
    yield from _measures(a, b)


def _measures(a: Answer, b: Answer) -> Iterator[str]:
    if a.measure and b.measure:
        if a.measure != b.measure:
            yield "other_predicate"
        else:
            yield "same_predicate"
            if a.unit == b.unit == "person":
                yield "people_predicate"
    if a.predicate and a.predicate == b.predicate:
        yield "same_known"
    if a.verb and a.verb == b.verb:
        yield "same_verb"
    if a.population and a.population == b.population:
        yield "same_group"


def _places(a: Answer, b: Answer) -> Iterator[str]:
    """Yield the signs of where and when something was, and of where it is told."""
    if a.place != b.place:
        yield "one_place"
    elif a.place:
        yield "same_place"
    if a.year and b.year and a.year != b.year:
        yield "other_year"
    if a.nation and b.nation and a.nation != b.nation:
        yield "other_nation"
    if a.span.doc == b.span.doc:
        yield "same_document"
        if a.position == b.position:
            yield "same_sentence"


def _told_after(a: Answer, b: Answer) -> Iterator[str]:
    """Yield the signs of numbers that lean on another: "The company says 3,850 tonnes. We: 9,600."

    A silent number, with neither noun nor predicate, mostly answers what the one before it answers.
    """
    if a.silent or b.silent:
        yield "silent"
        if a.silent and b.silent:
            yield "both_silent"
        if _same_value(a, b):
            yield "same_silent"
    gap = _gap(a, b)
    if not 1 <= gap <= NEAR_FIGURES:
        return
    later = max(a, b, key=lambda x: x.span)
    if gap == 1 and later.bare:
        yield "next"
    if later.silent and gap == 1:
        yield "next_silent"
    elif later.silent and _ratio(a, b) < CLOSE:
        yield "near_silent"


def _gap(a: Answer, b: Answer) -> int:
    """Return how many figures apart two answers of one document stand; 0 where that is unknown."""
    if a.span.doc != b.span.doc or a.rank is None or b.rank is None:
        return 0
    return abs(a.rank - b.rank)


def _parts(a: Answer, b: Answer) -> Iterator[str]:
    """Yield the signs of a part and its whole, and of two parts: "41, including 12 children"."""
    one, two = a.figure, b.figure
    if one is None or two is None:
        return
    if two.id == one.part_of or one.id == two.part_of:
        yield "part"
    if one.part_of is not None and one.part_of == two.part_of:
        yield "fellow_parts"


def alike(a: Answer, b: Answer) -> float:
    """Return how surely two answers answer one question, 0..1; 0 where that is `WEAKEST` or less.

    Words are compared, the costly part, only where they could make a link.
    """
    if not compatible(a, b):
        return 0.0
    found = _plain(a, b)
    if math.fsum(WEIGHTS[name] * value for name, value in found.items()) < NEEDED:
        return 0.0
    found |= _worded(a, b)
    total = BIAS + math.fsum(WEIGHTS[name] * value for name, value in found.items())
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


def compatible(a: Answer, b: Answer) -> bool:
    """Tell whether nothing excludes that two answers share a question."""
    if (a.time is None) != (b.time is None) or (a.place and b.place and a.place != b.place):
        return False
    bare = a.bare or b.bare
    if a.unit != b.unit and not bare and not _one_measure(a, b):
        return False
    telling = a.telling and _same_value(a, b)
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


def _ratio(a: Answer, b: Answer) -> float:
    """Return how many orders of magnitude two numbers lie apart; 1 where one is unknown."""
    return abs(math.log10(a.size / b.size)) if a.size > 0 and b.size > 0 else 1.0


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


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
    if a.unit == "person" and a.measure:
        keys.append(("measure", a.measure, a.population))
    if a.unit != "person" and a.counted:
        keys.append(("noun", a.unit, a.counted))
    return keys

"""Figures that stand in one place of a copied passage: they answer one question, changed or not."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from reportedly.alignment.answers import Answer
from reportedly.records import DocId, ReuseLink, Span


def reprinted(answers: Sequence[Answer], links: Iterable[ReuseLink]) -> list[tuple[int, int]]:
    """Return the pairs of indexes whose numbers stand in one place of a copy, sorted.

    `answers` are sorted by span. Not where two numbers may have been put in a number's place, nor
    where the copy tells of another fate.
    """
    places: dict[DocId, list[tuple[int, int]]] = defaultdict(list)
    for n, answer in enumerate(answers):
        if answer.figure is not None:
            places[answer.span.doc].append((answer.figure.number.start, n))
    found = set()
    for link in links:
        here, there = (_inside(span, places[span.doc]) for span in (link.a, link.b))
        for i in here:
            j = _only(answers, there, link.opposite(_number(answers[i])))
            if j is not None and _only(answers, here, link.opposite(_number(answers[j]))) == i:
                found.add((min(i, j), max(i, j)))
    return sorted(p for p in found if _one_fate(answers[p[0]], answers[p[1]]))


def _inside(span: Span, places: list[tuple[int, int]]) -> list[int]:
    low, high = bisect_left(places, (span.start, -1)), bisect_left(places, (span.end, -1))
    return [n for _, n in places[low:high]]


def _number(answer: Answer) -> Span:
    assert answer.figure is not None
    return answer.figure.number


def _only(answers: Sequence[Answer], among: list[int], place: Span | None) -> int | None:
    """Return the one of some answers whose number stands in a place; None for more."""
    if place is None:
        return None
    found = [
        n
        for n in among
        if place.start <= _number(answers[n]).start and _number(answers[n]).end <= place.end
    ]
    return found[0] if len(found) == 1 else None


def _one_fate(a: Answer, b: Answer) -> bool:
    return not a.predicate or not b.predicate or a.predicate == b.predicate

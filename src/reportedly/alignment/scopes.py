"""Which places set questions apart inside one story.

A place counts only where some account contrasts it: "163 people had died in Tasheh district and 57
in Upper Lenk". Elsewhere the place merely repeats where the event was, and is forgotten.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from reportedly.alignment.answers import Answer
from reportedly.alignment.passages import Passages
from reportedly.alignment.predicates import REACH
from reportedly.alignment.vocabulary import Vocabulary
from reportedly.records import DocId

FEWEST = 2  # times a place must stand behind a place word before it is looked for elsewhere


def known_places(read: list[Passages], words: Vocabulary) -> frozenset[str]:
    """Return the places that the story's texts name, in their spelling."""
    found: Counter[str] = Counter()
    for passages in read:
        for m in words.place.finditer(passages.text):
            if m.group(1).split()[0] not in words.no_place:
                found[m.group(1)] += 1
    return frozenset(name for name, count in found.items() if count >= FEWEST)


def labels(answers: list[Answer], read: list[Passages]) -> frozenset[str]:
    """Return the places of some figures that stand in two or more of the story's texts."""
    names = {a.place for a in answers if a.place}
    return frozenset(n for n in names if sum(n in p.text for p in read) >= FEWEST)


def scoped(
    answers: list[Answer], read: dict[DocId, Passages], places: frozenset[str]
) -> list[Answer]:
    """Return the answers with a place only where the story contrasts it."""
    pattern = (
        re.compile(
            "|".join(rf"\b{re.escape(p)}\b" for p in sorted(places, key=lambda p: (-len(p), p)))
        )
        if places
        else None
    )
    placed = [_found(a, read[a.span.doc], pattern) for a in answers]
    names = _contrasted(placed)
    kept = [a if a.place is None or a.place in names else replace(a, place=None) for a in placed]
    groups = _grouped(kept)
    return [
        a
        if a.population is None or (a.predicate, a.population) in groups
        else replace(a, population=None)
        for a in kept
    ]


def _grouped(answers: list[Answer]) -> frozenset[tuple[str | None, str | None]]:
    """Return the groups of people that some account counts beside others of the same fate.

    "Four teenagers were injured" counts everybody; "214 people, including 31 children" does not.
    """
    told: dict[tuple[str, str | None], set[str | None]] = {}
    for a in answers:
        if a.unit == "person":
            key = (a.span.doc, a.predicate)
            told.setdefault(key, set()).add(a.population)
    return frozenset(
        (predicate, population)
        for (_, predicate), held in told.items()
        for population in held
        if predicate is None or len(held) > 1
    )


def _found(answer: Answer, read: Passages, pattern: re.Pattern[str] | None) -> Answer:
    """Return the answer with the nearest known place before it, where it has none."""
    if answer.place is not None or pattern is None:
        return answer
    start, _ = read.sentence(answer.span.start)
    low = max(start, answer.span.start - REACH)
    before = list(pattern.finditer(read.text, low, answer.span.start))
    if not before:
        return answer
    earlier = read.figures_in(start, before[-1].start())
    if earlier and "," in read.text[before[-1].end() : answer.span.start]:
        return answer  # "220 citizens in Tasheh, 1,300 persons": the place belongs to the 220
    return replace(answer, place=before[-1].group())


def _contrasted(answers: list[Answer]) -> frozenset[str]:
    """Return the places of figures that differ by place alone within one passage."""
    groups: dict[tuple[object, ...], list[Answer]] = {}
    for a in answers:
        measure = a.predicate or a.guess
        if measure is not None:
            key = (a.span.doc, a.position if not a.cell else -1, a.unit, measure, a.population)
            groups.setdefault(key, []).append(a)
    names: set[str] = set()
    for inside in groups.values():
        here = {a.place for a in inside if a.place}
        values = {(a.low, a.high) for a in inside if a.place}
        if len(here) >= 2 and len(values) >= 2:
            names |= here
    return frozenset(names)

"""How well predicted attributions agree with annotated ones, by words.

Invariant: spans are compared as sets of words, so that quotation marks and spaces never decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from reportedly.language.tagger import Tagged
from reportedly.training.markup import Attribution, Range

WORD = re.compile(r"\w+")
Triple = tuple[frozenset[int], frozenset[int]]  # content, source: numbers of words
MATCH = 0.5  # least Dice of two contents that count as the same, as in the PolNeAR literature


def triples(text: str, found: Iterable[Attribution | Tagged]) -> list[Triple]:
    """Return each attribution's content and source as sets of word numbers, without doubles."""
    words = [m.span() for m in WORD.finditer(text)]
    number: dict[int, int] = {at: n for n, (a, b) in enumerate(words) for at in range(a, b)}

    def touched(spans: tuple[Range, ...]) -> frozenset[int]:
        return frozenset(number[at] for a, b in spans for at in range(a, b) if at in number)

    both = [(touched(a.content), touched(a.source)) for a in found]
    return list(dict.fromkeys(t for t in both if t[0]))


def dice(a: frozenset[int], b: frozenset[int]) -> float:
    """Return the overlap of two sets, 0..1."""
    return 2 * len(a & b) / (len(a) + len(b))


def pair(a: Triple, b: Triple) -> float:
    """Return the content's Dice when the sources share a word or both are empty, else 0."""
    return dice(a[0], b[0]) if a[1] & b[1] or not (a[1] or b[1]) else 0.0


def matches(
    gold: Sequence[Triple], given: Sequence[Triple], fit: Callable[[Triple, Triple], float]
) -> list[tuple[int, int]]:
    """Return pairs of equal attributions, one to one, best first."""
    scored = [
        (-fit(g, p), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(given)
        if not g[0].isdisjoint(p[0])
    ]
    taken: list[tuple[int, int]] = []
    left, right = set[int](), set[int]()
    for value, i, j in sorted(scored):
        if -value >= MATCH and i not in left and j not in right:
            taken.append((i, j))
            left.add(i)
            right.add(j)
    return taken


def measure(
    documents: Iterable[tuple[str, Sequence[Attribution], Sequence[Attribution | Tagged]]],
) -> dict[str, float]:
    """Return precision, recall and F1 of pairs and contents over documents."""
    count: Counter[str] = Counter()
    for text, annotated, found in documents:
        gold, given = triples(text, annotated), triples(text, found)
        count["gold"] += len(gold)
        count["given"] += len(given)
        count["pair"] += len(matches(gold, given, pair))
        count["content"] += len(matches(gold, given, lambda a, b: dice(a[0], b[0])))
    result: dict[str, float] = {}
    for name in ("pair", "content"):
        right = count[name]
        result[f"{name} P"] = right / max(1, count["given"])
        result[f"{name} R"] = right / max(1, count["gold"])
        result[f"{name} F1"] = 2 * right / max(1, count["gold"] + count["given"])
    return result

"""The same assertion by several accounts: sentences aligned by their telling words.

Sentences are compared only where they share rare words; a group holds one question, and its
witnesses are the credited words inside the sentence, or the sentence where nobody is credited.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

from reportedly.alignment.passages import Passages
from reportedly.alignment.vocabulary import Vocabulary
from reportedly.records import DocId, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Meaning: TypeAlias = "Callable[[Sequence[str]], NDArray[np.float32]]"

# Least weighted overlap of telling words, by eagerness.
LEAST = {"strict": 0.6, "balanced": 0.42, "eager": 0.3}
# Least cosine of two sentences that share some words; read off pairs of five real reports.
ALIKE = {"strict": 0.8, "balanced": 0.69, "eager": 0.62}
SURE = 2.0  # strength of two claims that quote the same words; no overlap reaches it
WORTH_READING = 0.14  # weighted overlap below which sentences are not embedded
MOST_READ = 400  # sentences of one story that are embedded, about 4 s
FEWEST = 3  # telling words two sentences must share
WIDEST = 40  # sentences; a word in more of a story's sentences finds no pairs
MOST = 3000  # sentences of one story that are compared
OPENING = 40  # code points of a first sentence that is more than a label
LONGEST = 700  # code points of one claim


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence, the span that stands for it, and its telling words."""

    span: Span
    about: frozenset[str]
    text: str


def claims(read: Passages, words: Vocabulary) -> list[Claim]:
    """Return a document's sentences that say enough to be compared."""
    text, doc = read.text, read.records.document.id
    ends = (*read.starts[1:], len(text))
    found = []
    for start, end in zip(read.starts, ends, strict=True):
        about = read.about(start, end, words.everyday)
        if len(about) >= FEWEST and end - start <= LONGEST:
            span = _credited(read, start, end) or _trimmed(text, doc, (start, end))
            if span is not None:
                found.append(Claim(span, about, text[span.start : span.end]))
    return found


def _credited(read: Passages, start: int, end: int) -> Span | None:
    """Return the longest credited content that begins inside a sentence, cut at its end."""
    inside = [c for c, _ in read.statements if start <= c.start < end]
    if not inside:
        held = [c for c, _ in read.statements if c.start < start < c.end]
        return _trimmed(read.text, read.records.document.id, (start, end)) if held else None
    best = max(inside, key=lambda c: (min(c.end, end) - c.start, -c.start))
    return Span(best.doc, best.start, min(best.end, end))


def _trimmed(text: str, doc: str, place: tuple[int, int]) -> Span | None:
    start, end = place
    while start < end and (text[start].isspace() or text[start] in "\"“”'"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(DocId(doc), start, end) if end > start else None


def opening(read: Passages) -> Span | None:
    """Return the first sentence that says something, or the first words; None for an empty text."""
    text, doc = read.text, read.records.document.id
    ends = (*read.starts[1:], len(text))
    spans = [_trimmed(text, doc, place) for place in zip(read.starts, ends, strict=True)]
    found = [s for s in spans if s is not None and s.end - s.start <= LONGEST]
    return next((s for s in found if s.end - s.start >= OPENING), found[0] if found else None)


def with_quoted(
    found: list[Claim], pairs: list[tuple[Span, Span]], read: Mapping[DocId, Passages]
) -> tuple[list[Claim], list[tuple[int, int]]]:
    """Return claims with those quoted contents that none holds, and the pairs as indexes."""
    every = list(found)
    by_doc: dict[DocId, list[int]] = defaultdict(list)
    for n, claim in enumerate(every):
        by_doc[claim.span.doc].append(n)
    index: dict[Span, int] = {}
    for span in sorted({span for pair in pairs for span in pair}):
        here = by_doc[span.doc]
        held = next((n for n in here if every[n].span.overlaps(span)), len(every))
        if held == len(every):
            every.append(Claim(span, frozenset(), span.of(read[span.doc].text)))
            here.append(held)
        index[span] = held
    return every, sorted({(index[a], index[b]) for a, b in pairs})


def aligned(
    found: list[Claim],
    *,
    merge: str,
    meaning: Meaning | None = None,
    same: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Return groups of two or more indexes of claims of different documents, each sorted.

    `meaning` embeds texts; None compares words alone. `same` are pairs that quote the same words.
    """
    sure = [(-SURE, min(pair), max(pair)) for pair in same]
    maybe = []
    for i, j, strength in _candidates(found[:MOST]):
        if strength >= LEAST[merge]:
            sure.append((-strength, i, j))
        elif strength >= WORTH_READING:
            maybe.append((i, j))
    if meaning is not None:
        sure += _like_minded(found, maybe, (meaning, ALIKE[merge]))
    return _grouped(sorted(sure), found)


def _candidates(found: list[Claim]) -> list[tuple[int, int, float]]:
    """Return pairs of documents' claims that share rare words, with their weighted overlap."""
    held = Counter(stem for c in found for stem in c.about)
    weight = {stem: math.log(1 + len(found) / count) for stem, count in held.items()}
    index: dict[str, list[int]] = defaultdict(list)
    for n, claim in enumerate(found):
        for stem in claim.about:
            if 2 <= held[stem] <= WIDEST:
                index[stem].append(n)
    shared: Counter[tuple[int, int]] = Counter(
        pair for stem in sorted(index) for pair in combinations(index[stem], 2)
    )
    return sorted(
        (i, j, round(_overlap(found[i].about, found[j].about, weight), 6))
        for (i, j), count in shared.items()
        if count >= 2 and found[i].span.doc != found[j].span.doc
    )


def _like_minded(
    found: list[Claim], pairs: list[tuple[int, int]], how: tuple[Meaning, float]
) -> list[tuple[float, int, int]]:
    """Return the pairs whose vectors are close, none where a story has too many to read."""
    meaning, least = how
    wanted = sorted({k for pair in pairs for k in pair})
    if not wanted or len(wanted) > MOST_READ:
        return []
    vectors = meaning([found[k].text for k in wanted])
    row = {k: n for n, k in enumerate(wanted)}
    close = ((float(vectors[row[i]] @ vectors[row[j]]), i, j) for i, j in pairs)
    return [(-round(c / 2, 6), i, j) for c, i, j in close if c >= least]


def _overlap(a: frozenset[str], b: frozenset[str], weight: dict[str, float]) -> float:
    both = math.fsum(sorted(weight[s] for s in a & b))
    return both / math.fsum(sorted(weight[s] for s in a | b))


def _grouped(pairs: list[tuple[float, int, int]], found: list[Claim]) -> list[list[int]]:
    """Join pairs, strongest first, keeping one claim of each document in a group."""
    group: dict[int, int] = {}
    inside: dict[int, list[int]] = {}
    for _, i, j in pairs:
        a, b = group.get(i, i), group.get(j, j)
        left, right = inside.get(a, [i]), inside.get(b, [j])
        documents = {found[k].span.doc for k in left} & {found[k].span.doc for k in right}
        if a != b and not documents:
            low, high = min(a, b), max(a, b)
            inside[low] = sorted(left + right)
            inside.pop(high, None)
            for k in inside[low]:
                group[k] = low
    return [inside[key] for key in sorted(inside)]
